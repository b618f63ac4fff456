// A panel: one way to look at the active sheet. A new panel is one file, with its maker, and one row in panels.cpp.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/model/workbench.hpp"
#include "app/ui/textures.hpp"

namespace byteprism {

// What a panel sees and what it may do: read, and report what the user did.
struct PanelContext {
    const Workbench& bench;
    const Sheet& sheet;
    const Document& document;
    Textures& textures;
    Actions& actions;
    std::vector<std::string>& dropped;  // files let go over the window in this frame; a panel takes its own out
};

// Draws into the current ImGui window, whose content region it fills. Members hold scratch alone: what the user is
// typing, what was decoded; everything that matters is in the sheet.
class PanelDrawer {
public:
    virtual ~PanelDrawer() = default;
    virtual void draw(const PanelContext& context) = 0;
};

std::unique_ptr<PanelDrawer> make_hex_panel();
std::unique_ptr<PanelDrawer> make_inspector_panel();
std::unique_ptr<PanelDrawer> make_image_panel();
std::unique_ptr<PanelDrawer> make_structure_panel();
std::unique_ptr<PanelDrawer> make_find_panel();
std::unique_ptr<PanelDrawer> make_compare_panel();
std::unique_ptr<PanelDrawer> make_statistics_panel();
std::unique_ptr<PanelDrawer> make_checksums_panel();
std::unique_ptr<PanelDrawer> make_strings_panel();
std::unique_ptr<PanelDrawer> make_bookmarks_panel();
std::unique_ptr<PanelDrawer> make_history_panel();
std::unique_ptr<PanelDrawer> make_problems_panel();

}  // namespace byteprism
