#include "app/model/sheet.hpp"

#include <algorithm>

namespace byteprism {

ByteRange Cursor::selection() const {
    if (!anchor) return {offset, 0};
    const auto [first, last] = std::minmax(offset, *anchor);
    return {first, last - first + 1};
}

ByteRange Cursor::target() const { return anchor ? selection() : ByteRange{offset, 1}; }

Layout Cursor::target_items(std::int64_t size) const {
    if (items) return *items;
    const ByteRange run = intersection(target(), {0, size});
    return Layout{run.offset, 1, {Axis{run.length, 1}}};
}

}  // namespace byteprism
