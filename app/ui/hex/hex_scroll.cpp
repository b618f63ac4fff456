#include "app/ui/hex/hex_scroll.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "app/ui/scroll_bar.hpp"

namespace byteprism {
namespace {

constexpr float rows_a_notch = 3;  // of the mouse wheel

}  // namespace

void HexScroll::place(HexFrame& frame) {
    const bool elsewhere = sheet_ != frame.sheet.id || cursor_ != frame.sheet.cursor.offset;
    if (elsewhere || first_row_ != frame.first_row) above_ = 0;
    first_row_ = frame.first_row;
    frame.cells.y -= std::floor(above_);
    frame.cells.x -= pan_to_cursor(frame);
    sheet_ = frame.sheet.id;
    cursor_ = frame.sheet.cursor.offset;
}

// How far the grid is moved to the left: only if it is wider than the panel, and so that the cursor is in sight after
// it moved.
float HexScroll::pan_to_cursor(const HexFrame& frame) {
    const float room = frame.view_to.x - frame.view_from.x;
    const Cursor& cursor = frame.sheet.cursor;
    if (sheet_ != frame.sheet.id || cursor_ != cursor.offset) {
        const int column = std::min(frame.rows.column_of(cursor.offset), frame.rows.columns - 1);
        const float left = frame.columns.cell_x(cursor.side, column);
        const float right = left + frame.columns.cell_width(cursor.side) + frame.columns.glyph;
        const float before = left - frame.columns.gutter() - frame.columns.glyph;
        pan_ = std::clamp(pan_, right - room, std::max(right - room, before));
    }
    pan_ = std::floor(std::clamp(pan_, 0.0f, std::max(0.0f, frame.columns.width() - room)));
    return pan_;
}

void HexScroll::wheel(const HexFrame& frame, Actions& actions) {
    const ImGuiIO& io = ImGui::GetIO();
    if (!ImGui::IsWindowHovered() || io.KeyCtrl) return;
    pan_ -= (io.MouseWheelH + (io.KeyShift ? io.MouseWheel : 0)) * 3 * frame.columns.glyph;
    if (io.MouseWheel == 0 || io.KeyShift) return;
    const double place = static_cast<double>(above_ - io.MouseWheel * rows_a_notch * frame.row_height);
    const double rows = std::floor(place / static_cast<double>(frame.row_height));
    above_ = static_cast<float>(place - rows * static_cast<double>(frame.row_height));
    const std::int64_t last = frame.rows.last_first_row(frame.visible_rows);
    const double wanted = static_cast<double>(frame.first_row) + rows;
    first_row_ = frame.first_row + static_cast<std::int64_t>(rows);
    if (wanted < 0 || first_row_ >= last) {
        first_row_ = wanted < 0 ? 0 : last;
        above_ = 0;
    }
    if (first_row_ != frame.first_row) actions.push(ScrollToRow{frame.sheet.id, first_row_});
}

void HexScroll::bars(const HexFrame& frame, Actions& actions) {
    if (const auto row = scroll_bar("rows", Along::Rows, frame.bar(), frame.bar_from(), frame.bar_width,
                                    frame.first_row, grabbed_at_, frame.colors)) {
        actions.push(ScrollToRow{frame.sheet.id, *row});
    }
    if (const auto pixel = scroll_bar("columns", Along::Columns, frame.pan_bar(), frame.pan_bar_from(), frame.bar_width,
                                      static_cast<std::int64_t>(pan_), grabbed_at_, frame.colors)) {
        pan_ = static_cast<float>(*pixel);
    }
}

}  // namespace byteprism
