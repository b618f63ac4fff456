// Items along one row: picked up, spread out, interleaved.

#include <algorithm>
#include <array>
#include <cstring>
#include <type_traits>

#include "core/view/copy_kernels.hpp"
#include "core/view/unaligned.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/view/copy_rows.cpp"
#include <hwy/foreach_target.h>
// After the line above.
#include <hwy/cache_control.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace byteprism {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

template <class T>
void gather_any(std::byte* target, const std::byte* source, std::int64_t stride, std::int64_t count) {
    std::int64_t i = 0;
    // Several at a time, put together in a register.
    constexpr std::int64_t group = 8 / sizeof(T);
    if constexpr (group > 1) {
        for (; i + group <= count; i += group) {
            std::uint64_t word = 0;
            for (std::int64_t k = 0; k < group; ++k) {
                word |= std::uint64_t{load<T>(source + (i + k) * stride)}
                        << (8 * sizeof(T) * static_cast<std::size_t>(k));
            }
            store(target + i * std::int64_t{sizeof(T)}, word);
        }
    }
    for (; i < count; ++i) store(target + i * std::int64_t{sizeof(T)}, load<T>(source + i * stride));
}

// Every second, fourth or eighth item: wider lanes are loaded and cut.
template <class T, class Wide>
std::int64_t gather_cut(std::byte* target, const std::byte* source, std::int64_t count) {
    const hn::ScalableTag<Wide> wide;
    const hn::Rebind<T, decltype(wide)> narrow;
    const auto lane_count = static_cast<std::int64_t>(hn::Lanes(wide));
    std::int64_t i = 0;
    // The last item's wide lane would reach past the source.
    for (; i + 4 * lane_count < count; i += 4 * lane_count) {
        for (std::int64_t k = 0; k < 4; ++k) {
            const std::int64_t at = i + k * lane_count;
            const auto cut =
                hn::TruncateTo(narrow, hn::LoadU(wide, lanes<Wide>(source + at * std::int64_t{sizeof(Wide)})));
            hn::StoreU(cut, narrow, lanes<T>(target + at * std::int64_t{sizeof(T)}));
        }
    }
    return i;
}

template <class T>
std::int64_t gather_thirds(std::byte* target, const std::byte* source, std::int64_t count) {
    const hn::ScalableTag<T> tag;
    const auto lane_count = static_cast<std::int64_t>(hn::Lanes(tag));
    std::int64_t i = 0;
    for (; i + lane_count < count; i += lane_count) {
        hn::Vec<decltype(tag)> first, second, third;
        hn::LoadInterleaved3(tag, lanes<T>(source + i * 3 * std::int64_t{sizeof(T)}), first, second, third);
        hn::StoreU(first, tag, lanes<T>(target + i * std::int64_t{sizeof(T)}));
    }
    return i;
}

template <class D>
HWY_INLINE hn::Vec<D> reversed_lanes(D tag, const std::byte* at) {
    using T = hn::TFromD<D>;
#if HWY_TARGET != HWY_SCALAR
    if constexpr (sizeof(T) == 1) {
        // First the groups of eight, then the bytes of each.
        alignas(16) static constexpr std::array<std::uint8_t, 16> order = {7,  6,  5,  4,  3,  2,  1, 0,
                                                                           15, 14, 13, 12, 11, 10, 9, 8};
        const hn::Repartition<std::uint64_t, D> eights;
        const auto turned = hn::Reverse(eights, hn::LoadU(eights, lanes<std::uint64_t>(at)));
        return hn::TableLookupBytes(hn::BitCast(tag, turned), hn::LoadDup128(tag, order.data()));
    } else {
        return hn::Reverse(tag, hn::LoadU(tag, lanes<T>(at)));
    }
#else
    return hn::LoadU(tag, lanes<T>(at));
#endif
}

template <class T>
std::int64_t gather_reversed(std::byte* target, const std::byte* source, std::int64_t count, Reuse reuse) {
    const hn::ScalableTag<T> tag;
    constexpr std::int64_t size = sizeof(T);
    const auto lane_count = static_cast<std::int64_t>(hn::Lanes(tag));
    std::int64_t i = 0;
    const auto reversed = [&](std::int64_t at) { return reversed_lanes(tag, source - (at + lane_count - 1) * size); };
    const auto misaligned = static_cast<std::int64_t>(reinterpret_cast<std::uintptr_t>(target) %
                                                      static_cast<std::uintptr_t>(lane_count * size));
    if (reuse == Reuse::Later && misaligned % size == 0) {
        const std::int64_t before = misaligned == 0 ? 0 : std::min(count, (lane_count * size - misaligned) / size);
        for (; i < before; ++i) store(target + i * size, load<T>(source - i * size));
        for (; i + lane_count <= count; i += lane_count) hn::Stream(reversed(i), tag, lanes<T>(target + i * size));
        return i;
    }
    for (; i + 2 * lane_count <= count; i += 2 * lane_count) {
        hn::StoreU(reversed(i), tag, lanes<T>(target + i * size));
        hn::StoreU(reversed(i + lane_count), tag, lanes<T>(target + (i + lane_count) * size));
    }
    return i;
}

template <class T>
void gather_items(std::byte* target, const std::byte* source, std::int64_t stride, std::int64_t count, Reuse reuse) {
    constexpr std::int64_t size = sizeof(T);
    std::int64_t done = 0;
    if (stride == -size) {
        done = gather_reversed<T>(target, source, count, reuse);
    } else if constexpr (size <= 4) {
        if (stride == 3 * size) done = gather_thirds<T>(target, source, count);
        if (size == 1 && stride == 2)
            done = gather_cut<T, std::conditional_t<size == 1, std::uint16_t, std::uint64_t>>(target, source, count);
        if (size <= 2 && stride == 4)
            done = gather_cut<T, std::conditional_t<size <= 2, std::uint32_t, std::uint64_t>>(target, source, count);
        if (stride == 8) done = gather_cut<T, std::uint64_t>(target, source, count);
    }
    gather_any<T>(target + done * size, source + done * stride, stride, count - done);
}

void GatherKernel(std::byte* target, const std::byte* source, std::int64_t stride, std::int64_t count,
                  std::int64_t size, Reuse reuse) {
    switch (size) {
        case 1:
            return gather_items<std::uint8_t>(target, source, stride, count, reuse);
        case 2:
            return gather_items<std::uint16_t>(target, source, stride, count, reuse);
        case 4:
            return gather_items<std::uint32_t>(target, source, stride, count, reuse);
        default:
            return gather_items<std::uint64_t>(target, source, stride, count, reuse);
    }
}

// ---- interleaving

template <class T>
void interleave_items(std::byte* target, const std::byte* source, std::int64_t row_stride, int ways,
                      std::int64_t count) {
    const hn::ScalableTag<T> tag;
    constexpr std::int64_t size = sizeof(T);
    const auto lane_count = static_cast<std::int64_t>(hn::Lanes(tag));
    const auto row = [&](int way, std::int64_t i) {
        return hn::LoadU(tag, lanes<T>(source + way * row_stride + i * size));
    };
    std::int64_t i = 0;
    for (; i + lane_count <= count; i += lane_count) {
        T* out = lanes<T>(target + i * ways * size);
        if (ways == 2) hn::StoreInterleaved2(row(0, i), row(1, i), tag, out);
        if (ways == 3) hn::StoreInterleaved3(row(0, i), row(1, i), row(2, i), tag, out);
        if (ways == 4) hn::StoreInterleaved4(row(0, i), row(1, i), row(2, i), row(3, i), tag, out);
    }
    for (; i < count; ++i) {
        for (int way = 0; way < ways; ++way)
            store(target + (i * ways + way) * size, load<T>(source + way * row_stride + i * size));
    }
}

void InterleaveKernel(std::byte* target, const std::byte* source, std::int64_t row_stride, int ways, std::int64_t count,
                      std::int64_t size) {
    switch (size) {
        case 1:
            return interleave_items<std::uint8_t>(target, source, row_stride, ways, count);
        case 2:
            return interleave_items<std::uint16_t>(target, source, row_stride, ways, count);
        default:
            return interleave_items<std::uint32_t>(target, source, row_stride, ways, count);
    }
}

}  // namespace HWY_NAMESPACE
}  // namespace byteprism
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace byteprism {

HWY_EXPORT(GatherKernel);
HWY_EXPORT(InterleaveKernel);

void gather(std::byte* target, const std::byte* source, std::int64_t stride, std::int64_t count, std::int64_t size,
            Reuse reuse) {
    HWY_DYNAMIC_DISPATCH(GatherKernel)(target, source, stride, count, size, reuse);
}

void interleave(std::byte* target, const std::byte* source, std::int64_t row_stride, int ways, std::int64_t count,
                std::int64_t size) {
    HWY_DYNAMIC_DISPATCH(InterleaveKernel)(target, source, row_stride, ways, count, size);
}

namespace {

// No vector store leaves gaps between its lanes untouched.
template <std::size_t size>
void scatter_items(std::byte* target, std::int64_t stride, const std::byte* source, std::int64_t count) {
    for (std::int64_t i = 0; i < count; ++i) std::memcpy(target + i * stride, source + i * std::int64_t{size}, size);
}

}  // namespace

void scatter(std::byte* target, std::int64_t stride, const std::byte* source, std::int64_t count, std::int64_t size) {
    switch (size) {
        case 1:
            return scatter_items<1>(target, stride, source, count);
        case 2:
            return scatter_items<2>(target, stride, source, count);
        case 4:
            return scatter_items<4>(target, stride, source, count);
        default:
            return scatter_items<8>(target, stride, source, count);
    }
}

}  // namespace byteprism
#endif
