// The pixels of block formats: what samples.hpp and decode.hpp do with a table of bits, block by block.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "core/image/decode.hpp"
#include "core/image/geometry.hpp"
#include "core/image/pixel_format.hpp"
#include "core/image/samples.hpp"

namespace byteprism {

// All as in samples.hpp; bytes outside of the buffer are read as 0 before a block is decoded.
StoredPixel read_block_pixel(const PixelFormat& format, const ImageLayout& layout, std::span<const std::byte> source,
                             std::int64_t x, std::int64_t y);
void read_block_run(const PixelFormat& format, const ImageLayout& layout, std::span<const std::byte> source,
                    const Channel& channel, const PixelRun& run, std::uint64_t* codes, std::uint8_t* outside);

// decode() with no tone: every block once, except that a large step may meet it again.
std::int64_t decode_blocks(const PixelFormat& format, const ImageLayout& layout, std::span<const std::byte> source,
                           const DecodeArea& area, const DecodeTarget& target);

}  // namespace byteprism
