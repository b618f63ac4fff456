// Pixels of a buffer -> RGBA: the asked rectangle only, every n-th pixel when it is shown small.
//
// The way by the bit table (samples.hpp, colour.hpp) is right for every format; packed gray and RGB formats take a
// shorter one that gives the same bits. Pure functions: nothing is kept, no threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "core/image/colour.hpp"
#include "core/image/geometry.hpp"
#include "core/image/pixel_format.hpp"
#include "core/image/samples.hpp"
#include "core/image/tone.hpp"

namespace byteprism {

// Every step-th pixel, along both axes, of a rectangle of the image, from its top left corner on.
struct DecodeArea {
    PixelRect rect;
    std::int64_t step = 1;

    std::int64_t columns() const { return (rect.width - 1) / step + 1; }
    std::int64_t rows() const { return (rect.height - 1) / step + 1; }
};

struct DecodeTarget {
    std::span<Rgba8> pixels;
    std::size_t row_pixels = 0;  // from one row to the next
    // As large as `pixels`, or empty: the PixelMark of each pixel, only None and Outside unless Tone::marks is set.
    std::span<std::uint8_t> outside;
};

// Returns how many of the pixels have a byte outside of the buffer; such bytes read as 0. Requires a rectangle that is
// not empty and lies inside of the image, step >= 1, and a target with room for columns() x rows().
std::int64_t decode(const PixelFormat& format, const ImageLayout& layout, std::span<const std::byte> source,
                    const DecodeArea& area, const DecodeTarget& target, const Tone& tone = {});

struct DecodedPixel {
    StoredPixel stored;
    Rgba8 colour;
    bool inside = true;  // with a palette: its entry too
};

// One pixel, for a probe. Requires 0 <= x < width and 0 <= y < height.
DecodedPixel decode_pixel(const PixelFormat& format, const ImageLayout& layout, std::span<const std::byte> source,
                          std::int64_t x, std::int64_t y, const Tone& tone = {});

}  // namespace byteprism
