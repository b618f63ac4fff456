// The kernels in single precision: luma and chroma, and floats.

#include <algorithm>
#include <bit>

#include "core/image/pixel_kernels.hpp"
#include "core/view/unaligned.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/image/colour_kernels.cpp"
#include <hwy/foreach_target.h>
// After the line above.
#include <hwy/highway.h>

#include "core/image/pixel_lanes-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace byteprism {
namespace HWY_NAMESPACE {

// Numbers on a scale of 0 .. 255 in single precision, with 13 bits of fraction: a value x is in the low bits of x +
// 1408, which lies between 1024 and 2048 for all that can be summed up. Half a unit more rounds it by cutting the
// fraction.
//
// How far x may be off: a weight by 2^-25 of itself, and weight times code stays below 550 in every matrix: 3 * 10^-5;
// the luma's the half of it; the zero and the sums of parts, below 512, by 2^-16 each, the sum of all by 2^-17, x +
// 1408 by 2^-14. Together 1.5 * 10^-4, less than 2 units of the fraction: a fraction of 2 units around 0 is a doubt.
// The sum has 2 more, so that those are the fractions 0 to 3.
constexpr int fraction_bits = 13;
constexpr float fixed_point = 1408.5f + 2.0f / (1 << fraction_bits);
constexpr std::uint32_t doubtful_fraction = (1u << fraction_bits) - 4;  // no bit of these
// What is beside the value in the 16 bits over the fraction, and over those.
constexpr std::uint32_t fixed_point_low = (0x44800000u >> fraction_bits & 0xffffu) + 384u;
constexpr std::uint32_t fixed_point_high = 0x44800000u >> fraction_bits & 0xffff0000u;

using Float = hn::Rebind<float, Wide>;
using Signed = hn::Rebind<std::int32_t, Wide>;
using FloatVector = hn::Vec<Float>;

#if HWY_TARGET != HWY_SCALAR  // there every pixel is a doubt
// Three values a pixel -> bytes of red, green and blue under an alpha, which lies in bits 16 .. 23.
struct Rounding {
    const Wide wide;
    const hn::Repartition<std::uint16_t, Wide> half;
    const hn::Vec<Float> shift = hn::Set(Float(), fixed_point);
    const hn::Vec<decltype(half)> beside = hn::BitCast(half, hn::Set(wide, fixed_point_low | fixed_point_low << 16));
    const hn::Vec<decltype(half)> beside_one = hn::BitCast(half, hn::Set(wide, fixed_point_low | fixed_point_high));
    const hn::Vec<decltype(half)> most = hn::Set(half, std::uint16_t{255});
    const WideVector fraction = hn::Set(wide, doubtful_fraction);

    HWY_INLINE hn::Mask<Wide> operator()(FloatVector red, FloatVector green, FloatVector blue, WideVector alpha,
                                         Rgba8* target) const {
        const auto r = hn::BitCast(wide, hn::Add(red, shift));
        const auto g = hn::BitCast(wide, hn::Add(green, shift));
        const auto b = hn::BitCast(wide, hn::Add(blue, shift));
        const auto both = hn::OddEven(hn::BitCast(half, hn::ShiftLeft<16 - fraction_bits>(b)),
                                      hn::BitCast(half, hn::ShiftRight<fraction_bits>(r)));
        const auto one = hn::BitCast(half, hn::ShiftRight<fraction_bits>(g));
        const auto red_blue = hn::BitCast(wide, hn::Min(hn::SaturatedSub(both, beside), most));
        const auto green_alpha = hn::Or(hn::BitCast(wide, hn::Min(hn::SaturatedSub(one, beside_one), most)), alpha);
        hn::StoreU(hn::Or(red_blue, hn::ShiftLeft<8>(green_alpha)), wide, words(target));
        const auto zero = hn::Zero(wide);
        return hn::Or(hn::Eq(hn::And(r, fraction), zero),
                      hn::Or(hn::Eq(hn::And(g, fraction), zero), hn::Eq(hn::And(b, fraction), zero)));
    }
};

// Which lanes are in doubt, vector by vector. They are listed in the end: a branch for each vector would wait for all
// of its arithmetic each time that it is predicted wrongly.
class Doubts {
public:
    HWY_INLINE void add(hn::Mask<Wide> near) {
        hn::StoreMaskBits(Wide(), near, static_cast<std::uint8_t*>(static_cast<void*>(&masks_[count_++])));
    }
    std::size_t list(std::uint16_t* doubts) const {
        constexpr std::size_t together = sizeof(std::uint64_t) / sizeof(std::uint16_t);
        const std::size_t lanes = hn::Lanes(Wide());
        std::size_t listed = 0;
        for (std::size_t i = 0; i < count_; i += together) {
            auto left = load<std::uint64_t>(static_cast<const std::byte*>(static_cast<const void*>(&masks_[i])));
            for (; left != 0; left &= left - 1) {
                const auto bit = static_cast<std::size_t>(std::countr_zero(left));
                doubts[listed++] = static_cast<std::uint16_t>((i + bit / 16) * lanes + bit % 16);
            }
        }
        return listed;
    }

private:
    static_assert(hn::MaxLanes(Wide()) <= 16 && hn::MaxLanes(Wide()) >= 4);
    std::array<std::uint16_t, most_doubted / 4 + 4> masks_{};
    std::size_t count_ = 0;
};
#endif

template <class T>
void weigh([[maybe_unused]] const YcbcrWeights& by, [[maybe_unused]] const T* u, [[maybe_unused]] const T* v,
           [[maybe_unused]] std::size_t count, [[maybe_unused]] int repeat, [[maybe_unused]] const ColourLines& lines) {
#if HWY_TARGET != HWY_SCALAR
    const Wide wide;
    const Float tag;
    const Signed whole;
    const std::size_t lanes = hn::Lanes(wide);
    const auto value = [&](const T* at)
                           HWY_ATTR { return hn::ConvertTo(tag, hn::BitCast(whole, load_wide(wide, at))); };
    const auto red_v = hn::Set(tag, by.red_v), green_u = hn::Set(tag, by.green_u);
    const auto green_v = hn::Set(tag, by.green_v), blue_u = hn::Set(tag, by.blue_u);
    const auto red_0 = hn::Set(tag, by.zero[0]), green_0 = hn::Set(tag, by.zero[1]);
    const auto blue_0 = hn::Set(tag, by.zero[2]);
    const auto put = [&](FloatVector term, float* line, std::size_t at) HWY_ATTR {
        if (repeat == 2) {
            hn::StoreInterleaved2(term, term, tag, line + 2 * at);
        } else {
            hn::StoreU(term, tag, line + at);
        }
    };
    const auto weigh_at = [&](FloatVector cb, FloatVector cr, std::size_t at) HWY_ATTR {
        put(hn::MulAdd(cr, red_v, red_0), lines[0], at);
        put(hn::MulAdd(cb, green_u, hn::MulAdd(cr, green_v, green_0)), lines[1], at);
        put(hn::MulAdd(cb, blue_u, blue_0), lines[2], at);
    };
    std::size_t i = 0;
    for (; i + lanes <= count; i += lanes) weigh_at(value(u + i), value(v + i), i);
    if (i < count) {
        std::array<T, hn::MaxLanes(wide)> last_u{}, last_v{};
        std::copy(u + i, u + count, last_u.begin());
        std::copy(v + i, v + count, last_v.begin());
        weigh_at(value(last_u.data()), value(last_v.data()), i);
    }
#endif
}

template <class T>
std::size_t add_to_lines([[maybe_unused]] const YcbcrWeights& by, [[maybe_unused]] const T* y,
                         [[maybe_unused]] const ColourLines& lines, const std::uint8_t* alpha, std::size_t count,
                         Rgba8* target, std::uint16_t* doubts) {
    std::size_t doubt_count = 0;
    std::size_t i = 0;
#if HWY_TARGET != HWY_SCALAR
    const Wide wide;
    const Float tag;
    const Signed whole;
    const std::size_t lanes = hn::Lanes(wide);
    const auto luma = hn::Set(tag, by.luma);
    const auto opaque = hn::Set(wide, 255u << 16);
    const auto [reds, greens, blues] = lines;
    const Rounding round{};
    Doubts found;
    for (; i + lanes <= count; i += lanes) {
        const auto bright = hn::ConvertTo(tag, hn::BitCast(whole, load_wide(wide, y + i)));
        const auto red = hn::MulAdd(bright, luma, hn::LoadU(tag, reds + i));
        const auto green = hn::MulAdd(bright, luma, hn::LoadU(tag, greens + i));
        const auto blue = hn::MulAdd(bright, luma, hn::LoadU(tag, blues + i));
        const auto a = alpha != nullptr ? hn::ShiftLeft<16>(load_wide(wide, alpha + i)) : opaque;
        found.add(round(red, green, blue, a, target + i));
    }
    doubt_count = found.list(doubts);
#endif
    for (; i < count; ++i) {
        target[i].alpha = alpha != nullptr ? alpha[i] : std::uint8_t{255};
        doubts[doubt_count++] = static_cast<std::uint16_t>(i);
    }
    return doubt_count;
}

void WeighBytes(const YcbcrWeights& by, const std::uint8_t* u, const std::uint8_t* v, std::size_t count, int repeat,
                const ColourLines& lines) {
    weigh(by, u, v, count, repeat, lines);
}
void WeighWords(const YcbcrWeights& by, const std::uint16_t* u, const std::uint16_t* v, std::size_t count, int repeat,
                const ColourLines& lines) {
    weigh(by, u, v, count, repeat, lines);
}
std::size_t AddBytes(const YcbcrWeights& by, const std::uint8_t* y, const ColourLines& lines, const std::uint8_t* alpha,
                     std::size_t count, Rgba8* target, std::uint16_t* doubts) {
    return add_to_lines(by, y, lines, alpha, count, target, doubts);
}
std::size_t AddWords(const YcbcrWeights& by, const std::uint16_t* y, const ColourLines& lines,
                     const std::uint8_t* alpha, std::size_t count, Rgba8* target, std::uint16_t* doubts) {
    return add_to_lines(by, y, lines, alpha, count, target, doubts);
}

std::size_t RoundFloats([[maybe_unused]] const std::array<const float*, 4>& values, std::size_t count,
                        [[maybe_unused]] Rgba8* target, std::uint16_t* doubts) {
    std::size_t doubt_count = 0;
    std::size_t i = 0;
#if HWY_TARGET != HWY_SCALAR
    const Wide wide;
    const Float tag;
    const std::size_t lanes = hn::Lanes(wide);
    const auto most = hn::Set(tag, 255.0f);
    const auto opaque = hn::Set(wide, 255u << 16);
    const Rounding round{};
    Doubts found;
    // A NaN becomes 0.
    const auto shown = [&](const float* at) HWY_ATTR {
        return hn::Min(hn::Max(hn::Mul(hn::LoadU(tag, at), most), hn::Zero(tag)), most);
    };
    for (; i + lanes <= count; i += lanes) {
        const auto red = shown(values[0] + i), green = shown(values[1] + i), blue = shown(values[2] + i);
        auto a = opaque;
        auto doubtful_alpha = hn::MaskFromVec(hn::Zero(wide));
        if (values[3] != nullptr) {
            const auto alpha = hn::BitCast(wide, hn::Add(shown(values[3] + i), hn::Set(tag, fixed_point)));
            const auto byte = hn::And(hn::Sub(hn::ShiftRight<fraction_bits>(alpha), hn::Set(wide, fixed_point_low)),
                                      hn::Set(wide, 255u));
            a = hn::ShiftLeft<16>(byte);
            doubtful_alpha = hn::Eq(hn::And(alpha, hn::Set(wide, doubtful_fraction)), hn::Zero(wide));
        }
        const auto near = hn::Or(round(red, green, blue, a, target + i), doubtful_alpha);
        found.add(near);
    }
    doubt_count = found.list(doubts);
#endif
    for (; i < count; ++i) doubts[doubt_count++] = static_cast<std::uint16_t>(i);
    return doubt_count;
}

}  // namespace HWY_NAMESPACE
}  // namespace byteprism
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace byteprism {

HWY_EXPORT(WeighBytes);
HWY_EXPORT(WeighWords);
HWY_EXPORT(AddBytes);
HWY_EXPORT(AddWords);
HWY_EXPORT(RoundFloats);

void weigh_chroma(const YcbcrWeights& weights, const std::uint8_t* u, const std::uint8_t* v, std::size_t count,
                  int repeat, const ColourLines& lines) {
    HWY_DYNAMIC_DISPATCH(WeighBytes)(weights, u, v, count, repeat, lines);
}
void weigh_chroma(const YcbcrWeights& weights, const std::uint16_t* u, const std::uint16_t* v, std::size_t count,
                  int repeat, const ColourLines& lines) {
    HWY_DYNAMIC_DISPATCH(WeighWords)(weights, u, v, count, repeat, lines);
}
std::size_t add_luma(const YcbcrWeights& weights, const std::uint8_t* y, const ColourLines& lines,
                     const std::uint8_t* alpha, std::size_t count, Rgba8* target, std::uint16_t* doubts) {
    return HWY_DYNAMIC_DISPATCH(AddBytes)(weights, y, lines, alpha, count, target, doubts);
}
std::size_t add_luma(const YcbcrWeights& weights, const std::uint16_t* y, const ColourLines& lines,
                     const std::uint8_t* alpha, std::size_t count, Rgba8* target, std::uint16_t* doubts) {
    return HWY_DYNAMIC_DISPATCH(AddWords)(weights, y, lines, alpha, count, target, doubts);
}
std::size_t round_floats(const std::array<const float*, 4>& values, std::size_t count, Rgba8* target,
                         std::uint16_t* doubts) {
    return HWY_DYNAMIC_DISPATCH(RoundFloats)(values, count, target, doubts);
}

}  // namespace byteprism
#endif
