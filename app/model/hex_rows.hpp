// HexRows: which bytes stand in which row of a hex grid. Pure arithmetic on 64-bit rows and offsets.
//
// A row shows `columns` bytes and begins `stride` bytes after the row above it. Where the stride is larger, bytes lie
// in the gap between two rows; where it is smaller, rows overlap, and the row of a byte is the last one that has it.
#pragma once

#include <cstdint>

#include "core/memory/byte_range.hpp"

namespace byteprism {

struct HexRows {
    std::int64_t size = 0;          // of the document
    int columns = 16;               // at least 1
    std::int64_t stride = columns;  // at least 1
    std::int64_t first = 0;         // where row 0 begins, -stride < first <= 0: its bytes before the document are none

    std::int64_t count() const;  // at least 1: a grid without bytes has a row all the same
    // Requires offset >= 0.
    std::int64_t row_of(std::int64_t offset) const;
    // `columns` for a byte in the gap behind its row.
    int column_of(std::int64_t offset) const;
    // May lie before the document, in row 0. Requires a row of the grid.
    std::int64_t start_of(std::int64_t row) const;
    // The bytes of a row: none beyond the last one. Requires row >= 0.
    ByteRange bytes_of(std::int64_t row) const;
    // The byte at a cell, or the nearest there is; 0 where there are none.
    std::int64_t nearest_offset(std::int64_t row, int column) const;
    // The bytes of the cell that a byte is in, where cells have so many; of one in a gap, itself.
    ByteRange cell_of(std::int64_t offset, int cell_bytes) const;
    // The first row when the last one stands at the bottom of `visible` rows.
    std::int64_t last_first_row(std::int64_t visible) const;

    bool operator==(const HexRows&) const = default;
};

}  // namespace byteprism
