#include "app/ui/scroll_bar.hpp"

#include <cmath>

namespace byteprism {

std::optional<std::int64_t> scroll_bar(const char* id, Along along, const RowBar& bar, ImVec2 from, float width,
                                       std::int64_t first, float& grabbed_at, const Colors& colors) {
    if (!bar.needed() || bar.track <= 0) return std::nullopt;
    const bool rows = along == Along::Rows;
    ImGui::SetCursorScreenPos(from);
    ImGui::InvisibleButton(id, rows ? ImVec2{width, bar.track} : ImVec2{bar.track, width});
    const ImGuiIO& io = ImGui::GetIO();
    const float mouse = rows ? io.MousePos.y - from.y : io.MousePos.x - from.x;
    const float top = bar.thumb_top(first);
    const float length = bar.thumb_length();
    std::optional<std::int64_t> to;
    if (ImGui::IsItemActivated()) {
        const bool on_thumb = mouse >= top && mouse < top + length;
        grabbed_at = on_thumb ? mouse - top : length / 2;
        if (!on_thumb) to = bar.row_at(mouse - grabbed_at);
    } else if ((ImGui::IsItemActive() || ImGui::IsItemDeactivated()) &&
               (rows ? io.MouseDelta.y : io.MouseDelta.x) != 0) {
        to = bar.row_at(mouse - grabbed_at);
    }
    const ImU32 color = ImGui::IsItemActive() || ImGui::IsItemHovered() ? colors.dim : colors.line;
    const float air = std::floor(width / 5);
    const float begin = std::floor(top), end = std::floor(top + length);
    ImGui::GetWindowDrawList()->AddRectFilled(
        rows ? ImVec2{from.x + air, from.y + begin} : ImVec2{from.x + begin, from.y + air},
        rows ? ImVec2{from.x + width - air, from.y + end} : ImVec2{from.x + end, from.y + width - air}, color,
        (width - 2 * air) / 2);
    return to;
}

}  // namespace byteprism
