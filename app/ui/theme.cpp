#include "app/ui/theme.hpp"

#include "app/ui/imgui_glue.hpp"

namespace byteprism {
namespace {

// 0xrrggbb, opaque, as ImGui packs it.
constexpr ImU32 rgb(ImU32 hex) { return IM_COL32(hex >> 16 & 0xff, hex >> 8 & 0xff, hex & 0xff, 0xff); }

constexpr ImU32 with_alpha(ImU32 color, ImU32 alpha) { return (color & ~IM_COL32_A_MASK) | alpha << IM_COL32_A_SHIFT; }

// The set of Okabe and Ito, in an order whose neighbours differ for every kind of colour vision.
constexpr std::array<ImU32, 7> okabe_ito{rgb(0xe69f00), rgb(0x56b4e9), rgb(0x009e73), rgb(0xf0e442),
                                         rgb(0x0072b2), rgb(0xd55e00), rgb(0xcc79a7)};

constexpr Colors dark{
    .window = rgb(0x15171c),
    .panel = rgb(0x1b1e25),
    .raised = rgb(0x232730),
    .line = rgb(0x2e333d),
    .text = rgb(0xd8dce4),
    .dim = rgb(0x8a92a1),
    .zero = rgb(0x4b5260),
    .printable = rgb(0xd8dce4),
    .control = rgb(0xb0a4cf),
    .high = rgb(0x8fc7c9),
    .accent = rgb(0x5aa9ff),
    .selection = rgb(0x2b4a73),
    .cursor = rgb(0xe8ecf4),
    .hover = rgb(0x3a4252),
    .modified = rgb(0xffb454),
    .error = rgb(0xff6b6b),
    .ok = rgb(0x5fd38d),
    .fields = okabe_ito,
};

constexpr Colors light{
    .window = rgb(0xf4f5f7),
    .panel = rgb(0xffffff),
    .raised = rgb(0xeceef2),
    .line = rgb(0xd5d9e0),
    .text = rgb(0x1d2129),
    .dim = rgb(0x5f6775),
    .zero = rgb(0xb4bac4),
    .printable = rgb(0x1d2129),
    .control = rgb(0x6b5585),
    .high = rgb(0x1d6b6f),
    .accent = rgb(0x1769c4),
    .selection = rgb(0xcfe3fb),
    .cursor = rgb(0x1d2129),
    .hover = rgb(0xe1e5ec),
    .modified = rgb(0xa35100),
    .error = rgb(0xb3202a),
    .ok = rgb(0x17713e),
    .fields = okabe_ito,
};

void set_sizes(ImGuiStyle& style) {
    style.WindowPadding = {8, 6};
    style.FramePadding = {6, 3};
    style.CellPadding = {6, 2};
    style.ItemSpacing = {6, 4};
    style.ItemInnerSpacing = {6, 4};
    style.IndentSpacing = 16;
    style.ScrollbarSize = 12;
    style.GrabMinSize = 16;
    style.WindowRounding = 0;
    style.ChildRounding = 0;
    for (float* const rounding : {&style.FrameRounding, &style.PopupRounding, &style.GrabRounding, &style.TabRounding,
                                  &style.ScrollbarRounding}) {
        *rounding = 3;
    }
}

// Lines stay one pixel wide at every scale.
void set_lines(ImGuiStyle& style) {
    style.WindowBorderSize = style.ChildBorderSize = style.PopupBorderSize = 1;
    style.FrameBorderSize = style.TabBorderSize = 0;
}

void set_colors(ImGuiStyle& style, const Colors& c) {
    const auto set = [&style](ImGuiCol what, ImU32 color) {
        style.Colors[what] = ImGui::ColorConvertU32ToFloat4(color);
    };
    const auto set_three = [&set](ImGuiCol what, ImU32 rest, ImU32 hovered, ImU32 active) {
        set(what, rest);
        set(what + 1, hovered);
        set(what + 2, active);
    };
    set(ImGuiCol_Text, c.text);
    set(ImGuiCol_TextDisabled, c.dim);
    set(ImGuiCol_WindowBg, c.window);
    set(ImGuiCol_ChildBg, c.panel);
    set(ImGuiCol_PopupBg, c.raised);
    set(ImGuiCol_Border, c.line);
    set(ImGuiCol_BorderShadow, 0);
    set_three(ImGuiCol_FrameBg, c.raised, c.hover, c.hover);
    set_three(ImGuiCol_TitleBg, c.panel, c.raised, c.panel);
    set(ImGuiCol_MenuBarBg, c.window);
    set(ImGuiCol_ScrollbarBg, 0);
    set_three(ImGuiCol_ScrollbarGrab, c.line, c.zero, c.dim);
    set(ImGuiCol_CheckMark, c.accent);
    set(ImGuiCol_SliderGrab, c.dim);
    set(ImGuiCol_SliderGrabActive, c.accent);
    set_three(ImGuiCol_Button, c.raised, c.hover, c.selection);
    set_three(ImGuiCol_Header, with_alpha(c.selection, 0xa0), c.hover, c.selection);
    set_three(ImGuiCol_Separator, c.line, c.accent, c.accent);
    set_three(ImGuiCol_ResizeGrip, 0, c.line, c.accent);
    set(ImGuiCol_Tab, c.window);
    set(ImGuiCol_TabHovered, c.hover);
    set(glue::selected_tab, c.panel);
    set(glue::unfocused_tab, c.window);
    set(glue::unfocused_selected_tab, c.panel);
    set(ImGuiCol_PlotLines, c.accent);
    set(ImGuiCol_PlotLinesHovered, c.cursor);
    set(ImGuiCol_PlotHistogram, c.accent);
    set(ImGuiCol_PlotHistogramHovered, c.cursor);
    set(ImGuiCol_TableHeaderBg, c.panel);
    set(ImGuiCol_TableBorderStrong, c.line);
    set(ImGuiCol_TableBorderLight, c.line);
    set(ImGuiCol_TableRowBg, 0);
    set(ImGuiCol_TableRowBgAlt, with_alpha(c.raised, 0x80));
    set(ImGuiCol_TextSelectedBg, c.selection);
    set(ImGuiCol_DragDropTarget, c.accent);
    set(glue::keyboard_focus, c.accent);
    set(ImGuiCol_NavWindowingHighlight, c.accent);
    set(ImGuiCol_NavWindowingDimBg, with_alpha(c.window, 0x80));
    set(ImGuiCol_ModalWindowDimBg, with_alpha(c.window, 0x60));
}

}  // namespace

const Colors& colors(Theme theme) { return theme == Theme::Dark ? dark : light; }

ImU32 color_of(const BookmarkColor& color, const Colors& colors) {
    if (!color.rgb) return colors.fields[static_cast<std::size_t>(color.field) % colors.fields.size()];
    return IM_COL32(*color.rgb >> 16 & 255, *color.rgb >> 8 & 255, *color.rgb & 255, 255);
}

void apply_theme(Theme theme, float scale) {
    ImGuiStyle style;
    set_sizes(style);
    style.ScaleAllSizes(scale);
    set_lines(style);
    set_colors(style, colors(theme));
    ImGui::GetStyle() = style;
}

}  // namespace byteprism
