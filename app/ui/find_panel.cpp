// The find panel: what is searched for, what is put in its place, and the hits as they come.

#include <algorithm>
#include <array>
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
#include "app/ui/long_list.hpp"
#include "app/ui/panel.hpp"
#include "app/ui/survey.hpp"
#include "app/ui/widgets.hpp"
#include "core/view/text_encoding.hpp"

namespace byteprism {
namespace {

constexpr const char* kind_names[] = {"Hex", "Text", "Number", "Regex"};
constexpr const char* placeholders[] = {"DE AD ?? E?", "Text", "<I=640   <f=[0, 1]   H=512 +- 2", "PNG\\r\\n.{4}"};
constexpr const char* order_names[] = {"as written", "little", "big", "both orders"};
constexpr std::size_t bytes_shown = 12;  // of a hit and what comes behind it

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
    void keep_in_sight(const Finding& finding, const FindJob& job);

    FindSettings settings_;  // with what was done to them in this frame
    EagerField text_;
    TextField replacement_;
    NumberField stride_, offset_;
    LongList list_;
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
    text_.follow_panel(context.bench.focused_panel == Panel::Find);
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
    if (offers_selection(context.sheet, settings_.within)) {
        selection_only(context.sheet, settings_.within);
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
void FindPanel::keep_in_sight(const Finding& finding, const FindJob& job) {
    if (finding.shown == kept_in_sight_) return;
    kept_in_sight_ = finding.shown;
    if (finding.shown) list_.show(static_cast<std::int64_t>(job.index_from(finding.shown->offset)));
}

void FindPanel::list(const PanelContext& context, const FindJob& job, const Colors& look) {
    const Finding& finding = *context.bench.finding;
    keep_in_sight(finding, job);
    const auto rows = static_cast<std::int64_t>(job.kept());
    list_.draw("hits", rows, look, [&](std::int64_t first, std::int64_t visible) {
        hits_.resize(static_cast<std::size_t>(visible));
        const std::size_t count = job.read(static_cast<std::uint64_t>(first), hits_);
        for (std::size_t i = 0; i < count; ++i) {
            row(context, static_cast<std::uint64_t>(first) + i, hits_[i], look);
        }
    });
    const std::int64_t offset = context.sheet.cursor.target().offset;
    const std::uint64_t from = job.index_from(offset);
    const auto hit = job.hit(from);
    if (const auto to = list_.stepped(static_cast<std::int64_t>(from), hit && hit->offset == offset)) {
        context.actions.push(GoToHit{context.sheet.id, static_cast<std::uint64_t>(*to)});
    }
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
