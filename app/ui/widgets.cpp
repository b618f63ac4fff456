#include "app/ui/widgets.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "app/ui/imgui_glue.hpp"

namespace byteprism {
namespace {

const char* end_of(std::string_view text) { return text.data() + text.size(); }

void draw_sign(ImDrawList& list, Sign sign, ImVec2 center, float half, ImU32 color) {
    const ImVec2 low{center.x - half, center.y - half};
    const ImVec2 high{center.x + half, center.y + half};
    switch (sign) {
        case Sign::Cross:
            list.AddLine(low, high, color);
            list.AddLine({low.x, high.y}, {high.x, low.y}, color);
            break;
        case Sign::Maximise:
            list.AddRect(low, high, color);
            break;
        case Sign::Restore:
            list.AddRect({low.x, center.y}, {high.x, high.y}, color);
            list.AddLine({low.x, low.y}, {high.x, low.y}, color);
            break;
        case Sign::Left:
            list.AddTriangleFilled({high.x, low.y}, {high.x, high.y}, {low.x, center.y}, color);
            break;
        case Sign::Right:
            list.AddTriangleFilled({low.x, low.y}, {high.x, center.y}, {low.x, high.y}, color);
            break;
    }
}

}  // namespace

void text_in(ImU32 color, std::string_view text) {
    ImGui::PushStyleColor(ImGuiCol_Text, color);
    ImGui::TextUnformatted(text.data(), end_of(text));
    ImGui::PopStyleColor();
}

void error_text(const Colors& colors, std::string_view message) {
    ImGui::PushTextWrapPos(0);
    text_in(colors.error, message);
    ImGui::PopTextWrapPos();
}

void flow(float width) {
    ImGui::SameLine();
    if (ImGui::GetContentRegionAvail().x < width) ImGui::NewLine();
}

float glyphs(float count) { return ImGui::CalcTextSize("0").x * count + 2 * ImGui::GetStyle().FramePadding.x; }

void form_label(const char* text, float width, const Colors& colors) {
    ImGui::AlignTextToFramePadding();
    text_in(colors.dim, text);
    ImGui::SameLine(width);
}

void hint(std::string_view text) {
    if (!ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled)) return;
    ImGui::BeginTooltip();
    ImGui::TextUnformatted(text.data(), end_of(text));
    ImGui::EndTooltip();
}

bool sign_button(const char* id, Sign sign, const Colors& colors) {
    const float side = ImGui::GetFrameHeight();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const bool clicked = ImGui::InvisibleButton(id, {side, side});
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const bool lit = ImGui::IsItemHovered();
    if (lit) list.AddRectFilled(at, {at.x + side, at.y + side}, colors.raised, ImGui::GetStyle().FrameRounding);
    const ImVec2 center{std::floor(at.x + side / 2) + 0.5f, std::floor(at.y + side / 2) + 0.5f};
    draw_sign(list, sign, center, std::floor(side * 0.18f), lit ? colors.text : colors.dim);
    return clicked;
}

bool quiet_button(const char* label, const Colors& colors) {
    ImGui::PushStyleColor(ImGuiCol_Button, 0);
    ImGui::PushStyleColor(ImGuiCol_Border, 0);
    ImGui::PushStyleColor(ImGuiCol_Text, colors.dim);
    const bool clicked = ImGui::Button(label);
    ImGui::PopStyleColor(3);
    return clicked;
}

std::optional<std::size_t> Choices::draw(std::span<const char* const> labels, const Colors& colors) {
    const std::size_t count = labels.size();
    const bool backwards = ImGui::GetIO().KeyShift && glue::pressed(ImGuiKey_Tab);
    if (glue::pressed(ImGuiKey_LeftArrow) || backwards) {
        chosen_ = (chosen_ + count - 1) % count;
    } else if (glue::pressed(ImGuiKey_RightArrow) || glue::pressed(ImGuiKey_Tab)) {
        chosen_ = (chosen_ + 1) % count;
    }
    std::optional<std::size_t> taken;
    if (glue::pressed(ImGuiKey_Enter)) taken = chosen_;
    const std::string typed = glue::typed_text();
    float width = ImGui::GetFontSize() * 7;
    for (const char* label : labels) width = std::max(width, ImGui::CalcTextSize(label).x + ImGui::GetFontSize());
    for (std::size_t i = 0; i < count; ++i) {
        if (i > 0) ImGui::SameLine();
        ImGui::PushStyleColor(ImGuiCol_Border, i == chosen_ ? colors.accent : colors.line);
        ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 1);
        if (ImGui::Button(labels[i], {width, 0})) taken = i;
        ImGui::PopStyleVar();
        ImGui::PopStyleColor();
        const char initial = labels[i][0];
        if (!typed.empty() && (typed[0] == initial || typed[0] == initial - 'A' + 'a')) taken = i;
    }
    return taken;
}

std::optional<std::size_t> chosen_name(const char* id, std::size_t now, std::span<const char* const> names,
                                       float width) {
    std::optional<std::size_t> chosen;
    if (width != 0) ImGui::SetNextItemWidth(width);
    if (!ImGui::BeginCombo(id, now < names.size() ? names[now] : "?")) return chosen;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (ImGui::Selectable(names[i], i == now)) chosen = i;
    }
    ImGui::EndCombo();
    return chosen;
}

std::optional<float> splitter(const char* id, Across across, ImVec2 from, ImVec2 to, float home, const Colors& colors) {
    const bool columns = across == Across::Columns;
    const float reach = std::floor(ImGui::GetFontSize() * 0.3f);
    const ImVec2 low = columns ? ImVec2{from.x - reach, from.y} : ImVec2{from.x, from.y - reach};
    const ImVec2 high = columns ? ImVec2{to.x + reach, to.y} : ImVec2{to.x, to.y + reach};
    ImGui::SetCursorScreenPos(low);
    ImGui::InvisibleButton(id, {std::max(1.0f, high.x - low.x), std::max(1.0f, high.y - low.y)});
    const bool held = ImGui::IsItemActive();
    if (held || ImGui::IsItemHovered()) {
        ImGui::SetMouseCursor(columns ? ImGuiMouseCursor_ResizeEW : ImGuiMouseCursor_ResizeNS);
        ImGui::GetWindowDrawList()->AddLine(from, to, colors.accent, 2);
    }
    if (ImGui::IsItemHovered() && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) return home;
    const ImVec2 moved = ImGui::GetIO().MouseDelta;
    if (!held || (columns ? moved.x : moved.y) == 0) return std::nullopt;
    const ImVec2 mouse = ImGui::GetMousePos();
    return columns ? mouse.x : mouse.y;
}

}  // namespace byteprism
