// The menus, made from the table of commands.
#pragma once

#include "app/model/workbench.hpp"

namespace byteprism {

// Requires a window with ImGuiWindowFlags_MenuBar.
void draw_menu_bar(const Workbench& bench, Actions& actions);

}  // namespace byteprism
