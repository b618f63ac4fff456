#include "app/ui/row_bar.hpp"

#include <algorithm>
#include <cmath>

namespace byteprism {

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
