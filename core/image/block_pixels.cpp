#include "core/image/block_pixels.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "core/image/block_codec.hpp"

namespace byteprism {
namespace {

constexpr std::size_t max_block_bytes = 16;

struct DecodedBlock {
    BlockTexels texels;
    bool inside = true;
};

void read_block(const PixelFormat& format, const ImageLayout& layout, std::span<const std::byte> source,
                std::int64_t column, std::int64_t row, DecodedBlock& block) {
    const std::int64_t begin = row_offset(layout.planes[0], row) + address_of(layout.planes[0].x, column);
    const auto bytes = static_cast<std::size_t>(format.planes[0].bytes);
    const auto size = static_cast<std::int64_t>(source.size());
    block.inside = begin >= 0 && begin <= size - static_cast<std::int64_t>(bytes);
    if (block.inside) {
        decode_block(format, source.data() + begin, block.texels);
        return;
    }
    std::array<std::byte, max_block_bytes> copy{};
    for (std::size_t i = 0; i < bytes; ++i) {
        const std::int64_t at = begin + static_cast<std::int64_t>(i);
        if (at >= 0 && at < size) {
            copy[i] = source[static_cast<std::size_t>(at)];
        }
    }
    decode_block(format, copy.data(), block.texels);
}

std::size_t texel_of(const PixelGroup& group, std::int64_t x, std::int64_t y) {
    return static_cast<std::size_t>(y % group.height * group.width + x % group.width);
}

}  // namespace

StoredPixel read_block_pixel(const PixelFormat& format, const ImageLayout& layout, std::span<const std::byte> source,
                             std::int64_t x, std::int64_t y) {
    const PixelGroup& group = format.planes[0];
    DecodedBlock block;
    read_block(format, layout, source, x / group.width, y / group.height, block);
    StoredPixel pixel{.codes = {}, .inside = block.inside};
    std::copy_n(block.texels[texel_of(group, x, y)].begin(), format.channels.size(), pixel.codes.begin());
    return pixel;
}

void read_block_run(const PixelFormat& format, const ImageLayout& layout, std::span<const std::byte> source,
                    const Channel& channel, const PixelRun& run, std::uint64_t* codes, std::uint8_t* outside) {
    const PixelGroup& group = format.planes[0];
    const auto index = static_cast<std::size_t>(&channel - format.channels.data());
    DecodedBlock block;
    std::int64_t decoded = -1;
    for (std::size_t i = 0; i < run.count; ++i) {
        const std::int64_t x = run.x + static_cast<std::int64_t>(i) * run.step;
        if (x / group.width != decoded) {
            decoded = x / group.width;
            read_block(format, layout, source, decoded, run.y / group.height, block);
        }
        codes[i] = block.texels[texel_of(group, x, run.y)][index];
        if (!block.inside) {
            outside[i] = 1;
        }
    }
}

std::int64_t decode_blocks(const PixelFormat& format, const ImageLayout& layout, std::span<const std::byte> source,
                           const DecodeArea& area, const DecodeTarget& target) {
    const PixelGroup& group = format.planes[0];
    const PixelColours colours(format);
    const std::int64_t bottom = area.rect.y + (area.rows() - 1) * area.step;
    std::int64_t outside_count = 0;
    DecodedBlock block;
    // Rows of blocks, and in each of them the columns of pixels that stand in one block together.
    for (std::int64_t top = 0; top < area.rows();) {
        const std::int64_t block_row = (area.rect.y + top * area.step) / group.height;
        const std::int64_t last_y = std::min(bottom, block_row * group.height + group.height - 1);
        const std::int64_t end_row = (last_y - area.rect.y) / area.step + 1;
        for (std::int64_t left = 0; left < area.columns();) {
            const std::int64_t block_column = (area.rect.x + left * area.step) / group.width;
            read_block(format, layout, source, block_column, block_row, block);
            std::int64_t column = left;
            for (; column < area.columns(); ++column) {
                const std::int64_t x = area.rect.x + column * area.step;
                if (x / group.width != block_column) break;
                for (std::int64_t row = top; row < end_row; ++row) {
                    PixelCodes codes{};
                    const auto& texel = block.texels[texel_of(group, x, area.rect.y + row * area.step)];
                    std::copy_n(texel.begin(), format.channels.size(), codes.begin());
                    const std::size_t at =
                        static_cast<std::size_t>(row) * target.row_pixels + static_cast<std::size_t>(column);
                    target.pixels[at] = colours.colour_of(codes);
                    outside_count += block.inside ? 0 : 1;
                    if (!target.outside.empty()) {
                        target.outside[at] = block.inside ? 0 : 1;
                    }
                }
            }
            left = column;
        }
        top = end_row;
    }
    return outside_count;
}

}  // namespace byteprism
