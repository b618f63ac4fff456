// The painting of a hex grid, from a frame that was laid out before. It decides nothing and changes nothing.
#pragma once

#include <cstdint>
#include <vector>

#include <imgui.h>

#include "app/model/document/document.hpp"
#include "app/model/hex_rows.hpp"
#include "app/model/sheet.hpp"
#include "app/ui/hex/hex_geometry.hpp"
#include "app/ui/hex/hex_look.hpp"
#include "app/ui/hex/quad_pen.hpp"
#include "app/ui/theme.hpp"

namespace byteprism {

// Where everything of one frame is, in screen pixels.
struct HexFrame {
    const Sheet& sheet;
    const Document& document;
    const Colors& colors;
    const MonoFace& face;
    HexRows rows;
    HexColumns columns;
    std::int64_t first_row = 0;
    std::int64_t visible_rows = 1;  // whole ones; a part of one more may show below them
    ImVec2 cells{};                 // top left of the first row in sight; left of the view when panned
    ImVec2 view_from{}, view_to{};  // what can be seen of the grid, header included; the scroll bar is to its right
    float row_height = 16;
    float bar_width = 14;
    bool focused = false;

    // Where the offsets end, which are not panned.
    float cells_left() const { return view_from.x + columns.gutter(); }
    float header_height() const { return cells.y - view_from.y; }
    float row_y(std::int64_t row) const { return cells.y + static_cast<float>(row - first_row) * row_height; }
    // The scroll bar, and the top left of its track.
    RowBar bar() const { return {rows.count(), visible_rows, view_to.y - cells.y, 2 * bar_width}; }
    ImVec2 bar_from() const { return {view_to.x, cells.y}; }
    // The corner of a cell. Requires a row in sight.
    ImVec2 cell(Side side, std::int64_t row, int column) const {
        return {cells.x + columns.cell_x(side, column), row_y(row)};
    }
};

// The layout of a grid in a room on the screen, at the current font's size; not panned, not focused.
HexFrame lay_out_hex(const Sheet& sheet, const Document& document, const Colors& colors, const MonoFace& face,
                     ImVec2 from, ImVec2 room);

// `looks` is scratch, kept between frames so that a steady one allocates nothing.
void paint_hex(ImDrawList& list, const HexFrame& frame, std::vector<CellLook>& looks);

}  // namespace byteprism
