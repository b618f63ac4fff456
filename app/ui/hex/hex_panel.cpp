// The hex panel: the grid of the active sheet, or the two of a pair beside each other, each under its name.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include <imgui.h>

#include "app/model/commands/bindings.hpp"
#include "app/ui/hex/hex_grid.hpp"
#include "app/ui/imgui_glue.hpp"
#include "app/ui/panel.hpp"
#include "app/ui/widgets.hpp"

namespace byteprism {
namespace {

class HexPanel final : public PanelDrawer {
public:
    void draw(const PanelContext& context) override;

private:
    void draw_side(const PanelContext& context, const SideBySide& pair, std::size_t side);

    std::array<HexGrid, 2> grids_;
};

// The name is lit, and underlined, where the keyboard is.
void draw_name(const PanelContext& context) {
    const Colors& look = colors(context.bench.settings.theme);
    const bool active = context.sheet.id == context.bench.active_sheet;
    const std::string dot = context.document.modified() ? " *" : "";
    ImGui::AlignTextToFramePadding();
    text_in(active ? look.text : look.dim, title_of(context.bench, context.sheet) + dot);
    hint(context.document.path().empty() ? "Never saved" : context.document.path());
    if (active) {
        const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
        ImGui::GetWindowDrawList()->AddLine({low.x, high.y}, {high.x, high.y}, look.accent);
    }
}

// At the right of the names: what ends the pair, and whether it scrolls together.
void draw_buttons(const PanelContext& context, const SideBySide& pair) {
    const Colors& look = colors(context.bench.settings.theme);
    const char* const text = pair.link ? "scroll together" : "scroll apart";
    const float side = ImGui::GetFrameHeight();
    const float width = ImGui::CalcTextSize(text).x + 2 * ImGui::GetStyle().FramePadding.x + side;
    ImGui::SameLine(std::max(ImGui::GetCursorPosX(), ImGui::GetWindowWidth() - width));
    if (quiet_button(text, look)) {
        context.actions.push(SetScrolling{pair.link ? Scrolling::Apart : Scrolling::Together});
    }
    hint(pair.link ? "Both sides scroll together: let each scroll for itself"
                   : "Each side scrolls for itself: let both scroll together from here");
    ImGui::SameLine(0, 0);
    if (sign_button("##alone", Sign::Cross, look)) context.actions.push(ShowAlone{});
    hint("One side alone");
}

void HexPanel::draw(const PanelContext& context) {
    const SideBySide* pair = shown_pair(context.bench);
    if (pair == nullptr) return grids_[0].draw(context);
    const ImVec2 from = ImGui::GetCursorScreenPos();
    const ImVec2 room = ImGui::GetContentRegionAvail();
    const float air = ImGui::GetStyle().WindowPadding.x;  // at both sides of the line between them
    const float width = std::max(1.0f, std::floor(room.x / 2 - air));
    for (const std::size_t side : {0u, 1u}) {
        ImGui::SetCursorScreenPos({from.x + static_cast<float>(side) * (width + 2 * air), from.y});
        constexpr ImGuiWindowFlags still =
            ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse;
        if (ImGui::BeginChild(side == 0 ? "left" : "right", {width, room.y}, false, still)) {
            draw_side(context, *pair, side);
        }
        ImGui::EndChild();
    }
    const float middle = std::floor(from.x + width + air);
    ImGui::GetWindowDrawList()->AddLine({middle, from.y}, {middle, from.y + room.y},
                                        colors(context.bench.settings.theme).line);
}

// Whatever the mouse does on a side begins with going there; the wheel does not.
void HexPanel::draw_side(const PanelContext& context, const SideBySide& pair, std::size_t side) {
    const Sheet& sheet = *context.bench.find(pair.sheets[side]);
    const PanelContext own{context.bench, sheet, context.bench.document(sheet), context.textures, context.actions};
    const bool clicked = ImGui::IsMouseClicked(ImGuiMouseButton_Left) || ImGui::IsMouseClicked(ImGuiMouseButton_Right);
    if (clicked && sheet.id != context.bench.active_sheet && ImGui::IsWindowHovered(ImGuiHoveredFlags_ChildWindows)) {
        context.actions.push(ActivateSheet{sheet.id});
    }
    draw_name(own);
    if (side == 1) draw_buttons(own, pair);
    grids_[side].draw(own);
}

}  // namespace

std::unique_ptr<PanelDrawer> make_hex_panel() { return std::make_unique<HexPanel>(); }

}  // namespace byteprism
