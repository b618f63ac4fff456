// The strings of the file or of the selection, as they are found: a click selects one. Of items that lie apart a place
// in their order is no offset, so a view is not offered.

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <imgui.h>

#include "app/model/number_text.hpp"
#include "app/model/search/string_search.hpp"
#include "app/ui/fields.hpp"
#include "app/ui/hover_report.hpp"
#include "app/ui/imgui_glue.hpp"
#include "app/ui/long_list.hpp"
#include "app/ui/panel.hpp"
#include "app/ui/survey.hpp"
#include "app/ui/widgets.hpp"

namespace byteprism {
namespace {

constexpr std::int64_t longest_least = 1'000'000;

class StringsPanel final : public PanelDrawer {
public:
    StringsPanel() { filter_.wait_for_keyboard(); }
    void draw(const PanelContext& context) override;

private:
    // Of the columns, in pixels from the left edge of the list.
    struct Columns {
        float encoding, length_end, text;
    };

    void filter(const PanelContext& context, const Colors& look);
    void options(const PanelContext& context);
    void state(const StringJob& job, const Colors& look) const;
    void headings(const Columns& columns, const Colors& look) const;
    void list(const PanelContext& context, const StringJob& job, const Colors& look);
    void step(const PanelContext& context, const StringJob& job);
    void row(const PanelContext& context, std::int64_t index, const ListedString& string, const Columns& columns,
             const Colors& look);

    StringQuestion question_;
    std::optional<ByteRange> within_;  // of the sheet
    SheetId sheet_{};
    StringSearch search_;
    EagerField filter_;
    NumberField least_;
    LongList list_;
    std::vector<ListedString> strings_;
    std::optional<ByteRange> under_mouse_;
    HoverReport hover_;
};

void StringsPanel::draw(const PanelContext& context) {
    const Colors& look = colors(context.bench.settings.theme);
    if (std::exchange(sheet_, context.sheet.id) != context.sheet.id) {
        within_.reset();
        list_.show_first();
    }
    const std::pair before(question_, within_);
    under_mouse_.reset();
    filter(context, look);
    options(context);
    if (before != std::pair(question_, within_)) list_.show_first();
    const ByteRange whole{0, context.document.size()};
    question_.range = within_ ? intersection(*within_, whole) : whole;
    search_.follow(context.bench.jobs, context.sheet.document, context.document, question_);
    if (const StringJob* const job = search_.job()) {
        state(*job, look);
        list(context, *job, look);
    }
    hover_.report(context.sheet.id, under_mouse_, context.actions);
}

void StringsPanel::filter(const PanelContext& context, const Colors& look) {
    constexpr const char* before_number = "at least";
    filter_.follow_panel(context.bench.focused_panel == Panel::Strings);
    const float air = ImGui::GetStyle().ItemSpacing.x;
    const float number = glyphs(6);
    const float rest = ImGui::CalcTextSize(before_number).x + number + 2 * air;
    const float room = std::max(glyphs(8), ImGui::GetContentRegionAvail().x - rest);
    if (filter_.draw("##filter", "Filter: a part of the text, in either case", room)) question_.filter = filter_.text();
    if (filter_.active() && glue::pressed(ImGuiKey_DownArrow)) list_.step(1);
    if (filter_.active() && glue::pressed(ImGuiKey_UpArrow)) list_.step(-1);
    ImGui::SameLine();
    text_in(look.dim, before_number);
    ImGui::SameLine();
    const NumberLimits limits{.least = 1, .greatest = longest_least};
    if (const auto least =
            least_.draw("##least", "the least length", question_.least_characters, limits, number, look)) {
        question_.least_characters = *least;
    }
    hint("Characters that a string has at least");
}

void StringsPanel::options(const PanelContext& context) {
    constexpr const char* hints[] = {"Printable ASCII characters, and tabs",
                                     "Printable characters of any script; beside ASCII, those that have others too",
                                     "ASCII characters of two bytes, the low one first",
                                     "ASCII characters of two bytes, the high one first"};
    for (std::size_t i = 0; i < string_encodings; ++i) {
        if (i > 0) ImGui::SameLine();
        ImGui::Checkbox(name_of(static_cast<StringEncoding>(i)), &question_.encodings[i]);
        hint(hints[i]);
    }
    const auto box = [](const char* label) {
        flow(ImGui::CalcTextSize(label).x + ImGui::GetFrameHeight() + ImGui::GetStyle().ItemInnerSpacing.x);
    };
    box("All scripts");
    ImGui::BeginDisabled(!question_.encodings[static_cast<std::size_t>(StringEncoding::Utf16Little)] &&
                         !question_.encodings[static_cast<std::size_t>(StringEncoding::Utf16Big)]);
    ImGui::Checkbox("All scripts", &question_.all_scripts);
    ImGui::EndDisabled();
    hint("In UTF-16 not only ASCII characters: any two bytes are a character of some script");
    if (!offers_selection(context.sheet, within_)) return;
    box("Selection only");
    selection_only(context.sheet, within_);
}

void StringsPanel::state(const StringJob& job, const Colors& look) const {
    const StringJob::Counts counts = job.counts();
    const auto number = [](std::uint64_t count) { return grouped_text(static_cast<std::int64_t>(count)); };
    std::string text = number(counts.found) + (counts.found == 1 ? " string" : " strings");
    if (!question_.filter.empty()) text = number(counts.passed) + " of " + text;
    if (!job.ended()) {
        text += " so far";
    } else if (!job.failure().empty()) {
        return error_text(look, text + ", then: " + job.failure());
    }
    if (counts.kept < counts.passed) text += ", the first " + number(counts.kept) + " are listed";
    text_in(look.dim, text);
    progress_text(job.progress(), !job.ended(), look);
}

void StringsPanel::headings(const Columns& columns, const Colors& look) const {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    text_in(look.dim, "offset");
    ImDrawList& canvas = *ImGui::GetWindowDrawList();
    canvas.AddText({at.x + columns.encoding, at.y}, look.dim, "encoding");
    canvas.AddText({at.x + columns.length_end - ImGui::CalcTextSize("bytes").x, at.y}, look.dim, "bytes");
    canvas.AddText({at.x + columns.text, at.y}, look.dim, "text");
}

void StringsPanel::list(const PanelContext& context, const StringJob& job, const Colors& look) {
    const auto rows = static_cast<std::int64_t>(job.counts().kept);
    const float glyph = ImGui::CalcTextSize("0").x;
    const auto end = context.document.base_address() + static_cast<std::uint64_t>(context.document.size());
    const auto digits = static_cast<float>(std::max<std::size_t>(10, address_text(end).size()));
    const Columns columns{glyph * (digits + 2), glyph * (digits + 19), glyph * (digits + 21)};
    if (rows > 0) headings(columns, look);
    list_.draw("strings", rows, look, [&](std::int64_t first, std::int64_t visible) {
        strings_.resize(static_cast<std::size_t>(visible));
        strings_.resize(job.read(static_cast<std::uint64_t>(first), strings_));
        for (std::size_t i = 0; i < strings_.size(); ++i) {
            row(context, first + static_cast<std::int64_t>(i), strings_[i], columns, look);
        }
    });
    step(context, job);
}

// From the string that is selected, or from the cursor.
void StringsPanel::step(const PanelContext& context, const StringJob& job) {
    if (!list_.stepping()) return;
    const ByteRange target = context.sheet.cursor.target();
    std::array<ListedString, 1> string;
    const std::uint64_t from = job.index_from(target.offset);
    const bool on_it = job.read(from, string) == 1 && string[0].range == target;
    const auto to = list_.stepped(static_cast<std::int64_t>(from), on_it);
    if (!to || job.read(static_cast<std::uint64_t>(*to), string) == 0) return;
    list_.show(*to);
    context.actions.push(Select{context.sheet.id, string[0].range});
}

void StringsPanel::row(const PanelContext& context, std::int64_t index, const ListedString& string,
                       const Columns& columns, const Colors& look) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float room = ImGui::GetContentRegionAvail().x;
    const ByteRange range = intersection(string.range, {0, context.document.size()});
    ImGui::PushID(static_cast<int>(index & 0x7fffffff));
    const Cursor& cursor = context.sheet.cursor;
    if (ImGui::Selectable("##string", cursor.anchor && cursor.selection() == range)) {
        context.actions.push(Select{context.sheet.id, range});
    }
    if (ImGui::IsItemHovered()) under_mouse_ = range;
    ImGui::PopID();

    ImDrawList& canvas = *ImGui::GetWindowDrawList();
    const float glyph = ImGui::CalcTextSize("0").x;
    const auto address = context.document.base_address() + static_cast<std::uint64_t>(range.offset);
    std::array<char, 24> offset{};
    std::snprintf(offset.data(), offset.size(), "0x%08llX", static_cast<unsigned long long>(address));
    canvas.AddText(at, look.dim, offset.data());
    canvas.AddText({at.x + columns.encoding, at.y}, look.dim, name_of(string.encoding));
    const std::string length = std::to_string(range.length);
    canvas.AddText({at.x + columns.length_end - glyph * static_cast<float>(length.size()), at.y}, look.dim,
                   length.c_str());
    // As many bytes as characters that have room can have.
    const auto most = 4 * static_cast<std::int64_t>(std::max(0.0f, room - columns.text) / glyph + 1);
    const auto bytes = context.document.bytes().subspan(static_cast<std::size_t>(range.offset),
                                                        static_cast<std::size_t>(std::min(range.length, most)));
    canvas.AddText({at.x + columns.text, at.y}, look.text, string_text(string.encoding, bytes).c_str());
}

}  // namespace

std::unique_ptr<PanelDrawer> make_strings_panel() { return std::make_unique<StringsPanel>(); }

}  // namespace byteprism
