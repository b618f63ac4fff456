// The menus, made from the table of commands.
#pragma once

#include <string>
#include <vector>

#include "app/model/workbench.hpp"

namespace byteprism {

struct Command;

class MenuBar {
public:
    // Requires a window with ImGuiWindowFlags_MenuBar.
    void draw(const Workbench& bench, Actions& actions);

private:
    struct Item {
        const Command* command;
        std::string title, key;
    };
    struct Menu {
        std::string title;
        std::vector<Item> items;
    };

    void make(const Settings& settings);

    std::vector<Menu> menus_;       // in the order in which the table first names them
    std::vector<KeyBinding> keys_;  // that the menus show
};

}  // namespace byteprism
