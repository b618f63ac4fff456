#include "app/ui/survey.hpp"

#include <array>

#include <imgui.h>

#include "app/model/bytes/target_bytes.hpp"
#include "app/model/number_text.hpp"
#include "app/ui/widgets.hpp"
#include "core/error.hpp"

namespace byteprism {

std::optional<Layout> ExtentBar::draw(const PanelContext& context, const Colors& look) {
    constexpr std::array<const char*, 3> titles{"File", "View", "Selection"};
    for (std::size_t i = 0; i < titles.size(); ++i) {
        const auto extent = static_cast<SurveyExtent>(i);
        if (i > 0) ImGui::SameLine(0, 1);
        ImGui::PushStyleColor(ImGuiCol_Text, extent == extent_ ? look.accent : look.dim);
        if (ImGui::Button(titles[i])) extent_ = extent;
        ImGui::PopStyleColor();
    }
    ImGui::SameLine();
    try {
        const Layout items = extent_of(context.sheet, context.document, extent_);
        text_in(look.dim, target_text(items, context.document));
        return items;
    } catch (const Error& error) {
        text_in(look.dim, error.what());
        return std::nullopt;
    }
}

bool offers_selection(const Sheet& sheet, const std::optional<ByteRange>& within) {
    return within || sheet.cursor.selection().length > 1;
}

void selection_only(const Sheet& sheet, std::optional<ByteRange>& within) {
    bool kept = within.has_value();
    if (ImGui::Checkbox("Selection only", &kept)) {
        within = kept ? std::optional(sheet.cursor.selection()) : std::nullopt;
    }
    if (within && ImGui::IsItemHovered()) hint(offset_text(within->offset) + ", " + size_text(within->length));
}

void progress_text(double part, bool running, const Colors& look) {
    if (!running) return;
    ImGui::SameLine();
    text_in(look.dim, std::to_string(static_cast<int>(part * 100)) + " %");
}

}  // namespace byteprism
