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

constexpr std::size_t rows_shown = 14, pictures_shown = 6;
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
    thumbnails_.reset();
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

// A choice, with its picture before it if it has one.
void ChoiceQuestion::draw_row(std::size_t row, const Workbench& bench, Textures& textures) {
    const Choice& choice = list_.choices[found_[row]];
    ImDrawList& list = *ImGui::GetWindowDrawList();
    ImVec2 at = ImGui::GetItemRectMin();
    const Sheet* const sheet = bench.active();
    if (choice.picture && sheet != nullptr) {
        thumbnails_.draw(list, {at.x, at.y + 2}, found_[row], *choice.picture, bench.document(*sheet), textures);
        at.x += static_cast<float>(Thumbnails::width) + ImGui::GetFontSize();
        at.y += (static_cast<float>(Thumbnails::height) - ImGui::GetFontSize()) / 2;
    }
    // Not as a label: a name may have "##" in it.
    list.AddText(at, colors(bench.settings.theme).text, choice.text.data(), choice.text.data() + choice.text.size());
}

std::optional<std::size_t> ChoiceQuestion::draw_list(const Workbench& bench, Textures& textures) {
    std::optional<std::size_t> clicked;
    const bool pictures =
        std::ranges::any_of(list_.choices, [](const Choice& each) { return each.picture.has_value(); });
    const float height = pictures ? static_cast<float>(Thumbnails::height) + 4 : 0;
    const float line = pictures ? height + ImGui::GetStyle().ItemSpacing.y : ImGui::GetTextLineHeightWithSpacing();
    const auto rows = pictures ? std::min(list_.choices.size(), pictures_shown) : rows_shown;
    const float room = line * static_cast<float>(rows);
    ImGui::BeginChild("choices", {ImGui::GetFontSize() * characters_shown, room}, false, ImGuiWindowFlags_NoNavInputs);
    if (found_.empty())
        text_in(colors(bench.settings.theme).dim, "Nothing has these letters: Enter takes what was typed.");
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(found_.size()));
    if (std::exchange(moved_, false)) {
        const float top = line * static_cast<float>(chosen_);
        if (top < ImGui::GetScrollY() || top > ImGui::GetScrollY() + room - line) {
            ImGui::SetScrollY(top - room / 2);
        }
    }
    while (clipper.Step()) {
        for (int row = clipper.DisplayStart; row < clipper.DisplayEnd; ++row) {
            const auto i = static_cast<std::size_t>(row);
            ImGui::PushID(row);
            ImGui::SetCursorPosX(ImGui::GetStyle().FramePadding.x);
            if (ImGui::Selectable("##choice", i == chosen_, 0, {0, height})) clicked = i;
            draw_row(i, bench, textures);
            ImGui::PopID();
        }
    }
    ImGui::EndChild();
    return clicked;
}

// What was typed, where it is no letters of a choice.
std::string ChoiceQuestion::typed() const { return given_.empty() ? field_.text() : given_ + " " + field_.text(); }

std::optional<std::string> ChoiceQuestion::draw(std::string_view title, const Workbench& bench, Textures& textures) {
    const Colors& look = colors(bench.settings.theme);
    text_in(look.text, title);
    if (field_.draw("##answer", "Type to find, or what is not listed", ImGui::GetFontSize() * characters_shown)) {
        refusal_.clear();
        filter();
    }
    move();
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() + ImGui::GetStyle().FramePadding.x);
    text_in(look.dim, list_.heading.empty() ? " " : list_.heading);
    const std::optional<std::size_t> clicked = draw_list(bench, textures);
    if (!refusal_.empty()) error_text(look, refusal_);
    if (clicked) return list_.choices[found_[*clicked]].answer;
    if (!glue::pressed(ImGuiKey_Enter)) return std::nullopt;
    field_.take_keyboard();
    if (!found_.empty()) return list_.choices[found_[chosen_]].answer;
    return field_.text().empty() ? std::nullopt : std::optional(typed());
}

}  // namespace byteprism
