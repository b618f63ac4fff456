// Theme: the colours of the window and of the bytes, dark and light, by what they mean.
#pragma once

#include <array>

#include <imgui.h>

#include "app/model/bookmarks/bookmarks.hpp"
#include "app/model/settings.hpp"

namespace byteprism {

struct Colors {
    ImU32 window, panel, raised, line;  // surfaces, from back to front, and one-pixel lines
    ImU32 text, dim, zero;              // text, secondary text, the byte 00
    ImU32 printable, control, high;     // bytes by class: text, below 0x20, above 0x7e
    ImU32 accent, selection, cursor, hover;
    ImU32 modified, error, ok;
    std::array<ImU32, 7> fields;  // colour-blind-safe, opaque; drawn at 25-35 % over the panel
};

const Colors& colors(Theme theme);
// The colour that somebody gave to a bookmark.
ImU32 color_of(const BookmarkColor& color, const Colors& colors);
// Sets ImGui's style from the theme, at the scale of the display.
void apply_theme(Theme theme, float scale);

}  // namespace byteprism
