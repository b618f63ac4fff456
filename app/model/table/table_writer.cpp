#include "app/model/table/table_writer.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

#include "app/model/hex_text.hpp"
#include "app/model/value_json.hpp"
#include "core/error.hpp"
#include "core/structure/data_value.hpp"
#include "core/view/value.hpp"

namespace byteprism {
namespace {

constexpr std::size_t rows_at_once = 4096;
constexpr std::size_t text_at_once = std::size_t{256} << 10;

// A cell of text, by RFC 4180.
std::string csv_text(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
    std::string quoted = "\"";
    for (const char character : text) quoted += character == '"' ? "\"\"" : std::string(1, character);
    return quoted + "\"";
}

template <class Number>
void append_number(std::string& text, Number number) {
    std::array<char, 40> digits;
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    text.append(digits.data(), end);
}

void append_float(std::string& text, double number, int size, TableFile file) {
    if (!std::isfinite(number) && file != TableFile::Csv) {
        text += "null";
    } else if (size < 8) {
        append_number(text, static_cast<float>(number));
    } else {
        append_number(text, number);
    }
}

// Values that are not simply numbers.
std::string value_text(const Value& value, TableFile file) {
    if (file != TableFile::Csv) return value_json(value);
    if (const auto* truth = std::get_if<bool>(&value.data)) return *truth ? "true" : "false";
    if (const auto* text = std::get_if<std::string>(&value.data)) return csv_text(*text);
    if (const auto* bytes = std::get_if<Bytes>(&value.data)) return hex_text(*bytes, "");
    return csv_text(repr(value));
}

// A cell as text, from the bytes of its row's part.
class CellText {
public:
    CellText(const Table& table, const TableColumn& column, TableFile file)
        : table_(table), column_(column), file_(file) {}

    // Of the rows of a slice; before they are appended.
    void load(const RowSlice& slice, std::int64_t part_offset) {
        at_ = slice.first + (column_.bytes.offset - part_offset);
        stride_ = slice.stride;
        const DataType& type = table_.type->types[column_.type];
        fast_ = column_.numbers && type.leaf.code != "?";
        if (!fast_) return;
        if (column_.numbers->whole()) {
            integers_.resize(slice.count);
            load_integers(*column_.numbers, at_, stride_, slice.count, integers_.data());
        } else {
            reals_.resize(slice.count);
            load_doubles(*column_.numbers, at_, stride_, slice.count, reals_.data());
        }
    }

    void append(std::string& text, std::size_t row) const {
        if (!fast_) return append_value(text, at_ + static_cast<std::ptrdiff_t>(row) * stride_);
        if (!column_.numbers->whole()) return append_float(text, reals_[row], column_.numbers->size, file_);
        if (column_.numbers->fits_signed()) return append_number(text, integers_[row]);
        append_number(text, static_cast<std::uint64_t>(integers_[row]));
    }

private:
    void append_value(std::string& text, const std::byte* at) const {
        DataNode node = table_.cell(0, column_);
        node.bytes.offset = 0;
        const std::span<const std::byte> bytes(at, static_cast<std::size_t>(column_.bytes.length));
        append_node(text, DataReader(table_.type->types, bytes), node);
    }
    void append_node(std::string& text, const DataReader& reader, const DataNode& node) const {
        if (node.kind != DataNode::Kind::Array && node.kind != DataNode::Kind::Record) {
            try {
                text += value_text(value_of(reader.types(), node, reader.bytes()), file_);
            } catch (const Error&) {
                if (file_ != TableFile::Csv) text += "null";  // bytes that are no such value
            }
            return;
        }
        const bool csv = file_ == TableFile::Csv;
        if (!csv) text += '[';
        const std::int64_t count = reader.child_count(node);
        for (std::int64_t i = 0; i < count; ++i) {
            if (i > 0) text += csv ? " " : ",";
            append_node(text, reader, reader.child(node, i));
        }
        if (!csv) text += ']';
    }

    const Table& table_;
    const TableColumn& column_;
    TableFile file_;
    const std::byte* at_ = nullptr;
    std::ptrdiff_t stride_ = 0;
    bool fast_ = false;
    std::vector<std::int64_t> integers_;
    std::vector<double> reals_;
};

ByteRange part_of(std::span<const TableColumn> columns) {
    ByteRange part = columns[0].bytes;
    for (const TableColumn& column : columns) {
        const std::int64_t begin = std::min(part.offset, column.bytes.offset);
        part = {begin, std::max(part.end(), column.bytes.end()) - begin};
    }
    return part;
}

void write_text(TableFile file, const Table& table, std::span<const TableColumn> columns, const RowSpan& rows,
                const ReadBytes& read, const std::function<void(std::string_view)>& write, Progress& progress) {
    const bool csv = file == TableFile::Csv;
    std::vector<CellText> cells;
    std::vector<std::string> names;
    std::string text = file == TableFile::Json ? "[" : "";
    for (const TableColumn& column : columns) {
        cells.emplace_back(table, column, file);
        names.push_back(csv ? csv_text(column.name) : text_json(column.name) + ":");
        if (csv) text += (names.size() > 1 ? "," : "") + names.back();
    }
    if (csv) text += "\r\n";
    const ByteRange part = part_of(columns);
    scan_rows(table, part, rows, rows_at_once, read, [&](const RowSlice& slice) {
        for (CellText& cell : cells) cell.load(slice, part.offset);
        for (std::size_t row = 0; row < slice.count; ++row) {
            if (file == TableFile::Json) text += slice.index + static_cast<std::int64_t>(row) > 0 ? ",\n" : "\n";
            if (!csv) text += '{';
            for (std::size_t i = 0; i < cells.size(); ++i) {
                if (i > 0) text += ',';
                if (!csv) text += names[i];
                cells[i].append(text, row);
            }
            if (!csv) text += '}';
            if (file != TableFile::Json) text += csv ? "\r\n" : "\n";
            if (text.size() < text_at_once) continue;
            write(text);
            text.clear();
            progress.add(0);
        }
        progress.add(static_cast<std::int64_t>(slice.count));
    });
    if (file == TableFile::Json) text += "\n]\n";
    write(text);
}

// ---- .npy

// "'<u4'", "'<f4', (64,)": what NumPy calls a column, and how many bytes it has there.
struct NumpyColumn {
    std::string type;
    std::int64_t size = 0;
};

NumpyColumn numpy_column(const DataTypes& types, const TableColumn& column) {
    const std::string raw = "'|V" + std::to_string(column.bytes.length) + "'";
    if (column.bits.width > 0 && column.numbers) {
        const int size = column.bits.width <= 8 ? 1 : column.bits.width <= 16 ? 2 : column.bits.width <= 32 ? 4 : 8;
        const bool has_sign = column.numbers->kind == NumberColumn::Kind::Signed;
        return {std::string("'<") + (has_sign ? "i" : "u") + std::to_string(size) + "'", size};
    }
    if (column.numbers) {
        const NumberColumn& numbers = *column.numbers;
        const char* kind = types[column.type].leaf.code == "?"            ? "b"
                           : numbers.kind == NumberColumn::Kind::Float    ? "f"
                           : numbers.kind == NumberColumn::Kind::Unsigned ? "u"
                                                                          : "i";
        if ((numbers.size & (numbers.size - 1)) != 0) return {raw, column.bytes.length};
        const char order = numbers.size == 1 ? '|' : static_cast<char>(numbers.order);
        return {std::string("'") + order + kind + std::to_string(numbers.size) + "'", numbers.size};
    }
    const DataType& type = types[column.type];
    if (column.kind == DataNode::Kind::Text && types[type.target.type].size == 1) {
        return {"'|S" + std::to_string(column.bytes.length) + "'", column.bytes.length};
    }
    if (column.kind == DataNode::Kind::Array) {
        TableColumn element;
        element.type = type.target.type;
        element.bytes.length = types[element.type].size;
        element.numbers = number_column(types[element.type].leaf);
        if (types[element.type].kind == DataType::Kind::Number && element.numbers) {
            return {numpy_column(types, element).type + ", (" + std::to_string(column.count) + ",)",
                    column.bytes.length};
        }
    }
    return {raw, column.bytes.length};
}

std::string numpy_header(const std::string& type, std::int64_t rows) {
    std::string text = "{'descr': " + type + ", 'fortran_order': False, 'shape': (" + std::to_string(rows) + ",), }";
    // The data begins at a multiple of 64; version 2 has room for any header.
    constexpr std::size_t before = 12;
    text.append(63 - (before + text.size()) % 64, ' ');
    text += '\n';
    const std::size_t length = text.size();
    std::string header = "\x93NUMPY";
    header += '\x02';
    header += '\0';
    for (int i = 0; i < 4; ++i) header += static_cast<char>(length >> (8 * i) & 0xff);
    return header + text;
}

void write_npy(const Table& table, std::span<const TableColumn> columns, const RowSpan& rows, const ReadBytes& read,
               const std::function<void(std::string_view)>& write, Progress& progress) {
    std::vector<std::int64_t> sizes;
    std::string type = "[";
    std::int64_t row_size = 0;
    for (const TableColumn& column : columns) {
        const NumpyColumn numpy = numpy_column(table.type->types, column);
        type += std::string(sizes.empty() ? "" : ", ") + "(" + repr(Value{column.name}) + ", " + numpy.type + ")";
        sizes.push_back(numpy.size);
        row_size += numpy.size;
        if (columns.size() == 1 && column.name == "value" && numpy.type.back() == '\'') type = numpy.type;
    }
    if (type[0] == '[') type += "]";
    write(numpy_header(type, rows.count));
    const ByteRange part = part_of(columns);
    std::string items;
    std::vector<std::int64_t> bits;
    scan_rows(table, part, rows, rows_at_once, read, [&](const RowSlice& slice) {
        items.resize(slice.count * static_cast<std::size_t>(row_size));
        std::size_t to = 0;
        for (std::size_t c = 0; c < columns.size(); ++c) {
            const TableColumn& column = columns[c];
            const auto size = static_cast<std::size_t>(sizes[c]);
            const std::byte* at = slice.first + (column.bytes.offset - part.offset);
            if (column.bits.width > 0 && column.numbers) {
                bits.resize(slice.count);
                load_integers(*column.numbers, at, slice.stride, slice.count, bits.data());
            }
            for (std::size_t row = 0; row < slice.count; ++row, at += slice.stride) {
                const bool is_bits = column.bits.width > 0 && column.numbers;
                const void* from = is_bits ? static_cast<const void*>(&bits[row]) : at;
                std::copy_n(static_cast<const char*>(from), size,
                            items.data() + row * static_cast<std::size_t>(row_size) + to);
            }
            to += size;
        }
        write(items);
        progress.add(static_cast<std::int64_t>(slice.count));
    });
}

}  // namespace

TableFile table_file_of(std::string_view path) {
    const auto ends = [&](std::string_view ending) { return path.ends_with(ending); };
    if (ends(".csv")) return TableFile::Csv;
    if (ends(".json")) return TableFile::Json;
    if (ends(".jsonl") || ends(".ndjson")) return TableFile::JsonLines;
    if (ends(".npy")) return TableFile::Npy;
    throw ValueError("a table is written as .csv, .json, .jsonl or .npy, not as " + std::string(path));
}

void write_table(TableFile file, const Table& table, std::span<const TableColumn> columns, const RowSpan& rows,
                 const ReadBytes& read, const std::function<void(std::string_view bytes)>& write, Progress& progress) {
    if (columns.empty()) throw ValueError("every column is hidden: there is nothing to write");
    progress.expect(rows.count);
    if (file == TableFile::Npy) return write_npy(table, columns, rows, read, write, progress);
    write_text(file, table, columns, rows, read, write, progress);
}

}  // namespace byteprism
