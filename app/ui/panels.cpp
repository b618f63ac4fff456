#include "app/ui/panels.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "app/model/commands/bindings.hpp"
#include "app/ui/imgui_glue.hpp"
#include "app/ui/widgets.hpp"

namespace byteprism {
namespace {

constexpr std::array rows{
    PanelRow{Panel::Hex, "Hex", Region::LeftAbove, Arrows::Cursor, make_hex_panel},
    PanelRow{Panel::Inspector, "Inspector", Region::LeftBelow, Arrows::Keyboard, make_inspector_panel},
    PanelRow{Panel::Strings, "Strings", Region::LeftBelow, Arrows::Keyboard, make_strings_panel},
    PanelRow{Panel::Image, "Image", Region::RightAbove, Arrows::Cursor, make_image_panel},
    PanelRow{Panel::Structure, "Structure", Region::RightBelow, Arrows::Keyboard, make_structure_panel},
    PanelRow{Panel::Find, "Find", Region::RightBelow, Arrows::Keyboard, make_find_panel},
    PanelRow{Panel::Compare, "Compare", Region::RightBelow, Arrows::Keyboard, make_compare_panel},
    PanelRow{Panel::Statistics, "Stats", Region::RightBelow, Arrows::Keyboard, make_statistics_panel},
    PanelRow{Panel::Checksums, "Sums", Region::RightBelow, Arrows::Keyboard, make_checksums_panel},
    PanelRow{Panel::Bookmarks, "Bookmarks", Region::RightBelow, Arrows::Keyboard, make_bookmarks_panel},
    PanelRow{Panel::History, "History", Region::RightBelow, Arrows::Keyboard, make_history_panel},
    PanelRow{Panel::Lists, "Problems", Region::RightBelow, Arrows::Keyboard, make_problems_panel},
};

constexpr ImGuiWindowFlags still =
    ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoBackground;

constexpr ImGuiCol tab_boxes[] = {ImGuiCol_Tab, glue::selected_tab, glue::unfocused_tab, glue::unfocused_selected_tab};

// A splitter leaves at least this share to either side.
double kept_apart(double fraction) { return std::clamp(fraction, 0.12, 0.88); }

float between(float low, float high, double fraction) {
    return std::round(low + (high - low) * static_cast<float>(kept_apart(fraction)));
}

}  // namespace

std::span<const PanelRow> panel_rows() { return rows; }

const PanelRow& row_of(Panel panel) { return *std::ranges::find(rows, panel, &PanelRow::panel); }

struct Panels::Pass {
    const PanelContext context;
    const Colors& colors;
    bool hovered = false;  // the mouse is over a panel
};

Panels::Panels() {
    for (const PanelRow& row : rows) drawers_.push_back(row.make());
}

void Panels::draw(const Workbench& bench, const Sheet& sheet, Textures& textures, Actions& actions,
                  std::vector<std::string>& dropped) {
    if (focused_ != bench.focused_panel) {
        focused_ = bench.focused_panel;
        focus_on_its_way_ = true;
    }
    Pass pass{{bench, sheet, bench.document(sheet), textures, actions, dropped}, colors(bench.settings.theme)};
    const Settings& settings = bench.settings;
    const ImVec2 low = ImGui::GetCursorScreenPos();
    const ImVec2 size = ImGui::GetContentRegionAvail();
    const ImVec2 high{low.x + size.x, low.y + size.y};

    if (settings.maximised) {
        draw_region(pass, row_of(*settings.maximised).region, low, high);
    } else {
        const float half = std::max(2.0f, std::round(ImGui::GetFontSize() * 0.15f));  // of the gap for a splitter
        const float x = between(low.x, high.x, settings.left_width);
        const float left_y = between(low.y, high.y, settings.hex_height);
        const float right_y = between(low.y, high.y, settings.image_height);
        draw_region(pass, Region::LeftAbove, low, {x - half, left_y - half});
        draw_region(pass, Region::LeftBelow, {low.x, left_y + half}, {x - half, high.y});
        draw_region(pass, Region::RightAbove, {x + half, low.y}, {high.x, right_y - half});
        draw_region(pass, Region::RightBelow, {x + half, right_y + half}, high);

        ImDrawList& ground = *ImGui::GetBackgroundDrawList();
        ground.AddRectFilled({x - half, low.y}, {x + half, high.y}, pass.colors.window);
        ground.AddRectFilled({low.x, left_y - half}, {x - half, left_y + half}, pass.colors.window);
        ground.AddRectFilled({x + half, right_y - half}, {high.x, right_y + half}, pass.colors.window);

        std::optional<Settings> moved;
        const auto drag = [&](const char* id, Across across, ImVec2 from, ImVec2 to, double Settings::*fraction) {
            const bool columns = across == Across::Columns;
            const float start = columns ? low.x : low.y;
            const float length = std::max(1.0f, columns ? size.x : size.y);
            const float home = start + length * static_cast<float>(Settings{}.*fraction);
            if (const auto at = splitter(id, across, from, to, home, pass.colors)) {
                if (!moved) moved = settings;
                (*moved).*fraction = kept_apart(static_cast<double>((*at - start) / length));
            }
        };
        drag("##columns", Across::Columns, {x, low.y}, {x, high.y}, &Settings::left_width);
        drag("##left rows", Across::Rows, {low.x, left_y}, {x - 2 * half, left_y}, &Settings::hex_height);
        drag("##right rows", Across::Rows, {x + 2 * half, right_y}, {high.x, right_y}, &Settings::image_height);
        if (moved && *moved != settings) actions.push(Configure{*moved});
    }
    if (!pass.hovered && !sheet.hover.empty()) actions.push(Hover{sheet.id, {}});
}

void Panels::draw_region(Pass& pass, Region region, ImVec2 low, ImVec2 high) {
    const ImVec2 size{std::max(1.0f, high.x - low.x), std::max(1.0f, high.y - low.y)};
    ImGui::SetCursorScreenPos(low);
    ImGui::PushID(static_cast<int>(region));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    ImGui::BeginChild("region", size, false, still);
    ImGui::PopStyleVar();
    const bool focused = row_of(pass.context.bench.focused_panel).region == region;
    ImGui::GetWindowDrawList()->AddRect(low, {low.x + size.x, low.y + size.y},
                                        focused ? pass.colors.accent : pass.colors.line);
    // Inside the frame. Tabs are told by their text and a line under the open one, not by boxes.
    ImGui::SetCursorPos({1, 1});
    for (const ImGuiCol color : tab_boxes) {
        ImGui::PushStyleColor(color, 0);
    }
    if (ImGui::BeginTabBar("panels", ImGuiTabBarFlags_NoTooltip)) {
        for (std::size_t row = 0; row < rows.size(); ++row) {
            if (rows[row].region == region) draw_tab(pass, row);
        }
        // Keeps room for the button, which lies over it: tabs that have none become narrower.
        ImGui::TabItemButton("  ##maximise room", ImGuiTabItemFlags_Trailing);
        ImGui::EndTabBar();
    }
    ImGui::PopStyleColor(static_cast<int>(std::size(tab_boxes)));
    ImGui::EndChild();
    ImGui::PopID();
}

void Panels::draw_tab(Pass& pass, std::size_t row) {
    const Panel panel = rows[row].panel;
    const bool wanted = focus_on_its_way_ && panel == focused_;
    const ImGuiTabItemFlags flags = wanted ? ImGuiTabItemFlags_SetSelected : ImGuiTabItemFlags_None;
    const bool was_open = std::erase(in_front_, panel) > 0;
    ImGui::PushStyleColor(ImGuiCol_Text, was_open ? pass.colors.text : pass.colors.dim);
    const bool open = ImGui::BeginTabItem(rows[row].title, nullptr, flags);
    ImGui::PopStyleColor();
    if (ImGui::IsItemClicked()) pass.context.actions.push(FocusPanel{panel});
    if (!open) return;
    in_front_.push_back(panel);
    const ImVec2 end = ImGui::GetItemRectMax();
    const float air = ImGui::GetStyle().FramePadding.x;
    ImGui::GetWindowDrawList()->AddLine(
        {ImGui::GetItemRectMin().x + air, end.y - 1}, {end.x - air, end.y - 1},
        panel == pass.context.bench.focused_panel ? pass.colors.accent : pass.colors.line);
    maximise_button(pass, panel);
    draw_panel(pass, row);
    ImGui::EndTabItem();
}

void Panels::draw_panel(Pass& pass, std::size_t row) {
    const PanelContext& context = pass.context;
    const Panel panel = rows[row].panel;
    if (focus_on_its_way_ && panel == focused_ && !context.bench.question) {
        ImGui::SetNextWindowFocus();
        focus_on_its_way_ = false;
    }
    // One pixel is left at each side for the frame of the region.
    const ImVec2 space = ImGui::GetContentRegionAvail();
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() + 1);
    glue::begin_padded_child(rows[row].title, {std::max(1.0f, space.x - 2), std::max(1.0f, space.y - 1)});
    drawers_[row]->draw(context);
    const bool focused = ImGui::IsWindowFocused(ImGuiFocusedFlags_ChildWindows);
    if (focused && !focus_on_its_way_ && context.bench.focused_panel != panel) {
        context.actions.push(FocusPanel{panel});
        focused_ = panel;
    }
    pass.hovered |=
        ImGui::IsWindowHovered(ImGuiHoveredFlags_ChildWindows | ImGuiHoveredFlags_AllowWhenBlockedByActiveItem);
    ImGui::EndChild();
}

void Panels::maximise_button(Pass& pass, Panel panel) {
    const Settings& settings = pass.context.bench.settings;
    const ImVec2 after = ImGui::GetCursorScreenPos();
    const float side = ImGui::GetFrameHeight();
    ImGui::SetCursorScreenPos(
        {after.x + ImGui::GetContentRegionAvail().x - side - 1, after.y - side - ImGui::GetStyle().ItemSpacing.y});
    if (sign_button("##maximise", settings.maximised ? Sign::Restore : Sign::Maximise, pass.colors)) {
        Settings changed = settings;
        changed.maximised = settings.maximised ? std::nullopt : std::optional(panel);
        pass.context.actions.push(Configure{changed});
    }
    if (ImGui::IsItemHovered()) {
        hint((settings.maximised ? "Show all panels  " : "Show this panel alone  ") +
             shortcut_text("view.maximise_panel", settings));
    }
    ImGui::SetCursorScreenPos(after);
}

}  // namespace byteprism
