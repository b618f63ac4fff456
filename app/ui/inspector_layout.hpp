// Which types the inspector shows, and where. Data and arithmetic.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include <imgui.h>

#include "core/view/format.hpp"

namespace byteprism {

enum class Notation { Value, Bits };

// A new type is a new row of the table. One byte has no order, so those are shown once, and stand first.
struct InspectorType {
    const char* name;
    const char* code;  // of the struct module
    std::int64_t size;
    Notation notation = Notation::Value;

    constexpr bool ordered() const { return size > 1; }
};

std::span<const InspectorType> inspector_types();

// In screen pixels: one line for the types of one byte, a heading, then a line for each type in both orders.
struct InspectorLayout {
    struct Box {
        ImVec2 from, to;
        float height() const { return to.y - from.y; }
    };

    ImVec2 from;
    float width;
    float glyph;  // the width of a character
    float row_height;

    ImVec2 name(std::size_t type) const {
        return {value(type, ByteOrder::Little).from.x - name_width(type), row(type)};
    }
    Box value(std::size_t type, ByteOrder order) const;
    Box heading(ByteOrder order) const;

private:
    float name_width(std::size_t type) const;
    float row(std::size_t type) const;
    Box half(ByteOrder order, float y) const;
};

// At the current font's size.
InspectorLayout lay_out_inspector(ImVec2 from, float room);

}  // namespace byteprism
