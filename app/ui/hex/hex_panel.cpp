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

// The name is lit, and underlined, where the keyboard is. What has no room is cut off.
void draw_name(const PanelContext& context, float room) {
    const Colors& look = colors(context.bench.settings.theme);
    const bool active = context.sheet.id == context.bench.active_sheet;
    const std::string dot = context.document.modified() ? " *" : "";
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::PushClipRect(at, {at.x + std::max(0.0f, room), at.y + ImGui::GetFrameHeight()}, true);
    ImGui::AlignTextToFramePadding();
    text_in(active ? look.text : look.dim, title_of(context.bench, context.sheet) + dot);
    hint(context.document.path().empty() ? "Never saved" : context.document.path());
    const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
    if (active) ImGui::GetWindowDrawList()->AddLine({low.x, high.y}, {high.x, high.y}, look.accent);
    ImGui::PopClipRect();
}

constexpr const char* together = "scroll together";

// Of what stands at the right of the names; in a narrow window only what ends the pair has room there.
struct Buttons {
    bool all;
    float width;
};

Buttons buttons_in(float room) {
    const float side = ImGui::GetFrameHeight();
    const float width = ImGui::CalcTextSize(together).x + 2 * side + 2 * ImGui::GetStyle().ItemSpacing.x;
    const bool all = room > width + 5 * ImGui::GetFontSize();
    return {all, all ? width : side};
}

// At the right of the names: whether the pair scrolls together, and what ends it.
void draw_buttons(const PanelContext& context, const SideBySide& pair, Buttons buttons) {
    const Colors& look = colors(context.bench.settings.theme);
    ImGui::SameLine();
    ImGui::SetCursorPosX(ImGui::GetWindowWidth() - buttons.width);
    if (buttons.all) {
        bool linked = pair.link.has_value();
        if (ImGui::Checkbox(together, &linked)) {
            context.actions.push(SetScrolling{linked ? Scrolling::Together : Scrolling::Apart});
        }
        hint("What stands beside each other now goes on doing so");
        ImGui::SameLine();
    }
    if (sign_button("##alone", Sign::Cross, look)) context.actions.push(ShowAlone{});
    hint("One side alone  " + shortcut_text("view.second_place", context.bench.settings));
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
    const PanelContext own{context.bench,    sheet,           context.bench.document(sheet),
                           context.textures, context.actions, context.dropped};
    const bool clicked = ImGui::IsMouseClicked(ImGuiMouseButton_Left) || ImGui::IsMouseClicked(ImGuiMouseButton_Right);
    if (clicked && sheet.id != context.bench.active_sheet && ImGui::IsWindowHovered(ImGuiHoveredFlags_ChildWindows)) {
        context.actions.push(ActivateSheet{sheet.id});
    }
    const float room = ImGui::GetContentRegionAvail().x;
    const Buttons buttons = buttons_in(room);
    draw_name(own, side == 1 ? room - buttons.width : room);
    if (side == 1) draw_buttons(own, pair, buttons);
    grids_[side].draw(own);
}

}  // namespace

std::unique_ptr<PanelDrawer> make_hex_panel() { return std::make_unique<HexPanel>(); }

}  // namespace byteprism
