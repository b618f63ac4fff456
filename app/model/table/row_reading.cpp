#include "app/model/table/row_reading.hpp"

#include <algorithm>
#include <cstdlib>
#include <string>

#include "app/model/number_text.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

constexpr std::int64_t slice_bytes = 256 << 10;
// Parts that are farther apart are read one by one.
constexpr std::int64_t far_apart = 4096;
constexpr std::int64_t most_part = std::int64_t{64} << 20;

}  // namespace

RowSpan all_rows(const Table& table, const RowOrder* order) {
    if (order == nullptr) return {nullptr, 0, table.rows_there};
    return {order, 0, static_cast<std::int64_t>(order->rows.size())};
}

void scan_rows(const Table& table, ByteRange part, const RowSpan& rows, std::size_t most, const ReadBytes& read,
               const std::function<void(const RowSlice& slice)>& visit) {
    if (part.length > most_part) {
        throw ValueError("these columns lie in " + size_text(part.length) + " of each row: " + size_text(most_part) +
                         " are the most");
    }
    const std::int64_t distance = std::abs(table.stride);
    const bool one_by_one = rows.order != nullptr || (distance > far_apart && distance > 4 * part.length);
    const std::int64_t each = std::max<std::int64_t>(1, one_by_one ? part.length : distance);
    const std::int64_t at_once = std::clamp<std::int64_t>(
        std::min<std::int64_t>(slice_bytes / each, static_cast<std::int64_t>(most)), 1, std::int64_t{1} << 20);
    std::vector<std::byte> bytes;
    for (std::int64_t i = 0; i < rows.count; i += at_once) {
        const std::int64_t count = std::min(at_once, rows.count - i);
        RowSlice slice{nullptr, 0, i, static_cast<std::size_t>(count)};
        if (one_by_one) {
            bytes.resize(static_cast<std::size_t>(count * part.length));
            for (std::int64_t j = 0; j < count; ++j) {
                read(table.offset + rows.row(i + j) * table.stride + part.offset,
                     std::span(bytes).subspan(static_cast<std::size_t>(j * part.length),
                                              static_cast<std::size_t>(part.length)));
            }
            slice.stride = part.length;
            slice.first = bytes.data();
        } else {
            const std::int64_t first = table.offset + rows.row(i) * table.stride + part.offset;
            const std::int64_t last = first + (count - 1) * table.stride;
            const std::int64_t begin = std::min(first, last);
            bytes.resize(static_cast<std::size_t>(std::max(first, last) - begin + part.length));
            read(begin, bytes);
            slice.stride = table.stride;
            slice.first = bytes.data() + (first - begin);
        }
        visit(slice);
    }
}

}  // namespace byteprism
