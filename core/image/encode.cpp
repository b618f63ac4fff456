#include "core/image/encode.hpp"

#include <algorithm>
#include <limits>
#include <string>

#include "core/error.hpp"

namespace byteprism {
namespace {

void check_inside(const PixelFormat& format, const ImageLayout& layout, std::span<const std::byte> source,
                  std::int64_t x, std::int64_t y) {
    const std::string pixel = "pixel (" + std::to_string(x) + ", " + std::to_string(y) + ")";
    if (x < 0 || y < 0 || x >= layout.width || y >= layout.height) {
        throw ValueError(pixel + " is not in an image of " + std::to_string(layout.width) + " x " +
                         std::to_string(layout.height));
    }
    if (!read_pixel(format, layout, source, x, y).inside) {
        throw ValueError(pixel + " lies outside of the buffer of " + std::to_string(source.size()) + " bytes");
    }
}

std::byte& byte_at(PixelEdit& edit, std::int64_t offset) {
    std::size_t index = 0;
    for (const ByteRange range : edit.ranges) {
        if (range.contains(offset)) {
            return edit.after[index + static_cast<std::size_t>(offset - range.offset)];
        }
        index += static_cast<std::size_t>(range.length);
    }
    return edit.after.back();
}

// Requires that the pixel is inside.
PixelEdit edit_of(const PixelFormat& format, const ImageLayout& layout, std::span<const std::byte> source,
                  std::int64_t x, std::int64_t y, const PixelCodes& codes) {
    PixelEdit edit;
    edit.ranges = pixel_bytes(format, layout, x, y).ranges;
    for (const ByteRange range : edit.ranges) {
        for (std::int64_t at = range.offset; at < range.end(); ++at) {
            edit.before.push_back(source[static_cast<std::size_t>(at)]);
        }
    }
    edit.after = edit.before;
    for (std::size_t index = 0; index < format.channels.size(); ++index) {
        const SampleBits& sample = sample_of(format, format.channels[index], x, y);
        for (int i = 0; i < sample.slice_count; ++i) {
            const BitSlice& slice = format.slices[static_cast<std::size_t>(sample.first_slice + i)];
            const unsigned mask = (1u << slice.bits) - 1u;
            const auto bits = static_cast<unsigned>(codes[index] >> slice.sample_shift) & mask;
            std::byte& byte = byte_at(edit, offset_of_slice(format, layout, slice, x, y));
            const unsigned kept = std::to_integer<unsigned>(byte) & ~(mask << slice.byte_shift);
            byte = static_cast<std::byte>(kept | bits << slice.byte_shift);
        }
    }
    return edit;
}

std::uint64_t nearest_entry(const Palette& palette, std::span<const std::byte> source, int index_bits, Rgba8 wanted) {
    const PixelColours colours(*palette.format);
    const auto squared = [](int a, int b) { return (a - b) * (a - b); };
    std::uint64_t best = 0;
    int least = std::numeric_limits<int>::max();
    const std::uint64_t count = std::uint64_t{1} << std::min(index_bits, 16);
    for (std::uint64_t i = 0; i < count && least > 0; ++i) {
        const StoredPixel entry = read_palette_entry(palette, source, i);
        if (!entry.inside) {
            break;
        }
        const Rgba8 colour = colours.colour_of(entry.codes);
        const int distance = squared(colour.red, wanted.red) + squared(colour.green, wanted.green) +
                             squared(colour.blue, wanted.blue) + squared(colour.alpha, wanted.alpha);
        if (distance < least) {
            least = distance;
            best = i;
        }
    }
    return best;
}

}  // namespace

PixelEdit encode_codes(const PixelFormat& format, const ImageLayout& layout, std::span<const std::byte> source,
                       std::int64_t x, std::int64_t y, const PixelCodes& codes) {
    check_inside(format, layout, source, x, y);
    return edit_of(format, layout, source, x, y, codes);
}

PixelEdit encode_colour(const PixelFormat& format, const ImageLayout& layout, std::span<const std::byte> source,
                        std::int64_t x, std::int64_t y, Rgba8 colour) {
    check_inside(format, layout, source, x, y);
    PixelCodes codes = read_pixel(format, layout, source, x, y).codes;
    if (const Palette& palette = format.options.palette; palette.format) {
        const Channel* index = format.channel(Component::PaletteIndex);
        codes[static_cast<std::size_t>(index - format.channels.data())] =
            nearest_entry(palette, source, index->bits, colour);
    } else {
        codes = PixelColours(format).codes_of(colour, codes);
    }
    return edit_of(format, layout, source, x, y, codes);
}

}  // namespace byteprism
