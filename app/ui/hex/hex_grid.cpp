#include "app/ui/hex/hex_grid.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include <imgui.h>

#include "app/model/search/finding.hpp"
#include "app/ui/hex/hex_paint.hpp"
#include "app/ui/imgui_glue.hpp"

namespace byteprism {
namespace {

// Tells the sheet what the window has room for, when that becomes another.
void report(const HexFrame& frame, Actions& actions) {
    const HexSettings& hex = frame.sheet.hex;
    if (frame.visible_rows != hex.visible_rows || frame.columns_that_fit != hex.columns_that_fit) {
        actions.push(ReportGrid{frame.sheet.id, frame.visible_rows, frame.columns_that_fit});
    }
}

}  // namespace

void HexGrid::draw(const PanelContext& context) {
    constexpr ImGuiWindowFlags flags = ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoNavInputs |
                                       ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse;
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    ImGui::PushStyleColor(glue::keyboard_focus, ImU32{0});  // the panel's frame and the cursor say it
    if (ImGui::BeginChild("grid", {0, 0}, false, flags)) {
        const MonoFace face;
        // Where there is little room, it is for the bytes.
        const bool wide = ImGui::GetContentRegionAvail().x > 50 * face.advance();
        const bool mapped = wide && context.bench.settings.minimap != MinimapKind::Off && context.document.size() > 0;
        const float map_width = mapped ? Minimap::width(face.advance()) : 0;
        const ImVec2 corner = ImGui::GetCursorScreenPos();
        const ImVec2 room = ImGui::GetContentRegionAvail();
        HexFrame frame = lay_out_hex(context.sheet, context.document, colors(context.bench.settings.theme), face,
                                     corner, {room.x - map_width, room.y});
        frame.focused = context.bench.focused_panel == Panel::Hex && context.sheet.id == context.bench.active_sheet;
        frame.finding = hits_of(context.bench, context.sheet);
        frame.differences = differences_of(context.bench, context.sheet);
        frame.bookmarks = context.bench.bookmarks(context.sheet).list();
        report(frame, context.actions);
        scroll_.place(frame);
        mouse_.follow(frame, context.actions);
        scroll_.bars(frame, context.actions);
        scroll_.wheel(frame, context.actions);
        typing(context, frame);
        paint_hex(*ImGui::GetWindowDrawList(), frame, scratch_);
        entry_.draw(frame, context.actions);
        if (mapped) {
            minimap(context, frame, {corner.x + room.x - map_width, corner.y}, {corner.x + room.x, corner.y + room.y});
        }
    }
    ImGui::EndChild();
    ImGui::PopStyleColor();
    ImGui::PopStyleVar();
}

// A click brings the place to the middle of the grid; the cursor stays.
void HexGrid::minimap(const PanelContext& context, const HexFrame& frame, ImVec2 from, ImVec2 to) {
    const std::int64_t last = std::min(frame.first_row + frame.visible_rows, frame.rows.count()) - 1;
    const ByteRange first_bytes = frame.rows.bytes_of(frame.first_row);
    const ByteRange last_bytes = frame.rows.bytes_of(std::max(frame.first_row, last));
    const ByteRange shown{first_bytes.offset, last_bytes.end() - first_bytes.offset};
    if (const auto wanted = minimap_.draw(context, from, to, shown)) {
        context.actions.push(ScrollToRow{context.sheet.id, frame.rows.row_of(*wanted) - frame.visible_rows / 2});
    }
}

// Keys that move or command are rows of the command table.
void HexGrid::typing(const PanelContext& context, const HexFrame& frame) {
    if (!frame.focused || context.bench.question || ImGui::GetIO().WantTextInput || entry_.is_open()) return;
    std::string text = glue::typed_text();
    const bool on_cells = context.sheet.cursor.side == Side::Hex;
    const bool whole_cells = frame.cell_format.typing >= CellFormat::Typing::Octal;
    if (on_cells && whole_cells && glue::pressed(ImGuiKey_Enter)) return enter(context, frame, CellEntry::With::Value);
    if (text.empty()) return;
    if (on_cells) {
        type_cells(context, frame, text);
    } else {
        context.actions.push(TypeText{context.sheet.id, std::move(text)});
    }
}

// A cell that is out of sight is brought there.
void HexGrid::enter(const PanelContext& context, const HexFrame& frame, CellEntry::With with) {
    context.actions.push(PlaceCursor{context.sheet.id, context.sheet.cursor.offset, Extend::No});
    entry_.open(frame, with);
}

// A digit at a time, where that is what cells show; a number opens a field, which takes what is typed.
void HexGrid::type_cells(const PanelContext& context, const HexFrame& frame, std::string_view text) {
    const SheetId sheet = context.sheet.id;
    for (const char character : text) {
        const bool decimal = character >= '0' && character <= '9';
        const char lower = static_cast<char>(character | 0x20);
        switch (frame.cell_format.typing) {
            case CellFormat::Typing::HexDigits:
                if (decimal) context.actions.push(TypeHexDigit{sheet, character - '0'});
                if (lower >= 'a' && lower <= 'f') context.actions.push(TypeHexDigit{sheet, lower - 'a' + 10});
                break;
            case CellFormat::Typing::Bits:
                if (character == '0' || character == '1') context.actions.push(TypeBit{sheet, character - '0'});
                break;
            case CellFormat::Typing::Octal:
            case CellFormat::Typing::Number:
                if (decimal || character == '-' || character == '+' || character == '.') {
                    return enter(context, frame, CellEntry::With::Nothing);
                }
        }
    }
}

}  // namespace byteprism
