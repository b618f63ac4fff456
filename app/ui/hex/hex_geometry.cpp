#include "app/ui/hex/hex_geometry.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace byteprism {

std::int64_t rows_that_fit(float height, float row_height) {
    return std::max<std::int64_t>(1, static_cast<std::int64_t>(std::floor(height / row_height)));
}

int offset_digits(std::int64_t size) {
    const auto last = static_cast<std::uint64_t>(std::max<std::int64_t>(0, size - 1));
    return std::max(8, (static_cast<int>(std::bit_width(last)) + 3) / 4);
}

HexColumns::Area HexColumns::area_at(float x) const {
    if (x < gutter()) {
        return Area::Offsets;
    }
    return x < glyph * static_cast<float>(text_start() - 1) ? Area::Hex : Area::Text;
}

int HexColumns::nearest_column(Side side, float x) const {
    const float character = x / glyph;
    const float last = static_cast<float>(columns - 1);
    if (side == Side::Text) {
        return static_cast<int>(std::clamp(std::floor(character - static_cast<float>(text_start())), 0.0f, last));
    }
    // A cell owns half a character of the gap on each side; the gap between two groups is one character more, which
    // they share.
    constexpr float cell = digits + 1;
    constexpr float wide = cell * group + 1;
    const float from_start = character - static_cast<float>(hex_start()) + 0.5f;
    float group_index = std::floor(from_start / wide);
    float in_group = from_start - group_index * wide;
    if (in_group >= wide - 0.5f) {
        group_index += 1;
        in_group = 0;
    }
    const float in_group_column = std::min(std::floor(in_group / cell), static_cast<float>(group - 1));
    return static_cast<int>(std::clamp(group_index * group + in_group_column, 0.0f, last));
}

bool HexColumns::touches(Side side, int column, float x) const {
    const float air = side == Side::Hex ? glyph / 2 : 0;
    const float left = cell_x(side, column) - air;
    return x >= left && x < left + cell_width(side) + 2 * air;
}

float RowBar::thumb_length() const {
    const double share = static_cast<double>(visible) / static_cast<double>(std::max(rows, visible));
    return std::min(track, std::max(shortest, static_cast<float>(share * static_cast<double>(track))));
}

float RowBar::thumb_top(std::int64_t first_row) const {
    const std::int64_t last = rows - visible;
    if (last <= 0) {
        return 0;
    }
    const double share = static_cast<double>(std::clamp<std::int64_t>(first_row, 0, last)) / static_cast<double>(last);
    return static_cast<float>(share * static_cast<double>(track - thumb_length()));
}

std::int64_t RowBar::row_at(float thumb_top) const {
    const std::int64_t last = std::max<std::int64_t>(0, rows - visible);
    const float room = track - thumb_length();
    if (thumb_top <= 0 || room <= 0) {
        return 0;
    }
    if (thumb_top >= room) {
        return last;
    }
    const double share = static_cast<double>(thumb_top) / static_cast<double>(room);
    const double row = std::round(share * static_cast<double>(last));
    // A double of 2^63 is no int64.
    return row >= static_cast<double>(last) ? last : static_cast<std::int64_t>(row);
}

}  // namespace byteprism
