#include "core/analysis/column_kernels.hpp"

#include <algorithm>
#include <cmath>

#include "core/view/unaligned.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/analysis/column_kernels.cpp"
#include <hwy/foreach_target.h>
// After the line above.
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace byteprism {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

template <class T>
void AddInteger(const std::byte* at, T flip, IntegerSummary& to) {
    const std::uint64_t wide = static_cast<T>(load<T>(at) ^ flip);
    to.least = std::min(to.least, wide);
    to.greatest = std::max(to.greatest, wide);
    to.low_sum += wide & 0xffffffff;
    to.high_sum += wide >> 32;
}

template <class D>
std::uint64_t SumOfWords(D d, hn::Vec<D> words) {
    return hn::GetLane(hn::SumOfLanes(d, words));
}

#if HWY_TARGET != HWY_SCALAR
// Sums of 64 bits, of numbers of any size: a wide lane is the sum of the narrow ones that lie in it.
template <class T>
HWY_INLINE hn::Vec<hn::ScalableTag<std::uint64_t>> Widened(hn::Vec<hn::ScalableTag<T>> numbers) {
    const hn::ScalableTag<std::uint64_t> words;
    if constexpr (sizeof(T) == 1) {
        return hn::SumsOf8(numbers);
    } else if constexpr (sizeof(T) == 2) {
        const hn::ScalableTag<std::uint32_t> pairs;
        const auto two = hn::BitCast(pairs, numbers);
        const auto sums = hn::Add(hn::And(two, hn::Set(pairs, 0xffff)), hn::ShiftRight<16>(two));
        return Widened<std::uint32_t>(sums);
    } else {
        const auto two = hn::BitCast(words, numbers);
        return hn::Add(hn::And(two, hn::Set(words, 0xffffffff)), hn::ShiftRight<32>(two));
    }
}
#endif

template <class T, bool sums>
void Integers(const std::byte* numbers, std::size_t count, bool has_sign, IntegerSummary& to) {
    const T flip = has_sign ? static_cast<T>(T{1} << (8 * sizeof(T) - 1)) : T{0};
    std::size_t at = 0;
#if HWY_TARGET != HWY_SCALAR
    const hn::ScalableTag<T> d;
    const hn::ScalableTag<std::uint64_t> words;
    const std::size_t step = hn::Lanes(d);
    const auto turn = hn::Set(d, flip);
    // Two of each, so that one need not wait for the other.
    auto least = hn::Set(d, std::numeric_limits<T>::max()), other_least = least;
    auto greatest = hn::Zero(d), other_greatest = greatest;
    auto sum = hn::Zero(words), other_sum = sum, high = sum;
    const auto low_half = hn::Set(words, 0xffffffff);
    for (; at + 2 * step <= count; at += 2 * step) {
        const auto a = hn::Xor(hn::LoadU(d, lanes<T>(numbers + at * sizeof(T))), turn);
        const auto b = hn::Xor(hn::LoadU(d, lanes<T>(numbers + (at + step) * sizeof(T))), turn);
        least = hn::Min(least, a);
        other_least = hn::Min(other_least, b);
        greatest = hn::Max(greatest, a);
        other_greatest = hn::Max(other_greatest, b);
        if constexpr (sums && sizeof(T) == 8) {
            sum = hn::Add(sum, hn::And(a, low_half));
            other_sum = hn::Add(other_sum, hn::And(b, low_half));
            high = hn::Add(high, hn::Add(hn::ShiftRight<32>(a), hn::ShiftRight<32>(b)));
        } else if constexpr (sums) {
            sum = hn::Add(sum, Widened<T>(a));
            other_sum = hn::Add(other_sum, Widened<T>(b));
        }
    }
    HWY_ALIGN T lanes[HWY_MAX_BYTES / sizeof(T)];
    if (at > 0) {
        hn::Store(hn::Min(least, other_least), d, lanes);
        for (std::size_t i = 0; i < step; ++i) to.least = std::min<std::uint64_t>(to.least, lanes[i]);
        hn::Store(hn::Max(greatest, other_greatest), d, lanes);
        for (std::size_t i = 0; i < step; ++i) to.greatest = std::max<std::uint64_t>(to.greatest, lanes[i]);
        to.low_sum += SumOfWords(words, hn::Add(sum, other_sum));
        to.high_sum += SumOfWords(words, high);
    }
#endif
    for (; at < count; ++at) AddInteger<T>(numbers + at * sizeof(T), flip, to);
}

template <class T>
void IntegersOf(const std::byte* numbers, std::size_t count, bool has_sign, bool sums, IntegerSummary& to) {
    return sums ? Integers<T, true>(numbers, count, has_sign, to) : Integers<T, false>(numbers, count, has_sign, to);
}

void SummarizeIntegers(const std::byte* numbers, std::size_t count, int size, bool has_sign, bool sums,
                       IntegerSummary& to) {
    if (size == 1) IntegersOf<std::uint8_t>(numbers, count, has_sign, sums, to);
    if (size == 2) IntegersOf<std::uint16_t>(numbers, count, has_sign, sums, to);
    if (size == 4) IntegersOf<std::uint32_t>(numbers, count, has_sign, sums, to);
    if (size == 8) IntegersOf<std::uint64_t>(numbers, count, has_sign, sums, to);
}

// Floats of 4 bytes as doubles: half as many in a vector, and a sum that is one.
HWY_INLINE hn::Vec<hn::ScalableTag<double>> LoadDoubles(const float* from) {
    const hn::ScalableTag<double> d;
    return hn::PromoteTo(d, hn::LoadU(hn::Rebind<float, hn::ScalableTag<double>>(), from));
}
HWY_INLINE hn::Vec<hn::ScalableTag<double>> LoadDoubles(const double* from) {
    return hn::LoadU(hn::ScalableTag<double>(), from);
}

template <class T>
void Floats(const std::byte* numbers, std::size_t count, FloatSummary& to) {
    const hn::ScalableTag<double> d;
    const std::size_t step = hn::Lanes(d);
    const double infinity = std::numeric_limits<double>::infinity();
    const auto highest = hn::Set(d, infinity), lowest = hn::Set(d, -infinity), one = hn::Set(d, 1.0);
    auto least = highest, greatest = lowest, sum = hn::Zero(d), other_sum = sum, known = sum;
    std::size_t at = 0;
    const auto add = [&](std::size_t from, auto& sum_of) HWY_ATTR {
        const auto number = LoadDoubles(lanes<T>(numbers + from * sizeof(T)));
        const auto is_number = hn::Eq(number, number);
        least = hn::Min(least, hn::IfThenElse(is_number, number, highest));
        greatest = hn::Max(greatest, hn::IfThenElse(is_number, number, lowest));
        sum_of = hn::Add(sum_of, hn::IfThenElseZero(is_number, number));
        known = hn::Add(known, hn::IfThenElseZero(is_number, one));
    };
    for (; at + 2 * step <= count; at += 2 * step) {
        add(at, sum);
        add(at + step, other_sum);
    }
    if (at > 0) {
        to.least = std::min(to.least, hn::GetLane(hn::MinOfLanes(d, least)));
        to.greatest = std::max(to.greatest, hn::GetLane(hn::MaxOfLanes(d, greatest)));
        to.sum += hn::GetLane(hn::SumOfLanes(d, hn::Add(sum, other_sum)));
        to.nans += at - static_cast<std::uint64_t>(hn::GetLane(hn::SumOfLanes(d, known)));
    }
    for (; at < count; ++at) {
        const auto wide = static_cast<double>(load<T>(numbers + at * sizeof(T)));
        if (std::isnan(wide)) {
            ++to.nans;
            continue;
        }
        to.least = std::min(to.least, wide);
        to.greatest = std::max(to.greatest, wide);
        to.sum += wide;
    }
}

void SummarizeFloats(const std::byte* numbers, std::size_t count, int size, FloatSummary& to) {
    return size == 4 ? Floats<float>(numbers, count, to) : Floats<double>(numbers, count, to);
}

// Codes: a negative number with all its bits turned, another one with the sign's. Nothing: NaN.
void SummarizeHalves(const std::byte* numbers, std::size_t count, IntegerSummary& to) {
    constexpr std::uint16_t sign = 0x8000, magnitude = 0x7fff, infinity = 0x7c00;
    std::size_t at = 0;
#if HWY_TARGET != HWY_SCALAR
    const hn::ScalableTag<std::uint16_t> d;
    const hn::ScalableTag<std::int16_t> integers;
    const std::size_t step = hn::Lanes(d);
    const auto all = hn::Set(d, std::numeric_limits<std::uint16_t>::max());
    auto least = all, greatest = hn::Zero(d);
    for (; at + step <= count; at += step) {
        const auto bits = hn::LoadU(d, lanes<std::uint16_t>(numbers + 2 * at));
        const auto turned = hn::BitCast(d, hn::ShiftRight<15>(hn::BitCast(integers, bits)));
        const auto code = hn::Xor(bits, hn::Or(turned, hn::Set(d, sign)));
        const auto size = hn::BitCast(integers, hn::And(bits, hn::Set(d, magnitude)));
        const auto nan = hn::BitCast(d, hn::VecFromMask(integers, hn::Gt(size, hn::Set(integers, infinity))));
        least = hn::Min(least, hn::Or(code, nan));
        greatest = hn::Max(greatest, hn::AndNot(nan, code));
    }
    HWY_ALIGN std::uint16_t lanes[HWY_MAX_BYTES / 2];
    hn::Store(least, d, lanes);
    for (std::size_t i = 0; at > 0 && i < step; ++i) to.least = std::min<std::uint64_t>(to.least, lanes[i]);
    hn::Store(greatest, d, lanes);
    for (std::size_t i = 0; at > 0 && i < step; ++i) to.greatest = std::max<std::uint64_t>(to.greatest, lanes[i]);
#endif
    for (; at < count; ++at) {
        std::uint16_t bits = 0;
        std::memcpy(&bits, numbers + 2 * at, sizeof bits);
        if ((bits & magnitude) > infinity) continue;
        const auto code = static_cast<std::uint16_t>((bits & sign) != 0 ? ~bits : bits | sign);
        to.least = std::min<std::uint64_t>(to.least, code);
        to.greatest = std::max<std::uint64_t>(to.greatest, code);
    }
}

template <class T>
void Swap(const std::byte* numbers, std::size_t count, std::byte* to) {
    std::size_t at = 0;
#if HWY_TARGET != HWY_SCALAR
    const hn::ScalableTag<std::uint8_t> d;
    alignas(16) std::uint8_t order[16];
    for (std::size_t i = 0; i < 16; ++i) {
        order[i] = static_cast<std::uint8_t>(i / sizeof(T) * sizeof(T) + sizeof(T) - 1 - i % sizeof(T));
    }
    const auto turn = hn::LoadDup128(d, order);
    const std::size_t step = hn::Lanes(d) / sizeof(T);
    for (; at + step <= count; at += step) {
        const auto bytes = hn::LoadU(d, lanes<std::uint8_t>(numbers + at * sizeof(T)));
        hn::StoreU(hn::TableLookupBytes(bytes, turn), d,
                   static_cast<std::uint8_t*>(static_cast<void*>(to + at * sizeof(T))));
    }
#endif
    for (; at < count; ++at) {
        for (std::size_t i = 0; i < sizeof(T); ++i) to[at * sizeof(T) + i] = numbers[(at + 1) * sizeof(T) - 1 - i];
    }
}

void SwapNumbers(const std::byte* numbers, std::size_t count, int size, std::byte* to) {
    if (size == 2) return Swap<std::uint16_t>(numbers, count, to);
    if (size == 4) return Swap<std::uint32_t>(numbers, count, to);
    return Swap<std::uint64_t>(numbers, count, to);
}

}  // namespace HWY_NAMESPACE
}  // namespace byteprism
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace byteprism {

HWY_EXPORT(SummarizeIntegers);
HWY_EXPORT(SummarizeFloats);
HWY_EXPORT(SummarizeHalves);
HWY_EXPORT(SwapNumbers);

void summarize_integers(const std::byte* numbers, std::size_t count, int size, bool has_sign, Sums sums,
                        IntegerSummary& to) {
    HWY_DYNAMIC_DISPATCH(SummarizeIntegers)(numbers, count, size, has_sign, sums == Sums::Taken, to);
}

void summarize_floats(const std::byte* numbers, std::size_t count, int size, FloatSummary& to) {
    HWY_DYNAMIC_DISPATCH(SummarizeFloats)(numbers, count, size, to);
}

void summarize_halves(const std::byte* numbers, std::size_t count, IntegerSummary& to) {
    HWY_DYNAMIC_DISPATCH(SummarizeHalves)(numbers, count, to);
}

void swap_numbers(const std::byte* numbers, std::size_t count, int size, std::byte* to) {
    HWY_DYNAMIC_DISPATCH(SwapNumbers)(numbers, count, size, to);
}

}  // namespace byteprism
#endif
