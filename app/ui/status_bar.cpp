#include "app/ui/status_bar.hpp"

#include <algorithm>
#include <string>

#include <imgui.h>

#include "app/model/number_text.hpp"
#include "app/ui/theme.hpp"
#include "app/ui/widgets.hpp"

namespace byteprism {
namespace {

constexpr std::size_t notices_shown = 3;

std::string bytes_text(std::int64_t count) { return std::to_string(count) + (count == 1 ? " byte" : " bytes"); }

void next() { ImGui::SameLine(0, ImGui::GetFontSize() * 2); }

std::string place_of(const Document& document) {
    if (!document.path().empty()) return document.path();
    return document.origin().empty() ? "never saved" : document.origin();
}

void draw_file(const Document& document, const Colors& colors) {
    const std::string text = short_size_text(document.size()) + "  " + document.name();
    const float right = ImGui::GetWindowWidth() - ImGui::GetStyle().WindowPadding.x;
    next();
    ImGui::SetCursorPosX(std::max(ImGui::GetCursorPosX(), right - ImGui::CalcTextSize(text.c_str()).x));
    text_in(colors.dim, text);
    hint(size_text(document.size()) + "\n" + place_of(document));
}

void draw_entry(const Sheet& sheet, const Colors& colors, Actions& actions) {
    const bool inserts = sheet.entry == Entry::Insert;
    if (quiet_button(inserts ? "INS" : "OVR", colors)) {
        actions.push(SetEntry{sheet.id, inserts ? Entry::Overwrite : Entry::Insert});
    }
    hint(inserts ? "Typing inserts bytes; the Insert key changes that"
                 : "Typing overwrites bytes; the Insert key changes that");
}

// What is special about where the bytes come from.
void draw_source(const Document& document, const Colors& colors) {
    if (document.source_gone()) {
        next();
        text_in(colors.error, "GONE");
        hint("The " + document.origin() + " is there no more; this is what it had. F5 looks for it again");
    } else if (document.live()) {
        next();
        text_in(colors.modified, "LIVE");
        hint("Edits reach the " + document.origin() + " at once, there is nothing to save; what others change is seen");
    } else if (document.arriving()) {
        next();
        text_in(colors.modified, "reading, " + short_size_text(document.size()) + " so far");
        hint("More may come; it can be edited when all is there");
    } else if (document.stopped_at_limit()) {
        next();
        text_in(colors.dim, "the first " + short_size_text(document.size()));
        hint("More may follow: \"Read more\" in the File menu");
    }
}

}  // namespace

float StatusBar::height() { return ImGui::GetFrameHeight() + 2; }

std::int64_t StatusBar::modified_bytes(const Document& document) {
    if (counted_ != &document || version_ != document.version()) {
        counted_ = &document;
        version_ = document.version();
        modified_ = 0;
        for (const ByteRange range : document.modified_ranges()) modified_ += range.length;
    }
    return document.modified() ? modified_ : 0;
}

void StatusBar::draw(const Workbench& bench, Actions& actions) {
    const Sheet* sheet = bench.active();
    if (sheet == nullptr) return;
    const Colors& look = colors(bench.settings.theme);
    const Document& document = bench.document(*sheet);
    const auto offset = static_cast<unsigned long long>(sheet->cursor.offset);
    const unsigned long long base = document.base_address();

    ImGui::SetCursorPosX(ImGui::GetStyle().WindowPadding.x);
    ImGui::AlignTextToFramePadding();
    ImGui::Text(base == 0 ? "0x%08llX (%llu)" : "0x%08llX (+%llu)", base + offset, offset);
    if (const auto& items = sheet->cursor.items) {
        next();
        ImGui::Text("selection %s, strided", bytes_text(byte_count(*items)).c_str());
    } else if (const ByteRange selection = sheet->cursor.selection(); !selection.empty()) {
        next();
        ImGui::Text("selection %s", bytes_text(selection.length).c_str());
    }
    draw_source(document, look);
    next();
    draw_entry(*sheet, look, actions);
    if (bench.report.document == sheet->document && bench.report.version == document.version()) {
        next();
        text_in(look.dim, bench.report.text);
    }
    if (const std::int64_t count = modified_bytes(document); count > 0) {
        next();
        text_in(look.modified, bytes_text(count) + " modified");
    }
    if (document.busy()) {
        next();
        const std::string done = (document.saving() ? "saving, " : "") +
                                 std::to_string(static_cast<int>(document.progress() * 100)) + " % done, " +
                                 std::to_string(static_cast<int>(document.seconds_left()) + 1) + " s left";
        text_in(look.accent, done);
        next();
        if (quiet_button("Cancel", look)) actions.push(CancelEdit{sheet->id});
        hint(document.saving() ? "Leave the file as it was (Shift+Esc)" : "Take back what is done (Shift+Esc)");
    } else if (const auto refusal = document.refusal()) {
        next();
        if (quiet_button(("read-only: " + *refusal).c_str(), look)) actions.push(ToggleEditing{sheet->id});
        hint("Allow edits");
    } else {
        next();
        if (quiet_button("editable", look)) actions.push(ToggleEditing{sheet->id});
        hint("Forbid edits of this file");
    }
    draw_file(document, look);
}

float notices_height(const Workbench& bench) {
    const std::size_t lines = std::min(bench.notices.size(), notices_shown);
    return static_cast<float>(lines) * ImGui::GetFrameHeightWithSpacing();
}

void draw_notices(const Workbench& bench, Actions& actions) {
    const Colors& look = colors(bench.settings.theme);
    const std::size_t count = std::min(bench.notices.size(), notices_shown);
    for (std::size_t i = 0; i < count; ++i) {
        const Notice& notice = bench.notices[bench.notices.size() - 1 - i];
        const ImU32 color = notice.severity == Notice::Severity::Error ? look.error : look.text;
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const ImVec2 end{at.x + ImGui::GetContentRegionAvail().x, at.y + ImGui::GetFrameHeight()};
        ImDrawList& list = *ImGui::GetWindowDrawList();
        list.AddRectFilled(at, end, look.raised);
        list.AddRectFilled(at, {at.x + 3, end.y}, color);
        ImGui::SetCursorPosX(ImGui::GetStyle().WindowPadding.x + 3);
        ImGui::AlignTextToFramePadding();
        ImGui::PushClipRect(at, {end.x - 2 * ImGui::GetFrameHeight(), end.y}, true);
        text_in(color, notice.text);
        ImGui::PopClipRect();
        hint(notice.text);
        if (i == 0) {
            ImGui::SameLine(ImGui::GetWindowWidth() - ImGui::GetFrameHeight() - ImGui::GetStyle().WindowPadding.x);
            if (sign_button("##dismiss", Sign::Cross, look)) actions.push(DismissNotices{});
            hint("Dismiss");
        }
    }
}

}  // namespace byteprism
