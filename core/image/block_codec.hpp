// Block formats: pictures compressed in blocks of pixels, each of them 8 or 16 bytes that are decoded together.
//
// BC1 to BC3 are decoded by libsquish, ASTC by astcenc; the others follow the Khronos Data Format Specification. BC4
// and BC5 are rounded to the nearest code of 8 bits. A block that the specification reserves is black, in ASTC magenta.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "core/image/pixel_format.hpp"

namespace byteprism {

struct BlockCodecInfo {
    std::string_view name;
    BlockCodec codec = BlockCodec::None;
    int width = 4;  // pixels
    int height = 4;
    int bytes = 16;
    std::string_view components;  // letters, in the order of PixelFormat::channels
    SampleType type = SampleType::Unorm;
    int bits = 8;
};

std::span<const BlockCodecInfo> block_codecs();

constexpr std::size_t max_block_pixels = 12 * 12;
// Codes of at most four channels, row by row.
using BlockTexels = std::array<std::array<std::uint16_t, 4>, max_block_pixels>;

// Any bytes are a block. Requires a format with a codec, and all bytes of a block.
void decode_block(const PixelFormat& format, const std::byte* block, BlockTexels& texels);

// For block_codec.cpp: one family of them each.
namespace block {
void decode_bc1(BlockCodec codec, const std::byte* block, BlockTexels& texels);  // to 3
// A channel of BC4, BC5, and the alpha of BC3.
void decode_bc4(bool is_signed, const std::byte* block, std::size_t channel, BlockTexels& texels);
void decode_bc6h(bool is_signed, const std::byte* block, BlockTexels& texels);
void decode_bc7(const std::byte* block, BlockTexels& texels);
void decode_etc2(BlockCodec codec, const std::byte* block, BlockTexels& texels);
void decode_eac(bool is_signed, const std::byte* block, std::size_t channel, BlockTexels& texels);
void decode_astc(int width, int height, const std::byte* block, BlockTexels& texels);
}  // namespace block

}  // namespace byteprism
