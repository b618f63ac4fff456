#include "core/image/row_decoder.hpp"

#include <algorithm>

#include "core/view/copy_kernels.hpp"
#include "core/view/unaligned.hpp"

namespace byteprism {

std::pair<std::int64_t, std::int64_t> group_offsets(const PixelFormat& format, const ImageLayout& layout,
                                                    std::size_t index, const PixelRun& run) {
    const PlaneLayout& plane = layout.planes[index];
    const PixelGroup& group = format.planes[index];
    const std::int64_t row = row_offset(plane, run.y / group.height);
    const std::int64_t last = run.x + static_cast<std::int64_t>(run.count - 1) * run.step;
    return std::minmax({row + address_of(plane.x, run.x / group.width), row + address_of(plane.x, last / group.width)});
}

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

// Whole groups, padding too: what is refused too much goes by the table.
bool RowDecoder::unseen_inside(const PixelRun& run) const {
    for (std::size_t i = 0; unseen_planes_ >> i != 0; ++i) {
        if ((unseen_planes_ >> i & 1u) == 0) continue;
        const auto [least, most] = group_offsets(format_, layout_, i, run);
        if (least < 0 || most > static_cast<std::int64_t>(source_.size()) - format_.planes[i].bytes) {
            return false;
        }
    }
    return true;
}

bool RowDecoder::decode(const PixelRun& run, PixelTarget target) {
    if (!unseen_inside(run)) return false;
    if (const auto pixels = whole_pixels(run)) return decode_whole(*pixels, run.count, target);
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

// What the next run will most likely read; the processor's own guess ends with the page.
void RowDecoder::fetch_ahead(std::int64_t begin, std::int64_t length) const {
    if (length > most_ahead) return;
    constexpr std::int64_t line = 64;
    const std::int64_t end = std::min(static_cast<std::int64_t>(source_.size()), begin + length);
    for (; begin < end; begin += line) __builtin_prefetch(source_.data() + begin);
}

// None unless the pixels of the run are one line, all inside; where it is none that a kernel takes, side by side in the
// scratch.
std::optional<RowDecoder::PixelLine> RowDecoder::whole_pixels(const PixelRun& run) {
    if (way_ != Way::Bytes && way_ != Way::Words && way_ != Way::WideWords) return std::nullopt;
    const PlaneLayout& plane = layout_.planes[0];
    if (run.step != 1 && run.count > 1 && plane.x.size() != 1) return std::nullopt;
    const std::int64_t bytes = format_.planes[0].bytes;
    const std::int64_t distance = run.count > 1 ? plane.x.back().stride * run.step : bytes;
    const std::int64_t begin = row_offset(plane, run.y) + address_of(plane.x, run.x);
    const std::int64_t walk = distance * static_cast<std::int64_t>(run.count - 1);
    if (std::min(begin, begin + walk) < 0 ||
        std::max(begin, begin + walk) > static_cast<std::int64_t>(source_.size()) - bytes) {
        return std::nullopt;
    }
    const std::span<const std::byte> readable = source_.subspan(static_cast<std::size_t>(begin));
    if (distance == bytes || (way_ == Way::Bytes && distance > bytes && distance <= 4)) {
        return PixelLine{readable, static_cast<int>(distance)};
    }
    if (bytes > 4 || bytes == 3) return std::nullopt;
    const std::span<std::byte> line = scratch_[0].first;
    gather(line.data(), readable.data(), distance, static_cast<std::int64_t>(run.count), bytes, Reuse::Soon);
    return PixelLine{line, static_cast<int>(bytes)};
}

bool RowDecoder::decode_whole(const PixelLine& pixels, std::size_t count, PixelTarget target) {
    const std::byte* const first = pixels.readable.data();
    const std::size_t readable = pixels.readable.size();
    orders_.pixel_bytes = pixels.bytes;
    if (way_ == Way::Bytes) {
        spread_bytes(orders_, first, readable, count, target);
    } else if (way_ == Way::WideWords) {
        spread_words(orders_, fields_.big_endian, first, readable, count, target);
    } else {
        expand_words(fields_, first, count, target);
    }
    return true;
}

// Expanded to 8 bits. A channel that the format does not have is 0.
const std::uint8_t* RowDecoder::shown_bytes(const Source& source, const PixelRun& run, Scratch& scratch) {
    auto* const shown = lanes<std::uint8_t>(scratch.shown.data());
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

bool RowDecoder::decode_expanded(const PixelRun& run, PixelTarget target) {
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
void RowDecoder::settle_ycbcr(std::size_t count, const std::uint16_t* luma, Rgba8* target) const {
    PixelCodes codes{};
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t at = doubts_[i];
        const std::size_t sample = weighed_.halved ? (weighed_.phase + at) / 2 : at;
        codes[static_cast<std::size_t>(sources_[0].channel)] = luma[at];
        codes[static_cast<std::size_t>(sources_[1].channel)] = static_cast<const std::uint16_t*>(weighed_.u)[sample];
        codes[static_cast<std::size_t>(sources_[2].channel)] = static_cast<const std::uint16_t*>(weighed_.v)[sample];
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
            // In the buffer itself they need not be aligned.
            const auto* const line = static_cast<const std::byte*>(static_cast<const void*>(values[k]));
            codes[static_cast<std::size_t>(sources_[k].channel)] =
                load<std::uint32_t>(line + doubts_[i] * sizeof(float));
        }
        target[doubts_[i]] = colours_.colour_of(codes);
    }
}

bool RowDecoder::decode_ycbcr(const PixelRun& run, PixelTarget target) {
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
    const int repeat = halved ? 2 : 1;
    if constexpr (sizeof(T) == 1) {
        weigh_chroma(byte_weights_, u, v, count, repeat, byte_lines(0));
    } else {
        weigh_chroma(weights_, u, v, count, repeat, {chroma_[0].data(), chroma_[1].data(), chroma_[2].data()});
    }
    return true;
}

// The same memory for codes of 8 bits.
ByteLines RowDecoder::byte_lines(std::size_t from) {
    const auto line = [&](std::size_t i) {
        return static_cast<std::int16_t*>(static_cast<void*>(chroma_[i].data())) + from;
    };
    return {line(0), line(1), line(2)};
}

template <class T>
bool RowDecoder::mix(const PixelRun& run, PixelTarget target) {
    const T* const luma = line<T>(sources_[0], run, scratch_[0]);
    if (luma == nullptr || !weigh<T>(run)) return false;
    const bool opaque = sources_[3].kind == Kind::None;
    const std::uint8_t* const alpha = opaque ? nullptr : shown_bytes(sources_[3], run, scratch_[3]);
    if (!opaque && alpha == nullptr) return false;
    if constexpr (sizeof(T) == 1) {
        add_luma(byte_weights_, luma, byte_lines(weighed_.phase), alpha, run.count, target);
    } else {
        const ColourLines lines{chroma_[0].data() + weighed_.phase, chroma_[1].data() + weighed_.phase,
                                chroma_[2].data() + weighed_.phase};
        const std::size_t doubts = add_luma(weights_, luma, lines, alpha, run.count, target, doubts_.data());
        settle_ycbcr(doubts, luma, target.first);
    }
    return true;
}

bool RowDecoder::decode_floats(const PixelRun& run, PixelTarget target) {
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
            values[i] = lanes<float>(scratch_[i].shown.data());
        }
    }
    settle_floats(round_floats(values, run.count, target, doubts_.data()), values, target.first);
    return true;
}

bool RowDecoder::decode_indices(const PixelRun& run, PixelTarget target) {
    const std::uint8_t* const indices = line<std::uint8_t>(sources_[0], run, scratch_[0]);
    if (indices == nullptr) return false;
    look_up(colours_256_.data(), indices, run.count, target);
    return true;
}

}  // namespace byteprism
