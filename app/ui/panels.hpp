// Panels: which there are, in which region of the window each lives, and the drawing of the regions.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/ui/panel.hpp"
#include "app/ui/theme.hpp"

namespace byteprism {

// Panels of one region are tabs of it.
enum class Region { LeftAbove, LeftBelow, RightAbove, RightBelow };

// What the arrow keys move in a panel: the cursor in the bytes, or the keyboard from widget to widget.
enum class Arrows { Cursor, Keyboard };

struct PanelRow {
    Panel panel;
    const char* title;
    Region region;
    Arrows arrows;
    std::unique_ptr<PanelDrawer> (*make)();
};

// Every panel, in the order of the tabs.
std::span<const PanelRow> panel_rows();
const PanelRow& row_of(Panel panel);

class Panels {
public:
    Panels();

    // Fills the content region of the current window. What no panel takes stays in `dropped`.
    void draw(const Workbench& bench, const Sheet& sheet, Textures& textures, Actions& actions,
              std::vector<std::string>& dropped);

private:
    struct Pass;  // what all regions of one frame share
    void draw_region(Pass& pass, Region region, ImVec2 low, ImVec2 high);
    void draw_tab(Pass& pass, std::size_t row);
    void draw_panel(Pass& pass, std::size_t row);
    void maximise_button(Pass& pass, Panel panel);

    std::vector<std::unique_ptr<PanelDrawer>> drawers_;  // one for each row
    std::vector<Panel> in_front_;                        // the tabs that were open in the last frame
    // The keyboard follows Workbench::focused_panel; it is on its way when a command has just moved it.
    std::optional<Panel> focused_;
    bool focus_on_its_way_ = false;
};

}  // namespace byteprism
