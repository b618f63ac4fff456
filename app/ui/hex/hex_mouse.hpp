// HexMouse: what the left button does to cursor and selection: runs, rows by the offsets, groups by a double click,
// rectangles with Alt or Ctrl+Shift; and what the mouse is over.
#pragma once

#include <optional>

#include <imgui.h>

#include "app/model/actions/actions.hpp"
#include "app/ui/hex/hex_frame.hpp"
#include "app/ui/hover_report.hpp"

namespace byteprism {

// The cell at a place on the screen, or the nearest one.
struct HexHit {
    HexColumns::Area area = HexColumns::Area::Hex;
    std::int64_t row = 0;  // may lie above the first row or below the last one
    int column = 0;        // the first of its cell
    bool touches = false;  // the place is on a cell that has a byte

    Side side() const { return area == HexColumns::Area::Text ? Side::Text : Side::Hex; }
};

class HexMouse {
public:
    // Once a frame, for the cells alone.
    void follow(const HexFrame& frame, Actions& actions);

private:
    // What the button holds since it went down.
    struct Drag {
        enum class Kind { None, Bytes, Rows, Rectangle } kind = Kind::None;
        Side side = Side::Hex;
        ByteRange begin{};     // the cell, the group or the row that it went down on
        std::int64_t row = 0;  // the same as a corner
        int column = 0;
        double rows_owed = 0;  // scrolled by time, and not yet a whole row
    };

    void press(const HexFrame& frame, Actions& actions);
    void drag(const HexFrame& frame, Actions& actions);
    void drag_run(const HexFrame& frame, HexHit hit, bool scrolls, Actions& actions);
    void drag_rectangle(const HexFrame& frame, HexHit hit, Actions& actions);

    Drag drag_;
    HoverReport hover_;
};

// The items of a rectangle between two cells, both included: of rows that have all of its columns. Nothing: none has.
std::optional<Layout> rectangle_of(const HexRows& rows, std::int64_t row, int column, std::int64_t other_row,
                                   int other_column);

}  // namespace byteprism
