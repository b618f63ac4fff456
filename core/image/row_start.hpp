// Where in the bytes of a picture of known row stride its rows begin, and how much padding is at their ends.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace byteprism {

struct RowStart {
    std::int64_t offset = 0;   // of the first whole row, less than a stride
    std::int64_t padding = 0;  // bytes of one value at the end of each row
    bool certain = false;      // whether there is a seam or padding that says so
};

// Of pixels: their distance, and where one begins if that is known.
struct PixelGrid {
    std::int64_t bytes = 1;
    std::optional<std::int64_t> one_at;
};

// Requires stride >= 1 and two rows of bytes.
RowStart find_row_start(std::span<const std::byte> bytes, std::int64_t stride, const PixelGrid& pixels);

}  // namespace byteprism
