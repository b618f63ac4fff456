// Where the bytes of a hex grid stand: offset <-> row and column <-> pixel. Pure arithmetic, and no ImGui.
//
// Rows are 64-bit numbers. A row number never becomes a pixel: pixels count from the first row in sight, so that a
// grid of 8 EiB is as exact at its end as at its start.
#pragma once

#include <cstdint>

#include "app/model/sheet.hpp"

namespace byteprism {

// Whole rows that fit, at least 1.
std::int64_t rows_that_fit(float height, float row_height);
// Digits of the largest offset: 8, or as many as the size needs.
int offset_digits(std::int64_t size, OffsetDigits digits = OffsetDigits::Hex);

// The pixel columns, from the left edge of the grid. Every character stands on a multiple of `glyph`, so that cells
// align across rows: offsets, the cells with a wide gap after every group, then one character for each byte. A column
// is a byte; a cell may have several.
struct HexColumns {
    enum class Area { Offsets, Hex, Text };

    float glyph = 8;  // the width of a character
    int columns = 16;
    int offset_digits = 8;
    int cell_bytes = 1;
    int cell_characters = 2;
    int group = 8;  // bytes; a group of one cell has no wide gap

    float offsets_x() const { return glyph; }
    // The width of the offsets with the air around them.
    float gutter() const { return glyph * static_cast<float>(hex_start() - 1); }
    // Of the cell that the byte is in.
    float hex_x(int column) const { return glyph * static_cast<float>(hex_start() + hex_unit(column)); }
    float text_x(int column) const { return glyph * static_cast<float>(text_start() + column); }
    float cell_x(Side side, int column) const { return side == Side::Hex ? hex_x(column) : text_x(column); }
    float cell_width(Side side) const {
        return side == Side::Hex ? glyph * static_cast<float>(cell_characters) : glyph;
    }
    // Of the air that belongs to a cell, to its left and to its right.
    float air(Side side) const { return side == Side::Hex ? glyph / 2 : 0; }
    float width() const { return glyph * static_cast<float>(text_start() + columns + 1); }
    // The first byte of the cell of a column, on a side.
    int cell_start(Side side, int column) const { return side == Side::Hex ? column - column % cell_bytes : column; }
    int bytes_of_cell(Side side) const { return side == Side::Hex ? cell_bytes : 1; }

    // Between two areas the border is halfway.
    Area area_at(float x) const;
    // The first column of the cell that is nearest, also between cells and beyond them.
    int nearest_column(Side side, float x) const;
    // Whether x lies on the cell, half of the gap to each neighbour included.
    bool touches(Side side, int column, float x) const;

private:
    // In characters.
    int cells_a_group() const { return group / cell_bytes; }
    int hex_unit(int column) const {
        const int cell = column / cell_bytes;
        return cell * (cell_characters + 1) + (cells_a_group() > 1 ? cell / cells_a_group() : 0);
    }
    int hex_start() const { return 1 + offset_digits + 2; }
    int hex_end() const { return hex_start() + hex_unit(columns - 1) + cell_characters; }
    int text_start() const { return hex_end() + 2; }
};

// As many columns of this kind as fit: a multiple of 8, where not even 8 do 4, 2 or 1, but a whole cell.
int columns_that_fit(HexColumns kind, float room);

}  // namespace byteprism
