#include "app/ui/hex/hex_marks.hpp"

#include <algorithm>
#include <cmath>

namespace byteprism {
namespace {

struct Box {
    ImVec2 from, to;
};

// A bracket that opens to the right, or to the left.
void bracket(QuadPen& pen, Box box, float x, float tick, float line, ImU32 color) {
    const float low = std::min(x, x + tick), high = std::max(x + line, x + tick);
    pen.fill({x, box.from.y}, {x + line, box.to.y}, color);
    pen.fill({low, box.from.y}, {high, box.from.y + line}, color);
    pen.fill({low, box.to.y - line}, {high, box.to.y}, color);
}

// `cell` without its air, `box` with it.
void mark_cell(QuadPen& pen, const Colors& colors, const CellLook& look, Side side, Box cell, Box box) {
    const float line = hex_line();
    if (look.edge != 0) pen.fill(box.from, {box.from.x + line, box.to.y}, look.edge);
    if (look.has(Mark::Modified) && side == Side::Hex) {
        pen.fill({cell.to.x + line, cell.from.y + 2 * line}, {cell.to.x + 3 * line, cell.from.y + 4 * line},
                 colors.modified);
    }
    if (look.has(Mark::ChangedOutside)) pen.fill(box.from, {box.to.x, box.from.y + line}, colors.modified);
    if (look.has(Mark::Hovered)) pen.fill({box.from.x, box.to.y - 2 * line}, box.to, colors.accent);
    if (look.has(Mark::Different)) {
        pen.fill({box.from.x, box.to.y - 3 * line}, {box.from.x + 3 * line, box.to.y}, colors.error);
    }
    if (look.has(Mark::Absent)) {
        pen.fill({box.from.x - line, box.from.y}, {box.from.x + line, box.to.y}, colors.error);
        pen.fill({box.from.x - 3 * line, box.from.y}, {box.from.x + 3 * line, box.from.y + line}, colors.error);
        pen.fill({box.from.x - 3 * line, box.to.y - line}, {box.from.x + 3 * line, box.to.y}, colors.error);
    }
    if (look.has(Mark::Hit)) pen.frame(box.from, box.to, line, colors.ok);
    if (look.has(Mark::SelectionBegin)) pen.fill(box.from, {box.from.x + line, box.to.y}, colors.accent);
    if (look.has(Mark::SelectionEnd)) pen.fill({box.to.x - line, box.from.y}, box.to, colors.accent);
    if (look.has(Mark::BookmarkBegin)) bracket(pen, box, box.from.x, 4 * line, line, colors.text);
    if (look.has(Mark::BookmarkEnd)) bracket(pen, box, box.to.x - line, -3 * line, line, colors.text);
}

}  // namespace

float hex_line() { return std::max(1.0f, std::floor(ImGui::GetFontSize() / 13)); }

// One rectangle for each run of cells of one colour, so that a selection is a band and not a row of boxes.
void paint_backgrounds(QuadPen& pen, const HexFrame& frame, RowPart part, std::span<const CellLook> looks) {
    const HexColumns& columns = frame.columns;
    const float air = columns.air(part.side);
    const auto background = [&](int column) { return looks[static_cast<std::size_t>(column - part.from)].background; };
    for (int from = part.from; from < part.to;) {
        const ImU32 color = background(from);
        int end = from + 1;
        while (end < part.to && background(end) == color) ++end;
        if (color != 0) {
            const ImVec2 first = frame.cell(part.side, part.row, from);
            const float right = frame.cell(part.side, part.row, end - 1).x + columns.cell_width(part.side);
            pen.fill({first.x - air, first.y}, {right + air, first.y + frame.row_height}, color);
        }
        from = end;
    }
}

void paint_marks(QuadPen& pen, const HexFrame& frame, RowPart part, std::span<const CellLook> looks) {
    const float air = frame.columns.air(part.side);
    for (int column = part.from; column < part.to; ++column) {
        const CellLook& look = looks[static_cast<std::size_t>(column - part.from)];
        if (look.edge == 0 && look.marks == 0) continue;
        const ImVec2 from = frame.cell(part.side, part.row, column);
        const ImVec2 to{from.x + frame.columns.cell_width(part.side), from.y + frame.row_height};
        mark_cell(pen, frame.colors, look, part.side, {from, to}, {{from.x - air, from.y}, {to.x + air, to.y}});
    }
}

}  // namespace byteprism
