// Fields of words: expanded to pixels, or put beside each other as codes; and lines of codes.

#include <algorithm>

#include "core/image/pixel_kernels.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/image/field_kernels.cpp"
#include <hwy/foreach_target.h>
// After the line above.
#include <hwy/highway.h>

#include "core/image/pixel_lanes-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace byteprism {
namespace HWY_NAMESPACE {

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
std::size_t expand_pairs(const WordFields& fields, const Load& load, std::size_t count, PixelTarget target,
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
        put_pixels(hn::Or(hn::Or(red_blue, hn::ShiftLeft<8>(green_alpha)), constant), target, i);
    }
    return i;
}
#endif

template <class T>
std::size_t expand_wide(const WordFields& fields, const std::byte* source, std::size_t count, PixelTarget target) {
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
            put_pixels(hn::Or(gray, constant), target, i);
        }
        return i;
    }
#endif
    if (fields.gray && !alpha) {
        for (; i + lanes <= count; i += lanes) {
            const auto gray = expanded(load(items<T>(source) + i), fields.fields[0]);
            const auto two = hn::Or(gray, hn::ShiftLeft<8>(gray));
            put_pixels(hn::Or(hn::Or(two, hn::ShiftLeft<16>(gray)), constant), target, i);
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
        put_pixels(pixel, target, i);
    }
    return i;
}

void ExpandWords(const WordFields& fields, const std::byte* source, std::size_t count, PixelTarget target) {
    std::size_t i = 0;
    if (fields.pixel_bytes == 1) i = expand_wide<std::uint8_t>(fields, source, count, target);
    if (fields.pixel_bytes == 2) i = expand_wide<std::uint16_t>(fields, source, count, target);
    if (fields.pixel_bytes == 4) i = expand_wide<std::uint32_t>(fields, source, count, target);
    for (; i < count; ++i)
        target.first[i] = expand_one(fields, source + i * static_cast<std::size_t>(fields.pixel_bytes));
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

template <class T>
std::size_t pick_lowest(const T* source, std::size_t count, std::uint8_t* target) {
    const hn::ScalableTag<T> tag;
    const hn::Rebind<std::uint8_t, decltype(tag)> narrow;
    const std::size_t lanes = hn::Lanes(tag);
    std::size_t i = 0;
    // The last one's word may not be there.
    for (; i + lanes < count; i += lanes)
        hn::StoreU(hn::TruncateTo(narrow, hn::LoadU(tag, source + i)), narrow, target + i);
    return i;
}

void PickBytes(const std::byte* source, std::size_t distance, std::size_t count, std::uint8_t* target) {
    std::size_t i = distance == 2 ? pick_lowest(items<std::uint16_t>(source), count, target)
                                  : pick_lowest(items<std::uint32_t>(source), count, target);
    for (; i < count; ++i) target[i] = std::to_integer<std::uint8_t>(source[i * distance]);
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

void JoinBytes(const std::array<const std::uint8_t*, 4>& channels, std::size_t count, PixelTarget target) {
    const hn::ScalableTag<std::uint8_t> tag;
    const std::size_t lanes = hn::Lanes(tag);
    const auto [red, green, blue, alpha] = channels;
    const auto opaque = hn::Set(tag, std::uint8_t{255});
    std::size_t i = 0;
    NearPixels near;
    for (; i + lanes <= count; i += lanes) {
        std::uint32_t* const to = target.past_caches ? near.pixels.data() : words(target.first + i);
        hn::StoreInterleaved4(hn::LoadU(tag, red + i), hn::LoadU(tag, green + i), hn::LoadU(tag, blue + i),
                              alpha != nullptr ? hn::LoadU(tag, alpha + i) : opaque, tag,
                              static_cast<std::uint8_t*>(static_cast<void*>(to)));
        if (target.past_caches) near.put(target, i);
    }
    for (; i < count; ++i) {
        target.first[i] = {red[i], green[i], blue[i], alpha != nullptr ? alpha[i] : std::uint8_t{255}};
    }
}

}  // namespace HWY_NAMESPACE
}  // namespace byteprism
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace byteprism {

HWY_EXPORT(ExpandWords);
HWY_EXPORT(ExtractCodes);
HWY_EXPORT(ExpandCodes);
HWY_EXPORT(PickBytes);
HWY_EXPORT(WidenCodes);
HWY_EXPORT(RepeatTwice);
HWY_EXPORT(JoinBytes);

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

void expand_words(const WordFields& fields, const std::byte* source, std::size_t count, PixelTarget target) {
    HWY_DYNAMIC_DISPATCH(ExpandWords)(fields, source, count, target);
}
void extract_codes(const WordField& field, const std::byte* words, std::size_t count, std::uint16_t* codes) {
    HWY_DYNAMIC_DISPATCH(ExtractCodes)(field, words, count, codes);
}
void expand_codes(Expansion expansion, const std::uint16_t* codes, std::size_t count, std::uint8_t* bytes) {
    HWY_DYNAMIC_DISPATCH(ExpandCodes)(expansion, codes, count, bytes);
}
void pick_bytes(const std::byte* source, std::size_t distance, std::size_t count, std::uint8_t* target) {
    HWY_DYNAMIC_DISPATCH(PickBytes)(source, distance, count, target);
}
void widen_codes(const std::uint8_t* codes, std::size_t count, std::uint16_t* wide) {
    HWY_DYNAMIC_DISPATCH(WidenCodes)(codes, count, wide);
}
void repeat_twice(const std::byte* items, std::size_t count, std::size_t size, std::byte* target) {
    HWY_DYNAMIC_DISPATCH(RepeatTwice)(items, count, size, target);
}
void join_bytes(const std::array<const std::uint8_t*, 4>& bytes, std::size_t count, PixelTarget target) {
    HWY_DYNAMIC_DISPATCH(JoinBytes)(bytes, count, target);
}

}  // namespace byteprism
#endif
