// RowBar: the arithmetic of a scroll bar over any number of rows. No ImGui.
#pragma once

#include <cstdint>

namespace byteprism {

// A scroll bar of rows: where its thumb is, in pixels from the top of its track, and which row a thumb stands for. Of
// pixels to the right it is just as well.
struct RowBar {
    std::int64_t rows = 1;     // in all
    std::int64_t visible = 1;  // at once
    float track = 0;
    float shortest = 24;  // a thumb must be seen and hit

    bool needed() const { return rows > visible; }
    float thumb_length() const;
    float thumb_top(std::int64_t first_row) const;
    // Exact at both ends of the track, also when dragged beyond them.
    std::int64_t row_at(float thumb_top) const;
};

}  // namespace byteprism
