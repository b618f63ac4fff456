#include "app/ui/hex/quad_pen.hpp"

#include <algorithm>
#include <cmath>

namespace byteprism {

MonoFace::MonoFace() {
    float widest = 1;
    for (unsigned char character = first; character <= last; ++character) {
        glyphs_[character - first] = glue::find_glyph(character);
        widest = std::max(widest, glyphs_[character - first].advance);
    }
    advance_ = std::round(widest);
}

}  // namespace byteprism
