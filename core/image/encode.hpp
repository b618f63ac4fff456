// Painting: a colour or codes put into one pixel, as bytes before and after. Nothing is written here.
//
// It is the table of decode() read the other way round: only the bits of the pixel's samples change, padding and the
// bits of other pixels stay. A sample that several pixels share (chroma) changes for all of them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "core/image/colour.hpp"
#include "core/image/geometry.hpp"
#include "core/image/inline_list.hpp"
#include "core/image/pixel_format.hpp"
#include "core/image/samples.hpp"
#include "core/memory/byte_range.hpp"

namespace byteprism {

// The bytes of the pixel, changed or not.
struct PixelEdit {
    InlineList<ByteRange, max_pixel_slices> ranges;  // ascending
    // The bytes of all ranges, one after the other.
    InlineList<std::byte, max_pixel_slices> before;
    InlineList<std::byte, max_pixel_slices> after;
};

// Throw ValueError, with the numbers, if the pixel is not in the image or has a byte outside of the buffer.
// Codes must fit the bits of their channels; bits above are dropped.
PixelEdit encode_codes(const PixelFormat& format, const ImageLayout& layout, std::span<const std::byte> source,
                       std::int64_t x, std::int64_t y, const PixelCodes& codes);
// The colour is quantised to the format; with a palette, the nearest of its entries is taken (the first of equals).
PixelEdit encode_colour(const PixelFormat& format, const ImageLayout& layout, std::span<const std::byte> source,
                        std::int64_t x, std::int64_t y, Rgba8 colour);

}  // namespace byteprism
