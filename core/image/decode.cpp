#include "core/image/decode.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <optional>
#include <vector>

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
            const Channel* const index = format.channel(Component::PaletteIndex);
            index_channel_ = static_cast<std::size_t>(index - format.channels.data());
        }
    }

    const PixelColours& colours() const { return colours_; }

    DecodedPixel pixel(std::int64_t x, std::int64_t y) const {
        DecodedPixel result{.stored = read_pixel(format_, layout_, source_, x, y), .colour = {}};
        const Shown shown = shown_as(result.stored.codes);
        result.colour = shown.colour;
        result.inside = result.stored.inside && shown.inside;
        return result;
    }

    // Returns how many of the pixels are outside. `outside` may be null.
    std::int64_t row(PixelRun run, Rgba8* pixels, std::uint8_t* outside) {
        look_palette_up();
        std::int64_t count = 0;
        for (std::size_t done = 0; done < run.count; done += chunk) {
            PixelRun part = run;
            part.x += static_cast<std::int64_t>(done) * run.step;
            part.count = std::min(chunk, run.count - done);
            count += decode_chunk(part, pixels + done);
            if (outside != nullptr) {
                std::copy_n(marks_.begin(), part.count, outside + done);
            }
        }
        return count;
    }

private:
    static constexpr std::size_t chunk = 256;
    static constexpr int table_bits = 8;  // of indices whose colours are looked up once

    struct Shown {
        Rgba8 colour;
        bool inside = true;
    };

    void look_palette_up() {
        if (!palette_colours_ || !palette_.empty() || format_.channels[index_channel_].bits > table_bits) {
            return;
        }
        for (std::uint64_t index = 0; index >> format_.channels[index_channel_].bits == 0; ++index) {
            palette_.push_back(palette_colour(index));
        }
    }
    Shown palette_colour(std::uint64_t index) const {
        const StoredPixel entry = read_palette_entry(format_.options.palette, source_, index);
        return {palette_colours_->colour_of(entry.codes), entry.inside};
    }
    Shown shown_as(const PixelCodes& codes) const {
        if (!palette_colours_) {
            return {colours_.colour_of(codes), true};
        }
        const std::uint64_t index = codes[index_channel_];
        return palette_.empty() ? palette_colour(index) : palette_[static_cast<std::size_t>(index)];
    }

    std::int64_t decode_chunk(const PixelRun& run, Rgba8* pixels) {
        const std::size_t channels = format_.channels.size();
        marks_.fill(0);
        for (std::size_t i = 0; i < channels; ++i) {
            read_run(format_, layout_, source_, format_.channels[i], run, codes_[i].data(), marks_.data());
        }
        PixelCodes codes{};
        std::int64_t outside = 0;
        for (std::size_t i = 0; i < run.count; ++i) {
            for (std::size_t k = 0; k < channels; ++k) {
                codes[k] = codes_[k][i];
            }
            const Shown shown = shown_as(codes);
            pixels[i] = shown.colour;
            marks_[i] |= shown.inside ? 0 : 1;
            outside += marks_[i];
        }
        return outside;
    }

    const PixelFormat& format_;
    const ImageLayout& layout_;
    std::span<const std::byte> source_;
    PixelColours colours_;
    std::optional<PixelColours> palette_colours_;
    std::vector<Shown> palette_;
    std::size_t index_channel_ = 0;
    std::array<std::array<std::uint64_t, chunk>, max_channels> codes_;
    std::array<std::uint8_t, chunk> marks_;
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
    TableDecoder table(format, layout, source);
    const std::optional<PackedPixels> packed = PackedPixels::of(format, table.colours());
    const std::int64_t columns = area.columns();
    const AddressDigits& x_digits = layout.planes[0].x;
    const bool plain = x_digits.size() == 1 && x_digits[0].stride > 0;
    std::int64_t outside_count = 0;
    for (std::int64_t row = 0; row < area.rows(); ++row) {
        const std::int64_t y = rect.y + row * area.step;
        const std::size_t start = static_cast<std::size_t>(row) * target.row_pixels;
        Rgba8* const pixels = target.pixels.data() + start;
        std::uint8_t* const outside = target.outside.empty() ? nullptr : target.outside.data() + start;
        InsideSpan quick{0, 0};
        if (packed && plain) {
            const std::int64_t bytes = packed->pixel_bytes();
            const std::int64_t begin = row_offset(layout.planes[0], y) + address_of(x_digits, rect.x);
            const std::int64_t distance = columns > 1 ? area.step * x_digits[0].stride : bytes;
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
            const PixelRun run{rect.x + from * area.step, y, area.step, static_cast<std::size_t>(to - from)};
            outside_count += table.row(run, pixels + from, outside != nullptr ? outside + from : nullptr);
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
