#include "core/image/samples.hpp"

#include "core/image/block_pixels.hpp"

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
    if (format.codec != BlockCodec::None) {
        return read_block_pixel(format, layout, source, x, y);
    }
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

// Columns are followed by addition: a division for each pixel would take longer than all the rest.
void read_run(const PixelFormat& format, const ImageLayout& layout, std::span<const std::byte> source,
              const Channel& channel, const PixelRun& run, std::uint64_t* codes, std::uint8_t* outside) {
    if (format.codec != BlockCodec::None) {
        read_block_run(format, layout, source, channel, run, codes, outside);
        return;
    }
    const SampleBits* const samples =
        format.samples.data() + channel.first_sample + run.y / channel.cell_height % channel.rows * channel.columns;
    const int group_width = channel.columns * channel.cell_width;
    const std::int64_t groups_a_step = run.step / group_width;
    const int pixels_a_step = static_cast<int>(run.step % group_width);
    std::int64_t group = run.x / group_width;
    int pixel = static_cast<int>(run.x % group_width);
    std::array<std::int64_t, max_planes> row_offsets{};
    for (std::size_t plane = 0; plane < format.planes.size(); ++plane) {
        const PlaneLayout& place = layout.planes[plane];
        row_offsets[plane] = row_offset(place, run.y / format.planes[plane].height);
    }
    Reader reader{source};
    for (std::size_t i = 0; i < run.count; ++i) {
        const SampleBits& sample = samples[channel.cell_width == 1 ? pixel : pixel / channel.cell_width];
        const BitSlice* const slices = format.slices.data() + sample.first_slice;
        reader.inside = true;
        codes[i] = 0;
        for (int k = 0; k < sample.slice_count; ++k) {
            const std::size_t plane = slices[k].plane;
            const std::int64_t in_row = address_of(layout.planes[plane].x, group) + slices[k].byte;
            codes[i] |= reader.slice(slices[k], row_offsets[plane] + in_row);
        }
        if (!reader.inside) {
            outside[i] = 1;
        }
        // The step after the last pixel may lead out of the image, but not out of 63 bits.
        group += groups_a_step;
        pixel += pixels_a_step;
        if (pixel >= group_width) {
            pixel -= group_width;
            ++group;
        }
    }
}

StoredPixel read_palette_entry(const Palette& palette, std::span<const std::byte> source, std::uint64_t index) {
    const PixelFormat& entry = *palette.format;
    const auto bytes = static_cast<std::uint64_t>(entry.planes[0].bytes);
    const auto start = static_cast<std::uint64_t>(palette.offset);
    // Compared by division: neither the index nor the offset is bounded.
    if (start >= source.size() || index >= (source.size() - start + bytes - 1) / bytes) {
        return {.inside = false};
    }
    Reader reader{source};
    StoredPixel pixel;
    const auto offset = static_cast<std::int64_t>(start + index * bytes);
    for (std::size_t channel = 0; channel < entry.channels.size(); ++channel) {
        const SampleBits& sample = entry.samples[static_cast<std::size_t>(entry.channels[channel].first_sample)];
        for (int i = 0; i < sample.slice_count; ++i) {
            const BitSlice& slice = entry.slices[static_cast<std::size_t>(sample.first_slice + i)];
            pixel.codes[channel] |= reader.slice(slice, offset + slice.byte);
        }
    }
    pixel.inside = reader.inside;
    return pixel;
}

}  // namespace byteprism
