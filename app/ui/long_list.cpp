#include "app/ui/long_list.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <imgui.h>

#include "app/ui/imgui_glue.hpp"
#include "app/ui/scroll_bar.hpp"

namespace byteprism {

void LongList::read_keys(std::int64_t visible) {
    const struct {
        ImGuiKey key;
        std::int64_t steps;
    } keys[] = {{ImGuiKey_UpArrow, -1},       {ImGuiKey_DownArrow, 1}, {ImGuiKey_PageUp, -visible},
                {ImGuiKey_PageDown, visible}, {ImGuiKey_Home, -rows_}, {ImGuiKey_End, rows_}};
    for (const auto& each : keys) {
        if (glue::pressed(each.key)) step(each.steps);
    }
}

std::optional<std::int64_t> LongList::stepped(std::int64_t from, bool on_it) {
    const std::int64_t steps = std::exchange(steps_, 0);
    if (steps == 0 || rows_ == 0) return std::nullopt;
    return std::clamp<std::int64_t>(from + steps - (!on_it && steps > 0 ? 1 : 0), 0, rows_ - 1);
}

void LongList::draw(const char* id, std::int64_t rows, const Colors& look, const DrawRows& draw_rows) {
    const float line = ImGui::GetTextLineHeightWithSpacing();
    const float bar_width = ImGui::GetStyle().ScrollbarSize;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const ImVec2 room = ImGui::GetContentRegionAvail();
    const auto visible = std::max<std::int64_t>(1, static_cast<std::int64_t>(room.y / line));
    rows_ = rows;
    if (rows == 0 || room.y < line) return;
    const std::int64_t last = std::max<std::int64_t>(0, rows - visible);
    std::int64_t first = std::clamp<std::int64_t>(first_row_, 0, last);
    const auto go = [&](std::int64_t row) { first_row_ = first = std::clamp<std::int64_t>(row, 0, last); };
    if (shown_ && (*shown_ < first || *shown_ >= first + visible)) go(*shown_ - visible / 2);
    shown_.reset();
    constexpr ImGuiWindowFlags flags = ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse |
                                       ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoNavInputs;
    if (ImGui::BeginChild(id, room, false, flags)) {
        if (ImGui::IsWindowFocused()) read_keys(visible);
        if (ImGui::IsWindowHovered() && ImGui::GetIO().MouseWheel != 0) {
            go(first - std::llround(static_cast<double>(ImGui::GetIO().MouseWheel) * 3));
        }
        const RowBar bar{rows, visible, static_cast<float>(visible) * line};
        const ImVec2 bar_at{at.x + room.x - bar_width, at.y};
        if (const auto to = scroll_bar("##bar", Along::Rows, bar, bar_at, bar_width, first, grabbed_at_, look)) go(*to);
        ImGui::SetCursorScreenPos(at);
        ImGui::PushClipRect(at, {bar_at.x, at.y + room.y}, true);
        draw_rows(first, std::min(visible, rows - first));
        ImGui::PopClipRect();
    }
    ImGui::EndChild();
}

}  // namespace byteprism
