#include "app/ui/inspector/inspector_layout.hpp"

#include <algorithm>
#include <cmath>

namespace byteprism {
namespace {

constexpr InspectorType types[] = {
    {"u16", "H", 2},
    {"i16", "h", 2},
    {"u32", "I", 4},
    {"i32", "i", 4},
    {"u64", "Q", 8},
    {"i64", "q", 8},
    {"f16", "e", 2},
    {"f32", "f", 4},
    {"f64", "d", 8},
    {"u8", "B", 1},
    {"i8", "b", 1},
    {"char", "c", 1},
    {"bits", "B", 1, Notation::Bits},
};
constexpr auto in_orders = [](const InspectorType& type) { return type.ordered(); };
constexpr auto ordered = static_cast<std::size_t>(std::ranges::count_if(types, in_orders));
static_assert(std::ranges::is_partitioned(types, in_orders));

// In characters, with the air around them: a name, an integer, the longest float, and a value of one byte.
constexpr float name_width = 6, integer = 22, widest = 27, one_byte = 11, gap = 2;

}  // namespace

std::span<const InspectorType> inspector_types() { return types; }

ImVec2 InspectorLayout::name(std::size_t type) const {
    const Box box = value(type, ByteOrder::Little);
    return {box.from.x - glyph * name_width, box.from.y};
}

InspectorLayout::Box InspectorLayout::half(ByteOrder order, float y) const {
    const float left = from.x + glyph * name_width;
    const float middle = std::floor((left + from.x + width) / 2);
    return order == ByteOrder::Little ? Box{{left, y}, {middle, y + row_height}}
                                      : Box{{middle, y}, {from.x + width, y + row_height}};
}

InspectorLayout::Box InspectorLayout::value(std::size_t type, ByteOrder order) const {
    const bool right = beside && !types[type].ordered();
    const std::size_t line = right ? type - ordered : type;
    const float y = from.y + row_height * static_cast<float>(line + 1);
    if (!right) return half(order, y);
    const float left = from.x + width + glyph * (gap + name_width);
    return {{left, y}, {left + glyph * one_byte, y + row_height}};
}

InspectorLayout lay_out_inspector(ImVec2 from, float room) {
    const float glyph = ImGui::CalcTextSize("0").x;
    const float bytes = glyph * (gap + name_width + one_byte);
    const bool beside = room >= glyph * (name_width + 2 * integer) + bytes;
    const float most = glyph * (name_width + 2 * widest);
    return {.from = from,
            .width = std::floor(std::min(beside ? room - bytes : room, most)),
            .glyph = glyph,
            .row_height = std::floor(ImGui::GetTextLineHeight() * 1.15f),
            .beside = beside};
}

}  // namespace byteprism
