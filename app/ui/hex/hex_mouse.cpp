#include "app/ui/hex/hex_mouse.hpp"

#include <algorithm>
#include <cmath>

namespace byteprism {
namespace {

HexHit hit_at(const HexFrame& frame, ImVec2 place, std::optional<Side> side) {
    const float x = place.x - frame.cells.x;
    HexHit hit;
    hit.area = place.x < frame.cells_left() ? HexColumns::Area::Offsets : frame.columns.area_at(x);
    if (side) {
        hit.area = *side == Side::Hex ? HexColumns::Area::Hex : HexColumns::Area::Text;
    }
    hit.row = frame.first_row + static_cast<std::int64_t>(std::floor((place.y - frame.cells.y) / frame.row_height));
    hit.column = frame.columns.nearest_column(hit.side(), x);
    if (hit.area == HexColumns::Area::Offsets || place.y < frame.rows_top() || hit.row >= frame.rows.count()) {
        return hit;
    }
    const std::int64_t offset = frame.rows.start_of(hit.row) + hit.column;
    hit.touches = frame.rows.bytes_of(hit.row).contains(std::max<std::int64_t>(offset, 0)) &&
                  offset > -frame.columns.bytes_of_cell(hit.side()) && frame.columns.touches(hit.side(), hit.column, x);
    return hit;
}

ByteRange row_at(const HexFrame& frame, std::int64_t row) {
    return frame.rows.bytes_of(std::clamp<std::int64_t>(row, 0, frame.rows.count() - 1));
}

// The bytes of the cell that was hit, within its row.
ByteRange cell_at(const HexFrame& frame, HexHit hit, int bytes) {
    const std::int64_t row = std::clamp<std::int64_t>(hit.row, 0, frame.rows.count() - 1);
    const std::int64_t nearest = frame.rows.nearest_offset(row, hit.column);
    const std::int64_t column = std::max<std::int64_t>(nearest - frame.rows.start_of(row), 0);
    const ByteRange cell =
        intersection(frame.rows.bytes_of(row), {frame.rows.start_of(row) + column / bytes * bytes, bytes});
    return cell.empty() ? ByteRange{nearest, 1} : cell;
}

int bytes_of_cell(const HexFrame& frame, Side side) { return frame.columns.bytes_of_cell(side); }

bool wants_rectangle(const ImGuiIO& io) { return io.KeyAlt || (io.KeyCtrl && io.KeyShift); }

}  // namespace

std::optional<Layout> rectangle_of(const HexRows& rows, std::int64_t row, int column, std::int64_t other_row,
                                   int other_column) {
    const auto [left, right] = std::minmax({column, other_column});
    auto [top, bottom] = std::minmax({row, other_row});
    const auto whole = [&, left = left, right = right](std::int64_t at) {
        const std::int64_t start = rows.start_of(at);
        return start + left >= 0 && start + right < rows.size;
    };
    top = std::max<std::int64_t>(top, 0);
    bottom = std::min(bottom, rows.count() - 1);
    if (top <= bottom && !whole(top)) ++top;
    if (top <= bottom && !whole(bottom)) --bottom;
    if (top > bottom) return std::nullopt;
    return Layout{rows.start_of(top) + left, 1, {Axis{bottom - top + 1, rows.stride}, Axis{right - left + 1, 1}}};
}

void HexMouse::follow(const HexFrame& frame, Actions& actions) {
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    ImGui::InvisibleButton("cells", {frame.view_to.x - frame.view_from.x, frame.view_to.y - frame.view_from.y});
    if (ImGui::IsItemActivated() && mouse.y >= frame.rows_top()) {
        press(frame, actions);
    } else if (ImGui::IsItemActive() || ImGui::IsItemDeactivated()) {
        drag(frame, actions);
    }
    if (!ImGui::IsItemActive()) drag_ = {};
    std::optional<ByteRange> under_mouse;
    if (ImGui::IsItemHovered()) {
        const HexHit hit = hit_at(frame, mouse, {});
        if (hit.touches) under_mouse = cell_at(frame, hit, bytes_of_cell(frame, hit.side()));
    }
    hover_.report(frame.sheet.id, under_mouse, actions);
}

void HexMouse::press(const HexFrame& frame, Actions& actions) {
    const ImGuiIO& io = ImGui::GetIO();
    const SheetId sheet = frame.sheet.id;
    const Cursor& cursor = frame.sheet.cursor;
    const HexHit hit = hit_at(frame, io.MousePos, {});
    if (frame.rows.size == 0) return;
    if (hit.area == HexColumns::Area::Offsets) {
        const ByteRange row = row_at(frame, hit.row);
        if (row.empty()) return;
        drag_ = {Drag::Kind::Rows, Side::Hex, row, hit.row, 0, 0};
        if (io.KeyShift) {
            drag_.begin = row_at(frame, frame.rows.row_of(cursor.anchor.value_or(cursor.offset)));
            return drag_run(frame, hit, false, actions);
        }
        actions.push(Select{sheet, row});
        return;
    }
    if (cursor.side != hit.side()) actions.push(SetSide{sheet, hit.side()});
    const int cell_bytes = bytes_of_cell(frame, hit.side());
    const ByteRange cell = cell_at(frame, hit, cell_bytes);
    drag_ = {Drag::Kind::Bytes, hit.side(), cell, hit.row, hit.column, 0};
    if (wants_rectangle(io)) {
        drag_.kind = Drag::Kind::Rectangle;
        actions.push(PlaceCursor{sheet, cell.offset, Extend::No});
    } else if (io.KeyShift) {
        drag_.begin = frame.rows.cell_of(cursor.anchor.value_or(cursor.offset), cell_bytes);
        drag_run(frame, hit, false, actions);
    } else if (ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) {
        drag_.begin = cell_at(frame, hit, std::max(frame.sheet.hex.group, cell_bytes));
        actions.push(Select{sheet, drag_.begin});
    } else {
        actions.push(PlaceCursor{sheet, cell.offset, Extend::No});
    }
}

// Above and below the rows the grid scrolls by itself, the faster the farther the mouse is.
void HexMouse::drag(const HexFrame& frame, Actions& actions) {
    const ImGuiIO& io = ImGui::GetIO();
    const float bottom = frame.rows_top() + static_cast<float>(frame.visible_rows) * frame.row_height;
    const float beyond = io.MousePos.y < frame.rows_top() ? io.MousePos.y - frame.rows_top()
                         : io.MousePos.y >= bottom        ? io.MousePos.y - bottom
                                                          : 0;
    if (drag_.kind == Drag::Kind::None || (beyond == 0 && io.MouseDelta.x == 0 && io.MouseDelta.y == 0)) {
        return;
    }
    HexHit hit = hit_at(frame, io.MousePos, drag_.side);
    hit.row = std::clamp(hit.row, frame.first_row, frame.first_row + frame.visible_rows - 1);
    if (beyond != 0) {
        const double seconds = std::min(io.DeltaTime, 0.05f);
        drag_.rows_owed += seconds * (15.0 * std::copysign(1.0, beyond) + static_cast<double>(beyond));
        const double whole = std::trunc(drag_.rows_owed);
        drag_.rows_owed -= whole;
        hit.row += static_cast<std::int64_t>(whole);
    }
    if (drag_.kind == Drag::Kind::Rectangle) return drag_rectangle(frame, hit, actions);
    // At rest at an end of the file there is nothing left to do, and no frame to ask for.
    const bool scrolls = (beyond < 0 && hit.row > 0) || (beyond > 0 && hit.row < frame.rows.count() - 1);
    drag_run(frame, hit, scrolls, actions);
}

// From where the button went down to the cell or the row under the mouse, both whole.
void HexMouse::drag_run(const HexFrame& frame, HexHit hit, bool scrolls, Actions& actions) {
    const ByteRange to =
        drag_.kind == Drag::Kind::Rows ? row_at(frame, hit.row) : cell_at(frame, hit, bytes_of_cell(frame, drag_.side));
    if (to.empty()) return;
    const Cursor& cursor = frame.sheet.cursor;
    const bool backwards = to.offset < drag_.begin.offset;
    const std::int64_t anchor = backwards ? drag_.begin.end() - 1 : drag_.begin.offset;
    const std::int64_t offset = backwards ? to.offset : std::max(to.end(), drag_.begin.end()) - 1;
    const bool there = cursor.anchor == anchor && cursor.offset == offset;
    const bool not_left = !cursor.anchor && to == drag_.begin;
    if (scrolls || !(there || not_left)) actions.push(SelectBetween{frame.sheet.id, anchor, offset});
}

void HexMouse::drag_rectangle(const HexFrame& frame, HexHit hit, Actions& actions) {
    const int last = bytes_of_cell(frame, drag_.side) - 1;
    const int left = std::min(hit.column, drag_.column);
    const int right = std::min(std::max(hit.column, drag_.column) + last, frame.rows.columns - 1);
    const auto items = rectangle_of(frame.rows, drag_.row, left, hit.row, right);
    if (!items) return;
    // Its first byte is where the cursor goes, and what is in sight is where the mouse is.
    const std::int64_t below = hit.row - (frame.first_row + frame.visible_rows - 1);
    const std::int64_t first = std::min(hit.row, frame.first_row) + std::max<std::int64_t>(below, 0);
    const Cursor& cursor = frame.sheet.cursor;
    const bool there = cursor.items ? *cursor.items == *items : cursor.selection() == bounds(*items);
    const bool scrolls =
        std::clamp<std::int64_t>(first, 0, frame.rows.last_first_row(frame.visible_rows)) != frame.first_row;
    if (there && !scrolls) return;
    actions.push(SelectItems{frame.sheet.id, *items, Extend::Yes});
    actions.push(ScrollToRow{frame.sheet.id, first});
}

}  // namespace byteprism
