#include "app/ui/hex/hex_geometry.hpp"

#include <algorithm>
#include <cmath>

namespace byteprism {

std::int64_t rows_that_fit(float height, float row_height) {
    return std::max<std::int64_t>(1, static_cast<std::int64_t>(std::floor(height / row_height)));
}

int offset_digits(std::int64_t size, OffsetDigits digits) {
    const std::int64_t last = std::max<std::int64_t>(0, size - 1);
    int count = 1;
    const std::int64_t base = digits == OffsetDigits::Hex ? 16 : 10;
    for (std::int64_t left = last / base; left > 0; left /= base) ++count;
    return std::max(8, count);
}

HexColumns::Area HexColumns::area_at(float x) const {
    if (x < gutter()) {
        return Area::Offsets;
    }
    return x < glyph * static_cast<float>(text_start() - 1) ? Area::Hex : Area::Text;
}

int HexColumns::nearest_column(Side side, float x) const {
    const float character = x / glyph;
    const auto last = static_cast<float>(columns - 1);
    if (side == Side::Text) {
        return static_cast<int>(std::clamp(std::floor(character - static_cast<float>(text_start())), 0.0f, last));
    }
    // A cell owns half a character of the gap on each side; the gap between two groups is one character more, which
    // they share.
    const auto cell = static_cast<float>(cell_characters + 1);
    const float from_start = character - static_cast<float>(hex_start()) + 0.5f;
    float index = std::floor(from_start / cell);
    if (cells_a_group() > 1) {
        const auto in_a_group = static_cast<float>(cells_a_group());
        const float wide = cell * in_a_group + 1;
        float group_index = std::floor(from_start / wide);
        float in_group = from_start - group_index * wide;
        if (in_group >= wide - 0.5f) {
            group_index += 1;
            in_group = 0;
        }
        index = group_index * in_a_group + std::min(std::floor(in_group / cell), in_a_group - 1);
    }
    const float column = std::clamp(index * static_cast<float>(cell_bytes), 0.0f, last);
    return cell_start(side, static_cast<int>(column));
}

bool HexColumns::touches(Side side, int column, float x) const {
    const float left = cell_x(side, column) - air(side);
    return x >= left && x < left + cell_width(side) + 2 * air(side);
}

int columns_that_fit(HexColumns kind, float room) {
    const auto fits = [&](int columns) {
        kind.columns = columns;
        return kind.width() <= room;
    };
    int columns = 8;
    while (columns > kind.cell_bytes && !fits(columns)) columns /= 2;
    while (columns >= 8 && columns + 8 <= HexSettings::most_columns && fits(columns + 8)) columns += 8;
    return columns;
}

}  // namespace byteprism
