// What the table of a format looks like: which of the short ways it can take.

#include <algorithm>
#include <bit>
#include <cmath>

#include "core/image/row_decoder.hpp"
#include "core/image/sample_value.hpp"

namespace byteprism {
namespace {

// The lowest bit of a sample in a word that begins at byte `first`, if all its bits follow each other there; else -1.
int shift_in_word(const PixelFormat& format, const SampleBits& sample, int first, int size, bool big_endian) {
    int shift = -1;
    for (int i = 0; i < sample.slice_count; ++i) {
        const BitSlice& slice = format.slices[static_cast<std::size_t>(sample.first_slice + i)];
        const int byte = big_endian ? first + size - 1 - slice.byte : slice.byte - first;
        const int begin = byte * 8 + slice.byte_shift - slice.sample_shift;
        if (byte < 0 || byte >= size || begin < 0 || (i > 0 && begin != shift)) {
            return -1;
        }
        shift = begin;
    }
    return shift;
}

constexpr std::uint32_t mask_of(int bits) { return (std::uint32_t{1} << bits) - 1; }

bool same_place(const BitSlice& a, const BitSlice& b) {
    return a.plane == b.plane && a.byte_shift == b.byte_shift && a.sample_shift == b.sample_shift && a.bits == b.bits;
}

}  // namespace

RowDecoder::RowDecoder(const PixelFormat& format, const ImageLayout& layout, std::span<const std::byte> source,
                       const PixelColours& colours, std::span<const Rgba8> palette)
    : format_(format), layout_(layout), source_(source), colours_(colours), palette_(palette) {
    choose(colours);
}

void RowDecoder::choose(const PixelColours& colours) {
    std::optional<std::array<int, 4>> channels;
    if (format_.options.palette.format) {
        const auto index = static_cast<int>(format_.channel(Component::PaletteIndex) - format_.channels.data());
        if (palette_.empty()) return;
        channels = {index, -1, -1, -1};
        std::copy(palette_.begin(), palette_.end(), colours_256_.begin());
        way_ = Way::Palette;
    } else if ((channels = colours.expanded_channels())) {
        way_ = Way::Expanded;
    } else if ((channels = colours.float_channels())) {
        way_ = Way::Floats;
    } else if (const auto codes = colours.ycbcr_codes()) {
        const auto narrow = [&](int index) { return format_.channels[static_cast<std::size_t>(index)].bits <= 16; };
        if (!std::all_of(codes->channels.begin(), codes->channels.end() - 1, narrow)) return;
        channels = codes->channels;
        way_ = Way::Ycbcr;
        const auto weight = YcbcrWeights::weight;
        weights_ = {weight(codes->luma),    weight(codes->red_v),  weight(codes->green_u),
                    weight(codes->green_v), weight(codes->blue_u), {}};
        std::transform(codes->zero.begin(), codes->zero.end(), weights_.zero.begin(), YcbcrWeights::constant);
        constexpr double parts = YcbcrBytes::parts;
        byte_weights_ = {static_cast<std::int16_t>(std::lround(codes->luma * parts)),
                         codes->red_v * parts,
                         codes->green_u * parts,
                         codes->green_v * parts,
                         codes->blue_u * parts,
                         {}};
        std::transform(codes->zero.begin(), codes->zero.end(), byte_weights_.zero.begin(),
                       [](double zero) { return (zero + rounding) * parts; });
    } else {
        return;
    }
    for (std::size_t i = 0; i < 4; ++i) {
        sources_[i] = source_of((*channels)[i]);
        sources_[i].absent = i == 3 ? 255 : 0;
        if (sources_[i].kind == Kind::Packed) {
            // Of more than one such channel there would be more than one list.
            const bool first = i == 0 || sources_[i].channel == sources_[0].channel;
            if (i == 0) list_packed(sources_[i]);
            if (!first) sources_[i].kind = Kind::Any;
        }
    }
    find_unseen();
    if (way_ == Way::Expanded) choose_whole_pixels();
}

// A stencil, an alpha that is ignored.
void RowDecoder::find_unseen() {
    for (std::size_t i = 0; i < format_.channels.size(); ++i) {
        const bool seen = std::any_of(sources_.begin(), sources_.end(),
                                      [&](const Source& source) { return source.channel == static_cast<int>(i); });
        if (seen) continue;
        const Channel& of = format_.channels[i];
        for (int k = 0; k < of.columns * of.rows; ++k) {
            const SampleBits& sample = format_.samples[static_cast<std::size_t>(of.first_sample + k)];
            for (int slice = 0; slice < sample.slice_count; ++slice) {
                unseen_planes_ |= 1u << format_.slices[static_cast<std::size_t>(sample.first_slice + slice)].plane;
            }
        }
    }
}

RowDecoder::Source RowDecoder::source_of(int index) const {
    Source source;
    if (index < 0) return source;
    const Channel& of = format_.channels[static_cast<std::size_t>(index)];
    const SampleBits* const samples = format_.samples.data() + of.first_sample;
    const BitSlice& first = format_.slices[static_cast<std::size_t>(samples[0].first_slice)];
    source.channel = index;
    source.kind = Kind::Any;
    source.plane = first.plane;
    if (of.bits <= max_expanded_bits) source.expansion = expansion_of(of.bits);
    if (of.rows != 1) return source;
    if (is_packed(of, source.plane)) {
        source.kind = Kind::Packed;
        return source;
    }
    // Where the samples of a group are alike, each as far from the one before as the group's last from the next one's
    // first, they are one line.
    const std::int64_t stride = layout_.planes[source.plane].x.back().stride;
    for (int i = 1; i < of.columns; ++i) {
        for (int k = 0; k < samples[0].slice_count; ++k) {
            const BitSlice& one = format_.slices[static_cast<std::size_t>(samples[0].first_slice + k)];
            const BitSlice& other = format_.slices[static_cast<std::size_t>(samples[i].first_slice + k)];
            if (samples[i].slice_count != samples[0].slice_count || !same_place(one, other) ||
                (other.byte - one.byte) * of.columns != i * stride) {
                return source;
            }
        }
    }
    source.distance = stride / of.columns;
    if (of.columns > 1 && stride % of.columns != 0) return source;
    find_word(source, samples[0]);
    return source;
}

// One after the other, several in each byte, and none anywhere else in the group.
bool RowDecoder::is_packed(const Channel& of, std::size_t plane) const {
    const int bytes = format_.planes[plane].bytes;
    if (of.bits > 4 || of.cell_width != 1 || of.columns * of.bits != 8 * bytes ||
        layout_.planes[plane].x.back().stride != bytes || (way_ != Way::Palette && way_ != Way::Expanded)) {
        return false;
    }
    const auto slice = [&](int i) -> const BitSlice& {
        const SampleBits& sample = format_.samples[static_cast<std::size_t>(of.first_sample + i)];
        return format_.slices[static_cast<std::size_t>(sample.first_slice)];
    };
    const bool high_first = slice(0).byte_shift != 0;
    for (int i = 0; i < of.columns; ++i) {
        const int bit = i * of.bits % 8;
        const int shift = high_first ? 8 - of.bits - bit : bit;
        if (slice(i).bits != of.bits || slice(i).byte != i * of.bits / 8 || slice(i).byte_shift != shift) return false;
    }
    return true;
}

void RowDecoder::list_packed(const Source& source) {
    const Channel& of = channel(source);
    const auto& first = format_.samples[static_cast<std::size_t>(of.first_sample)];
    const bool high_first = format_.slices[static_cast<std::size_t>(first.first_slice)].byte_shift != 0;
    for (std::size_t byte = 0; byte < packed_.size(); ++byte) {
        for (int i = 0; i < 8 / of.bits; ++i) {
            const int shift = high_first ? 8 - of.bits * (i + 1) : of.bits * i;
            const auto code = static_cast<std::uint64_t>(byte >> shift) & mask_of(of.bits);
            packed_[byte][static_cast<std::size_t>(i)] =
                way_ == Way::Palette ? static_cast<std::uint8_t>(code) : unorm_to_8_bits(code, of.bits);
        }
    }
}

bool RowDecoder::find_word(Source& source, const SampleBits& sample) const {
    const int bits = channel(source).bits;
    int first = format_.slices[static_cast<std::size_t>(sample.first_slice)].byte;
    int last = first;
    for (int i = 0; i < sample.slice_count; ++i) {
        const BitSlice& slice = format_.slices[static_cast<std::size_t>(sample.first_slice + i)];
        if (slice.plane != source.plane) return false;
        first = std::min(first, slice.byte);
        last = std::max(last, slice.byte);
    }
    const int span = last - first + 1;
    if (span > 4) return false;
    source.byte = first;
    source.size = span <= 2 ? span : 4;
    for (const bool big_endian : {false, true}) {
        // A word of 3 bytes is the lower, or the first, part of one of 4.
        const int shift = shift_in_word(format_, sample, first, source.size, big_endian);
        if (shift < 0) continue;
        if (bits == 8 && span == 1 && shift == 0) {
            source.kind = Kind::Bytes;
        } else if (bits == 32 && !big_endian && way_ == Way::Floats && std::endian::native == std::endian::little) {
            source.kind = Kind::Floats;
        } else if (bits <= 16 && channel(source).type != SampleType::Float) {
            source.kind = Kind::Words;
            source.size = std::max(2, source.size);
            source.field = {source.size, big_endian, shift, mask_of(bits)};
            if (span == 1 && big_endian) source.field.shift += 8;
        } else {
            continue;
        }
        return true;
    }
    return false;
}

// Pixels that are one word of whole fields need no codes between.
void RowDecoder::choose_whole_pixels() {
    const PixelGroup& group = format_.planes.front();
    if (format_.planes.size() != 1 || group.width != 1 || group.height != 1) return;
    if (group.bytes == 6 || group.bytes == 8) choose_whole_words();
    if (group.bytes > 4) return;
    orders_.pixel_bytes = group.bytes;
    bool whole = true;
    for (std::size_t i = 0; i < 4; ++i) {
        const Source& source = sources_[i];
        whole = whole && (source.kind == Kind::None || source.kind == Kind::Bytes);
        orders_.place[i] = source.kind == Kind::None ? -1 : source.byte;
    }
    if (whole) {
        way_ = Way::Bytes;
        return;
    }
    if (group.bytes == 3) return;
    for (const bool big_endian : {false, true}) {
        bool fits = true;
        fields_.pixel_bytes = group.bytes;
        fields_.big_endian = big_endian;
        for (std::size_t i = 0; i < 4 && fits; ++i) {
            const Source& source = sources_[i];
            fields_.fields[i] = {0, 0, {0, 0, 0}, source.absent};
            if (source.kind == Kind::None) continue;
            const Channel& of = channel(source);
            const SampleBits& sample = format_.samples[static_cast<std::size_t>(of.first_sample)];
            const int shift = shift_in_word(format_, sample, 0, group.bytes, big_endian);
            fits = shift >= 0 && of.bits <= max_expanded_bits;
            if (fits) fields_.fields[i] = {shift, mask_of(of.bits), expansion_of(of.bits), 0};
        }
        if (fits) {
            fields_.gray = sources_[0].channel == sources_[1].channel && sources_[0].channel == sources_[2].channel;
            way_ = Way::Words;
            return;
        }
    }
}

// Pixels of more than 32 bits, all samples of which are words of 16.
void RowDecoder::choose_whole_words() {
    orders_.pixel_bytes = format_.planes.front().bytes;
    std::optional<bool> big_endian;
    for (std::size_t i = 0; i < 4; ++i) {
        const Source& source = sources_[i];
        orders_.place[i] = source.kind == Kind::None ? -1 : source.byte;
        if (source.kind == Kind::None) continue;
        if (source.kind != Kind::Words || source.size != 2 || channel(source).bits != 16 || source.byte % 2 != 0 ||
            (big_endian && *big_endian != source.field.big_endian)) {
            return;
        }
        big_endian = source.field.big_endian;
    }
    fields_.big_endian = big_endian.value_or(false);
    way_ = Way::WideWords;
}

}  // namespace byteprism
