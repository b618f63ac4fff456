// The peer of the hex grid: a grid as it is written first, each cell a text of its own.
#pragma once

#include <imgui.h>

#include "app/model/workbench.hpp"
#include "app/ui/hex/hex_geometry.hpp"
#include "app/ui/hex/quad_pen.hpp"
#include "app/ui/theme.hpp"

namespace byteprism::bench {

// The rows that the sheet's grid shows, into the current window. Requires that all of them are whole.
inline void text_per_cell(const Sheet& sheet, const Document& document) {
    const auto bytes = document.bytes();
    const Colors& look = colors(Theme::Dark);
    const MonoFace face;
    const HexColumns columns{face.advance(), *sheet.hex.columns, 8};
    const ByteRange selection = sheet.cursor.selection();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    for (std::int64_t row = 0; row < sheet.hex.visible_rows; ++row) {
        const std::int64_t first = (sheet.hex.first_row + row) * columns.columns;
        ImGui::Text("%08llX", static_cast<unsigned long long>(first));
        for (int column = 0; column < columns.columns; ++column) {
            const std::byte byte = bytes[static_cast<std::size_t>(first + column)];
            ImGui::SameLine(columns.hex_x(column));
            if (selection.contains(first + column)) {
                const ImVec2 at = ImGui::GetCursorScreenPos();
                list.AddRectFilled(at, {at.x + 3 * columns.glyph, at.y + ImGui::GetTextLineHeight()}, look.selection);
            }
            ImGui::PushStyleColor(ImGuiCol_Text, byte == std::byte{0} ? look.zero : look.text);
            ImGui::Text("%02X", std::to_integer<unsigned>(byte));
            ImGui::PopStyleColor();
        }
        for (int column = 0; column < columns.columns; ++column) {
            const auto byte = std::to_integer<unsigned char>(bytes[static_cast<std::size_t>(first + column)]);
            ImGui::SameLine(columns.text_x(column));
            ImGui::Text("%c", byte >= 0x20 && byte <= 0x7e ? byte : '.');
        }
    }
}

}  // namespace byteprism::bench
