#include "app/model/table/row_order.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "app/model/number_text.hpp"
#include "core/error.hpp"
#include "core/structure/row_filter.hpp"

namespace byteprism {
namespace {

// Of all columns with numbers, from where the first of them begins in a row.
ByteRange filter_part(const Table& table) {
    std::optional<ByteRange> part;
    for (const TableColumn& column : table.columns) {
        if (!column.numbers) continue;
        if (!part) part = column.bytes;
        const std::int64_t begin = std::min(part->offset, column.bytes.offset);
        part = ByteRange{begin, std::max(part->end(), column.bytes.end()) - begin};
    }
    return part.value_or(ByteRange{});
}

std::vector<FilterColumn> filter_columns(const Table& table) {
    const std::int64_t begin = filter_part(table).offset;
    std::vector<FilterColumn> columns;
    for (const TableColumn& column : table.columns) {
        if (!column.numbers) continue;
        columns.push_back(
            {column.name, *column.numbers, column.bytes.offset - begin, table.type->types[column.type].enumerators});
    }
    return columns;
}

const TableColumn& sorted_column(const Table& table, const OrderWish& wish) {
    const auto at = table.find(wish.sorted_by);
    if (!at) throw ValueError("'" + wish.sorted_by + "' is no column of the table");
    const TableColumn& column = table.columns[*at];
    if (!column.numbers) throw ValueError("'" + wish.sorted_by + "' has no numbers to sort by");
    return column;
}

// Keys of few bits take less room.
bool has_short_keys(const NumberColumn& numbers) { return numbers.size <= 4 && numbers.whole(); }
std::int64_t sorting_bytes(const NumberColumn& numbers) {
    return 2 * static_cast<std::int64_t>(sizeof(std::uint32_t) + (has_short_keys(numbers) ? 4 : 8));
}

void check_sortable(std::int64_t rows, const NumberColumn& numbers) {
    const std::int64_t most = most_sorting_bytes / sorting_bytes(numbers);
    if (rows > most) {
        throw ValueError(grouped_text(rows) + " rows are too many to be sorted by this column: " + grouped_text(most) +
                         " are the most. A filter makes them fewer");
    }
}

std::vector<std::uint32_t> filtered(const Table& table, const OrderWish& wish, const ReadBytes& read,
                                    Progress& progress, std::uint64_t& without_value) {
    RowFilter filter(wish.filter, filter_columns(table));
    std::vector<std::uint32_t> rows;
    std::array<std::uint8_t, RowFilter::most> holds{};
    scan_rows(
        table, filter_part(table), all_rows(table, nullptr), std::size_t{1} << 20, read, [&](const RowSlice& slice) {
            for (std::size_t at = 0; at < slice.count; at += holds.size()) {
                const std::size_t count = std::min(holds.size(), slice.count - at);
                filter.test(slice.first + static_cast<std::ptrdiff_t>(at) * slice.stride, slice.stride, count,
                            holds.data());
                for (std::size_t i = 0; i < count; ++i) {
                    if (holds[i] != 0)
                        rows.push_back(static_cast<std::uint32_t>(slice.index + static_cast<std::int64_t>(at + i)));
                }
            }
            if (static_cast<std::int64_t>(rows.size()) > most_found_rows) {
                throw ValueError("more than " + grouped_text(most_found_rows) +
                                 " rows hold the condition; so many are kept at most");
            }
            progress.add(static_cast<std::int64_t>(slice.count));
        });
    without_value = filter.without_value();
    return rows;
}

// From the least significant byte of the keys on, each pass keeping the order of the one before.
template <class Key>
void sort_rows(std::vector<std::uint32_t>& rows, std::vector<Key>& keys, Progress& progress) {
    constexpr std::size_t looked_at_once = 1 << 16;
    const std::size_t count = rows.size();
    std::vector<std::uint32_t> other_rows(count);
    std::vector<Key> other_keys(count);
    const auto in_slices = [&](const auto& visit) {
        for (std::size_t from = 0; from < count; from += looked_at_once) {
            for (std::size_t i = from; i < std::min(count, from + looked_at_once); ++i) visit(i);
            progress.add(0);
        }
    };
    for (std::size_t byte = 0; byte < sizeof(Key); ++byte) {
        const auto digit = [&](Key key) { return static_cast<std::size_t>(key >> (8 * byte) & 0xff); };
        std::array<std::size_t, 257> begins{};
        in_slices([&](std::size_t i) { ++begins[digit(keys[i]) + 1]; });
        progress.add(static_cast<std::int64_t>(count));
        if (std::ranges::count(begins, count) == 1) continue;  // all have the same
        for (std::size_t i = 1; i < begins.size(); ++i) begins[i] += begins[i - 1];
        in_slices([&](std::size_t i) {
            const std::size_t to = begins[digit(keys[i])]++;
            other_rows[to] = rows[i];
            other_keys[to] = keys[i];
        });
        std::swap(rows, other_rows);
        std::swap(keys, other_keys);
    }
}

template <class Key>
void sort_by(RowOrder& order, const Table& table, const TableColumn& column, bool descending, bool all,
             const ReadBytes& read, Progress& progress) {
    const NumberColumn& numbers = *column.numbers;
    const std::size_t count = order.rows.size();
    progress.expect(static_cast<std::int64_t>(count * (1 + sizeof(Key))));
    std::vector<Key> keys(count);
    std::vector<std::uint64_t> codes;
    scan_rows(table, column.bytes, all_rows(table, all ? nullptr : &order), 4096, read, [&](const RowSlice& slice) {
        codes.resize(slice.count);
        load_codes(numbers, slice.first, slice.stride, slice.count, codes.data());
        for (std::size_t i = 0; i < slice.count; ++i) {
            const bool nan = !numbers.whole() && codes[i] == ~std::uint64_t{0};
            std::uint64_t code = codes[i];
            // What the code turns of a number with a sign is above these 32 bits.
            if (sizeof(Key) < 8 && numbers.kind == NumberColumn::Kind::Signed) code += std::uint64_t{1} << 31;
            const auto key = static_cast<Key>(code);
            keys[static_cast<std::size_t>(slice.index) + i] = descending && !nan ? static_cast<Key>(~key) : key;
        }
        progress.add(static_cast<std::int64_t>(slice.count));
    });
    sort_rows(order.rows, keys, progress);
}

}  // namespace

void check_order(const Table& table, const OrderWish& wish) {
    if (table.rows_there > most_numbered_rows) {
        throw ValueError(grouped_text(table.rows_there) + " rows are too many to be filtered or sorted: " +
                         grouped_text(most_numbered_rows) + " are the most");
    }
    if (!wish.filter.empty()) RowFilter(wish.filter, filter_columns(table));
    if (wish.sorted_by.empty()) return;
    const TableColumn& column = sorted_column(table, wish);
    if (wish.filter.empty()) check_sortable(table.rows_there, *column.numbers);
}

RowOrder find_order(const Table& table, const OrderWish& wish, const ReadBytes& read, Progress& progress) {
    check_order(table, wish);
    RowOrder order;
    if (!wish.filter.empty()) {
        progress.expect(table.rows_there);
        order.rows = filtered(table, wish, read, progress, order.without_value);
    }
    if (wish.sorted_by.empty()) return order;
    const TableColumn& column = sorted_column(table, wish);
    const bool all = wish.filter.empty();
    if (all) {
        order.rows.resize(static_cast<std::size_t>(table.rows_there));
        for (std::size_t i = 0; i < order.rows.size(); ++i) order.rows[i] = static_cast<std::uint32_t>(i);
    }
    check_sortable(static_cast<std::int64_t>(order.rows.size()), *column.numbers);
    if (has_short_keys(*column.numbers)) {
        sort_by<std::uint32_t>(order, table, column, wish.descending, all, read, progress);
    } else {
        sort_by<std::uint64_t>(order, table, column, wish.descending, all, read, progress);
    }
    return order;
}

}  // namespace byteprism
