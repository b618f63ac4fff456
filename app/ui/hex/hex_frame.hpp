// HexFrame: where everything of one frame of the hex grid is, in screen pixels.
#pragma once

#include <cstdint>
#include <span>

#include <imgui.h>

#include "app/model/bookmarks/bookmarks.hpp"
#include "app/model/cell_format.hpp"
#include "app/model/compare/comparing.hpp"
#include "app/model/document/document.hpp"
#include "app/model/hex_rows.hpp"
#include "app/model/search/find_job.hpp"
#include "app/model/sheet.hpp"
#include "app/ui/hex/hex_geometry.hpp"
#include "app/ui/hex/quad_pen.hpp"
#include "app/ui/row_bar.hpp"
#include "app/ui/theme.hpp"

namespace byteprism {

struct HexFrame {
    const Sheet& sheet;
    const Document& document;
    const Colors& colors;
    const MonoFace& face;
    const CellFormat& cell_format;
    HexRows rows;
    HexColumns columns;
    int columns_that_fit = 16;
    std::int64_t first_row = 0;
    std::int64_t visible_rows = 1;  // whole ones; a part of one more may show below them
    ImVec2 cells{};  // top left of the first row; left of the view when panned, above it between two rows
    ImVec2 view_from{}, view_to{};  // what can be seen of the grid, header included; the scroll bars are beside it
    float header_height = 16;
    float row_height = 16;
    float bar_width = 14;
    bool focused = false;
    std::span<const Bookmark> bookmarks{};  // of the document
    const FindJob* finding = nullptr;       // what was found in it; null: nothing was searched for
    SideDifferences differences{};          // from the other side

    // Where the offsets end, which are not panned, and the header, which is not scrolled.
    float cells_left() const { return view_from.x + columns.gutter(); }
    float rows_top() const { return view_from.y + header_height; }
    float row_y(std::int64_t row) const { return cells.y + static_cast<float>(row - first_row) * row_height; }
    // The rows of which something can be seen.
    std::int64_t end_row() const;
    // The scroll bars, and the top left of their tracks: of rows at the right, of pixels at the bottom.
    RowBar bar() const { return {rows.count(), visible_rows, view_to.y - rows_top(), 2 * bar_width}; }
    ImVec2 bar_from() const { return {view_to.x, rows_top()}; }
    RowBar pan_bar() const;
    ImVec2 pan_bar_from() const { return {view_from.x, view_to.y}; }
    // The corner of a cell. Requires a row in sight.
    ImVec2 cell(Side side, std::int64_t row, int column) const {
        return {cells.x + columns.cell_x(side, column), row_y(row)};
    }
};

// The layout of a grid in a room on the screen, at the current font's size; not panned, not focused.
HexFrame lay_out_hex(const Sheet& sheet, const Document& document, const Colors& colors, const MonoFace& face,
                     ImVec2 from, ImVec2 room);

}  // namespace byteprism
