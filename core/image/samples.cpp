#include "core/image/samples.hpp"

namespace byteprism {
namespace {

struct Reader {
    std::span<const std::byte> source;
    bool inside = true;

    std::uint64_t slice(const BitSlice& slice, std::int64_t offset) {
        if (offset < 0 || static_cast<std::uint64_t>(offset) >= source.size()) {
            inside = false;
            return 0;
        }
        const auto byte = std::to_integer<unsigned>(source[static_cast<std::size_t>(offset)]);
        const unsigned bits = (byte >> slice.byte_shift) & ((1u << slice.bits) - 1u);
        return std::uint64_t{bits} << slice.sample_shift;
    }
};

}  // namespace

StoredPixel read_pixel(const PixelFormat& format, const ImageLayout& layout, std::span<const std::byte> source,
                       std::int64_t x, std::int64_t y) {
    StoredPixel pixel;
    Reader reader{source};
    std::size_t index = 0;
    for (const Channel& channel : format.channels) {
        const SampleBits& sample = sample_of(format, channel, x, y);
        std::uint64_t code = 0;
        for (int i = 0; i < sample.slice_count; ++i) {
            const BitSlice& slice = format.slices[static_cast<std::size_t>(sample.first_slice + i)];
            code |= reader.slice(slice, offset_of_slice(format, layout, slice, x, y));
        }
        pixel.codes[index++] = code;
    }
    pixel.inside = reader.inside;
    return pixel;
}

StoredPixel read_palette_entry(const Palette& palette, std::span<const std::byte> source, std::uint64_t index) {
    const PixelFormat& entry = *palette.format;
    const auto bytes = static_cast<std::uint64_t>(entry.planes[0].bytes);
    const auto start = static_cast<std::uint64_t>(palette.offset);
    // Compared by division: neither the index nor the offset is bounded.
    if (start >= source.size() || index >= (source.size() - start + bytes - 1) / bytes) {
        return {.inside = false};
    }
    ImageLayout layout{.width = 1, .height = 1};
    layout.planes[0] = {.offset = static_cast<std::int64_t>(start + index * bytes), .columns = 1, .rows = 1};
    return read_pixel(entry, layout, source, 0, 0);
}

}  // namespace byteprism
