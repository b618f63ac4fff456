#include "app/model/hex_rows.hpp"

#include <algorithm>

namespace byteprism {
namespace {

// Differences of offsets and multiples of strides may need a bit more than 63 on their way to a result that does not.
std::uint64_t wide(std::int64_t number) { return static_cast<std::uint64_t>(number); }
std::int64_t narrow(std::uint64_t number) { return static_cast<std::int64_t>(number); }

}  // namespace

std::int64_t HexRows::count() const { return size == 0 ? 1 : row_of(size - 1) + 1; }

std::int64_t HexRows::row_of(std::int64_t offset) const { return narrow((wide(offset) - wide(first)) / wide(stride)); }

int HexRows::column_of(std::int64_t offset) const {
    const std::uint64_t column = (wide(offset) - wide(first)) % wide(stride);
    return static_cast<int>(std::min(column, wide(columns)));
}

std::int64_t HexRows::start_of(std::int64_t row) const { return narrow(wide(first) + wide(row) * wide(stride)); }

ByteRange HexRows::bytes_of(std::int64_t row) const {
    if (row >= count() || size == 0) return {size, 0};
    const std::int64_t start = start_of(row);
    const std::int64_t from = std::max<std::int64_t>(start, 0);
    const std::int64_t length = std::min(start - from + columns, size - from);
    return {from, std::max<std::int64_t>(length, 0)};
}

std::int64_t HexRows::nearest_offset(std::int64_t row, int column) const {
    if (size == 0) return 0;
    const std::int64_t there = std::clamp<std::int64_t>(row, 0, count() - 1);
    const ByteRange bytes = bytes_of(there);
    if (bytes.empty()) return bytes.offset;  // row 0, if its bytes are all before the document
    const std::int64_t before = bytes.offset - start_of(there);
    return bytes.offset + std::clamp<std::int64_t>(column - before, 0, bytes.length - 1);
}

ByteRange HexRows::cell_of(std::int64_t offset, int cell_bytes) const {
    const int column = column_of(offset);
    if (column == columns || cell_bytes == 1) return {offset, 1};
    const std::int64_t row = row_of(offset);
    return intersection(bytes_of(row), {start_of(row) + column / cell_bytes * cell_bytes, cell_bytes});
}

std::int64_t HexRows::last_first_row(std::int64_t visible) const {
    return std::max<std::int64_t>(0, count() - visible);
}

}  // namespace byteprism
