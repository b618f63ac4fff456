#include "core/image/pixel_kernels.hpp"

#include <algorithm>
#include <bit>

#include "core/view/unaligned.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/image/pixel_kernels.cpp"
#include <hwy/foreach_target.h>
// After the line above.
#include <hwy/cache_control.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace byteprism {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using Wide = hn::ScalableTag<std::uint32_t>;  // one pixel a lane
using WideVector = hn::Vec<Wide>;

template <class T>
const T* items(const void* bytes) {
    return static_cast<const T*>(bytes);
}
std::uint32_t* words(Rgba8* pixels) { return static_cast<std::uint32_t*>(static_cast<void*>(pixels)); }
std::uint8_t* bytes(Rgba8* pixels) { return static_cast<std::uint8_t*>(static_cast<void*>(pixels)); }

// Items of 1, 2 or 4 bytes, each in a lane.
template <class T>
HWY_INLINE WideVector load_wide(Wide wide, const T* at) {
    if constexpr (sizeof(T) == 4) {
        return hn::LoadU(wide, at);
    } else {
        return hn::PromoteTo(wide, hn::LoadU(hn::Rebind<T, Wide>(), at));
    }
}

// ---- whole bytes

Rgba8 spread_one(const ByteOrders& orders, const std::byte* pixel) {
    std::array<std::uint8_t, 4> shown = orders.absent;
    for (std::size_t i = 0; i < 4; ++i) {
        if (orders.place[i] >= 0) shown[i] = std::to_integer<std::uint8_t>(pixel[orders.place[i]]);
    }
    return {shown[0], shown[1], shown[2], shown[3]};
}

// The first dwords of each 3: a block of 16 bytes for each 12 of the source.
#if HWY_TARGET != HWY_SCALAR
HWY_INLINE auto twelves(Wide wide) {
    const std::size_t lanes = hn::Lanes(wide);
    alignas(64) std::array<std::int32_t, hn::MaxLanes(wide)> thirds{};
    for (std::size_t k = 0; k < lanes; ++k)
        thirds[k] = static_cast<std::int32_t>(std::min(k / 4 * 3 + k % 4, lanes - 1));
    return hn::SetTableIndices(wide, thirds.data());
}
#endif

void SpreadBytes(const ByteOrders& orders, const std::byte* source, std::size_t count, Rgba8* target) {
    std::size_t i = 0;
    const auto size = static_cast<std::size_t>(orders.pixel_bytes);
#if HWY_TARGET != HWY_SCALAR
    const Wide wide;
    const hn::Repartition<std::uint8_t, Wide> narrow;
    const std::size_t lanes = hn::Lanes(wide);
    alignas(16) std::array<std::uint8_t, 16> order{};
    for (std::size_t k = 0; k < 16; ++k) {
        const std::size_t distance = size == 3 ? 3 : 4;
        const int place = orders.place[k % 4];
        order[k] = place < 0 ? 0x80 : static_cast<std::uint8_t>(k / 4 * distance + static_cast<std::size_t>(place));
    }
    std::uint32_t absent = 0;
    for (std::size_t k = 0; k < 4; ++k) {
        absent |= orders.place[k] < 0 ? std::uint32_t{orders.absent[k]} << (8 * k) : 0;
    }
    const auto shuffle = hn::BitCast(wide, hn::LoadDup128(narrow, order.data()));
    const auto constant = hn::Set(wide, absent);
    const auto blocks = twelves(wide);  // four pixels of 3 bytes each
    const auto put = [&](WideVector pixels, std::size_t at) HWY_ATTR {
        hn::StoreU(hn::Or(hn::TableLookupBytesOr0(pixels, shuffle), constant), wide, words(target + at));
    };
    switch (size) {
        case 1:
            for (; i + lanes <= count; i += lanes) put(load_wide(wide, items<std::uint8_t>(source) + i), i);
            break;
        case 2:
            for (; i + lanes <= count; i += lanes) put(load_wide(wide, items<std::uint16_t>(source) + i), i);
            break;
        case 3:
            // The load takes more than the pixels' own bytes.
            for (; i * 3 + lanes * 4 <= count * 3; i += lanes) {
                const auto loaded = hn::BitCast(wide, hn::LoadU(narrow, items<std::uint8_t>(source) + i * 3));
                put(hn::TableLookupLanes(loaded, blocks), i);
            }
            break;
        default:
            for (; i + lanes <= count; i += lanes) {
                put(hn::BitCast(wide, hn::LoadU(narrow, items<std::uint8_t>(source) + i * 4)), i);
            }
            break;
    }
#endif
    for (; i < count; ++i) target[i] = spread_one(orders, source + i * size);
}

std::uint8_t word_to_byte(const std::byte* word, bool big_endian) {
    const std::uint32_t code = std::to_integer<std::uint32_t>(word[big_endian ? 1 : 0]) |
                               std::to_integer<std::uint32_t>(word[big_endian ? 0 : 1]) << 8;
    return static_cast<std::uint8_t>((code * 255 + 32895) >> 16);
}

void SpreadWords(const ByteOrders& orders, bool big_endian, const std::byte* source, std::size_t count, Rgba8* target) {
    std::size_t i = 0;
    const auto size = static_cast<std::size_t>(orders.pixel_bytes);
#if HWY_TARGET != HWY_SCALAR
    const Wide wide;
    const hn::Repartition<std::uint8_t, Wide> narrow;
    const hn::Repartition<std::uint16_t, Wide> half;
    const hn::Repartition<std::uint64_t, Wide> eights;
    const std::size_t lanes = hn::Lanes(wide);
    // Two pixels of a block become its first 8 bytes; the upper byte of each word is the one that stays.
    alignas(16) std::array<std::uint8_t, 16> order{};
    std::uint32_t absent = 0;
    for (std::size_t k = 0; k < 16; ++k) {
        const int place = orders.place[k % 4];
        order[k] =
            place < 0 || k >= 8 ? 0x80 : static_cast<std::uint8_t>(k / 4 * size + static_cast<std::size_t>(place) + 1);
    }
    for (std::size_t k = 0; k < 4; ++k) {
        absent |= orders.place[k] < 0 ? std::uint32_t{orders.absent[k]} << (8 * k) : 0;
    }
    const auto shuffle = hn::LoadDup128(narrow, order.data());
    const auto constant = hn::Set(wide, absent);
    const auto blocks = twelves(wide);
    const auto rounding = hn::Set(half, std::uint16_t{127});
    const auto loaded = [&](std::size_t at) HWY_ATTR {
        auto pixels = hn::BitCast(wide, hn::LoadU(narrow, items<std::uint8_t>(source) + at * size));
        if (size == 6) pixels = hn::TableLookupLanes(pixels, blocks);
        auto code = hn::BitCast(half, pixels);
        if (big_endian) code = hn::Or(hn::ShiftLeft<8>(code), hn::ShiftRight<8>(code));
        // Divided by 257 and rounded, in the upper byte: with 256 h + l for the code, l - h decides whether it is h,
        // one more (from 129 on) or one less (from -129 on). The last addend is 128 where h could be that large.
        const auto whole = hn::Add(hn::Sub(code, hn::ShiftRight<8>(code)), rounding);
        const auto byte = hn::Add(whole, hn::ShiftRight<15>(code));
        return hn::BitCast(eights, hn::TableLookupBytesOr0(hn::BitCast(narrow, byte), shuffle));
    };
    for (; i * size + (lanes / 2) * size + lanes * 4 <= count * size; i += lanes) {
        const auto pixels = hn::ConcatEven(eights, loaded(i + lanes / 2), loaded(i));
        hn::StoreU(hn::Or(hn::BitCast(wide, pixels), constant), wide, words(target + i));
    }
#endif
    for (; i < count; ++i) {
        std::array<std::uint8_t, 4> shown = orders.absent;
        for (std::size_t k = 0; k < 4; ++k) {
            if (orders.place[k] >= 0) shown[k] = word_to_byte(source + i * size + orders.place[k], big_endian);
        }
        target[i] = {shown[0], shown[1], shown[2], shown[3]};
    }
}

void LookUp(const Rgba8* colours, const std::uint8_t* indices, std::size_t count, Rgba8* target) {
    const std::uint32_t* const entries = items<std::uint32_t>(colours);
    std::uint32_t* const pixels = words(target);
    for (std::size_t i = 0; i < count; ++i) pixels[i] = entries[indices[i]];
}

// ---- fields of words

std::uint32_t load_one(const std::byte* word, int size, bool big_endian) {
    std::uint32_t value = 0;
    for (int k = 0; k < size; ++k) {
        value |= std::to_integer<std::uint32_t>(word[k]) << (8 * (big_endian ? size - 1 - k : k));
    }
    return value;
}

Rgba8 expand_one(const WordFields& fields, const std::byte* pixel) {
    const std::uint32_t word = load_one(pixel, fields.pixel_bytes, fields.big_endian);
    std::array<std::uint8_t, 4> shown{};
    for (std::size_t i = 0; i < 4; ++i) {
        const WordFields::Field& field = fields.fields[i];
        const Expansion& by = field.expansion;
        const std::uint32_t code = word >> field.shift & field.mask;
        shown[i] =
            field.mask == 0 ? field.absent : static_cast<std::uint8_t>((code * by.factor + by.addend) >> by.shift);
    }
    return {shown[0], shown[1], shown[2], shown[3]};
}

// Loads words of T and puts their bytes in order.
template <class T>
struct WordLoader {
    Wide wide;
    bool big_endian;

    HWY_INLINE WideVector operator()(const T* at) const {
        const auto loaded = load_wide(wide, at);
        if (!big_endian || sizeof(T) == 1) return loaded;
        if (sizeof(T) == 2) {
            return hn::And(hn::Or(hn::ShiftLeft<8>(loaded), hn::ShiftRight<8>(loaded)), hn::Set(wide, 0xffffu));
        }
        const auto high = hn::Or(hn::ShiftLeft<24>(loaded), hn::ShiftRight<24>(loaded));
        const auto second = hn::And(hn::ShiftLeft<8>(loaded), hn::Set(wide, 0xff0000u));
        const auto third = hn::And(hn::ShiftRight<8>(loaded), hn::Set(wide, 0xff00u));
        return hn::Or(high, hn::Or(second, third));
    }
};

#if HWY_TARGET != HWY_SCALAR
// Fields of up to 8 bits: two of them in the halves of a lane. All expansions are made to shift by 6, and a code times
// its factor then keeps to 16 bits.
template <class Load>
std::size_t expand_pairs(const WordFields& fields, const Load& load, std::size_t count, Rgba8* target,
                         WideVector constant) {
    const Wide wide;
    const hn::Repartition<std::uint16_t, Wide> half;
    constexpr int shift = 6;
    const std::size_t lanes = hn::Lanes(wide);
    const auto both = [&](std::size_t low, std::size_t high, const auto& number) HWY_ATTR {
        return hn::BitCast(half, hn::Set(wide, number(fields.fields[low]) | number(fields.fields[high]) << 16));
    };
    const auto mask = [](const WordFields::Field& field) { return field.mask; };
    const auto factor = [](const WordFields::Field& field) {
        return field.expansion.factor << (shift - field.expansion.shift);
    };
    const auto addend = [](const WordFields::Field& field) {
        return field.expansion.addend << (shift - field.expansion.shift);
    };
    const auto red_blue_mask = both(0, 2, mask), red_blue_factor = both(0, 2, factor),
               red_blue_addend = both(0, 2, addend);
    const auto green_alpha_mask = both(1, 3, mask), green_alpha_factor = both(1, 3, factor);
    const auto green_alpha_addend = both(1, 3, addend);
    // Words have 16 bits: a field reaches the upper half by a left shift.
    const auto& by = fields.fields;
    const auto expanded = [&](WideVector word, std::size_t low, std::size_t high, auto masks, auto factors,
                              auto addends) HWY_ATTR {
        const auto upper = hn::BitCast(half, hn::ShiftLeftSame(word, 16 - by[high].shift));
        const auto lower = hn::BitCast(half, hn::ShiftRightSame(word, by[low].shift));
        const auto codes = hn::And(hn::OddEven(upper, lower), masks);
        return hn::BitCast(wide, hn::ShiftRight<shift>(hn::Add(hn::Mul(codes, factors), addends)));
    };
    std::size_t i = 0;
    for (; i + lanes <= count; i += lanes) {
        const auto word = load(i);
        const auto red_blue = expanded(word, 0, 2, red_blue_mask, red_blue_factor, red_blue_addend);
        const auto green_alpha = expanded(word, 1, 3, green_alpha_mask, green_alpha_factor, green_alpha_addend);
        hn::StoreU(hn::Or(hn::Or(red_blue, hn::ShiftLeft<8>(green_alpha)), constant), wide, words(target + i));
    }
    return i;
}
#endif

template <class T>
std::size_t expand_wide(const WordFields& fields, const std::byte* source, std::size_t count, Rgba8* target) {
    const Wide wide;
    const WordLoader<T> load{wide, fields.big_endian};
    const std::size_t lanes = hn::Lanes(wide);
    const auto expanded = [&](WideVector word, const WordFields::Field& field) HWY_ATTR {
        const auto code = hn::And(hn::ShiftRightSame(word, field.shift), hn::Set(wide, field.mask));
        const Expansion& by = field.expansion;
        return hn::ShiftRightSame(hn::Add(hn::Mul(code, hn::Set(wide, by.factor)), hn::Set(wide, by.addend)), by.shift);
    };
    std::uint32_t absent = 0;
    for (std::size_t k = 0; k < 4; ++k) {
        absent |= fields.fields[k].mask == 0 ? std::uint32_t{fields.fields[k].absent} << (8 * k) : 0;
    }
    const auto constant = hn::Set(wide, absent);
    const bool alpha = fields.fields[3].mask != 0;
    std::size_t i = 0;
#if HWY_TARGET != HWY_SCALAR
    if (sizeof(T) == 2 && fields.gray && !alpha && fields.fields[0].mask == 0xffff) {
        const hn::Repartition<std::uint8_t, Wide> narrow;
        alignas(16) static constexpr std::array<std::uint8_t, 16> order = {0, 0, 0, 128, 4,  4,  4,  128,
                                                                           8, 8, 8, 128, 12, 12, 12, 128};
        const auto shuffle = hn::BitCast(wide, hn::LoadDup128(narrow, order.data()));
        for (; i + lanes <= count; i += lanes) {
            const auto code = load(items<T>(source) + i);
            // As in SpreadWords; in lanes of 32 bits nothing overflows, and one addend does.
            const auto sum = hn::Add(hn::Sub(hn::ShiftLeft<8>(code), code), hn::Set(wide, 32895u));
            const auto gray = hn::TableLookupBytesOr0(hn::ShiftRight<16>(sum), shuffle);
            hn::StoreU(hn::Or(gray, constant), wide, words(target + i));
        }
        return i;
    }
#endif
    if (fields.gray && !alpha) {
        for (; i + lanes <= count; i += lanes) {
            const auto gray = expanded(load(items<T>(source) + i), fields.fields[0]);
            const auto two = hn::Or(gray, hn::ShiftLeft<8>(gray));
            hn::StoreU(hn::Or(hn::Or(two, hn::ShiftLeft<16>(gray)), constant), wide, words(target + i));
        }
        return i;
    }
#if HWY_TARGET != HWY_SCALAR
    const bool narrow = std::all_of(fields.fields.begin(), fields.fields.end(),
                                    [](const WordFields::Field& field) { return field.mask <= 0xff; });
    if (narrow && sizeof(T) <= 2) {
        const auto word = [&](std::size_t at) HWY_ATTR { return load(items<T>(source) + at); };
        return expand_pairs(fields, word, count, target, constant);
    }
#endif
    // A field of no bits has the mask 0 and the addend 0: nothing but its constant is left.
    for (; i + lanes <= count; i += lanes) {
        const auto word = load(items<T>(source) + i);
        auto pixel = hn::Or(constant, expanded(word, fields.fields[0]));
        pixel = hn::Or(pixel, hn::ShiftLeft<8>(expanded(word, fields.fields[1])));
        pixel = hn::Or(pixel, hn::ShiftLeft<16>(expanded(word, fields.fields[2])));
        if (alpha) pixel = hn::Or(pixel, hn::ShiftLeft<24>(expanded(word, fields.fields[3])));
        hn::StoreU(pixel, wide, words(target + i));
    }
    return i;
}

void ExpandWords(const WordFields& fields, const std::byte* source, std::size_t count, Rgba8* target) {
    std::size_t i = 0;
    if (fields.pixel_bytes == 1) i = expand_wide<std::uint8_t>(fields, source, count, target);
    if (fields.pixel_bytes == 2) i = expand_wide<std::uint16_t>(fields, source, count, target);
    if (fields.pixel_bytes == 4) i = expand_wide<std::uint32_t>(fields, source, count, target);
    for (; i < count; ++i) target[i] = expand_one(fields, source + i * static_cast<std::size_t>(fields.pixel_bytes));
}

template <class T>
std::size_t extract_wide(const WordField& field, const std::byte* source, std::size_t count, std::uint16_t* codes) {
    const Wide wide;
    const hn::Rebind<std::uint16_t, Wide> half;
    const WordLoader<T> load{wide, field.big_endian};
    const std::size_t lanes = hn::Lanes(wide);
    std::size_t i = 0;
    for (; i + lanes <= count; i += lanes) {
        const auto word = load(items<T>(source) + i);
        const auto code = hn::And(hn::ShiftRightSame(word, field.shift), hn::Set(wide, field.mask));
        hn::StoreU(hn::TruncateTo(half, code), half, codes + i);
    }
    return i;
}

void ExtractCodes(const WordField& field, const std::byte* source, std::size_t count, std::uint16_t* codes) {
    std::size_t i = field.word_bytes == 2 ? extract_wide<std::uint16_t>(field, source, count, codes)
                                          : extract_wide<std::uint32_t>(field, source, count, codes);
    for (; i < count; ++i) {
        const std::byte* const word = source + i * static_cast<std::size_t>(field.word_bytes);
        codes[i] =
            static_cast<std::uint16_t>(load_one(word, field.word_bytes, field.big_endian) >> field.shift & field.mask);
    }
}

void ExpandCodes(Expansion by, const std::uint16_t* codes, std::size_t count, std::uint8_t* target) {
    const Wide wide;
    const hn::Rebind<std::uint8_t, Wide> quarter;
    const std::size_t lanes = hn::Lanes(wide);
    std::size_t i = 0;
    for (; i + lanes <= count; i += lanes) {
        const auto code = load_wide(wide, codes + i);
        const auto sum = hn::Add(hn::Mul(code, hn::Set(wide, by.factor)), hn::Set(wide, by.addend));
        hn::StoreU(hn::TruncateTo(quarter, hn::ShiftRightSame(sum, by.shift)), quarter, target + i);
    }
    for (; i < count; ++i) target[i] = static_cast<std::uint8_t>((codes[i] * by.factor + by.addend) >> by.shift);
}

void WidenCodes(const std::uint8_t* codes, std::size_t count, std::uint16_t* wide_codes) {
    std::copy_n(codes, count, wide_codes);
}

template <class T>
void repeat_items(const T* source, std::size_t count, T* target) {
    std::size_t i = 0;
    const hn::ScalableTag<T> tag;
    const std::size_t lanes = hn::Lanes(tag);
    for (; i + lanes <= count; i += lanes) {
        const auto item = hn::LoadU(tag, source + i);
        hn::StoreInterleaved2(item, item, tag, target + 2 * i);
    }
    for (; i < count; ++i) target[2 * i] = target[2 * i + 1] = source[i];
}

void RepeatTwice(const std::byte* source, std::size_t count, std::size_t size, std::byte* target) {
    void* const to = target;
    if (size == 1) repeat_items(items<std::uint8_t>(source), count, static_cast<std::uint8_t*>(to));
    if (size == 2) repeat_items(items<std::uint16_t>(source), count, static_cast<std::uint16_t*>(to));
    if (size == 4) repeat_items(items<std::uint32_t>(source), count, static_cast<std::uint32_t*>(to));
}

void JoinBytes(const std::array<const std::uint8_t*, 4>& channels, std::size_t count, Rgba8* target) {
    const hn::ScalableTag<std::uint8_t> tag;
    const std::size_t lanes = hn::Lanes(tag);
    const auto [red, green, blue, alpha] = channels;
    const auto opaque = hn::Set(tag, std::uint8_t{255});
    std::size_t i = 0;
    for (; i + lanes <= count; i += lanes) {
        hn::StoreInterleaved4(hn::LoadU(tag, red + i), hn::LoadU(tag, green + i), hn::LoadU(tag, blue + i),
                              alpha != nullptr ? hn::LoadU(tag, alpha + i) : opaque, tag, bytes(target + i));
    }
    for (; i < count; ++i) {
        target[i] = {red[i], green[i], blue[i], alpha != nullptr ? alpha[i] : std::uint8_t{255}};
    }
}

// ---- single precision

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

void StreamPixels(const Rgba8* pixels, std::size_t count, Rgba8* target) {
    const Wide wide;
    const std::size_t lanes = hn::Lanes(wide);
    const std::size_t vector = lanes * sizeof(Rgba8);
    const std::size_t past = reinterpret_cast<std::uintptr_t>(target) % vector;
    if (past % sizeof(Rgba8) != 0) {
        std::copy_n(pixels, count, target);
        return;
    }
    std::size_t i = std::min(count, past == 0 ? 0 : (vector - past) / sizeof(Rgba8));
    std::copy_n(pixels, i, target);
    for (; i + lanes <= count; i += lanes) {
        hn::Stream(hn::LoadU(wide, items<std::uint32_t>(pixels + i)), wide, words(target + i));
    }
    std::copy_n(pixels + i, count - i, target + i);
}

}  // namespace HWY_NAMESPACE
}  // namespace byteprism
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace byteprism {

HWY_EXPORT(SpreadBytes);
HWY_EXPORT(SpreadWords);
HWY_EXPORT(LookUp);
HWY_EXPORT(ExpandWords);
HWY_EXPORT(ExtractCodes);
HWY_EXPORT(ExpandCodes);
HWY_EXPORT(WidenCodes);
HWY_EXPORT(RepeatTwice);
HWY_EXPORT(JoinBytes);
HWY_EXPORT(WeighBytes);
HWY_EXPORT(WeighWords);
HWY_EXPORT(AddBytes);
HWY_EXPORT(AddWords);
HWY_EXPORT(RoundFloats);
HWY_EXPORT(StreamPixels);

// The smallest that are exact for every code and keep to 32 bits, found by trying.
Expansion expansion_of(int bits) {
    static constexpr std::array<Expansion, max_expanded_bits> by_bits{{
        {255, 0, 0},
        {85, 0, 0},
        {73, 0, 1},
        {17, 0, 0},
        {527, 23, 6},
        {259, 33, 6},
        {129, 0, 6},
        {1, 0, 0},
        {1, 0, 1},
        {1021, 2041, 12},
        {2041, 8182, 14},
        {4081, 32647, 16},
        {8161, 131036, 18},
        {16321, 524181, 20},
        {32641, 2097024, 22},
        {255, 32895, 16},
    }};
    return by_bits[static_cast<std::size_t>(bits - 1)];
}

void spread_bytes(const ByteOrders& orders, const std::byte* source, std::size_t count, Rgba8* target) {
    HWY_DYNAMIC_DISPATCH(SpreadBytes)(orders, source, count, target);
}
void spread_words(const ByteOrders& orders, bool big_endian, const std::byte* source, std::size_t count,
                  Rgba8* target) {
    HWY_DYNAMIC_DISPATCH(SpreadWords)(orders, big_endian, source, count, target);
}
void look_up(const Rgba8* colours, const std::uint8_t* indices, std::size_t count, Rgba8* target) {
    HWY_DYNAMIC_DISPATCH(LookUp)(colours, indices, count, target);
}
void expand_words(const WordFields& fields, const std::byte* source, std::size_t count, Rgba8* target) {
    HWY_DYNAMIC_DISPATCH(ExpandWords)(fields, source, count, target);
}
void extract_codes(const WordField& field, const std::byte* words, std::size_t count, std::uint16_t* codes) {
    HWY_DYNAMIC_DISPATCH(ExtractCodes)(field, words, count, codes);
}
void expand_codes(Expansion expansion, const std::uint16_t* codes, std::size_t count, std::uint8_t* bytes) {
    HWY_DYNAMIC_DISPATCH(ExpandCodes)(expansion, codes, count, bytes);
}
void widen_codes(const std::uint8_t* codes, std::size_t count, std::uint16_t* wide) {
    HWY_DYNAMIC_DISPATCH(WidenCodes)(codes, count, wide);
}
void repeat_twice(const std::byte* items, std::size_t count, std::size_t size, std::byte* target) {
    HWY_DYNAMIC_DISPATCH(RepeatTwice)(items, count, size, target);
}
void join_bytes(const std::array<const std::uint8_t*, 4>& bytes, std::size_t count, Rgba8* target) {
    HWY_DYNAMIC_DISPATCH(JoinBytes)(bytes, count, target);
}
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
void stream_pixels(const Rgba8* pixels, std::size_t count, Rgba8* target) {
    HWY_DYNAMIC_DISPATCH(StreamPixels)(pixels, count, target);
}
void end_stream() { hwy::FlushStream(); }

}  // namespace byteprism
#endif
