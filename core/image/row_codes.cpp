// The codes of a channel put beside each other.

#include <algorithm>
#include <bit>
#include <cstring>
#include <type_traits>
#include <utility>

#include "core/image/row_decoder.hpp"
#include "core/view/copy_kernels.hpp"
#include "core/view/unaligned.hpp"

namespace byteprism {
namespace {

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
    if (walk > 0) fetch_ahead(end, walk);
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
        const bool near = found->distance == 2 || found->distance == 4;
        if (near && source.size == 1 && std::endian::native == std::endian::little) {
            pick_bytes(at, static_cast<std::size_t>(found->distance), count, lanes<std::uint8_t>(free));
        } else {
            gather(free, at, found->distance, static_cast<std::int64_t>(count), source.size, Reuse::Soon);
        }
        at = free;
        std::swap(free, other);
    }
    if (source.kind == Kind::Words) {
        extract_codes(source.field, at, count, lanes<std::uint16_t>(free));
        at = free;
        std::swap(free, other);
    } else if (source.kind == Kind::Bytes && !fits_bytes) {
        widen_codes(lanes<std::uint8_t>(at), count, lanes<std::uint16_t>(free));
        at = free;
        std::swap(free, other);
    }
    if (each == Each::Sample) return lanes<T>(at);
    const int width = run.step == 1 ? channel(source).cell_width : 1;
    return lanes<T>(width == 1 ? at : repeated(at, sizeof(T), *found, width, free, other));
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
    return lanes<std::uint8_t>(scratch.first.data()) + phase;
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
    T* const codes = lanes<T>(scratch.first.data());
    if constexpr (!std::is_same_v<T, float>) {
        const auto width = static_cast<std::size_t>(channel(source).cell_width);
        const auto phase = static_cast<std::size_t>(run.x) % width;
        const Samples samples{.count = (phase + run.count - 1) / width + 1, .phase = phase};
        if (read_groups(source, run, samples.count, codes)) {
            return lanes<T>(repeated(scratch.first.data(), sizeof(T), samples, static_cast<int>(width),
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

template const std::uint8_t* RowDecoder::line(const Source&, const PixelRun&, Scratch&, Each);
template const std::uint16_t* RowDecoder::line(const Source&, const PixelRun&, Scratch&, Each);
template const float* RowDecoder::line(const Source&, const PixelRun&, Scratch&, Each);

}  // namespace byteprism
