// The pixels of lines, and of areas of one value: what painting tools touch.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "core/image/geometry.hpp"
#include "core/image/pixel_format.hpp"

namespace byteprism {

struct PixelPlace {
    std::int64_t x = 0;
    std::int64_t y = 0;

    bool operator==(const PixelPlace&) const = default;
};

// The smallest rectangle with both pixels, which are its opposite corners.
PixelRect rect_between(PixelPlace a, PixelPlace b);
PixelRect intersection(const PixelRect& a, const PixelRect& b);

// From one pixel to another, both included: in each column (each row, where it is steep) the pixel nearest to the line
// (Bresenham). Those outside of `within` are left out, in time that depends on what is inside.
void visit_line(PixelPlace from, PixelPlace to, const PixelRect& within, const std::function<void(PixelPlace)>& visit);

constexpr std::int64_t most_flooded = std::int64_t{1} << 28;

// The pixels that hold the same codes as the seed and hang together with it by their sides: runs of one row, each once.
// Throws ValueError if they are more than `most`, if the image has more pixels than most_flooded, or the seed has a
// byte outside of the buffer.
std::vector<PixelRect> flood(const PixelFormat& format, const ImageLayout& layout, std::span<const std::byte> source,
                             PixelPlace seed, std::int64_t most = most_flooded);

}  // namespace byteprism
