#include "core/image/decode.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cassert>
#include <optional>
#include <vector>

#include "core/image/averaged_decode.hpp"
#include "core/image/block_pixels.hpp"
#include "core/image/pixel_kernels.hpp"
#include "core/image/row_decoder.hpp"
#include "core/image/toned_decode.hpp"

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

    // By index; empty without a palette, with one of many entries, and where an entry is not in the buffer.
    std::span<const Rgba8> colours_of_indices() {
        look_palette_up();
        if (std::all_of(palette_.begin(), palette_.end(), [](const Shown& shown) { return shown.inside; })) {
            for (const Shown& shown : palette_) entries_.push_back(shown.colour);
        }
        return entries_;
    }

    // Where a whole run lies outside, as it does past the end of a file that was cut, all its pixels are alike.
    // Requires a run whose groups are one stride apart (RowDecoder::run_length).
    bool row_outside(const PixelRun& run, Rgba8* pixels, std::uint8_t* outside) const {
        for (std::size_t i = 0; i < format_.planes.size(); ++i) {
            const auto [least, most] = group_offsets(format_, layout_, i, run);
            if (least < static_cast<std::int64_t>(source_.size()) && most > -format_.planes[i].bytes) {
                return false;
            }
        }
        std::fill_n(pixels, run.count, shown_as({}).colour);
        if (outside != nullptr) std::fill_n(outside, run.count, std::uint8_t{1});
        return true;
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
    std::vector<Rgba8> entries_;
    std::size_t index_channel_ = 0;
    std::array<std::array<std::uint64_t, chunk>, max_channels> codes_;
    std::array<std::uint8_t, chunk> marks_;
};

// Results of as many pixels are larger than the caches, and go past them if their rows are aligned for it.
constexpr std::int64_t streamed_pixels = 1 << 22;

bool goes_past_caches(const DecodeArea& area, const DecodeTarget& target) {
    return area.columns() * area.rows() >= streamed_pixels &&
           reinterpret_cast<std::uintptr_t>(target.pixels.data()) % pixel_alignment == 0 &&
           target.row_pixels * sizeof(Rgba8) % pixel_alignment == 0;
}

std::int64_t decode_run(TableDecoder& table, RowDecoder& rows, const PixelRun& run, Rgba8* pixels,
                        std::uint8_t* outside, bool streams) {
    if (!rows.decode(run, {pixels, streams})) {
        return table.row_outside(run, pixels, outside) ? static_cast<std::int64_t>(run.count)
                                                       : table.row(run, pixels, outside);
    }
    if (outside != nullptr) std::fill_n(outside, run.count, std::uint8_t{0});
    return 0;
}

std::int64_t decode_toned(const PixelFormat& format, const ImageLayout& layout, std::span<const std::byte> source,
                          const DecodeArea& area, const DecodeTarget& target, const Tone& tone) {
    TonedRows rows(format, layout, source, tone);
    std::int64_t outside_count = 0;
    for (std::int64_t row = 0; row < area.rows(); ++row) {
        const std::size_t start = static_cast<std::size_t>(row) * target.row_pixels;
        const PixelRun run{area.rect.x, area.rect.y + row * area.step, area.step,
                           static_cast<std::size_t>(area.columns())};
        outside_count += rows.decode(run, target.pixels.data() + start,
                                     target.outside.empty() ? nullptr : target.outside.data() + start);
    }
    return outside_count;
}

std::int64_t decode_plain(const PixelFormat& format, const ImageLayout& layout, std::span<const std::byte> source,
                          const DecodeArea& area, const DecodeTarget& target, bool streams) {
    if (format.codec != BlockCodec::None) return decode_blocks(format, layout, source, area, target);
    TableDecoder table(format, layout, source);
    RowDecoder rows(format, layout, source, table.colours(), table.colours_of_indices());
    std::int64_t outside_count = 0;
    for (std::int64_t row = 0; row < area.rows(); ++row) {
        PixelRun run{area.rect.x, area.rect.y + row * area.step, area.step, 0};
        auto at = static_cast<std::size_t>(row) * target.row_pixels;
        for (auto left = static_cast<std::size_t>(area.columns()); left > 0; left -= run.count, at += run.count) {
            // Not past the last pixel, where it could overflow.
            run.x += static_cast<std::int64_t>(run.count) * run.step;
            run.count = rows.run_length(run.x, run.step, left);
            outside_count += decode_run(table, rows, run, target.pixels.data() + at,
                                        target.outside.empty() ? nullptr : target.outside.data() + at, streams);
        }
    }
    if (streams) end_stream();
    return outside_count;
}

std::int64_t decode_here(const PixelFormat& format, const ImageLayout& layout, std::span<const std::byte> source,
                         const DecodeArea& area, const DecodeTarget& target, const Tone& tone, bool streams) {
    if (area.samples > 1 && area.step > 1) {
        return decode_averaged(area, target, [&](const DecodeArea& nearest, const DecodeTarget& into) {
            decode_here(format, layout, source, nearest, into, tone, false);
        });
    }
    return is_plain(tone, format) ? decode_plain(format, layout, source, area, target, streams)
                                  : decode_toned(format, layout, source, area, target, tone);
}

// Fewer pixels than this are not worth another thread.
constexpr std::int64_t least_band_pixels = 1 << 16;

}  // namespace

std::int64_t decode(const PixelFormat& format, const ImageLayout& layout, std::span<const std::byte> source,
                    const DecodeArea& area, const DecodeTarget& target, const Tone& tone, const Parallel& parallel) {
    [[maybe_unused]] const PixelRect& rect = area.rect;
    assert(area.step >= 1 && rect.x >= 0 && rect.y >= 0 && rect.width >= 1 && rect.height >= 1);
    assert(rect.width <= layout.width - rect.x && rect.height <= layout.height - rect.y);
    const std::int64_t rows = std::min(area.rows(), least_band_pixels / area.columns() + 1);  // of a band
    const bool streams = goes_past_caches(area, target);
    const std::int64_t bands = (area.rows() - 1) / rows + 1;
    if (!parallel || bands == 1) return decode_here(format, layout, source, area, target, tone, streams);
    std::atomic<std::int64_t> outside_count = 0;
    parallel(static_cast<std::size_t>(bands), [&](std::size_t band) {
        const std::int64_t first = static_cast<std::int64_t>(band) * rows;
        DecodeArea part = area;
        part.rect.y += first * area.step;
        part.rect.height -= first * area.step;
        if (area.rows() - first > rows) part.rect.height = rows * area.step;
        const std::size_t start = static_cast<std::size_t>(first) * target.row_pixels;
        const DecodeTarget into{target.pixels.subspan(start), target.row_pixels,
                                target.outside.empty() ? target.outside : target.outside.subspan(start)};
        outside_count += decode_here(format, layout, source, part, into, tone, streams);
    });
    return outside_count;
}

DecodedPixel decode_pixel(const PixelFormat& format, const ImageLayout& layout, std::span<const std::byte> source,
                          std::int64_t x, std::int64_t y, const Tone& tone) {
    DecodedPixel pixel = TableDecoder(format, layout, source).pixel(x, y);
    if (!is_plain(tone, format)) TonedRows(format, layout, source, tone).decode({x, y, 1, 1}, &pixel.colour, nullptr);
    return pixel;
}

}  // namespace byteprism
