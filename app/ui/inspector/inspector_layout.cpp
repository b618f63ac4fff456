#include "app/ui/inspector/inspector_layout.hpp"

#include <algorithm>
#include <cmath>

namespace byteprism {
namespace {

// In characters, with the air around them: a name, a date, the longest float, and a small value.
constexpr float name_width = 9, date = 22, widest = 31, small_value = 13, gap = 2;

std::size_t count(NotationRoom room) {
    return static_cast<std::size_t>(std::ranges::count(notations(), room, &Notation::room));
}

// How many of the same room stand before it.
std::size_t place(const Notation& notation) {
    std::size_t before = 0;
    for (const Notation& other : notations()) {
        if (&other == &notation) break;
        if (other.room == notation.room) ++before;
    }
    return before;
}

}  // namespace

ImVec2 InspectorLayout::name(const Notation& notation) const {
    const Box box = value(notation, ByteOrder::Little);
    return {box.from.x - glyph * name_width, box.from.y};
}

InspectorLayout::Box InspectorLayout::half(ByteOrder order, float y) const {
    const float left = from.x + glyph * name_width;
    const float middle = std::floor((left + from.x + width) / 2);
    return order == ByteOrder::Little ? Box{{left, y}, {middle, y + row_height}}
                                      : Box{{middle, y}, {from.x + width, y + row_height}};
}

InspectorLayout::Box InspectorLayout::value(const Notation& notation, ByteOrder order) const {
    std::size_t line = place(notation) + 1;
    if (notation.room == NotationRoom::Small && !beside) line += count(NotationRoom::Pair);
    if (notation.room == NotationRoom::Line) {
        line += count(NotationRoom::Pair) + (beside ? 0 : count(NotationRoom::Small));
    }
    const float y = from.y + row_height * static_cast<float>(line);
    if (notation.room == NotationRoom::Pair) return half(order, y);
    if (notation.room == NotationRoom::Line || !beside) {
        const float left = from.x + glyph * name_width;
        const float right = notation.room == NotationRoom::Line ? from.x + width : left + glyph * small_value;
        return {{left, y}, {right, y + row_height}};
    }
    const float left = from.x + width + glyph * (gap + name_width);
    return {{left, y}, {left + glyph * small_value, y + row_height}};
}

InspectorLayout lay_out_inspector(ImVec2 from, float room) {
    const float glyph = ImGui::CalcTextSize("0").x;
    const float small_ones = glyph * (gap + name_width + small_value);
    const bool beside = room >= glyph * (name_width + 2 * date) + small_ones;
    const float most = glyph * (name_width + 2 * widest);
    return {.from = from,
            .width = std::floor(std::min(beside ? room - small_ones : room, most)),
            .glyph = glyph,
            .row_height = std::floor(ImGui::GetTextLineHeight() * 1.15f),
            .beside = beside};
}

}  // namespace byteprism
