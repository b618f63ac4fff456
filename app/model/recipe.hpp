// Recipe: what a view is made from, as plain data. Whatever outlives a frame keeps a recipe; a View lives only inside
// one, so that nothing pins the buffer between frames.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/view/view.hpp"

namespace byteprism {

// Offsets and strides in bytes; the offset is the first item's, from the start of the buffer. The default is all bytes
// of any buffer.
struct Recipe {
    std::string text = "m";  // the expression as the user typed it
    std::string format = "B";
    std::int64_t offset = 0;
    std::vector<std::int64_t> shape;
    std::vector<std::int64_t> strides;
};

// Requires a view without suboffsets.
Recipe recipe_of(const ReadView& view, std::string_view text);
// The view that the recipe makes of `m`, all bytes of a buffer. Throws ValueError if an item would leave the buffer.
ReadView bind(const Recipe& recipe, const ReadView& m);
// Where the items of that view lie.
Layout layout_of(const Recipe& recipe);
// "(480, 640, 3)  'B'  921,600 bytes".
std::string description(const Recipe& recipe);

}  // namespace byteprism
