#include "core/image/packed_pixels.hpp"

#include <algorithm>

#include "core/image/sample_value.hpp"

namespace byteprism {
namespace {

// The lowest bit of a sample in a word of `bytes` bytes, if all its bits follow each other there; else -1.
int shift_in_word(const PixelFormat& format, const Channel& channel, int bytes, bool big_endian) {
    const SampleBits& sample = format.samples[static_cast<std::size_t>(channel.first_sample)];
    int shift = -1;
    for (int i = 0; i < sample.slice_count; ++i) {
        const BitSlice& slice = format.slices[static_cast<std::size_t>(sample.first_slice + i)];
        const int byte = big_endian ? bytes - 1 - slice.byte : slice.byte;
        const int begin = byte * 8 + slice.byte_shift - slice.sample_shift;
        if (begin < 0 || (i > 0 && begin != shift)) {
            return -1;
        }
        shift = begin;
    }
    return shift;
}

// Byte k of the pixel is byte k of the word, from the lowest up, or from the highest down.
std::uint64_t load(const std::byte* bytes, int count, bool big_endian) {
    std::uint64_t word = 0;
    for (int i = 0; i < count; ++i) {
        const int place = big_endian ? count - 1 - i : i;
        word |= std::uint64_t{std::to_integer<std::uint8_t>(bytes[i])} << (8 * place);
    }
    return word;
}

}  // namespace

std::optional<PackedPixels> PackedPixels::of(const PixelFormat& format, const PixelColours& colours) {
    const std::optional<std::array<int, 4>> channels = colours.expanded_channels();
    const PixelGroup& group = format.planes.front();
    if (!channels || format.planes.size() != 1 || group.width != 1 || group.height != 1 || group.bytes > 8 ||
        format.options.palette.format) {
        return std::nullopt;
    }
    for (const bool big_endian : {false, true}) {
        PackedPixels packed;
        packed.bytes_ = group.bytes;
        packed.big_endian_ = big_endian;
        packed.whole_bytes_ = true;
        bool fits = true;
        for (std::size_t i = 0; i < 4 && fits; ++i) {
            Field& field = packed.fields_[i];
            field.absent = i == 3 ? 255 : 0;
            if ((*channels)[i] < 0) {
                continue;
            }
            const Channel& channel = format.channels[static_cast<std::size_t>((*channels)[i])];
            field.bits = channel.bits;
            field.shift = shift_in_word(format, channel, group.bytes, big_endian);
            fits = field.shift >= 0 && field.bits <= 16;
            packed.whole_bytes_ = packed.whole_bytes_ && field.bits == 8 && field.shift % 8 == 0;
            for (std::uint64_t code = 0; field.bits <= table_bits && code >> field.bits == 0; ++code) {
                packed.tables_[i][code] = unorm_to_8_bits(code, field.bits);
            }
        }
        if (fits) {
            return packed;
        }
    }
    return std::nullopt;
}

void PackedPixels::expand(const std::byte* first, std::size_t distance, std::size_t count, Rgba8* target) const {
    if (whole_bytes_) {
        expand_bytes(first, distance, count, target);
    } else {
        expand_words(first, distance, count, target);
    }
}

void PackedPixels::expand_bytes(const std::byte* first, std::size_t distance, std::size_t count, Rgba8* target) const {
    std::array<std::size_t, 4> place{};
    std::array<std::uint8_t, 4> keep{};  // 0 where there is no such byte
    for (std::size_t i = 0; i < 4; ++i) {
        const int byte = fields_[i].shift / 8;
        place[i] = static_cast<std::size_t>(big_endian_ ? bytes_ - 1 - byte : byte);
        if (fields_[i].bits == 0) {
            place[i] = 0;
        } else {
            keep[i] = 255;
        }
    }
    const auto at = [&](const std::byte* pixel, std::size_t i) {
        return static_cast<std::uint8_t>((std::to_integer<unsigned>(pixel[place[i]]) & keep[i]) |
                                         (fields_[i].absent & ~unsigned{keep[i]}));
    };
    for (std::size_t i = 0; i < count; ++i) {
        const std::byte* pixel = first + i * distance;
        target[i] = {at(pixel, 0), at(pixel, 1), at(pixel, 2), at(pixel, 3)};
    }
}

std::uint8_t PackedPixels::expanded(std::size_t index, std::uint64_t word) const {
    const Field& field = fields_[index];
    if (field.bits == 0) {
        return field.absent;
    }
    const auto code = static_cast<std::uint32_t>(word >> field.shift) & ((1u << field.bits) - 1u);
    return field.bits <= table_bits ? tables_[index][code] : unorm_to_8_bits(code, field.bits);
}

void PackedPixels::expand_words(const std::byte* first, std::size_t distance, std::size_t count, Rgba8* target) const {
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint64_t word = load(first + i * distance, bytes_, big_endian_);
        target[i] = {expanded(0, word), expanded(1, word), expanded(2, word), expanded(3, word)};
    }
}

}  // namespace byteprism
