// Which types the inspector shows, and where. Data and arithmetic.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include <imgui.h>

#include "core/view/format.hpp"

namespace byteprism {

enum class Notation { Value, Bits };

// A new type is a new row of the table. One byte has no order, so such types are shown once; they stand last.
struct InspectorType {
    const char* name;
    const char* code;  // of the struct module
    std::int64_t size;
    Notation notation = Notation::Value;

    constexpr bool ordered() const { return size > 1; }
};

std::span<const InspectorType> inspector_types();

// In screen pixels: a line for each type, in both orders, under a heading; then those of one byte.
struct InspectorLayout {
    struct Box {
        ImVec2 from, to;
        float height() const { return to.y - from.y; }
    };

    ImVec2 from;
    float width;  // of the types in both orders
    float glyph;  // the width of a character
    float row_height;
    bool beside;  // the types of one byte stand to the right of the others, and not below them

    ImVec2 name(std::size_t type) const;
    Box value(std::size_t type, ByteOrder order) const;
    Box heading(ByteOrder order) const { return half(order, from.y); }

private:
    Box half(ByteOrder order, float y) const;
};

// At the current font's size.
InspectorLayout lay_out_inspector(ImVec2 from, float room);

}  // namespace byteprism
