#include "core/image/row_decoder.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <type_traits>
#include <utility>

#include "core/image/sample_value.hpp"
#include "core/view/copy_kernels.hpp"
#include "core/view/unaligned.hpp"

namespace byteprism {
namespace {

template <class T>
const T* items(const std::byte* bytes) {
    return static_cast<const T*>(static_cast<const void*>(bytes));
}
template <class T>
T* items(std::byte* bytes) {
    return static_cast<T*>(static_cast<void*>(bytes));
}

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

// A sample as pieces of the 8 bytes from `byte` of its group on.
struct SampleWord {
    struct Piece {
        int shift = 0;
        std::uint64_t mask = 0;
        int up = 0;  // where it goes in the code
    };
    int byte = 0;
    std::size_t count = 0;
    std::array<Piece, 4> pieces{};
};

// Nothing if it lies in more bytes, in more pieces, or not in this plane alone.
std::optional<SampleWord> word_of(const PixelFormat& format, int index, std::size_t plane) {
    const SampleBits& sample = format.samples[static_cast<std::size_t>(index)];
    const auto* const slices = format.slices.data() + sample.first_slice;
    SampleWord word{.byte = slices[0].byte};
    for (int i = 1; i < sample.slice_count; ++i) word.byte = std::min(word.byte, slices[i].byte);
    for (int i = 0; i < sample.slice_count; ++i) {
        const BitSlice& slice = slices[i];
        if (slice.plane != plane || slice.byte > word.byte + 7) return std::nullopt;
        const int shift = (slice.byte - word.byte) * 8 + slice.byte_shift;
        SampleWord::Piece* const last = word.count > 0 ? &word.pieces[word.count - 1] : nullptr;
        if (last != nullptr && shift - slice.sample_shift == last->shift - last->up &&
            std::popcount(last->mask) == shift - last->shift) {
            last->mask = last->mask << slice.bits | ((std::uint64_t{1} << slice.bits) - 1);
            continue;
        }
        if (word.count == word.pieces.size()) return std::nullopt;
        word.pieces[word.count++] = {shift, (std::uint64_t{1} << slice.bits) - 1, slice.sample_shift};
    }
    return word;
}

// The samples of one column of a row of groups: `count` codes, each `apart` after the one before.
template <class T>
void read_column(const SampleWord& sample, const std::byte* group, std::int64_t distance, std::size_t count, T* codes,
                 std::size_t apart) {
    const auto [first, second] = std::pair{sample.pieces[0], sample.pieces[1]};
    for (std::size_t i = 0; i < count; ++i, group += distance) {
        const auto word = load<std::uint64_t>(group + sample.byte);
        std::uint64_t code = (word >> first.shift & first.mask) << first.up;
        if (sample.count > 1) code |= (word >> second.shift & second.mask) << second.up;
        for (std::size_t k = 2; k < sample.count; ++k) {
            code |= (word >> sample.pieces[k].shift & sample.pieces[k].mask) << sample.pieces[k].up;
        }
        codes[i * apart] = static_cast<T>(code);
    }
}

}  // namespace

RowDecoder::RowDecoder(const PixelFormat& format, const ImageLayout& layout, std::span<const std::byte> source,
                       const PixelColours& colours, std::span<const Rgba8> palette)
    : format_(format), layout_(layout), source_(source), colours_(colours), palette_(palette) {
    choose(colours);
}

// ---- what the table looks like

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
        weights_ = {static_cast<float>(codes->luma),    static_cast<float>(codes->red_v),
                    static_cast<float>(codes->green_u), static_cast<float>(codes->green_v),
                    static_cast<float>(codes->blue_u),  {}};
        std::transform(codes->zero.begin(), codes->zero.end(), weights_.zero.begin(),
                       [](double zero) { return static_cast<float>(zero); });
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
    if (way_ == Way::Expanded) choose_whole_pixels();
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

// ---- runs

std::size_t RowDecoder::run_length(std::int64_t x, std::int64_t step, std::size_t count) const {
    std::size_t length = std::min(count, most_pixels);
    for (std::size_t i = 0; i < format_.planes.size(); ++i) {
        const PlaneLayout& plane = layout_.planes[i];
        if (plane.x.size() == 1) continue;
        const int width = format_.planes[i].width;
        const std::int64_t pixels = linear_run(plane.x, x / width, plane.columns) * width - x % width;
        length = std::min(length, static_cast<std::size_t>((pixels - 1) / step + 1));
    }
    return length;
}

bool RowDecoder::decode(const PixelRun& run, Rgba8* target) {
    if (const std::byte* const pixels = whole_pixels(run)) {
        if (way_ == Way::Bytes) {
            spread_bytes(orders_, pixels, run.count, target);
        } else if (way_ == Way::WideWords) {
            spread_words(orders_, fields_.big_endian, pixels, run.count, target);
        } else {
            expand_words(fields_, pixels, run.count, target);
        }
        return true;
    }
    switch (way_) {
        case Way::Table:
            return false;
        case Way::Bytes:
        case Way::Words:
        case Way::WideWords:
        case Way::Expanded:
            return decode_expanded(run, target);
        case Way::Ycbcr:
            return decode_ycbcr(run, target);
        case Way::Floats:
            return decode_floats(run, target);
        case Way::Palette:
            return decode_indices(run, target);
    }
    return false;
}

bool RowDecoder::decode_past_caches(const PixelRun& run, Rgba8* target) {
    if (!decode(run, near_.data())) return false;
    stream_pixels(near_.data(), run.count, target);
    return true;
}

// Null unless the run is pixels side by side, all inside.
const std::byte* RowDecoder::whole_pixels(const PixelRun& run) const {
    const PlaneLayout& plane = layout_.planes[0];
    const std::int64_t bytes = format_.planes[0].bytes;
    if ((way_ != Way::Bytes && way_ != Way::Words && way_ != Way::WideWords) || (run.step != 1 && run.count > 1) ||
        (plane.x.back().stride != bytes && run.count > 1)) {
        return nullptr;
    }
    const std::int64_t begin = row_offset(plane, run.y) + address_of(plane.x, run.x);
    const std::int64_t length = bytes * static_cast<std::int64_t>(run.count);
    const auto size = static_cast<std::int64_t>(source_.size());
    return begin >= 0 && length <= size && begin <= size - length ? source_.data() + begin : nullptr;
}

// Nothing if they are not in one line, or not all inside.
std::optional<RowDecoder::Samples> RowDecoder::samples(const Source& source, const PixelRun& run) const {
    const Channel& of = channel(source);
    const PlaneLayout& plane = layout_.planes[source.plane];
    const PixelGroup& group = format_.planes[source.plane];
    const std::int64_t width = of.cell_width;
    if (run.step != 1 && (run.step % width != 0 || plane.x.size() != 1)) return std::nullopt;
    const std::int64_t column = run.x / group.width;
    Samples samples{.distance = source.distance, .count = run.count, .phase = 0};
    if (run.step == 1) {
        samples.phase = static_cast<std::size_t>(run.x % width);
        samples.count = (samples.phase + run.count - 1) / static_cast<std::size_t>(width) + 1;
    } else if (samples.count > 1) {
        samples.distance *= run.step / width;
    }
    const std::int64_t begin = row_offset(plane, run.y / group.height) + address_of(plane.x, column) + source.byte +
                               run.x % group.width / width * source.distance;
    const std::int64_t walk = static_cast<std::int64_t>(samples.count - 1) * samples.distance;
    const std::int64_t least = begin + std::min<std::int64_t>(0, walk);
    const std::int64_t end = begin + std::max<std::int64_t>(0, walk) + source.size;
    if (least < 0 || end > static_cast<std::int64_t>(source_.size())) return std::nullopt;
    samples.first = source_.data() + begin;
    return samples;
}

// Each of the samples for every pixel that it covers.
const std::byte* RowDecoder::repeated(const std::byte* lines, std::size_t size, const Samples& samples, int times,
                                      std::byte* free, std::byte* other) const {
    std::size_t count = samples.count;
    for (; times % 2 == 0; times /= 2) {
        repeat_twice(lines, count, size, free);
        count *= 2;
        lines = free;
        std::swap(free, other);
    }
    if (times > 1) {
        for (std::size_t i = 0; i < count * static_cast<std::size_t>(times); ++i) {
            std::memcpy(free + i * size, lines + i / static_cast<std::size_t>(times) * size, size);
        }
        lines = free;
    }
    return lines + samples.phase * size;
}

template <class T>
const T* RowDecoder::line(const Source& source, const PixelRun& run, Scratch& scratch, Each each) {
    constexpr bool fits_bytes = sizeof(T) == 1;
    if constexpr (fits_bytes) {
        if (source.kind == Kind::Packed) return packed_line(source, run, scratch);
    }
    const bool ready = (source.kind == Kind::Bytes && sizeof(T) <= 2) ||
                       (source.kind == Kind::Words && sizeof(T) == 2) ||
                       (source.kind == Kind::Floats && sizeof(T) == 4);
    if (!ready) return read_any<T>(source, run, scratch);
    if (run.step != 1 && (run.step % channel(source).cell_width != 0)) return read_any<T>(source, run, scratch);
    const std::optional<Samples> found = samples(source, run);
    if (!found) return nullptr;
    std::byte* free = scratch.first.data();
    std::byte* other = scratch.second.data();
    const std::byte* at = found->first;
    const auto count = found->count;
    if (found->distance != source.size && count > 1) {
        gather(free, at, found->distance, static_cast<std::int64_t>(count), source.size, Reuse::Soon);
        at = free;
        std::swap(free, other);
    }
    if (source.kind == Kind::Words) {
        extract_codes(source.field, at, count, items<std::uint16_t>(free));
        at = free;
        std::swap(free, other);
    } else if (source.kind == Kind::Bytes && !fits_bytes) {
        widen_codes(items<std::uint8_t>(at), count, items<std::uint16_t>(free));
        at = free;
        std::swap(free, other);
    }
    if (each == Each::Sample) return items<T>(at);
    const int width = run.step == 1 ? channel(source).cell_width : 1;
    return items<T>(width == 1 ? at : repeated(at, sizeof(T), *found, width, free, other));
}

const std::uint8_t* RowDecoder::packed_line(const Source& source, const PixelRun& run, Scratch& scratch) const {
    const PlaneLayout& plane = layout_.planes[source.plane];
    const PixelGroup& group = format_.planes[source.plane];
    const auto in_byte = static_cast<std::size_t>(8 / channel(source).bits);
    const auto at = static_cast<std::size_t>(run.x % group.width);
    const std::size_t phase = at % in_byte;
    if (run.step != 1 && run.count > 1) return nullptr;
    const std::size_t count = (phase + run.count - 1) / in_byte + 1;
    const std::int64_t begin = row_offset(plane, run.y / group.height) + address_of(plane.x, run.x / group.width) +
                               static_cast<std::int64_t>(at / in_byte);
    if (begin < 0 || begin > static_cast<std::int64_t>(source_.size()) - static_cast<std::int64_t>(count)) {
        return nullptr;
    }
    std::byte* to = scratch.first.data();
    for (std::size_t i = 0; i < count; ++i, to += in_byte) {
        const auto byte = std::to_integer<std::size_t>(source_[static_cast<std::size_t>(begin) + i]);
        std::memcpy(to, packed_[byte].data(), sizeof packed_[byte]);
    }
    return items<std::uint8_t>(scratch.first.data()) + phase;
}

// Column after column of the groups, where each sample lies in 8 bytes of one plane: `count` codes of samples from the
// first one of the run on.
template <class T>
bool RowDecoder::read_groups(const Source& source, const PixelRun& run, std::size_t count, T* codes) const {
    const Channel& of = channel(source);
    const PixelGroup& group = format_.planes[source.plane];
    const PlaneLayout& plane = layout_.planes[source.plane];
    if (run.step != 1 || std::endian::native != std::endian::little) return false;
    const std::int64_t first = run.x / of.cell_width;
    const auto columns = static_cast<std::size_t>(of.columns);
    const auto skipped = static_cast<std::size_t>(first % of.columns);
    const std::int64_t begin = row_offset(plane, run.y / group.height) + address_of(plane.x, first / of.columns);
    const std::int64_t distance = plane.x.back().stride;
    const std::int64_t end = begin + static_cast<std::int64_t>((skipped + count - 1) / columns) * distance;
    const auto size = static_cast<std::int64_t>(source_.size());
    if (std::min(begin, end) < 0 || std::max(begin, end) > size - group.bytes - 8) return false;
    const int row = static_cast<int>(run.y / of.cell_height % of.rows);
    for (std::size_t i = 0; i < columns; ++i) {
        const auto sample = word_of(format_, of.first_sample + row * of.columns + static_cast<int>(i), source.plane);
        if (!sample) return false;
        // Of the first group and of the last only a part.
        const std::size_t first_group = i < skipped ? 1 : 0;
        if (first_group * columns + i >= skipped + count) continue;
        const std::size_t at = first_group * columns + i - skipped;
        read_column(*sample, source_.data() + begin + static_cast<std::int64_t>(first_group) * distance, distance,
                    (count - 1 - at) / columns + 1, codes + at, columns);
    }
    return true;
}

template <class T>
const T* RowDecoder::read_any(const Source& source, const PixelRun& run, Scratch& scratch) {
    if (channel(source).bits > static_cast<int>(sizeof(T)) * 8) return nullptr;
    T* const codes = items<T>(scratch.first.data());
    if constexpr (!std::is_same_v<T, float>) {
        const auto width = static_cast<std::size_t>(channel(source).cell_width);
        const auto phase = static_cast<std::size_t>(run.x) % width;
        const Samples samples{.count = (phase + run.count - 1) / width + 1, .phase = phase};
        if (read_groups(source, run, samples.count, codes)) {
            return items<T>(repeated(scratch.first.data(), sizeof(T), samples, static_cast<int>(width),
                                     scratch.second.data(), scratch.first.data()));
        }
    }
    const auto end = outside_.begin() + static_cast<std::ptrdiff_t>(run.count);
    std::fill(outside_.begin(), end, std::uint8_t{0});
    read_run(format_, layout_, source_, channel(source), run, codes_.data(), outside_.data());
    if (std::find(outside_.begin(), end, 1) != end) return nullptr;
    for (std::size_t i = 0; i < run.count; ++i) {
        if constexpr (std::is_same_v<T, float>) {
            codes[i] = std::bit_cast<float>(static_cast<std::uint32_t>(codes_[i]));
        } else {
            codes[i] = static_cast<T>(codes_[i]);
        }
    }
    return codes;
}

// ---- colours

// Expanded to 8 bits. A channel that the format does not have is 0.
const std::uint8_t* RowDecoder::shown_bytes(const Source& source, const PixelRun& run, Scratch& scratch) {
    auto* const shown = items<std::uint8_t>(scratch.shown.data());
    if (source.kind == Kind::None) {
        std::fill_n(shown, run.count, source.absent);
        return shown;
    }
    const int bits = channel(source).bits;
    if (source.kind == Kind::Bytes || source.kind == Kind::Packed) return line<std::uint8_t>(source, run, scratch);
    if (bits <= max_expanded_bits) {
        const std::uint16_t* const codes = line<std::uint16_t>(source, run, scratch);
        if (codes == nullptr) return nullptr;
        expand_codes(source.expansion, codes, run.count, shown);
        return shown;
    }
    return nullptr;
}

bool RowDecoder::decode_expanded(const PixelRun& run, Rgba8* target) {
    std::array<const std::uint8_t*, 4> bytes{};
    for (std::size_t i = 0; i < 4; ++i) {
        const bool again = i > 0 && i < 3 && sources_[i].channel >= 0 && sources_[i].channel == sources_[0].channel;
        if (i == 3 && sources_[i].kind == Kind::None) continue;
        bytes[i] = again ? bytes[0] : shown_bytes(sources_[i], run, scratch_[i]);
        if (bytes[i] == nullptr) return false;
    }
    join_bytes(bytes, run.count, target);
    return true;
}

// The pixels of which single precision could not tell, and the last few, which no vector holds.
template <class T>
void RowDecoder::settle_ycbcr(std::size_t count, const T* luma, Rgba8* target) const {
    PixelCodes codes{};
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t at = doubts_[i];
        const std::size_t sample = weighed_.halved ? (weighed_.phase + at) / 2 : at;
        codes[static_cast<std::size_t>(sources_[0].channel)] = luma[at];
        codes[static_cast<std::size_t>(sources_[1].channel)] = static_cast<const T*>(weighed_.u)[sample];
        codes[static_cast<std::size_t>(sources_[2].channel)] = static_cast<const T*>(weighed_.v)[sample];
        const std::uint8_t alpha = target[at].alpha;
        target[at] = colours_.colour_of(codes);
        target[at].alpha = alpha;
    }
}

void RowDecoder::settle_floats(std::size_t count, const std::array<const float*, 4>& values, Rgba8* target) const {
    PixelCodes codes{};
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t k = 0; k < 4; ++k) {
            if (sources_[k].channel < 0) continue;
            codes[static_cast<std::size_t>(sources_[k].channel)] = std::bit_cast<std::uint32_t>(values[k][doubts_[i]]);
        }
        target[doubts_[i]] = colours_.colour_of(codes);
    }
}

bool RowDecoder::decode_ycbcr(const PixelRun& run, Rgba8* target) {
    const bool bytes = std::all_of(sources_.begin(), sources_.end() - 1,
                                   [](const Source& source) { return source.kind == Kind::Bytes; });
    return bytes ? mix<std::uint8_t>(run, target) : mix<std::uint16_t>(run, target);
}

bool RowDecoder::has_halved_chroma() const {
    return std::all_of(sources_.begin() + 1, sources_.begin() + 3, [&](const Source& source) {
        return (source.kind == Kind::Bytes || source.kind == Kind::Words) && channel(source).cell_width == 2;
    });
}

template <class T>
bool RowDecoder::weigh(const PixelRun& run) {
    PixelRun wanted = run;
    const int height = channel(sources_[1]).cell_height;
    wanted.y /= height;
    const PixelRun& had = weighed_.run;
    if (weighed_.valid && height == channel(sources_[2]).cell_height && had.x == wanted.x && had.y == wanted.y &&
        had.step == wanted.step && had.count == wanted.count) {
        return true;
    }
    const bool halved = run.step == 1 && has_halved_chroma();
    const Each each = halved ? Each::Sample : Each::Pixel;
    const T* const u = line<T>(sources_[1], run, scratch_[1], each);
    const T* const v = line<T>(sources_[2], run, scratch_[2], each);
    weighed_ = {wanted, u != nullptr && v != nullptr, halved, halved ? static_cast<std::size_t>(run.x % 2) : 0, u, v};
    if (!weighed_.valid) return false;
    const std::size_t count = halved ? (weighed_.phase + run.count - 1) / 2 + 1 : run.count;
    weigh_chroma(weights_, u, v, count, halved ? 2 : 1, {chroma_[0].data(), chroma_[1].data(), chroma_[2].data()});
    return true;
}

template <class T>
bool RowDecoder::mix(const PixelRun& run, Rgba8* target) {
    const T* const luma = line<T>(sources_[0], run, scratch_[0]);
    if (luma == nullptr || !weigh<T>(run)) return false;
    const bool opaque = sources_[3].kind == Kind::None;
    const std::uint8_t* const alpha = opaque ? nullptr : shown_bytes(sources_[3], run, scratch_[3]);
    if (!opaque && alpha == nullptr) return false;
    const ColourLines lines{chroma_[0].data() + weighed_.phase, chroma_[1].data() + weighed_.phase,
                            chroma_[2].data() + weighed_.phase};
    const std::size_t doubts = add_luma(weights_, luma, lines, alpha, run.count, target, doubts_.data());
    settle_ycbcr<T>(doubts, luma, target);
    return true;
}

bool RowDecoder::decode_floats(const PixelRun& run, Rgba8* target) {
    std::array<const float*, 4> values{};
    for (std::size_t i = 0; i < 4; ++i) {
        const bool again = i > 0 && i < 3 && sources_[i].channel >= 0 && sources_[i].channel == sources_[0].channel;
        if (again) {
            values[i] = values[0];
        } else if (sources_[i].kind != Kind::None) {
            values[i] = line<float>(sources_[i], run, scratch_[i]);
            if (values[i] == nullptr) return false;
        } else if (i < 3) {
            std::fill_n(scratch_[i].shown.begin(), run.count * sizeof(float), std::byte{0});
            values[i] = items<float>(scratch_[i].shown.data());
        }
    }
    settle_floats(round_floats(values, run.count, target, doubts_.data()), values, target);
    return true;
}

bool RowDecoder::decode_indices(const PixelRun& run, Rgba8* target) {
    const std::uint8_t* const indices = line<std::uint8_t>(sources_[0], run, scratch_[0]);
    if (indices == nullptr) return false;
    look_up(colours_256_.data(), indices, run.count, target);
    return true;
}

}  // namespace byteprism
