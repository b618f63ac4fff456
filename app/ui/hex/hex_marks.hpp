// What stands under and around the cells of a row: bands of colour, and marks that are told apart by their shape.
#pragma once

#include <span>

#include "app/ui/hex/hex_frame.hpp"
#include "app/ui/hex/hex_look.hpp"
#include "app/ui/hex/quad_pen.hpp"

namespace byteprism {

// Columns [from, to) of one side of a row.
struct RowPart {
    Side side;
    std::int64_t row;
    int from, to;
};

// More quads than these draw for one cell.
inline constexpr int quads_of_marks = 18;

// The looks are those of the part's columns.
void paint_backgrounds(QuadPen& pen, const HexFrame& frame, RowPart part, std::span<const CellLook> looks);
void paint_marks(QuadPen& pen, const HexFrame& frame, RowPart part, std::span<const CellLook> looks);

// The thinnest line that is well seen at the size of the text.
float hex_line();

}  // namespace byteprism
