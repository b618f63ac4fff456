// The kernels that are nearly exact and know where they are not: luma and chroma in fixed point, floats in single
// precision.

#include <algorithm>
#include <bit>
#include <cmath>

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

// Floats on a scale of 0 .. 255 in single precision, with 15 bits of fraction: a value x is in the low bits of x + 256,
// which lies between 256 and 512. Half a unit more rounds it by cutting the fraction.
//
// How far x may be off: by 2^-17 where it was multiplied, by 2^-16 where 256 was added; less than 1 unit of the
// fraction. The sum has 1 more: the fractions 0 and 1 are doubts.
constexpr int fraction_bits = 15;
constexpr float fixed_point = 256.5f + 1.0f / (1 << fraction_bits);
constexpr std::uint32_t doubtful_fraction = (1u << fraction_bits) - 2;  // no bit of these

using Float = hn::Rebind<float, Wide>;
using Signed = hn::Rebind<std::int32_t, Wide>;
using FloatVector = hn::Vec<Float>;

#if HWY_TARGET != HWY_SCALAR  // there every pixel is a doubt
// Three values a pixel, 0 .. 255 -> bytes of red, green and blue under an alpha, which lies in bits 16 .. 23.
struct Rounding {
    const Wide wide;
    const hn::Repartition<std::uint16_t, Wide> half;
    const hn::Vec<Float> shift = hn::Set(Float(), fixed_point);
    const WideVector two_bytes = hn::Set(wide, 0xff00ffu);
    const WideVector one_byte = hn::Set(wide, 0xffu);
    const WideVector fraction = hn::Set(wide, doubtful_fraction);

    HWY_INLINE hn::Mask<Wide> operator()(FloatVector red, FloatVector green, FloatVector blue, WideVector alpha,
                                         const PixelTarget& target, std::size_t at) const {
        const auto r = hn::BitCast(wide, hn::Add(red, shift));
        const auto g = hn::BitCast(wide, hn::Add(green, shift));
        const auto b = hn::BitCast(wide, hn::Add(blue, shift));
        const auto both = hn::OddEven(hn::BitCast(half, hn::ShiftLeft<16 - fraction_bits>(b)),
                                      hn::BitCast(half, hn::ShiftRight<fraction_bits>(r)));
        const auto red_blue = hn::And(hn::BitCast(wide, both), two_bytes);
        const auto green_alpha = hn::Or(hn::And(hn::ShiftRight<fraction_bits>(g), one_byte), alpha);
        put_pixels(hn::Or(red_blue, hn::ShiftLeft<8>(green_alpha)), target, at);
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

// Luma and chroma, in units of 2^-21. How far a sum may be off: what is left of a weight's rest, half a 2^-14, times a
// code of up to 16 bits, by 2 units; a rest that is cut by 1; the zero by a half. With three products less than 10. The
// zeros have a half of a value more, to round by cutting, and 16 units: the fractions 0 to 31 are doubts. All sums, and
// their parts, lie within 2^31: a weight times a code stays below 550 in every matrix.
#if HWY_TARGET != HWY_SCALAR
using SignedVector = hn::Vec<Signed>;

struct Product {
    SignedVector whole, rest;

    HWY_INLINE explicit Product(const YcbcrWeights::Weight& weight)
        : whole(hn::Set(Signed(), weight.whole)), rest(hn::Set(Signed(), weight.rest)) {}
    HWY_INLINE SignedVector operator()(SignedVector code) const {
        return hn::Add(hn::Mul(code, whole), hn::ShiftRight<YcbcrWeights::rest_bits>(hn::Mul(code, rest)));
    }
};

// Three sums a pixel -> bytes of red, green and blue under an alpha, which lies in bits 24 .. 31. Returns the least
// fraction of the three, over zeros.
struct Cutting {
    static constexpr int bits = YcbcrWeights::fraction_bits;
    static constexpr int doubtful_bits = 5 + 32 - bits;
    const Wide wide;
    const Signed full;
    const hn::Repartition<std::int16_t, Wide> half;

    HWY_INLINE WideVector operator()(SignedVector red, SignedVector green, SignedVector blue, WideVector alpha,
                                     const PixelTarget& target, std::size_t at) const {
        const auto both = hn::OddEven(hn::BitCast(half, hn::ShiftRight<bits - 16>(blue)),
                                      hn::BitCast(half, hn::ShiftRight<bits>(red)));
        const auto red_blue = hn::Min(hn::Max(both, hn::Zero(half)), hn::Set(half, std::int16_t{255}));
        const auto one = hn::Min(hn::Max(hn::ShiftRight<bits>(green), hn::Zero(full)), hn::Set(full, 255));
        const auto green_byte = hn::ShiftLeft<8>(hn::BitCast(wide, one));
        put_pixels(hn::Or3(hn::BitCast(wide, red_blue), green_byte, alpha), target, at);
        const auto fraction = [&](SignedVector sum)
                                  HWY_ATTR { return hn::ShiftLeft<32 - bits>(hn::BitCast(wide, sum)); };
        return hn::Min(hn::Min(fraction(red), fraction(green)), fraction(blue));
    }
    HWY_INLINE hn::Mask<Wide> doubtful(WideVector fraction) const {
        return hn::Eq(hn::ShiftRight<doubtful_bits>(fraction), hn::Zero(wide));
    }
};
#endif

void WeighWords([[maybe_unused]] const YcbcrWeights& by, [[maybe_unused]] const std::uint16_t* u,
                [[maybe_unused]] const std::uint16_t* v, [[maybe_unused]] std::size_t count,
                [[maybe_unused]] int repeat, [[maybe_unused]] const ColourLines& lines) {
#if HWY_TARGET != HWY_SCALAR
    const Wide wide;
    const Signed tag;
    const std::size_t lanes = hn::Lanes(wide);
    const auto value = [&](const std::uint16_t* at) HWY_ATTR { return hn::BitCast(tag, load_wide(wide, at)); };
    const Product red_v(by.red_v), green_u(by.green_u), green_v(by.green_v), blue_u(by.blue_u);
    const auto red_0 = hn::Set(tag, by.zero[0]), green_0 = hn::Set(tag, by.zero[1]);
    const auto blue_0 = hn::Set(tag, by.zero[2]);
    const auto put = [&](SignedVector term, std::int32_t* line, std::size_t at) HWY_ATTR {
        if (repeat == 2) {
            hn::StoreInterleaved2(term, term, tag, line + 2 * at);
        } else {
            hn::StoreU(term, tag, line + at);
        }
    };
    const auto weigh_at = [&](SignedVector cb, SignedVector cr, std::size_t at) HWY_ATTR {
        put(hn::Add(red_v(cr), red_0), lines[0], at);
        put(hn::Add(hn::Add(green_u(cb), green_v(cr)), green_0), lines[1], at);
        put(hn::Add(blue_u(cb), blue_0), lines[2], at);
    };
    std::size_t i = 0;
    for (; i + lanes <= count; i += lanes) weigh_at(value(u + i), value(v + i), i);
    if (i < count) {
        std::array<std::uint16_t, hn::MaxLanes(wide)> last_u{}, last_v{};
        std::copy(u + i, u + count, last_u.begin());
        std::copy(v + i, v + count, last_v.begin());
        weigh_at(value(last_u.data()), value(last_v.data()), i);
    }
#endif
}

std::size_t AddWords([[maybe_unused]] const YcbcrWeights& by, [[maybe_unused]] const std::uint16_t* y,
                     [[maybe_unused]] const ColourLines& lines, const std::uint8_t* alpha, std::size_t count,
                     PixelTarget target, std::uint16_t* doubts) {
    std::size_t doubt_count = 0;
    std::size_t i = 0;
#if HWY_TARGET != HWY_SCALAR
    const Wide wide;
    const Signed tag;
    const std::size_t lanes = hn::Lanes(wide);
    const Product luma(by.luma);
    const auto opaque = hn::Set(wide, 255u << 24);
    const auto [reds, greens, blues] = lines;
    const Cutting cut{};
    const auto put = [&, reds = reds, greens = greens, blues = blues](std::size_t at) HWY_ATTR {
        const auto bright = luma(hn::BitCast(tag, load_wide(wide, y + at)));
        const auto a = alpha != nullptr ? hn::ShiftLeft<24>(load_wide(wide, alpha + at)) : opaque;
        return cut(hn::Add(bright, hn::LoadU(tag, reds + at)), hn::Add(bright, hn::LoadU(tag, greens + at)),
                   hn::Add(bright, hn::LoadU(tag, blues + at)), a, target, at);
    };
    auto least = hn::Set(wide, ~0u);
    for (; i + lanes <= count; i += lanes) least = hn::Min(least, put(i));
    if (!hn::AllFalse(wide, cut.doubtful(least))) {  // seldom: which ones
        Doubts found;
        for (std::size_t k = 0; k < i; k += lanes) found.add(cut.doubtful(put(k)));
        doubt_count = found.list(doubts);
    }
#endif
    for (; i < count; ++i) {
        target.first[i].alpha = alpha != nullptr ? alpha[i] : std::uint8_t{255};
        doubts[doubt_count++] = static_cast<std::uint16_t>(i);
    }
    return doubt_count;
}

// In the lowest 16 bits: its floor.
std::int32_t cut_part(double part) { return static_cast<std::int32_t>(part + 65536); }

void WeighBytes(const YcbcrBytes& by, const std::uint8_t* u, const std::uint8_t* v, std::size_t count, int repeat,
                const ByteLines& lines) {
    std::size_t i = 0;
#if HWY_TARGET != HWY_SCALAR && HWY_HAVE_FLOAT64
    const Signed whole;
    const hn::Half<Signed> half;
    const hn::Rebind<double, decltype(half)> real;
    const hn::Rebind<std::int16_t, Signed> narrow;
    const hn::Repartition<std::int16_t, Signed> twice;
    const std::size_t lanes = hn::Lanes(whole);
    alignas(16) static constexpr std::array<std::uint8_t, 16> two_words = {0, 1, 0, 1, 4,  5,  4,  5,
                                                                           8, 9, 8, 9, 12, 13, 12, 13};
    const auto doubled = hn::BitCast(whole, hn::LoadDup128(hn::Repartition<std::uint8_t, Signed>(), two_words.data()));
    const auto put = [&](auto low, auto high, std::int16_t* line) HWY_ATTR {
        const auto parts = hn::Combine(whole, hn::DemoteTo(half, high), hn::DemoteTo(half, low));
        if (repeat == 2) {
            hn::StoreU(hn::BitCast(twice, hn::TableLookupBytes(parts, doubled)), twice, line + 2 * i);
        } else {
            hn::StoreU(
                hn::BitCast(narrow, hn::TruncateTo(hn::Rebind<std::uint16_t, Signed>(), hn::BitCast(Wide(), parts))),
                narrow, line + i);
        }
    };
    const auto red_v = hn::Set(real, by.red_v), green_u = hn::Set(real, by.green_u);
    const auto green_v = hn::Set(real, by.green_v), blue_u = hn::Set(real, by.blue_u);
    const auto red_0 = hn::Set(real, by.zero[0] + 65536), green_0 = hn::Set(real, by.zero[1] + 65536);
    const auto blue_0 = hn::Set(real, by.zero[2] + 65536);
    for (; i + lanes <= count; i += lanes) {
        const auto cb = hn::BitCast(whole, load_wide(Wide(), u + i)), cr = hn::BitCast(whole, load_wide(Wide(), v + i));
        const auto low_u = hn::PromoteTo(real, hn::LowerHalf(half, cb)),
                   high_u = hn::PromoteTo(real, hn::UpperHalf(half, cb));
        const auto low_v = hn::PromoteTo(real, hn::LowerHalf(half, cr)),
                   high_v = hn::PromoteTo(real, hn::UpperHalf(half, cr));
        put(hn::MulAdd(low_v, red_v, red_0), hn::MulAdd(high_v, red_v, red_0), lines[0]);
        put(hn::MulAdd(low_u, green_u, hn::MulAdd(low_v, green_v, green_0)),
            hn::MulAdd(high_u, green_u, hn::MulAdd(high_v, green_v, green_0)), lines[1]);
        put(hn::MulAdd(low_u, blue_u, blue_0), hn::MulAdd(high_u, blue_u, blue_0), lines[2]);
    }
#endif
    const auto times = static_cast<std::size_t>(repeat);
    for (; i < count; ++i) {
        const std::array<std::int32_t, 3> parts{cut_part(by.red_v * v[i] + by.zero[0]),
                                                cut_part(by.green_u * u[i] + by.green_v * v[i] + by.zero[1]),
                                                cut_part(by.blue_u * u[i] + by.zero[2])};
        for (std::size_t k = 0; k < 3; ++k) {
            std::fill_n(lines[k] + i * times, times, static_cast<std::int16_t>(parts[k] & 0xffff));
        }
    }
}

void AddBytes(const YcbcrBytes& by, const std::uint8_t* y, const ByteLines& lines, const std::uint8_t* alpha,
              std::size_t count, PixelTarget target) {
    std::size_t i = 0;
#if HWY_TARGET != HWY_SCALAR
    const Wide wide;
    const hn::Repartition<std::int16_t, Wide> sums;
    const hn::RebindToUnsigned<decltype(sums)> words;
    const hn::Rebind<std::uint8_t, decltype(sums)> codes;
    const std::size_t lanes = hn::Lanes(sums);
    const auto luma = hn::Set(sums, by.luma);
    const auto most = hn::Set(words, std::uint16_t{255});
    // A sum of 15 bits divided by 73.
    const auto inverse = hn::Set(words, std::uint16_t{57457});
    // The quarters of rows to which the halves of blocks belong.
    alignas(64) std::array<std::int32_t, hn::MaxLanes(wide)> quarters{};
    const std::size_t all = hn::Lanes(wide);
    for (std::size_t k = 0; k < all; ++k) {
        quarters[k] = static_cast<std::int32_t>(k / 2 % 2 * (all / 2) + k / 4 * 2 + k % 2);
    }
    const auto order = hn::SetTableIndices(wide, quarters.data());
    const auto ordered = [&](auto pairs) HWY_ATTR { return hn::TableLookupLanes(hn::BitCast(wide, pairs), order); };
    for (; i + lanes <= count; i += lanes) {
        const auto bright = hn::Mul(hn::PromoteTo(sums, hn::LoadU(codes, y + i)), luma);
        const auto value = [&](const std::int16_t* line) HWY_ATTR {
            const auto sum = hn::Max(hn::SaturatedAdd(bright, hn::LoadU(sums, line + i)), hn::Zero(sums));
            return hn::Min(hn::ShiftRight<6>(hn::MulHigh(hn::BitCast(words, sum), inverse)), most);
        };
        const auto a = alpha != nullptr ? hn::PromoteTo(words, hn::LoadU(codes, alpha + i)) : most;
        const auto red_green = hn::BitCast(words, ordered(hn::Or(value(lines[0]), hn::ShiftLeft<8>(value(lines[1])))));
        const auto blue_alpha = hn::BitCast(words, ordered(hn::Or(value(lines[2]), hn::ShiftLeft<8>(a))));
        put_pixels(hn::BitCast(wide, hn::InterleaveLower(words, red_green, blue_alpha)), target, i);
        put_pixels(hn::BitCast(wide, hn::InterleaveUpper(words, red_green, blue_alpha)), target, i + all);
    }
#endif
    const auto value = [&](const std::int16_t* line) {
        return static_cast<std::uint8_t>(std::clamp((y[i] * by.luma + line[i]) / YcbcrBytes::parts, 0, 255));
    };
    for (; i < count; ++i) {
        target.first[i] = {value(lines[0]), value(lines[1]), value(lines[2]),
                           alpha != nullptr ? alpha[i] : std::uint8_t{255}};
    }
}

std::size_t RoundFloats([[maybe_unused]] const std::array<const float*, 4>& values, std::size_t count,
                        [[maybe_unused]] PixelTarget target, std::uint16_t* doubts) {
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
            const auto byte = hn::And(hn::ShiftRight<fraction_bits>(alpha), hn::Set(wide, 255u));
            a = hn::ShiftLeft<16>(byte);
            doubtful_alpha = hn::Eq(hn::And(alpha, hn::Set(wide, doubtful_fraction)), hn::Zero(wide));
        }
        const auto near = hn::Or(round(red, green, blue, a, target, i), doubtful_alpha);
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

YcbcrWeights::Weight YcbcrWeights::weight(double of) {
    const double scaled = std::ldexp(of, fraction_bits);
    const double whole = std::round(scaled);
    return {static_cast<std::int32_t>(whole),
            static_cast<std::int32_t>(std::round(std::ldexp(scaled - whole, rest_bits)))};
}

std::int32_t YcbcrWeights::constant(double of) {
    return static_cast<std::int32_t>(std::round(std::ldexp(of + 0.5, fraction_bits))) + 16;
}

HWY_EXPORT(WeighBytes);
HWY_EXPORT(WeighWords);
HWY_EXPORT(AddBytes);
HWY_EXPORT(AddWords);
HWY_EXPORT(RoundFloats);

void weigh_chroma(const YcbcrBytes& weights, const std::uint8_t* u, const std::uint8_t* v, std::size_t count,
                  int repeat, const ByteLines& lines) {
    HWY_DYNAMIC_DISPATCH(WeighBytes)(weights, u, v, count, repeat, lines);
}
void weigh_chroma(const YcbcrWeights& weights, const std::uint16_t* u, const std::uint16_t* v, std::size_t count,
                  int repeat, const ColourLines& lines) {
    HWY_DYNAMIC_DISPATCH(WeighWords)(weights, u, v, count, repeat, lines);
}
void add_luma(const YcbcrBytes& weights, const std::uint8_t* y, const ByteLines& lines, const std::uint8_t* alpha,
              std::size_t count, PixelTarget target) {
    HWY_DYNAMIC_DISPATCH(AddBytes)(weights, y, lines, alpha, count, target);
}
std::size_t add_luma(const YcbcrWeights& weights, const std::uint16_t* y, const ColourLines& lines,
                     const std::uint8_t* alpha, std::size_t count, PixelTarget target, std::uint16_t* doubts) {
    return HWY_DYNAMIC_DISPATCH(AddWords)(weights, y, lines, alpha, count, target, doubts);
}
std::size_t round_floats(const std::array<const float*, 4>& values, std::size_t count, PixelTarget target,
                         std::uint16_t* doubts) {
    return HWY_DYNAMIC_DISPATCH(RoundFloats)(values, count, target, doubts);
}

}  // namespace byteprism
#endif
