#include "app/ui/inspector_layout.hpp"

#include <algorithm>
#include <cmath>

namespace byteprism {
namespace {

constexpr InspectorType types[] = {
    {"u8", "B", 1},  {"i8", "b", 1},  {"char", "c", 1}, {"bits", "B", 1, Notation::Bits},
    {"u16", "H", 2}, {"i16", "h", 2}, {"u32", "I", 4},  {"i32", "i", 4},
    {"u64", "Q", 8}, {"i64", "q", 8}, {"f16", "e", 2},  {"f32", "f", 4},
    {"f64", "d", 8},
};
constexpr std::size_t unordered =
    static_cast<std::size_t>(std::ranges::count_if(types, [](const InspectorType& type) { return !type.ordered(); }));
static_assert(std::ranges::is_partitioned(types, [](const InspectorType& type) { return !type.ordered(); }));

// In characters: the longest float and some air, twice, and the name.
constexpr float short_name = 4, long_name = 6, widest = 60;

}  // namespace

std::span<const InspectorType> inspector_types() { return types; }

float InspectorLayout::name_width(std::size_t type) const {
    return glyph * (types[type].ordered() ? long_name : short_name);
}

float InspectorLayout::row(std::size_t type) const {
    const std::size_t line = types[type].ordered() ? type - unordered + 2 : 0;
    return from.y + static_cast<float>(line) * row_height;
}

InspectorLayout::Box InspectorLayout::half(ByteOrder order, float y) const {
    const float left = from.x + glyph * long_name;
    const float middle = std::floor((left + from.x + width) / 2);
    return order == ByteOrder::Little ? Box{{left, y}, {middle, y + row_height}}
                                      : Box{{middle, y}, {from.x + width, y + row_height}};
}

InspectorLayout::Box InspectorLayout::value(std::size_t type, ByteOrder order) const {
    const float y = row(type);
    if (types[type].ordered()) return half(order, y);
    const float share = width / static_cast<float>(unordered);
    const float left = std::floor(from.x + share * static_cast<float>(type));
    const float right = std::floor(from.x + share * static_cast<float>(type + 1));
    const float gap = type + 1 < unordered ? glyph : 0;
    return {{left + glyph * short_name, y}, {right - gap, y + row_height}};
}

InspectorLayout::Box InspectorLayout::heading(ByteOrder order) const { return half(order, from.y + row_height); }

InspectorLayout lay_out_inspector(ImVec2 from, float room) {
    const float glyph = ImGui::CalcTextSize("0").x;
    return {.from = from,
            .width = std::min(room, glyph * widest),
            .glyph = glyph,
            .row_height = std::floor(ImGui::GetTextLineHeight() * 1.2f)};
}

}  // namespace byteprism
