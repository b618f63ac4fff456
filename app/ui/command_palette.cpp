#include "app/ui/command_palette.hpp"

#include <algorithm>
#include <cctype>
#include <string>
#include <utility>

#include "app/model/commands/bindings.hpp"
#include "app/ui/imgui_glue.hpp"
#include "app/ui/widgets.hpp"

namespace byteprism {
namespace {

constexpr int rows_shown = 14;

char lower(char letter) { return static_cast<char>(std::tolower(static_cast<unsigned char>(letter))); }

bool begins_word(std::string_view text, std::size_t at) {
    return at == 0 || std::isalnum(static_cast<unsigned char>(text[at - 1])) == 0;
}

std::string name_of(const Command& command) {
    const std::string_view menu = menu_of(command);
    return menu.empty() ? std::string(command.title) : std::string(menu) + ": " + std::string(command.title);
}

// Where the next letter is found, at or after `from`; the text's length if nowhere. One that begins a word is worth
// skipping to, unless the letters found so far go on right here.
enum class Prefer { First, WordStart };
std::size_t next_letter(char wanted, std::string_view text, std::size_t from, Prefer prefer) {
    const auto fits = [&](std::size_t at) { return lower(text[at]) == lower(wanted); };
    std::size_t first = from;
    while (first < text.size() && !fits(first)) ++first;
    if (prefer == Prefer::First || (first == from && from > 0)) return first;
    for (std::size_t at = first; at < text.size(); ++at) {
        if (fits(at) && begins_word(text, at)) return at;
    }
    return first;
}

std::optional<int> score(std::string_view pattern, std::string_view text, Prefer prefer) {
    constexpr int found = 1, in_a_row = 8, at_word = 6;
    int sum = 0;
    std::size_t from = 0;
    for (const char wanted : pattern) {
        if (wanted == ' ') continue;
        const std::size_t at = next_letter(wanted, text, from, prefer);
        if (at == text.size()) return std::nullopt;
        sum += found + (from > 0 && at == from ? in_a_row : 0) + (begins_word(text, at) ? at_word : 0);
        from = at + 1;
    }
    return sum;
}

}  // namespace

std::optional<int> fuzzy_score(std::string_view pattern, std::string_view text) {
    // Skipping to a word can skip what comes after; the first places find everything that can be found.
    return std::max(score(pattern, text, Prefer::WordStart), score(pattern, text, Prefer::First));
}

void CommandPalette::reset() {
    field_.reset("");
    chosen_ = 0;
    stale_ = true;
}

void CommandPalette::find(const Workbench& bench) {
    struct Hit {
        int score;
        const Command* command;
    };
    std::vector<Hit> hits;
    for (const Command& command : commands()) {
        const auto score = fuzzy_score(field_.text(), name_of(command));
        constexpr int behind_all_enabled = 1'000'000;
        if (score) hits.push_back({*score - (command.enabled(bench) ? 0 : behind_all_enabled), &command});
    }
    std::ranges::stable_sort(hits, std::ranges::greater{}, &Hit::score);
    found_.clear();
    for (const Hit& hit : hits) found_.push_back(hit.command);
    chosen_ = 0;
    moved_ = true;
    stale_ = false;
}

void CommandPalette::move() {
    if (found_.empty()) return;
    const std::size_t before = chosen_;
    if (glue::pressed(ImGuiKey_DownArrow)) chosen_ = (chosen_ + 1) % found_.size();
    if (glue::pressed(ImGuiKey_UpArrow)) chosen_ = (chosen_ + found_.size() - 1) % found_.size();
    moved_ |= before != chosen_;
}

std::optional<std::size_t> CommandPalette::draw_list(const Workbench& bench) {
    const Colors& look = colors(bench.settings.theme);
    std::optional<std::size_t> clicked;
    const float height = ImGui::GetTextLineHeightWithSpacing() * rows_shown;
    ImGui::BeginChild("commands", {0, height}, false, ImGuiWindowFlags_NoNavInputs);
    if (found_.empty()) text_in(look.dim, "No command has these letters.");
    for (std::size_t i = 0; i < found_.size(); ++i) {
        const Command& command = *found_[i];
        const bool enabled = command.enabled(bench);
        ImGui::PushStyleColor(ImGuiCol_Text, enabled ? look.text : look.dim);
        ImGui::SetCursorPosX(ImGui::GetStyle().FramePadding.x);
        if (ImGui::Selectable(name_of(command).c_str(), i == chosen_) && enabled) clicked = i;
        ImGui::PopStyleColor();
        if (i == chosen_ && std::exchange(moved_, false)) ImGui::SetScrollHereY(0.5f);
        const std::string key = to_text(keys_of(command, bench.settings)[0]);
        if (key.empty()) continue;
        ImGui::SameLine(ImGui::GetContentRegionMax().x - ImGui::CalcTextSize(key.c_str()).x);
        text_in(look.dim, key);
    }
    ImGui::EndChild();
    return clicked;
}

void CommandPalette::draw(const Workbench& bench, Actions& actions) {
    if (field_.draw("##find", "Find a command", ImGui::GetFontSize() * 36) || stale_) find(bench);
    move();
    std::optional<std::size_t> picked = draw_list(bench);
    if (glue::pressed(ImGuiKey_Enter) && chosen_ < found_.size()) picked = chosen_;
    if (!picked || !found_[*picked]->enabled(bench)) return;
    actions.push(Dismiss{});
    invoke(*found_[*picked], bench, actions);
}

}  // namespace byteprism
