// Pixels of a buffer -> RGBA: the asked rectangle only, every n-th pixel or means of some when it is shown small.
//
// The way by the bit table (samples.hpp, colour.hpp) is right for every format; most take a shorter one that gives the
// same bits (row_decoder.hpp). Pure functions: nothing is kept, no threads but the caller's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
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
    // More than 1: not that pixel, but the mean of samples x samples of the step x step pixels from it on (of all, if
    // there are no more; 16 x 16 at most), as far as they are in the rectangle and in the buffer; colours weigh by
    // their alpha. A mean has the mark that all of its pixels have.
    int samples = 1;

    std::int64_t columns() const { return (rect.width - 1) / step + 1; }
    std::int64_t rows() const { return (rect.height - 1) / step + 1; }
};

struct DecodeTarget {
    // Many pixels are written faster where each row begins at a multiple of 64 bytes.
    std::span<Rgba8> pixels;
    std::size_t row_pixels = 0;  // from one row to the next
    // As large as `pixels`, or empty: the PixelMark of each pixel, only None and Outside unless Tone::marks is set.
    std::span<std::uint8_t> outside;
};

// Calls `body` for 0 .. count - 1, in any order and in several threads if it likes, and returns when all are done.
using Parallel = std::function<void(std::size_t count, const std::function<void(std::size_t)>& body)>;

// Returns how many of the pixels have a byte outside of the buffer; such bytes read as 0. Requires a rectangle that is
// not empty and lies inside of the image, step >= 1, samples >= 1, and a target with room for columns() x rows(). A
// large area is cut into bands of rows if there is a `parallel`.
std::int64_t decode(const PixelFormat& format, const ImageLayout& layout, std::span<const std::byte> source,
                    const DecodeArea& area, const DecodeTarget& target, const Tone& tone = {},
                    const Parallel& parallel = {});

struct DecodedPixel {
    StoredPixel stored;
    Rgba8 colour;
    bool inside = true;  // with a palette: its entry too
};

// One pixel, for a probe. Requires 0 <= x < width and 0 <= y < height.
DecodedPixel decode_pixel(const PixelFormat& format, const ImageLayout& layout, std::span<const std::byte> source,
                          std::int64_t x, std::int64_t y, const Tone& tone = {});

}  // namespace byteprism
