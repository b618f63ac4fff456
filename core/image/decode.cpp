#include "core/image/decode.hpp"

#include <algorithm>
#include <cassert>
#include <optional>

#include "core/image/packed_pixels.hpp"

namespace byteprism {
namespace {

// The way by the bit table.
class TableDecoder {
public:
    TableDecoder(const PixelFormat& format, const ImageLayout& layout, std::span<const std::byte> source)
        : format_(format), layout_(layout), source_(source), colours_(format) {
        const Palette& palette = format.options.palette;
        if (palette.format) {
            palette_colours_.emplace(*palette.format);
            index_channel_ = static_cast<std::size_t>(format.channel(Component::PaletteIndex) - format.channels.data());
        }
    }

    const PixelColours& colours() const { return colours_; }

    DecodedPixel pixel(std::int64_t x, std::int64_t y) const {
        DecodedPixel result{.stored = read_pixel(format_, layout_, source_, x, y), .colour = {}};
        result.inside = result.stored.inside;
        if (!palette_colours_) {
            result.colour = colours_.colour_of(result.stored.codes);
            return result;
        }
        const StoredPixel entry =
            read_palette_entry(format_.options.palette, source_, result.stored.codes[index_channel_]);
        result.colour = palette_colours_->colour_of(entry.codes);
        result.inside = result.inside && entry.inside;
        return result;
    }

private:
    const PixelFormat& format_;
    const ImageLayout& layout_;
    std::span<const std::byte> source_;
    PixelColours colours_;
    std::optional<PixelColours> palette_colours_;
    std::size_t index_channel_ = 0;
};

// Of a row of `count` pixels, the first of them at `begin` and each `distance` bytes after the one before: those whose
// `bytes` bytes are all inside of a buffer of `size` bytes. They follow each other.
struct InsideSpan {
    std::int64_t first = 0;
    std::int64_t end = 0;
};

InsideSpan inside_span(std::int64_t begin, std::int64_t distance, std::int64_t count, std::int64_t bytes,
                       std::int64_t size) {
    if (bytes > size || begin > size - bytes) {
        return {count, count};
    }
    const std::int64_t first = begin >= 0 ? 0 : (-begin - 1) / distance + 1;
    const std::int64_t end = (size - bytes - begin) / distance + 1;
    return {std::min(first, count), std::min(std::max(first, end), count)};
}

}  // namespace

std::int64_t decode(const PixelFormat& format, const ImageLayout& layout, std::span<const std::byte> source,
                    const DecodeArea& area, const DecodeTarget& target) {
    const PixelRect& rect = area.rect;
    assert(area.step >= 1 && rect.x >= 0 && rect.y >= 0 && rect.width >= 1 && rect.height >= 1);
    assert(rect.width <= layout.width - rect.x && rect.height <= layout.height - rect.y);
    const TableDecoder table(format, layout, source);
    const std::optional<PackedPixels> packed = PackedPixels::of(format, table.colours());
    const std::int64_t columns = area.columns();
    std::int64_t outside_count = 0;
    for (std::int64_t row = 0; row < area.rows(); ++row) {
        const std::int64_t y = rect.y + row * area.step;
        const std::size_t start = static_cast<std::size_t>(row) * target.row_pixels;
        Rgba8* const pixels = target.pixels.data() + start;
        std::uint8_t* const outside = target.outside.empty() ? nullptr : target.outside.data() + start;
        InsideSpan quick{0, 0};
        if (packed) {
            const std::int64_t bytes = packed->pixel_bytes();
            const std::int64_t begin = layout.planes[0].offset + y * layout.planes[0].row_stride + rect.x * bytes;
            const std::int64_t distance = columns > 1 ? area.step * bytes : bytes;
            quick = inside_span(begin, distance, columns, bytes, static_cast<std::int64_t>(source.size()));
            if (quick.first < quick.end) {
                packed->expand(source.data() + begin + quick.first * distance, static_cast<std::size_t>(distance),
                               static_cast<std::size_t>(quick.end - quick.first), pixels + quick.first);
                if (outside != nullptr) {
                    std::fill(outside + quick.first, outside + quick.end, std::uint8_t{0});
                }
            }
        }
        const auto by_table = [&](std::int64_t from, std::int64_t to) {
            for (std::int64_t column = from; column < to; ++column) {
                const DecodedPixel pixel = table.pixel(rect.x + column * area.step, y);
                pixels[column] = pixel.colour;
                outside_count += pixel.inside ? 0 : 1;
                if (outside != nullptr) {
                    outside[column] = pixel.inside ? 0 : 1;
                }
            }
        };
        by_table(0, quick.first);
        by_table(std::max(quick.first, quick.end), columns);
    }
    return outside_count;
}

DecodedPixel decode_pixel(const PixelFormat& format, const ImageLayout& layout, std::span<const std::byte> source,
                          std::int64_t x, std::int64_t y) {
    return TableDecoder(format, layout, source).pixel(x, y);
}

}  // namespace byteprism
