// What is stored for a pixel: the codes of its samples, read from the bytes and put back into them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "core/image/geometry.hpp"
#include "core/image/pixel_format.hpp"

namespace byteprism {

// One code for each channel of the format, in the order of PixelFormat::channels. Signed and float samples are here
// as their bits.
using PixelCodes = std::array<std::uint64_t, max_channels>;

struct StoredPixel {
    PixelCodes codes{};
    bool inside = true;  // every byte that the pixel needs is in the buffer; those that are not read as 0
};

// Requires 0 <= x < width and 0 <= y < height.
StoredPixel read_pixel(const PixelFormat& format, const ImageLayout& layout, std::span<const std::byte> source,
                       std::int64_t x, std::int64_t y);

// Every step-th pixel of a row, from x on. Requires that all of them are in the image, and step >= 1.
struct PixelRun {
    std::int64_t x = 0;
    std::int64_t y = 0;
    std::int64_t step = 1;
    std::size_t count = 0;
};

// The codes of one channel of many pixels: what read_pixel gives one by one. Sets to 1 those of `outside` whose pixels
// need a byte that is not in the buffer, and leaves the others. Requires run.count entries in both.
void read_run(const PixelFormat& format, const ImageLayout& layout, std::span<const std::byte> source,
              const Channel& channel, const PixelRun& run, std::uint64_t* codes, std::uint8_t* outside);

// Entry `index` of the palette of the format. Requires a palette.
StoredPixel read_palette_entry(const Palette& palette, std::span<const std::byte> source, std::uint64_t index);

}  // namespace byteprism
