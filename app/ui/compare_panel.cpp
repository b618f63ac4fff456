// The compare panel: how the two sides are compared, where they differ from their begins to their ends, and a list of
// the differences as they come.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

#include <imgui.h>

#include "app/model/commands/bindings.hpp"
#include "app/model/commands/commands.hpp"
#include "app/model/compare/comparing.hpp"
#include "app/model/number_text.hpp"
#include "app/ui/fields.hpp"
#include "app/ui/hover_report.hpp"
#include "app/ui/long_list.hpp"
#include "app/ui/panel.hpp"
#include "app/ui/widgets.hpp"

namespace byteprism {
namespace {

constexpr const char* beginnings[] = {"compare.compare", "compare.file", "compare.tab", "compare.saved",
                                      "compare.place"};

// A button that does a command, where that is possible.
void command_button(const char* id, const char* label, const PanelContext& context) {
    const Command& command = *find_command(id);
    ImGui::BeginDisabled(!command.enabled(context.bench));
    if (ImGui::Button(label)) invoke(command, context.bench, context.actions);
    ImGui::EndDisabled();
    const std::string keys = shortcut_text(id, context.bench.settings);
    hint(std::string(command.title) + (keys.empty() ? "" : "  " + keys));
}

class ComparePanel final : public PanelDrawer {
public:
    void draw(const PanelContext& context) override;

private:
    void offers(const PanelContext& context, const Colors& look);
    void rules(const PanelContext& context, const Comparison& comparison, const Colors& look);
    void state(const PanelContext& context, const Comparison& comparison, const Colors& look);
    void overview(const PanelContext& context, const CompareJob& job, const Colors& look);
    void lane(const CompareJob& job, std::size_t side, std::int64_t size, ImVec2 from, ImVec2 to, const Colors& look);
    void list(const PanelContext& context, const Comparison& comparison, const CompareJob& job, const Colors& look);
    void row(const PanelContext& context, std::uint64_t index, const Hunk& hunk, const Colors& look);

    NumberField gap_;
    LongList list_;
    std::vector<Hunk> hunks_;
    std::optional<std::uint64_t> kept_in_sight_;
    std::optional<ByteRange> under_mouse_;
    HoverReport hover_;
};

void ComparePanel::draw(const PanelContext& context) {
    const Colors& look = colors(context.bench.settings.theme);
    const Comparison* const comparison = shown_comparison(context.bench);
    if (comparison == nullptr) return offers(context, look);
    under_mouse_.reset();
    rules(context, *comparison, look);
    state(context, *comparison, look);
    if (const CompareJob* const job = differences_of(context.bench)) {
        overview(context, *job, look);
        list(context, *comparison, *job, look);
    }
    hover_.report(context.sheet.id, under_mouse_, context.actions);
}

void ComparePanel::offers(const PanelContext& context, const Colors& look) {
    text_in(look.dim, "What stands beside this file is compared here.");
    for (const char* const id : beginnings) {
        const Command& command = *find_command(id);
        const bool itself = command.id == beginnings[0];
        if (itself ? shown_pair(context.bench) == nullptr : !command.enabled(context.bench)) continue;
        command_button(id, itself ? "Compare both sides" : std::string(command.title).c_str(), context);
    }
}

void ComparePanel::rules(const PanelContext& context, const Comparison& comparison, const Colors& look) {
    CompareSettings settings = comparison.settings;
    bool aligned = settings.rules.aligned;
    if (ImGui::Checkbox("Aligned", &aligned)) settings.rules = rules_of(aligned);
    hint("Insertions and deletions are found; else bytes at equal offsets are compared");
    ImGui::SameLine();
    ImGui::AlignTextToFramePadding();
    text_in(look.dim, "gap");
    ImGui::SameLine();
    if (const auto gap = gap_.draw("##gap", "gap", settings.rules.gap, {.least = 1}, glyphs(5), look)) {
        settings.rules.gap = *gap;
    }
    hint("Differences with fewer equal bytes between them are one");
    if (settings != comparison.settings) context.actions.push(SetComparison{settings});
    flow(2 * ImGui::GetFrameHeight() + ImGui::GetStyle().ItemSpacing.x);
    if (sign_button("##previous", Sign::Left, look)) context.actions.push(GoToNextDifference{true});
    hint("Previous difference  " + shortcut_text("compare.previous", context.bench.settings));
    ImGui::SameLine();
    if (sign_button("##next", Sign::Right, look)) context.actions.push(GoToNextDifference{false});
    hint("Next difference  " + shortcut_text("compare.next", context.bench.settings));
    const struct {
        const char *id, *label;
    } buttons[] = {{"compare.copy_left", "< Copy"},      {"compare.copy_right", "Copy >"},
                   {"compare.copy_all_left", "<< All"},  {"compare.copy_all_right", "All >>"},
                   {"compare.export_patch", "Patch..."}, {"compare.end", "End"}};
    for (const auto& button : buttons) {
        flow(ImGui::CalcTextSize(button.label).x + 2 * ImGui::GetStyle().FramePadding.x);
        command_button(button.id, button.label, context);
    }
}

void ComparePanel::state(const PanelContext& context, const Comparison& comparison, const Colors& look) {
    if (!comparison.refusal.empty()) return error_text(look, comparison.refusal);
    const CompareJob* const job = differences_of(context.bench);
    if (job == nullptr) return text_in(look.dim, "comparing again");
    const std::uint64_t count = job->counted();
    const auto bytes = job->bytes();
    std::string text = count == 0
                           ? "no difference"
                           : grouped_text(static_cast<std::int64_t>(count)) +
                                 (count == 1 ? " difference: " : " differences: ") + size_text(bytes[0]) +
                                 (bytes[0] == bytes[1] ? "" : " at the left, " + size_text(bytes[1]) + " at the right");
    if (!job->ended()) {
        std::array<char, 32> percent{};
        std::snprintf(percent.data(), percent.size(), " so far, %.0f %%", job->progress() * 100);
        text += percent.data();
    } else if (!job->failure().empty()) {
        return error_text(look, text + ", then: " + job->failure());
    } else if (count == 0) {
        text = "Both are equal";
    }
    if (job->kept() < count) text += ", the first " + std::to_string(job->kept()) + " are listed";
    text_in(look.dim, text);
}

// One side from its begin to its end, from left to right, with a line for each column of pixels that differs.
void ComparePanel::lane(const CompareJob& job, std::size_t side, std::int64_t size, ImVec2 from, ImVec2 to,
                        const Colors& look) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(from, to, look.raised);
    const double per_pixel = static_cast<double>(size) / std::max(1.0, static_cast<double>(to.x - from.x));
    if (size == 0) return;
    for (std::uint64_t index = 0; const auto hunk = job.hunk(index);) {
        const ByteRange range = side_of(*hunk, side);
        const float begin = from.x + std::floor(static_cast<float>(static_cast<double>(range.offset) / per_pixel));
        const float end = from.x + std::ceil(static_cast<float>(static_cast<double>(range.end()) / per_pixel));
        list.AddRectFilled({std::min(begin, to.x - 1), from.y}, {std::min(std::max(end, begin + 1), to.x), to.y},
                           look.error);
        const auto next = static_cast<std::int64_t>(static_cast<double>(end - from.x) * per_pixel);
        index = std::max(index + 1, job.index_from(side, next));
    }
}

void ComparePanel::overview(const PanelContext& context, const CompareJob& job, const Colors& look) {
    const ImVec2 from = ImGui::GetCursorScreenPos();
    const float width = std::floor(ImGui::GetContentRegionAvail().x);
    const float height = std::floor(ImGui::GetFontSize() * 0.6f);
    if (width < 8) return;
    const bool pressed = ImGui::InvisibleButton("##overview", {width, 2 * height + 2});
    const SideBySide& pair = *shown_pair(context.bench);
    for (const std::size_t side : {0u, 1u}) {
        const Sheet& sheet = *context.bench.find(pair.sheets[side]);
        const std::int64_t size = context.bench.document(sheet).size();
        const float y = from.y + static_cast<float>(side) * (height + 2);
        lane(job, side, size, {from.x, y}, {from.x + width, y + height}, look);
        const double part =
            static_cast<double>(sheet.cursor.offset) / static_cast<double>(std::max<std::int64_t>(1, size));
        const float x = from.x + std::floor(static_cast<float>(part * static_cast<double>(width - 1)));
        ImGui::GetWindowDrawList()->AddRectFilled({x, y}, {x + 1, y + height}, look.accent);
        const float mouse = ImGui::GetIO().MousePos.y;
        if (pressed && job.counted() > 0 && (side == 1) == (mouse >= from.y + height + 1)) {
            const double at = static_cast<double>((ImGui::GetIO().MousePos.x - from.x) / width);
            const std::uint64_t index = job.index_from(side, static_cast<std::int64_t>(at * static_cast<double>(size)));
            context.actions.push(GoToDifference{std::min(index, job.kept() - 1)});
        }
    }
    hint("The left file above the right one, from begin to end. A click goes to the next difference there");
}

void ComparePanel::list(const PanelContext& context, const Comparison& comparison, const CompareJob& job,
                        const Colors& look) {
    if (comparison.shown != kept_in_sight_) {
        kept_in_sight_ = comparison.shown;
        if (comparison.shown) list_.show(static_cast<std::int64_t>(*comparison.shown));
    }
    list_.draw("differences", static_cast<std::int64_t>(job.kept()), look,
               [&](std::int64_t first, std::int64_t visible) {
                   hunks_.resize(static_cast<std::size_t>(visible));
                   const std::size_t count = job.read(static_cast<std::uint64_t>(first), hunks_);
                   for (std::size_t i = 0; i < count; ++i) {
                       row(context, static_cast<std::uint64_t>(first) + i, hunks_[i], look);
                   }
               });
    const auto at = difference_at_cursor(context.bench);
    if (const auto to = list_.stepped(static_cast<std::int64_t>(at.value_or(0)), at.has_value())) {
        context.actions.push(GoToDifference{static_cast<std::uint64_t>(*to)});
    }
}

// Both sides beside each other: where, how many bytes, and the first of them.
void ComparePanel::row(const PanelContext& context, std::uint64_t index, const Hunk& hunk, const Colors& look) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float half = std::floor(ImGui::GetContentRegionAvail().x / 2);
    ImGui::PushID(static_cast<int>(index & 0x7fffffff));
    if (ImGui::Selectable("##difference", difference_at_cursor(context.bench) == index)) {
        context.actions.push(GoToDifference{index});
    }
    const SideBySide& pair = *shown_pair(context.bench);
    if (ImGui::IsItemHovered()) under_mouse_ = side_of(hunk, context.sheet.id == pair.sheets[1] ? 1 : 0);
    ImGui::PopID();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float glyph = ImGui::CalcTextSize("0").x;
    for (const std::size_t side : {0u, 1u}) {
        const ByteRange range = side_of(hunk, side);
        const float x = at.x + static_cast<float>(side) * half;
        std::array<char, 48> text{};
        std::snprintf(text.data(), text.size(), "0x%08llX", static_cast<unsigned long long>(range.offset));
        list.AddText({x, at.y}, look.dim, text.data());
        std::snprintf(text.data(), text.size(), "%6lld", static_cast<long long>(range.length));
        list.AddText({x + 11 * glyph, at.y}, look.text, text.data());
        const std::span<const std::byte> all = context.bench.document(*context.bench.find(pair.sheets[side])).bytes();
        const auto fits = static_cast<std::int64_t>((half - 19 * glyph) / (3 * glyph));
        for (std::int64_t i = 0; i < std::min(fits, range.length) && range.offset + i < std::ssize(all); ++i) {
            const auto byte = std::to_integer<unsigned>(all[static_cast<std::size_t>(range.offset + i)]);
            std::snprintf(text.data(), text.size(), "%02X", byte);
            list.AddText({x + (19 + 3 * static_cast<float>(i)) * glyph, at.y}, look.text, text.data());
        }
    }
}

}  // namespace

std::unique_ptr<PanelDrawer> make_compare_panel() { return std::make_unique<ComparePanel>(); }

}  // namespace byteprism
