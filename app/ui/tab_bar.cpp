#include "app/ui/tab_bar.hpp"

#include <string>

#include <imgui.h>

#include "app/ui/widgets.hpp"

namespace byteprism {
namespace {

void draw_tab(const Workbench& bench, const Sheet& sheet, bool select, Actions& actions) {
    const Document& document = bench.document(sheet);
    // Two sheets may show files of one name: the id keeps them apart.
    const std::string label = title_of(bench, sheet) + "###" + std::to_string(static_cast<std::uint32_t>(sheet.id));
    ImGuiTabItemFlags flags = ImGuiTabItemFlags_NoReorder | ImGuiTabItemFlags_NoTooltip;
    if (document.modified()) flags |= ImGuiTabItemFlags_UnsavedDocument;
    if (select) flags |= ImGuiTabItemFlags_SetSelected;
    const Colors& look = colors(bench.settings.theme);
    bool open = true;
    ImGui::PushStyleColor(ImGuiCol_Text, sheet.id == bench.active_sheet ? look.text : look.dim);
    if (ImGui::BeginTabItem(label.c_str(), &open, flags)) ImGui::EndTabItem();
    ImGui::PopStyleColor();
    if (ImGui::IsItemClicked() && sheet.id != bench.active_sheet) actions.push(ActivateSheet{sheet.id});
    hint(document.path().empty() ? "Never saved" : document.path());
    if (!open) actions.push(CloseSheet{sheet.id, Edits::AskFirst});
}

}  // namespace

void TabBar::draw(const Workbench& bench, Actions& actions) {
    const bool changed = shown_ != bench.active_sheet;
    shown_ = bench.active_sheet;
    if (!ImGui::BeginTabBar("sheets", ImGuiTabBarFlags_FittingPolicyScroll)) return;
    for (const Sheet& sheet : bench.sheets) draw_tab(bench, sheet, changed && sheet.id == bench.active_sheet, actions);
    ImGui::EndTabBar();
}

}  // namespace byteprism
