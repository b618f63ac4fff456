#include "app/ui/menu_bar.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <imgui.h>

#include "app/model/commands.hpp"
#include "app/ui/theme.hpp"
#include "app/ui/widgets.hpp"

namespace byteprism {
namespace {

// The menus in the order in which the table first names them. A menu's commands need not stand together there.
std::vector<std::string_view> menus() {
    std::vector<std::string_view> names;
    for (const Command& command : commands()) {
        const std::string_view name = menu_of(command);
        if (!name.empty() && std::ranges::find(names, name) == names.end()) names.push_back(name);
    }
    return names;
}

void draw_item(const Command& command, const Workbench& bench, Actions& actions) {
    const std::string title(command.title);
    const std::string key = command.keys[0] ? to_text(command.keys[0]) : std::string();
    if (ImGui::MenuItem(title.c_str(), key.c_str(), false, command.enabled(bench))) invoke(command, bench, actions);
}

void draw_palette_button(const Workbench& bench, Actions& actions) {
    const char* label = "Command palette";
    const ImGuiStyle& style = ImGui::GetStyle();
    const float width = ImGui::CalcTextSize(label).x + style.FramePadding.x * 2;
    ImGui::SetCursorPosX(ImGui::GetWindowWidth() - width - style.WindowPadding.x);
    if (quiet_button(label, colors(bench.settings.theme)))
        actions.push(Ask{Question{Question::Kind::Palette, {}, {}, {}}});
    hint("Find any command by its name  Ctrl+Shift+P");
}

}  // namespace

void draw_menu_bar(const Workbench& bench, Actions& actions) {
    if (!ImGui::BeginMenuBar()) return;
    for (const std::string_view menu : menus()) {
        if (!ImGui::BeginMenu(std::string(menu).c_str())) continue;
        for (const Command& command : commands()) {
            if (menu_of(command) == menu) draw_item(command, bench, actions);
        }
        ImGui::EndMenu();
    }
    draw_palette_button(bench, actions);
    ImGui::EndMenuBar();
}

}  // namespace byteprism
