// The hex grid of one sheet: lays a frame out, reports what the hands did with it, and has it painted.
#pragma once

#include <string_view>

#include "app/ui/hex/cell_entry.hpp"
#include "app/ui/hex/hex_frame.hpp"
#include "app/ui/hex/hex_mouse.hpp"
#include "app/ui/hex/hex_paint.hpp"
#include "app/ui/hex/hex_scroll.hpp"
#include "app/ui/hex/minimap.hpp"
#include "app/ui/panel.hpp"

namespace byteprism {

class HexGrid {
public:
    // Fills the content region of the current window. Keys are for the sheet that is active.
    void draw(const PanelContext& context);

private:
    void minimap(const PanelContext& context, const HexFrame& frame, ImVec2 from, ImVec2 to);
    void typing(const PanelContext& context, const HexFrame& frame);
    void enter(const PanelContext& context, const HexFrame& frame, CellEntry::With with);
    void type_cells(const PanelContext& context, const HexFrame& frame, std::string_view text);

    HexScratch scratch_;
    HexScroll scroll_;
    HexMouse mouse_;
    CellEntry entry_;
    Minimap minimap_;
};

}  // namespace byteprism
