#include "core/image/pixel_writer.hpp"

#include <algorithm>
#include <limits>
#include <string>

#include "core/error.hpp"

namespace byteprism {

PixelWriter::PixelWriter(const PixelFormat& format, const ImageLayout& layout, std::span<const std::byte> source)
    : format_(format), layout_(layout), source_(source), colours_(format) {}

bool PixelWriter::inside(std::int64_t x, std::int64_t y) const {
    return x >= 0 && y >= 0 && x < layout_.width && y < layout_.height &&
           read_pixel(format_, layout_, source_, x, y).inside;
}

bool PixelWriter::put_codes(std::int64_t x, std::int64_t y, const PixelCodes& codes, unsigned channels) {
    if (format_.codec != BlockCodec::None) {
        const PixelGroup& group = format_.planes[0];
        throw ValueError("'" + format_.layout + "' is compressed in blocks of " + std::to_string(group.width) + " x " +
                         std::to_string(group.height) + " pixels, which can be read but not painted");
    }
    if (!inside(x, y)) return false;
    for (std::size_t index = 0; index < format_.channels.size(); ++index) {
        if ((channels >> index & 1u) == 0) continue;
        const SampleBits& sample = sample_of(format_, format_.channels[index], x, y);
        for (int i = 0; i < sample.slice_count; ++i) {
            const BitSlice& slice = format_.slices[static_cast<std::size_t>(sample.first_slice + i)];
            const unsigned mask = ((1u << slice.bits) - 1u) << slice.byte_shift;
            const auto bits = static_cast<unsigned>(codes[index] >> slice.sample_shift) << slice.byte_shift;
            changes_.push_back({offset_of_slice(format_, layout_, slice, x, y), static_cast<std::uint8_t>(mask),
                                static_cast<std::uint8_t>(bits & mask)});
        }
    }
    return true;
}

bool PixelWriter::put(std::int64_t x, std::int64_t y, Rgba8 colour) {
    if (!inside(x, y)) return false;
    return put_codes(x, y, codes_of(colour, read_pixel(format_, layout_, source_, x, y).codes));
}

PixelCodes PixelWriter::codes_of(Rgba8 colour, const PixelCodes& before) {
    if (!format_.options.palette.format) return colours_.codes_of(colour, before);
    const Channel* const index = format_.channel(Component::PaletteIndex);
    PixelCodes codes = before;
    codes[static_cast<std::size_t>(index - format_.channels.data())] = nearest_entry(colour);
    return codes;
}

std::uint64_t PixelWriter::nearest_entry(Rgba8 wanted) {
    if (nearest_ && nearest_->colour == wanted) return nearest_->index;
    const Palette& palette = format_.options.palette;
    if (palette_.empty()) {
        const PixelColours colours(*palette.format);
        const int bits = std::min(format_.channel(Component::PaletteIndex)->bits, 16);
        for (std::uint64_t i = 0; i >> bits == 0; ++i) {
            const StoredPixel entry = read_palette_entry(palette, source_, i);
            if (!entry.inside) break;
            palette_.push_back(colours.colour_of(entry.codes));
        }
    }
    const auto squared = [](int a, int b) { return (a - b) * (a - b); };
    nearest_ = NearestEntry{wanted, 0};
    int least = std::numeric_limits<int>::max();
    for (std::size_t i = 0; i < palette_.size(); ++i) {
        const Rgba8 colour = palette_[i];
        const int distance = squared(colour.red, wanted.red) + squared(colour.green, wanted.green) +
                             squared(colour.blue, wanted.blue) + squared(colour.alpha, wanted.alpha);
        if (distance >= least) continue;
        least = distance;
        nearest_->index = i;
    }
    return nearest_->index;
}

std::vector<BytePatch> PixelWriter::take() {
    std::ranges::stable_sort(changes_, {}, &Change::offset);
    std::vector<BytePatch> patches;
    for (auto change = changes_.begin(); change != changes_.end();) {
        const std::int64_t offset = change->offset;
        unsigned byte = std::to_integer<unsigned>(source_[static_cast<std::size_t>(offset)]);
        for (; change != changes_.end() && change->offset == offset; ++change) {
            byte = (byte & ~unsigned{change->mask}) | change->bits;
        }
        const bool goes_on = !patches.empty() &&
                             patches.back().offset + static_cast<std::int64_t>(patches.back().bytes.size()) == offset;
        if (!goes_on) patches.push_back({offset, {}});
        patches.back().bytes.push_back(static_cast<std::byte>(byte));
    }
    changes_.clear();
    return patches;
}

}  // namespace byteprism
