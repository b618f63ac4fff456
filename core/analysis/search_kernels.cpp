#include "core/analysis/search_kernels.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/analysis/search_kernels.cpp"
#include <hwy/foreach_target.h>
// After the line above.
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace byteprism {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

template <class T>
const T* lanes_at(const std::byte* bytes) {
    return static_cast<const T*>(static_cast<const void*>(bytes));
}

using Bytes = hn::ScalableTag<std::uint8_t>;

// Where a pair of bytes stands. Without a mask the loads are compared as they are.
template <bool masked>
struct AnchorTest {
    const Bytes d;
    const std::size_t first_at, second_at;
    const hn::Vec<Bytes> first, second, first_mask, second_mask;

    AnchorTest(const Anchor& a, const Anchor& b)
        : first_at(a.at),
          second_at(b.at),
          first(hn::Set(d, a.value)),
          second(hn::Set(d, b.value)),
          first_mask(hn::Set(d, a.mask)),
          second_mask(hn::Set(d, b.mask)) {}

    // Bits that are all ones where both stand.
    HWY_INLINE hn::Vec<Bytes> operator()(const std::byte* at) const {
        auto a = hn::LoadU(d, lanes_at<std::uint8_t>(at + first_at));
        auto b = hn::LoadU(d, lanes_at<std::uint8_t>(at + second_at));
        if constexpr (masked) {
            a = hn::And(a, first_mask);
            b = hn::And(b, second_mask);
        }
        // Zero where both are equal.
        return hn::Or(hn::Xor(a, first), hn::Xor(b, second));
    }
};

// Adds the positions of a vector at which the differences are zero. Mostly that is one or none: without a branch.
HWY_INLINE void Take(std::size_t at, hn::Vec<Bytes> differences, Candidates& found) {
    const Bytes d;
    alignas(8) std::uint8_t stored[(HWY_MAX_BYTES + 63) / 64 * 8] = {};
    hn::StoreMaskBits(d, hn::Eq(differences, hn::Zero(d)), stored);
    for (std::size_t word = 0; word < hn::Lanes(d); word += 64) {
        std::uint64_t bits = 0;
        std::memcpy(&bits, stored + word / 8, sizeof bits);
        const auto take = [&] {
            found.at[found.count] = at + word + static_cast<std::size_t>(std::countr_zero(bits));
            found.count += bits != 0 ? 1 : 0;
            bits &= bits - 1;
        };
        take();
        while (HWY_UNLIKELY(bits != 0)) take();
    }
}

template <bool masked>
std::size_t AnchorLoop(const std::byte* bytes, std::size_t from, std::size_t limit, const Anchor& a, const Anchor& b,
                       Candidates& found) {
    const AnchorTest<masked> test(a, b);
    const Bytes d;
    const std::size_t step = hn::Lanes(d);
    const auto zero = hn::Zero(d);
    const std::size_t most = found.at.size();
    const auto one_by_one = [&](std::size_t at, std::size_t end) {
        for (; at < end && found.count < most; ++at) {
            if ((std::to_integer<unsigned>(bytes[at + a.at]) & a.mask) == a.value &&
                (std::to_integer<unsigned>(bytes[at + b.at]) & b.mask) == b.value) {
                found.at[found.count++] = at;
            }
        }
        return at;
    };
    // So that the loads of one of the two do not go across lines of the cache.
    const std::size_t behind = reinterpret_cast<std::uintptr_t>(bytes + from + a.at) % step;
    std::size_t at = one_by_one(from, std::min(limit, from + (step - behind) % step));
    // Four vectors for each branch: the least of their differences is zero where any has none.
    for (; at + 4 * step <= limit; at += 4 * step) {
        const auto d0 = test(bytes + at);
        const auto d1 = test(bytes + at + step);
        const auto d2 = test(bytes + at + 2 * step);
        const auto d3 = test(bytes + at + 3 * step);
        const auto least = hn::Min(hn::Min(d0, d1), hn::Min(d2, d3));
        if (hn::AllFalse(d, hn::Eq(least, zero))) continue;
        if (found.count + 4 * step >= most) return at;
        Take(at, d0, found);
        Take(at + step, d1, found);
        Take(at + 2 * step, d2, found);
        Take(at + 3 * step, d3, found);
    }
    for (; at + step <= limit; at += step) {
        if (found.count + step >= most) return at;
        Take(at, test(bytes + at), found);
    }
    return one_by_one(at, limit);
}

std::size_t FindAnchors(const std::byte* bytes, std::size_t from, std::size_t limit, const Anchor& a, const Anchor& b,
                        Candidates& found) {
    return (a.mask & b.mask) == 0xff ? AnchorLoop<false>(bytes, from, limit, a, b, found)
                                     : AnchorLoop<true>(bytes, from, limit, a, b, found);
}

#if HWY_TARGET != HWY_SCALAR
template <class D>
HWY_INLINE hn::Vec<D> swapped(D d, hn::Vec<D> numbers) {
    constexpr std::size_t size = sizeof(hn::TFromD<D>);
    const hn::Repartition<std::uint8_t, D> bytes;
    alignas(16) std::uint8_t order[16];
    for (std::size_t i = 0; i < 16; ++i) order[i] = static_cast<std::uint8_t>(i / size * size + size - 1 - i % size);
    return hn::BitCast(d, hn::TableLookupBytes(hn::BitCast(bytes, numbers), hn::LoadDup128(bytes, order)));
}

template <class D>
struct NumberTest {
    using T = hn::TFromD<D>;
    const D d;
    const NumberPattern& pattern;
    const hn::Vec<D> lowest, span, sign;

    explicit NumberTest(const NumberPattern& from)
        : pattern(from),
          lowest(hn::Set(d, static_cast<T>(from.lowest_code))),
          span(hn::Set(d, static_cast<T>(from.highest_code - from.lowest_code))),
          sign(hn::Set(d, static_cast<T>(T{1} << (8 * sizeof(T) - 1)))) {}

    HWY_INLINE hn::Mask<D> in_range(hn::Vec<D> bits) const {
        const hn::RebindToSigned<D> integers;
        if (pattern.kind == NumberPattern::Kind::Signed) {
            bits = hn::Xor(bits, sign);
        } else if (pattern.kind == NumberPattern::Kind::Float) {
            const auto zero = hn::Zero(integers);
            const auto negative = hn::VecFromMask(integers, hn::Lt(hn::BitCast(integers, bits), zero));
            bits = hn::Xor(bits, hn::Or(hn::BitCast(d, negative), sign));
        }
        const auto above = hn::Sub(bits, lowest);
        return hn::Eq(hn::Min(above, span), above);
    }

    HWY_INLINE hn::Mask<D> operator()(const std::byte* at) const {
        const auto bits = hn::LoadU(d, lanes_at<T>(at));
        if (!pattern.big_endian) return in_range(bits);
        const auto big = in_range(swapped(d, bits));
        return pattern.little_endian ? hn::Or(big, in_range(bits)) : big;
    }
};

// Every vector of numbers is loaded once for each byte that one may begin at.
template <class T>
std::size_t SkipNumbers(const std::byte* bytes, std::size_t from, std::size_t limit, const NumberPattern& pattern) {
    using D = hn::ScalableTag<T>;
    const NumberTest<D> test(pattern);
    const D d;
    const std::size_t step = hn::Lanes(hn::ScalableTag<std::uint8_t>());
    std::size_t at = from;
    for (; at + step <= limit; at += step) {
        auto any = test(bytes + at);
        for (std::size_t i = 1; i < sizeof(T); ++i) any = hn::Or(any, test(bytes + at + i));
        if (!hn::AllFalse(d, any)) return at;
    }
    return at;
}
#endif

// A position before which there is none.
std::size_t FindNumbers(const std::byte* bytes, std::size_t from, std::size_t limit, const NumberPattern& pattern) {
#if HWY_TARGET == HWY_SCALAR
    static_cast<void>(bytes), static_cast<void>(limit), static_cast<void>(pattern);
    return from;
#else
    switch (pattern.size) {
        case 1:
            return from;
        case 2:
            return SkipNumbers<std::uint16_t>(bytes, from, limit, pattern);
        case 4:
            return SkipNumbers<std::uint32_t>(bytes, from, limit, pattern);
        default:
            return SkipNumbers<std::uint64_t>(bytes, from, limit, pattern);
    }
#endif
}

}  // namespace HWY_NAMESPACE
}  // namespace byteprism
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace byteprism {

HWY_EXPORT(FindAnchors);
HWY_EXPORT(FindNumbers);

namespace {

// How far is looked number by number after the vectors have seen one.
constexpr std::size_t block = 64;

template <class T>
bool number_in_range(const std::byte* bytes, const NumberPattern& pattern) {
    T bits = 0;
    std::memcpy(&bits, bytes, sizeof bits);
    std::uint64_t other = 0;
    for (std::size_t i = 0; i < sizeof bits; ++i) other = other << 8 | std::to_integer<std::uint64_t>(bytes[i]);
    const auto inside = [&](std::uint64_t number) {
        const std::uint64_t code = code_of_bits(pattern.kind, pattern.size, number);
        return code >= pattern.lowest_code && code <= pattern.highest_code;
    };
    return (pattern.little_endian && inside(bits)) || (pattern.big_endian && inside(other));
}

}  // namespace

std::size_t find_anchors(const std::byte* bytes, std::size_t from, std::size_t limit, const Anchor& first,
                         const Anchor& second, Candidates& found) {
    return HWY_DYNAMIC_DISPATCH(FindAnchors)(bytes, from, limit, first, second, found);
}

std::size_t find_number(const std::byte* bytes, std::size_t from, std::size_t limit, const NumberPattern& pattern) {
    while (from < limit) {
        from = HWY_DYNAMIC_DISPATCH(FindNumbers)(bytes, from, limit, pattern);
        for (const std::size_t end = std::min(limit, from + block); from < end; ++from) {
            if (number_at(bytes + from, pattern)) return from;
        }
    }
    return limit;
}

namespace {

template <class T, NumberPattern::Kind kind>
std::size_t at_stride(const std::byte* bytes, std::size_t at, std::size_t limit, std::size_t stride,
                      const NumberPattern& pattern) {
    const std::uint64_t lowest = pattern.lowest_code, span = pattern.highest_code - pattern.lowest_code;
    const auto inside = [&](T bits) {
        constexpr T sign = static_cast<T>(T{1} << (8 * sizeof(T) - 1));
        // As code_of_bits() has it, where the compiler sees it.
        if constexpr (kind == NumberPattern::Kind::Signed) bits = static_cast<T>(bits ^ sign);
        if constexpr (kind == NumberPattern::Kind::Float) {
            bits = static_cast<T>((bits & sign) != 0 ? ~bits : bits ^ sign);
        }
        return bits - lowest <= span;
    };
    for (; at < limit; at += stride) {
        T bits = 0;
        std::memcpy(&bits, bytes + at, sizeof bits);
        if (pattern.little_endian && inside(bits)) return at;
        if (!pattern.big_endian) continue;
        T other = 0;
        for (std::size_t i = 0; i < sizeof bits; ++i) other = static_cast<T>(other << 4 << 4 | (bits >> 8 * i & 0xff));
        if (inside(other)) return at;
    }
    return limit;
}

template <class T>
std::size_t at_stride(const std::byte* bytes, std::size_t at, std::size_t limit, std::size_t stride,
                      const NumberPattern& pattern) {
    using Kind = NumberPattern::Kind;
    if (pattern.kind == Kind::Unsigned) return at_stride<T, Kind::Unsigned>(bytes, at, limit, stride, pattern);
    if (pattern.kind == Kind::Signed) return at_stride<T, Kind::Signed>(bytes, at, limit, stride, pattern);
    return at_stride<T, Kind::Float>(bytes, at, limit, stride, pattern);
}

}  // namespace

std::size_t find_number_at_stride(const std::byte* bytes, std::size_t from, std::size_t limit, std::size_t stride,
                                  const NumberPattern& pattern) {
    switch (pattern.size) {
        case 1:
            return at_stride<std::uint8_t>(bytes, from, limit, stride, pattern);
        case 2:
            return at_stride<std::uint16_t>(bytes, from, limit, stride, pattern);
        case 4:
            return at_stride<std::uint32_t>(bytes, from, limit, stride, pattern);
        default:
            return at_stride<std::uint64_t>(bytes, from, limit, stride, pattern);
    }
}

bool number_at(const std::byte* bytes, const NumberPattern& pattern) {
    switch (pattern.size) {
        case 1:
            return number_in_range<std::uint8_t>(bytes, pattern);
        case 2:
            return number_in_range<std::uint16_t>(bytes, pattern);
        case 4:
            return number_in_range<std::uint32_t>(bytes, pattern);
        default:
            return number_in_range<std::uint64_t>(bytes, pattern);
    }
}

}  // namespace byteprism
#endif
