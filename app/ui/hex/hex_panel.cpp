// The hex grid: lays a frame out, reports what the hands did with it, and has it painted.
#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include <imgui.h>

#include "app/ui/hex/hex_geometry.hpp"
#include "app/ui/hex/hex_paint.hpp"
#include "app/ui/hex/minimap.hpp"
#include "app/ui/hex/quad_pen.hpp"
#include "app/ui/hover_report.hpp"
#include "app/ui/imgui_glue.hpp"
#include "app/ui/panel.hpp"

namespace byteprism {
namespace {

constexpr double rows_a_notch = 3;  // of the mouse wheel

// The cell at a place on the screen, or the nearest one.
struct Hit {
    HexColumns::Area area = HexColumns::Area::Hex;
    std::int64_t row = 0;  // may lie above the first row or below the last one
    int column = 0;
    bool touches = false;  // the place is on a cell that has a byte

    Side side() const { return area == HexColumns::Area::Text ? Side::Text : Side::Hex; }
};

class HexPanel final : public PanelDrawer {
public:
    void draw(const PanelContext& context) override;

private:
    // What the left button holds since it went down.
    struct Drag {
        enum class Kind { None, Bytes, Rows } kind = Kind::None;
        Side side = Side::Hex;
        std::int64_t row = 0;  // where it began
        double rows_owed = 0;  // scrolled by time, and not yet a whole row
    };

    float pan_to_cursor(const HexFrame& frame, float room);
    void grid(const PanelContext& context, const HexFrame& frame);
    void press(const PanelContext& context, const HexFrame& frame, Hit hit);
    void drag(const PanelContext& context, const HexFrame& frame);
    void wheel(const PanelContext& context, const HexFrame& frame);
    void scroll_bar(const PanelContext& context, const HexFrame& frame);
    void minimap(const PanelContext& context, const HexFrame& frame, ImVec2 from, ImVec2 to);
    void typing(const PanelContext& context);

    std::vector<CellLook> looks_;
    Minimap minimap_;
    Drag drag_;
    HoverReport hover_;
    double wheel_owed_ = 0;  // fractions of a row, from fine wheels
    float grabbed_at_ = 0;   // of the scroll bar's thumb, from its top
    float pan_ = 0;          // pixels, when the columns are wider than the panel
    std::int64_t panned_for_ = -1;
};

Hit hit_at(const HexFrame& frame, ImVec2 place, std::optional<Side> side) {
    const float x = place.x - frame.cells.x;
    Hit hit;
    hit.area = place.x < frame.cells_left() ? HexColumns::Area::Offsets : frame.columns.area_at(x);
    if (side) {
        hit.area = *side == Side::Hex ? HexColumns::Area::Hex : HexColumns::Area::Text;
    }
    hit.row = frame.first_row + static_cast<std::int64_t>(std::floor((place.y - frame.cells.y) / frame.row_height));
    hit.column = frame.columns.nearest_column(hit.side(), x);
    hit.touches = hit.area != HexColumns::Area::Offsets && place.y >= frame.cells.y && hit.row < frame.rows.count() &&
                  hit.column < frame.rows.bytes_of(hit.row).length && frame.columns.touches(hit.side(), hit.column, x);
    return hit;
}

// The bytes a double click means: the group around the byte, within its row.
ByteRange group_around(const HexFrame& frame, Hit hit) {
    const ByteRange row = frame.rows.bytes_of(std::clamp<std::int64_t>(hit.row, 0, frame.rows.count() - 1));
    const std::int64_t first = hit.column / HexColumns::group * HexColumns::group;
    return intersection(row, {row.offset + first, HexColumns::group});
}

void HexPanel::draw(const PanelContext& context) {
    constexpr ImGuiWindowFlags flags =
        ImGuiWindowFlags_NoNavInputs | ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse;
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    ImGui::PushStyleColor(glue::keyboard_focus, ImU32{0});  // the panel's frame and the cursor say it
    if (ImGui::BeginChild("grid", {0, 0}, false, flags)) {
        const MonoFace face;
        const bool mapped = context.bench.settings.minimap != MinimapKind::Off && context.document.size() > 0;
        const float map_width = mapped ? Minimap::width(face.advance()) : 0;
        const ImVec2 corner = ImGui::GetCursorScreenPos();
        const ImVec2 room = ImGui::GetContentRegionAvail();
        HexFrame frame = lay_out_hex(context.sheet, context.document, colors(context.bench.settings.theme), face,
                                     corner, {room.x - map_width, room.y});
        frame.focused = context.bench.focused_panel == Panel::Hex;
        frame.cells.x -= pan_to_cursor(frame, frame.view_to.x - frame.view_from.x);
        if (frame.visible_rows != context.sheet.hex.visible_rows) {
            context.actions.push(ReportGrid{context.sheet.id, frame.visible_rows, 16});
        }
        grid(context, frame);
        scroll_bar(context, frame);
        wheel(context, frame);
        typing(context);
        paint_hex(*ImGui::GetWindowDrawList(), frame, looks_);
        if (mapped)
            minimap(context, frame, {corner.x + room.x - map_width, corner.y}, {corner.x + room.x, corner.y + room.y});
    }
    ImGui::EndChild();
    ImGui::PopStyleColor();
    ImGui::PopStyleVar();
}

// How far the grid is moved to the left: only if it is wider than the panel, and so that the cursor is in sight after
// it moved.
float HexPanel::pan_to_cursor(const HexFrame& frame, float room) {
    const Cursor& cursor = frame.sheet.cursor;
    if (cursor.offset != panned_for_) {
        panned_for_ = cursor.offset;
        const float left = frame.columns.cell_x(cursor.side, frame.rows.column_of(cursor.offset));
        const float right = left + frame.columns.cell_width(cursor.side) + frame.columns.glyph;
        pan_ =
            std::clamp(pan_, right - room, std::max(right - room, left - frame.columns.gutter() - frame.columns.glyph));
    }
    pan_ = std::floor(std::clamp(pan_, 0.0f, std::max(0.0f, frame.columns.width() - room)));
    return pan_;
}

void HexPanel::grid(const PanelContext& context, const HexFrame& frame) {
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    ImGui::InvisibleButton("cells", {frame.view_to.x - frame.view_from.x, frame.view_to.y - frame.view_from.y});
    if (ImGui::IsItemActivated() && mouse.y >= frame.cells.y) {
        press(context, frame, hit_at(frame, mouse, {}));
    } else if (ImGui::IsItemActive() || ImGui::IsItemDeactivated()) {
        drag(context, frame);
    }
    if (!ImGui::IsItemActive()) {
        drag_ = {};
    }
    std::optional<ByteRange> under_mouse;
    if (ImGui::IsItemHovered()) {
        const Hit hit = hit_at(frame, mouse, {});
        if (hit.touches) under_mouse = ByteRange{frame.rows.nearest_offset(hit.row, hit.column), 1};
    }
    hover_.report(context.sheet.id, under_mouse, context.actions);
}

void HexPanel::press(const PanelContext& context, const HexFrame& frame, Hit hit) {
    const SheetId sheet = context.sheet.id;
    const Extend extend = ImGui::GetIO().KeyShift ? Extend::Yes : Extend::No;
    if (frame.rows.size == 0) {
        return;
    }
    if (hit.area == HexColumns::Area::Offsets) {
        const std::int64_t row = std::clamp<std::int64_t>(hit.row, 0, frame.rows.count() - 1);
        drag_ = {Drag::Kind::Rows, Side::Hex, row, 0};
        context.actions.push(Select{sheet, frame.rows.bytes_of(row)});
        return;
    }
    if (context.sheet.cursor.side != hit.side()) {
        context.actions.push(SetSide{sheet, hit.side()});
    }
    if (extend == Extend::No && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) {
        context.actions.push(Select{sheet, group_around(frame, hit)});
        return;
    }
    drag_ = {Drag::Kind::Bytes, hit.side(), hit.row, 0};
    context.actions.push(PlaceCursor{sheet, frame.rows.nearest_offset(hit.row, hit.column), extend});
}

// Above and below the rows the grid scrolls by itself, the faster the farther the mouse is.
void HexPanel::drag(const PanelContext& context, const HexFrame& frame) {
    const ImGuiIO& io = ImGui::GetIO();
    const float bottom = frame.cells.y + static_cast<float>(frame.visible_rows) * frame.row_height;
    const float beyond = io.MousePos.y < frame.cells.y ? io.MousePos.y - frame.cells.y
                         : io.MousePos.y >= bottom     ? io.MousePos.y - bottom
                                                       : 0;
    if (drag_.kind == Drag::Kind::None || (beyond == 0 && io.MouseDelta.x == 0 && io.MouseDelta.y == 0)) {
        return;
    }
    Hit hit = hit_at(frame, io.MousePos, drag_.side);
    const std::int64_t last_in_sight = frame.first_row + frame.visible_rows - 1;
    hit.row = std::clamp(hit.row, frame.first_row, last_in_sight);
    if (beyond != 0) {
        const double seconds = std::min(io.DeltaTime, 0.05f);
        drag_.rows_owed += seconds * (15.0 * std::copysign(1.0, beyond) + static_cast<double>(beyond));
        const double whole = std::trunc(drag_.rows_owed);
        drag_.rows_owed -= whole;
        hit.row += static_cast<std::int64_t>(whole);
    }
    const SheetId sheet = context.sheet.id;
    if (drag_.kind == Drag::Kind::Bytes) {
        const std::int64_t offset = frame.rows.nearest_offset(hit.row, hit.column);
        // At rest at an end of the file there is nothing left to do, and no frame to ask for.
        if (offset != context.sheet.cursor.offset || (beyond < 0 && hit.row > 0) ||
            (beyond > 0 && hit.row < frame.rows.count() - 1)) {
            context.actions.push(PlaceCursor{sheet, offset, Extend::Yes});
        }
        return;
    }
    const bool upwards = hit.row < drag_.row;
    const int last_column = frame.rows.columns - 1;
    context.actions.push(
        PlaceCursor{sheet, frame.rows.nearest_offset(drag_.row, upwards ? last_column : 0), Extend::No});
    context.actions.push(
        PlaceCursor{sheet, frame.rows.nearest_offset(hit.row, upwards ? 0 : last_column), Extend::Yes});
}

void HexPanel::wheel(const PanelContext& context, const HexFrame& frame) {
    const ImGuiIO& io = ImGui::GetIO();
    if (!ImGui::IsWindowHovered() || io.KeyCtrl) {
        return;
    }
    pan_ -= (io.MouseWheelH + (io.KeyShift ? io.MouseWheel : 0)) * 3 * frame.columns.glyph;
    if (io.MouseWheel == 0 || io.KeyShift) {
        return;
    }
    wheel_owed_ -= static_cast<double>(io.MouseWheel) * rows_a_notch;
    const double whole = std::trunc(wheel_owed_);
    wheel_owed_ -= whole;
    if (whole != 0) {
        context.actions.push(ScrollRows{context.sheet.id, static_cast<std::int64_t>(whole)});
    }
}

void HexPanel::scroll_bar(const PanelContext& context, const HexFrame& frame) {
    const ImVec2 from = frame.bar_from();
    const float width = frame.bar_width;
    const RowBar bar = frame.bar();
    if (!bar.needed() || bar.track <= 0) {
        return;
    }
    ImGui::SetCursorScreenPos(from);
    ImGui::InvisibleButton("rows", {width, bar.track});
    const float mouse = ImGui::GetIO().MousePos.y - from.y;
    const float top = bar.thumb_top(frame.first_row);
    const float length = bar.thumb_length();
    const bool pressed = ImGui::IsItemActivated();
    if (pressed) {
        const bool on_thumb = mouse >= top && mouse < top + length;
        grabbed_at_ = on_thumb ? mouse - top : length / 2;
        if (!on_thumb) {
            context.actions.push(ScrollToRow{context.sheet.id, bar.row_at(mouse - grabbed_at_)});
        }
    } else if ((ImGui::IsItemActive() || ImGui::IsItemDeactivated()) && ImGui::GetIO().MouseDelta.y != 0) {
        context.actions.push(ScrollToRow{context.sheet.id, bar.row_at(mouse - grabbed_at_)});
    }
    const bool lit = ImGui::IsItemActive() || ImGui::IsItemHovered();
    const float air = std::floor(width / 5);
    ImGui::GetWindowDrawList()->AddRectFilled({from.x + air, from.y + std::floor(top)},
                                              {from.x + width - air, from.y + std::floor(top + length)},
                                              lit ? frame.colors.dim : frame.colors.line, (width - 2 * air) / 2);
}

// A click brings the place to the middle of the grid; the cursor stays.
void HexPanel::minimap(const PanelContext& context, const HexFrame& frame, ImVec2 from, ImVec2 to) {
    const std::int64_t last = std::min(frame.first_row + frame.visible_rows, frame.rows.count()) - 1;
    const ByteRange first_bytes = frame.rows.bytes_of(frame.first_row);
    const ByteRange last_bytes = frame.rows.bytes_of(std::max(frame.first_row, last));
    const ByteRange shown{first_bytes.offset, last_bytes.end() - first_bytes.offset};
    if (const auto wanted = minimap_.draw(context, from, to, shown)) {
        context.actions.push(ScrollToRow{context.sheet.id, frame.rows.row_of(*wanted) - frame.visible_rows / 2});
    }
}

// Digits on the hex side, anything on the text side; keys that move or command are rows of the command table.
void HexPanel::typing(const PanelContext& context) {
    if (context.bench.focused_panel != Panel::Hex || context.bench.question || ImGui::GetIO().WantTextInput) {
        return;
    }
    std::string text = glue::typed_text();
    if (text.empty()) {
        return;
    }
    if (context.sheet.cursor.side == Side::Text) {
        context.actions.push(TypeText{context.sheet.id, std::move(text)});
        return;
    }
    for (const char character : text) {
        const char lower = static_cast<char>(character | 0x20);
        if (character >= '0' && character <= '9') {
            context.actions.push(TypeHexDigit{context.sheet.id, character - '0'});
        } else if (lower >= 'a' && lower <= 'f') {
            context.actions.push(TypeHexDigit{context.sheet.id, lower - 'a' + 10});
        }
    }
}

}  // namespace

std::unique_ptr<PanelDrawer> make_hex_panel() { return std::make_unique<HexPanel>(); }

}  // namespace byteprism
