#include "app/ui/choice_question.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

#include <imgui.h>

#include "app/ui/imgui_glue.hpp"
#include "app/ui/widgets.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

constexpr int rows_shown = 14;
constexpr float characters_shown = 54;  // of the field and the list, in font sizes

bool contains(std::string_view text, std::string_view wanted) {
    const auto same = [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
    };
    return std::search(text.begin(), text.end(), wanted.begin(), wanted.end(), same) != text.end() || wanted.empty();
}

}  // namespace

void ChoiceQuestion::start(const Command& command, const Workbench& bench, const std::string& given) {
    field_.reset("");
    refusal_.clear();
    given_ = given;
    try {
        list_ = command.choices(bench, given);
    } catch (const Error& error) {
        list_ = {};
        refusal_ = error.what();
    }
    filter();
}

void ChoiceQuestion::filter() {
    found_.clear();
    for (std::size_t i = 0; i < list_.choices.size(); ++i) {
        if (contains(list_.choices[i].text, field_.text())) found_.push_back(i);
    }
    chosen_ = 0;
    moved_ = true;
}

void ChoiceQuestion::move() {
    if (found_.empty()) return;
    const std::size_t before = chosen_;
    if (glue::pressed(ImGuiKey_DownArrow)) chosen_ = (chosen_ + 1) % found_.size();
    if (glue::pressed(ImGuiKey_UpArrow)) chosen_ = (chosen_ + found_.size() - 1) % found_.size();
    moved_ |= before != chosen_;
}

std::optional<std::size_t> ChoiceQuestion::draw_list(const Colors& colors) {
    std::optional<std::size_t> clicked;
    const float line = ImGui::GetTextLineHeightWithSpacing();
    ImGui::BeginChild("choices", {ImGui::GetFontSize() * characters_shown, line * rows_shown}, false,
                      ImGuiWindowFlags_NoNavInputs);
    if (found_.empty()) text_in(colors.dim, "Nothing has these letters: Enter takes what was typed.");
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(found_.size()));
    if (std::exchange(moved_, false)) {
        const float top = line * static_cast<float>(chosen_);
        if (top < ImGui::GetScrollY() || top > ImGui::GetScrollY() + line * (rows_shown - 1)) {
            ImGui::SetScrollY(top - line * rows_shown / 2);
        }
    }
    while (clipper.Step()) {
        for (int row = clipper.DisplayStart; row < clipper.DisplayEnd; ++row) {
            const auto i = static_cast<std::size_t>(row);
            ImGui::PushID(row);
            ImGui::SetCursorPosX(ImGui::GetStyle().FramePadding.x);
            const ImVec2 at = ImGui::GetCursorScreenPos();
            if (ImGui::Selectable("##choice", i == chosen_)) clicked = i;
            // Not as a label: a name may have "##" in it.
            const std::string& text = list_.choices[found_[i]].text;
            ImGui::GetWindowDrawList()->AddText(at, colors.text, text.data(), text.data() + text.size());
            ImGui::PopID();
        }
    }
    ImGui::EndChild();
    return clicked;
}

// What was typed, where it is no letters of a choice.
std::string ChoiceQuestion::typed() const { return given_.empty() ? field_.text() : given_ + " " + field_.text(); }

std::optional<std::string> ChoiceQuestion::draw(std::string_view title, const Colors& colors) {
    text_in(colors.text, title);
    if (field_.draw("##answer", "Type to find, or what is not listed", ImGui::GetFontSize() * characters_shown)) {
        refusal_.clear();
        filter();
    }
    move();
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() + ImGui::GetStyle().FramePadding.x);
    text_in(colors.dim, list_.heading.empty() ? " " : list_.heading);
    const std::optional<std::size_t> clicked = draw_list(colors);
    if (!refusal_.empty()) error_text(colors, refusal_);
    if (clicked) return list_.choices[found_[*clicked]].answer;
    if (!glue::pressed(ImGuiKey_Enter)) return std::nullopt;
    field_.take_keyboard();
    if (!found_.empty()) return list_.choices[found_[chosen_]].answer;
    return field_.text().empty() ? std::nullopt : std::optional(typed());
}

}  // namespace byteprism
