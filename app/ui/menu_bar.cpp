#include "app/ui/menu_bar.hpp"

#include <algorithm>

#include <imgui.h>

#include "app/model/commands/bindings.hpp"
#include "app/ui/theme.hpp"
#include "app/ui/widgets.hpp"

namespace byteprism {
namespace {

void draw_palette_button(const Workbench& bench, Actions& actions) {
    const Command* palette = find_command("help.palette");
    if (palette == nullptr) return;
    const char* label = "Command palette";
    const ImGuiStyle& style = ImGui::GetStyle();
    const float width = ImGui::CalcTextSize(label).x + style.FramePadding.x * 2;
    ImGui::SetCursorPosX(ImGui::GetWindowWidth() - width - style.WindowPadding.x);
    if (quiet_button(label, colors(bench.settings.theme))) invoke(*palette, bench, actions);
    if (ImGui::IsItemHovered()) hint("Find any command by its name  " + shortcut_text("help.palette", bench.settings));
}

}  // namespace

void MenuBar::make(const Settings& settings) {
    menus_.clear();
    keys_ = settings.keys;
    for (const Command& command : commands()) {
        const std::string_view title = menu_of(command);
        if (title.empty()) continue;
        auto menu = std::ranges::find(menus_, title, &Menu::title);
        if (menu == menus_.end()) menu = menus_.insert(menu, Menu{std::string(title), {}});
        menu->items.push_back({&command, std::string(command.title), to_text(keys_of(command, settings)[0])});
    }
}

void MenuBar::draw(const Workbench& bench, Actions& actions) {
    if (menus_.empty() || keys_ != bench.settings.keys) make(bench.settings);
    if (!ImGui::BeginMenuBar()) return;
    for (const Menu& menu : menus_) {
        if (!ImGui::BeginMenu(menu.title.c_str())) continue;
        for (const auto& [command, title, key] : menu.items) {
            const bool enabled = command->enabled(bench);
            if (ImGui::MenuItem(title.c_str(), key.c_str(), false, enabled)) invoke(*command, bench, actions);
        }
        ImGui::EndMenu();
    }
    draw_palette_button(bench, actions);
    ImGui::EndMenuBar();
}

}  // namespace byteprism
