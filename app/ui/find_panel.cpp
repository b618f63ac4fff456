// The find panel: what is searched for, what is put in its place, and the hits as they come.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include <imgui.h>

#include "app/model/commands/bindings.hpp"
#include "app/model/number_text.hpp"
#include "app/model/search/finding.hpp"
#include "app/ui/fields.hpp"
#include "app/ui/hover_report.hpp"
#include "app/ui/imgui_glue.hpp"
#include "app/ui/panel.hpp"
#include "app/ui/scroll_bar.hpp"
#include "app/ui/widgets.hpp"
#include "core/view/text_encoding.hpp"

namespace byteprism {
namespace {

constexpr const char* kind_names[] = {"Hex", "Text", "Number", "Regex"};
constexpr const char* placeholders[] = {"DE AD ?? E?", "Text", "<I=640   <f=[0, 1]   H=512 +- 2", "PNG\\r\\n.{4}"};
constexpr const char* order_names[] = {"as written", "little", "big", "both orders"};
constexpr std::size_t bytes_shown = 12;  // of a hit and what comes behind it

template <typename Choice, std::size_t count>
bool choose(const char* id, Choice& now, const char* const (&names)[count], float width) {
    bool changed = false;
    ImGui::SetNextItemWidth(width);
    if (!ImGui::BeginCombo(id, names[static_cast<std::size_t>(now)])) return false;
    for (std::size_t i = 0; i < count; ++i) {
        if (!ImGui::Selectable(names[i], i == static_cast<std::size_t>(now))) continue;
        now = static_cast<Choice>(i);
        changed = true;
    }
    ImGui::EndCombo();
    return changed;
}

std::string counted(std::uint64_t number, const char* one, const char* many) {
    return std::to_string(number) + " " + (number == 1 ? one : many);
}

class FindPanel final : public PanelDrawer {
public:
    FindPanel() { text_.wait_for_keyboard(); }
    void draw(const PanelContext& context) override;

private:
    void query(const PanelContext& context);
    void options(const PanelContext& context, const Colors& look);
    void replacing(const PanelContext& context, const Colors& look);
    void state(const PanelContext& context, const Finding& finding, const Colors& look);
    void list(const PanelContext& context, const FindJob& job, const Colors& look);
    void row(const PanelContext& context, std::uint64_t index, ByteRange hit, const Colors& look);
    void keep_in_sight(const Finding& finding, const FindJob& job, std::int64_t visible);

    FindSettings settings_;  // with what was done to them in this frame
    EagerField text_;
    TextField replacement_;
    NumberField stride_, offset_;
    bool was_focused_ = false;
    std::int64_t first_row_ = 0;
    float grabbed_at_ = 0;
    std::optional<ByteRange> kept_in_sight_;
    std::vector<ByteRange> hits_;
    std::optional<ByteRange> under_mouse_;
    HoverReport hover_;
};

void FindPanel::draw(const PanelContext& context) {
    const Colors& look = colors(context.bench.settings.theme);
    const Finding* const finding = context.bench.finding.get();
    settings_ = finding != nullptr ? finding->settings : FindSettings{};
    if (settings_.text != text_.text() && !text_.active()) text_.set(settings_.text);
    const bool focused = context.bench.focused_panel == Panel::Find;
    // A click says itself which field is meant.
    const bool clicked = ImGui::IsMouseDown(ImGuiMouseButton_Left) || ImGui::IsMouseReleased(ImGuiMouseButton_Left);
    if (focused && !was_focused_ && !clicked) text_.reset(settings_.text);
    if (!focused && was_focused_ && text_.active()) ImGui::SetWindowFocus(nullptr);
    was_focused_ = focused;
    under_mouse_.reset();
    query(context);
    options(context, look);
    replacing(context, look);
    if (settings_ != (finding != nullptr ? finding->settings : FindSettings{})) {
        context.actions.push(Find{context.sheet.id, settings_});
    }
    if (finding != nullptr) state(context, *finding, look);
    if (const FindJob* job = hits_of(context.bench, context.sheet)) list(context, *job, look);
    hover_.report(context.sheet.id, under_mouse_, context.actions);
}

void FindPanel::query(const PanelContext& context) {
    choose("##kind", settings_.kind, kind_names, glyphs(9));
    ImGui::SameLine();
    const float buttons = 2 * (ImGui::GetFrameHeight() + ImGui::GetStyle().ItemSpacing.x);
    const float room = std::max(glyphs(6), ImGui::GetContentRegionAvail().x - buttons);
    const bool was_active = text_.active();  // Enter leaves it
    if (text_.draw("##text", placeholders[static_cast<std::size_t>(settings_.kind)], room)) {
        settings_.text = text_.text();
    }
    const bool entered = was_active && glue::pressed(ImGuiKey_Enter);
    if (entered) text_.take_keyboard();
    const Colors& look = colors(context.bench.settings.theme);
    ImGui::SameLine();
    const bool back = sign_button("##previous", Sign::Left, look);
    if (ImGui::IsItemHovered()) hint("Previous hit (" + shortcut_text("search.previous", context.bench.settings) + ")");
    ImGui::SameLine();
    const bool on = sign_button("##next", Sign::Right, look);
    if (ImGui::IsItemHovered()) hint("Next hit (" + shortcut_text("search.next", context.bench.settings) + ")");
    if ((entered || back || on) && !settings_.text.empty()) {
        context.actions.push(FindAgain{context.sheet.id, back || (entered && ImGui::GetIO().KeyShift)});
    }
}

void FindPanel::options(const PanelContext& context, const Colors& look) {
    if (settings_.kind == FindKind::Text) {
        ImGui::SetNextItemWidth(glyphs(14));
        if (ImGui::BeginCombo("##encoding", settings_.encoding.c_str())) {
            for (const TextEncoding& encoding : text_encodings()) {
                const std::string name(encoding.name);
                if (ImGui::Selectable(name.c_str(), name == settings_.encoding)) settings_.encoding = name;
            }
            ImGui::EndCombo();
        }
        ImGui::SameLine();
    }
    if (settings_.kind == FindKind::Text || settings_.kind == FindKind::Regex) {
        ImGui::Checkbox("Either case", &settings_.ignore_case);
        ImGui::SameLine();
    }
    if (settings_.kind == FindKind::Number) {
        choose("##orders", settings_.orders, order_names, glyphs(14));
        hint("The byte order of the number");
        ImGui::SameLine();
    }
    const ByteRange selected = context.sheet.cursor.selection();
    bool within = settings_.within.has_value();
    if (within || selected.length > 1) {
        if (ImGui::Checkbox("Selection only", &within)) {
            settings_.within = within ? std::optional(selected) : std::nullopt;
        }
        if (settings_.within && ImGui::IsItemHovered()) {
            hint(offset_text(settings_.within->offset) + ", " + size_text(settings_.within->length));
        }
        ImGui::SameLine();
    }
    ImGui::AlignTextToFramePadding();
    text_in(look.dim, "every");
    ImGui::SameLine();
    if (const auto number = stride_.draw("##stride", "stride", settings_.stride, {.least = 1}, glyphs(5), look)) {
        settings_.stride = *number;
    }
    hint("Bytes from one place where a hit may begin to the next: the size of a record, or of a number");
    ImGui::SameLine();
    text_in(look.dim, "from");
    ImGui::SameLine();
    if (const auto number = offset_.draw("##offset", "offset", settings_.offset, {.least = 0}, glyphs(8), look)) {
        settings_.offset = *number;
    }
    hint("The first place where a hit may begin");
}

void FindPanel::replacing(const PanelContext& context, const Colors& look) {
    const bool writable = !context.document.refusal();
    const float buttons = glyphs(8) + glyphs(4) + 2 * ImGui::GetStyle().ItemSpacing.x;
    const float room = std::max(glyphs(6), ImGui::GetContentRegionAvail().x - buttons);
    ImGui::BeginDisabled(!writable);
    if (const auto text = replacement_.edit("##replacement", settings_.replacement, room, look)) {
        settings_.replacement = *text;
    }
    hint("What is put in its place, in the same notation; nothing: it is cut out");
    ImGui::SameLine();
    const FindJob* const job = hits_of(context.bench, context.sheet);
    ImGui::BeginDisabled(job == nullptr || job->counted() == 0);
    if (ImGui::Button("Replace")) context.actions.push(ReplaceHit{context.sheet.id});
    hint("The hit that is selected; then goes to the next one");
    ImGui::SameLine();
    if (ImGui::Button("All")) context.actions.push(ReplaceHits{context.sheet.id});
    if (ImGui::IsItemHovered() && job != nullptr) {
        hint("Replace " + counted(job->counted(), "hit", "hits") + " in one undo step");
    }
    ImGui::EndDisabled();
    ImGui::EndDisabled();
}

void FindPanel::state(const PanelContext& context, const Finding& finding, const Colors& look) {
    if (!finding.refusal.empty()) return error_text(look, finding.refusal);
    const FindJob* const job = hits_of(context.bench, context.sheet);
    if (job == nullptr) return;
    std::string text = counted(job->counted(), "hit", "hits");
    if (!job->ended()) {
        std::array<char, 32> percent{};
        std::snprintf(percent.data(), percent.size(), " so far, %.0f %%", job->progress() * 100);
        text += percent.data();
    } else if (!job->failure().empty()) {
        return error_text(look, text + ", then: " + job->failure());
    }
    if (job->kept() < job->counted()) text += ", the first " + std::to_string(job->kept()) + " are listed";
    text_in(look.dim, text);
}

// The hit that was gone to comes into sight, once.
void FindPanel::keep_in_sight(const Finding& finding, const FindJob& job, std::int64_t visible) {
    if (finding.shown == kept_in_sight_) return;
    kept_in_sight_ = finding.shown;
    if (!finding.shown) return;
    const auto at = static_cast<std::int64_t>(job.index_from(finding.shown->offset));
    if (at < first_row_ || at >= first_row_ + visible) first_row_ = at - visible / 2;
}

void FindPanel::list(const PanelContext& context, const FindJob& job, const Colors& look) {
    const float line = ImGui::GetTextLineHeightWithSpacing();
    const float bar_width = ImGui::GetStyle().ScrollbarSize;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const ImVec2 room = ImGui::GetContentRegionAvail();
    const auto rows = static_cast<std::int64_t>(job.kept());
    const auto visible = std::max<std::int64_t>(1, static_cast<std::int64_t>(room.y / line));
    if (rows == 0 || room.y < line) return;
    keep_in_sight(*context.bench.finding, job, visible);
    constexpr ImGuiWindowFlags flags =
        ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoBackground;
    if (ImGui::BeginChild("hits", room, false, flags)) {
        if (ImGui::IsWindowHovered() && ImGui::GetIO().MouseWheel != 0) {
            first_row_ -= std::llround(static_cast<double>(ImGui::GetIO().MouseWheel) * 3);
        }
        const RowBar bar{rows, visible, static_cast<float>(visible) * line};
        const ImVec2 bar_at{at.x + room.x - bar_width, at.y};
        if (const auto to = scroll_bar("##bar", Along::Rows, bar, bar_at, bar_width, first_row_, grabbed_at_, look)) {
            first_row_ = *to;
        }
        first_row_ = std::clamp<std::int64_t>(first_row_, 0, std::max<std::int64_t>(0, rows - visible));
        hits_.resize(static_cast<std::size_t>(visible));
        const std::size_t count = job.read(static_cast<std::uint64_t>(first_row_), hits_);
        ImGui::SetCursorScreenPos(at);
        ImGui::PushClipRect(at, {bar_at.x, at.y + room.y}, true);
        for (std::size_t i = 0; i < count; ++i) {
            row(context, static_cast<std::uint64_t>(first_row_) + i, hits_[i], look);
        }
        ImGui::PopClipRect();
    }
    ImGui::EndChild();
}

void FindPanel::row(const PanelContext& context, std::uint64_t index, ByteRange hit, const Colors& look) {
    const std::span<const std::byte> all = context.document.bytes();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::PushID(static_cast<int>(index & 0x7fffffff));
    const Cursor& cursor = context.sheet.cursor;
    if (ImGui::Selectable("##hit", cursor.anchor && cursor.selection() == hit)) {
        context.actions.push(GoToHit{context.sheet.id, index});
    }
    if (ImGui::IsItemHovered()) under_mouse_ = hit;
    ImGui::PopID();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float glyph = ImGui::CalcTextSize("0").x;
    std::array<char, 48> text{};
    std::snprintf(text.data(), text.size(), "0x%08llX", static_cast<unsigned long long>(hit.offset));
    list.AddText(at, look.dim, text.data());
    float x = at.x + glyph * 13;
    std::array<char, bytes_shown + 1> characters{};
    for (std::size_t i = 0; i < bytes_shown; ++i) {
        const auto offset = static_cast<std::size_t>(hit.offset) + i;
        if (offset >= all.size()) break;
        const auto byte = std::to_integer<unsigned>(all[offset]);
        std::snprintf(text.data(), text.size(), "%02X", byte);
        list.AddText({x, at.y}, static_cast<std::int64_t>(i) < hit.length ? look.text : look.zero, text.data());
        characters[i] = byte >= 0x20 && byte < 0x7f ? static_cast<char>(byte) : '.';
        x += glyph * 3;
    }
    list.AddText({at.x + glyph * (14 + 3 * bytes_shown), at.y}, look.dim, characters.data());
}

}  // namespace

std::unique_ptr<PanelDrawer> make_find_panel() { return std::make_unique<FindPanel>(); }

}  // namespace byteprism
