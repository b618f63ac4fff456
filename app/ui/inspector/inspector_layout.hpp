// Where the inspector shows each notation. Arithmetic.
#pragma once

#include <cstddef>

#include <imgui.h>

#include "app/model/notations/notation.hpp"

namespace byteprism {

// In screen pixels: a line for each notation of two byte orders, under a heading; the small ones beside or below it;
// then those that want a line.
struct InspectorLayout {
    struct Box {
        ImVec2 from, to;
        float width() const { return to.x - from.x; }
        float height() const { return to.y - from.y; }
    };

    ImVec2 from;
    float width;  // of those in both orders, and of lines
    float glyph;  // the width of a character
    float row_height;
    bool beside;  // the small ones stand to the right of the others, and not below them

    ImVec2 name(const Notation& notation) const;
    Box value(const Notation& notation, ByteOrder order) const;
    Box heading(ByteOrder order) const { return half(order, from.y); }

private:
    Box half(ByteOrder order, float y) const;
};

// At the current font's size.
InspectorLayout lay_out_inspector(ImVec2 from, float room);

}  // namespace byteprism
