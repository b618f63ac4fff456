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

ByteRange bytes_in_sight(const HexSettings& hex) {
    return {hex.first_row * hex.columns, (hex.visible_rows + 1) * hex.columns};
}

std::int64_t row_to_reveal(const HexSettings& hex, std::int64_t offset) {
    const std::int64_t row = offset / hex.columns;
    if (row < hex.first_row) return row;
    if (row >= hex.first_row + hex.visible_rows) return row - std::max<std::int64_t>(hex.visible_rows, 1) + 1;
    return hex.first_row;
}

}  // namespace byteprism
