#include "core/view/copy_kernels.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <type_traits>
#include <utility>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/view/copy_kernels.cpp"
#include <hwy/foreach_target.h>
// After the line above.
#include <hwy/cache_control.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace byteprism {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// Items are moved as unsigned integers of their size; addresses need not be multiples of it.
template <class T>
T load(const std::byte* at) {
    T item;
    std::memcpy(&item, at, sizeof item);
    return item;
}
template <class T>
void store(std::byte* at, T item) {
    std::memcpy(at, &item, sizeof item);
}
// Vectors are loaded and stored through pointers to their lanes, at any address.
template <class T>
const T* lanes(const std::byte* at) {
    return static_cast<const T*>(static_cast<const void*>(at));
}
template <class T>
T* lanes(std::byte* at) {
    return static_cast<T*>(static_cast<void*>(at));
}

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
        hwy::FlushStream();
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

// ---- transposing

// Tiles pass through two small squares on the stack, so that every cache line of source and target is touched once and
// whole: strides of powers of two would otherwise throw lines out before they are used up.
constexpr std::int64_t tile_bytes = 64;

#if HWY_TARGET != HWY_SCALAR
// Interleaves the first half of the vectors with the second. Folds rather than loops: the vectors must stay in
// registers, and GCC unrolls no loop at -O2.
template <class T, class V, std::size_t... I>
HWY_INLINE void interleave_halves(hn::Full128<T> tag, V (&v)[16 / sizeof(T)], std::index_sequence<I...>) {
    constexpr std::size_t half = sizeof...(I);
    V w[2 * half];
    ((w[2 * I] = hn::InterleaveLower(tag, v[I], v[I + half]),
      w[2 * I + 1] = hn::InterleaveUpper(tag, v[I], v[I + half])),
     ...);
    ((v[2 * I] = w[2 * I], v[2 * I + 1] = w[2 * I + 1]), ...);
}

// Transposes a square of 16 bytes by 16 / size rows: after log2 rounds of interleaving every item is in its place.
template <class T, std::size_t... I>
HWY_INLINE void transpose_registers(const std::byte* from, std::int64_t from_stride, std::byte* to,
                                    std::int64_t to_stride, std::index_sequence<I...>) {
    const hn::Full128<T> tag;
    constexpr std::size_t n = sizeof...(I);
    hn::Vec<hn::Full128<T>> v[n];
    ((v[I] = hn::LoadU(tag, lanes<T>(from + static_cast<std::int64_t>(I) * from_stride))), ...);
    constexpr auto halves = std::make_index_sequence<n / 2>();
    interleave_halves<T>(tag, v, halves);
    if constexpr (n >= 4) interleave_halves<T>(tag, v, halves);
    if constexpr (n >= 8) interleave_halves<T>(tag, v, halves);
    if constexpr (n >= 16) interleave_halves<T>(tag, v, halves);
    (hn::StoreU(v[I], tag, lanes<T>(to + static_cast<std::int64_t>(I) * to_stride)), ...);
}

template <class T>
HWY_INLINE void transpose_square(const std::byte* from, std::int64_t from_stride, std::byte* to,
                                 std::int64_t to_stride) {
    transpose_registers<T>(from, from_stride, to, to_stride, std::make_index_sequence<16 / sizeof(T)>());
}
#else
template <class T>
void transpose_square(const std::byte* from, std::int64_t from_stride, std::byte* to, std::int64_t to_stride) {
    constexpr std::int64_t n = 16 / sizeof(T);
    constexpr std::int64_t size = sizeof(T);
    for (std::int64_t i = 0; i < n; ++i) {
        for (std::int64_t j = 0; j < n; ++j)
            store(to + j * to_stride + i * size, load<T>(from + i * from_stride + j * size));
    }
}
#endif

// A finished tile goes to the target line by line, past the caches if each line is a whole one there.
void store_tile(std::byte* target, std::int64_t target_stride, const std::byte* tile, std::int64_t lines,
                bool past_caches) {
    if (!past_caches) {
        for (std::int64_t j = 0; j < lines; ++j)
            std::memcpy(target + j * target_stride, tile + j * tile_bytes, tile_bytes);
        return;
    }
    const hn::CappedTag<std::uint8_t, tile_bytes> tag;
    const auto step = static_cast<std::int64_t>(hn::Lanes(tag));
    for (std::int64_t j = 0; j < lines; ++j) {
        for (std::int64_t k = 0; k < tile_bytes; k += step) {
            hn::Stream(hn::Load(tag, lanes<std::uint8_t>(tile + j * tile_bytes + k)), tag,
                       lanes<std::uint8_t>(target + j * target_stride + k));
        }
    }
}

template <class T>
void transpose_tile(std::byte* target, std::int64_t target_stride, const std::byte* source, std::int64_t source_stride,
                    bool past_caches) {
    constexpr std::int64_t n = tile_bytes / sizeof(T);
    constexpr std::int64_t square = 16 / sizeof(T);
    alignas(64) std::byte in[static_cast<std::size_t>(n * tile_bytes)];
    alignas(64) std::byte out[static_cast<std::size_t>(n * tile_bytes)];
    for (std::int64_t i = 0; i < n; ++i) {
        std::memcpy(in + i * tile_bytes, source + i * source_stride, tile_bytes);
        // Rows are pages apart: the processor does not guess where the next tile lies.
        hwy::Prefetch(source + (i + n) * source_stride);
    }
    for (std::int64_t i = 0; i < n; i += square) {
        for (std::int64_t j = 0; j < n; j += square) {
            transpose_square<T>(in + i * tile_bytes + j * std::int64_t{sizeof(T)}, tile_bytes,
                                out + j * tile_bytes + i * std::int64_t{sizeof(T)}, tile_bytes);
        }
    }
    store_tile(target, target_stride, out, n, past_caches);
}

template <class T>
void transpose_rest(std::byte* target, std::int64_t target_stride, const std::byte* source, std::int64_t source_stride,
                    std::int64_t rows, std::int64_t columns) {
    constexpr std::int64_t size = sizeof(T);
    constexpr std::int64_t square = 16 / size;
    if (rows < square || columns < square) {
        for (std::int64_t j = 0; j < columns; ++j) {
            gather_any<T>(target + j * target_stride, source + j * size, source_stride, rows);
        }
        return;
    }
    // The last squares reach back over what is done already, rather than leave a rest.
    for (std::int64_t i = 0; i < rows; i += square) {
        const std::int64_t row = std::min(i, rows - square);
        for (std::int64_t j = 0; j < columns; j += square) {
            const std::int64_t column = std::min(j, columns - square);
            transpose_square<T>(source + row * source_stride + column * size, source_stride,
                                target + column * target_stride + row * size, target_stride);
        }
    }
}

template <class T>
void transpose_items(std::byte* target, std::int64_t target_stride, const std::byte* source, std::int64_t source_stride,
                     std::int64_t rows, std::int64_t columns, Reuse reuse) {
    constexpr std::int64_t size = sizeof(T);
    constexpr std::int64_t n = tile_bytes / size;
    // Several tiles side by side before the next rows, so that a page that was looked up serves more than one line.
    constexpr std::int64_t block = 4 * n;
    // The rows before the first cache line of the target; the tiles then begin where its lines do.
    const auto misaligned = static_cast<std::int64_t>(reinterpret_cast<std::uintptr_t>(target) % tile_bytes);
    const bool whole_lines = rows >= 8 * n && target_stride % tile_bytes == 0 && misaligned % size == 0;
    const std::int64_t head = whole_lines && misaligned != 0 ? std::min(rows, (tile_bytes - misaligned) / size) : 0;
    const bool past_caches = reuse == Reuse::Later && whole_lines;
    for (std::int64_t first = 0; first < columns; first += block) {
        const std::int64_t end = std::min(columns, first + block);
        if (head != 0) {
            transpose_rest<T>(target + first * target_stride, target_stride, source + first * size, source_stride, head,
                              end - first);
        }
        for (std::int64_t i = head; i < rows; i += n) {
            const std::int64_t high = std::min(n, rows - i);
            for (std::int64_t j = first; j < end; j += n) {
                const std::int64_t wide = std::min(n, end - j);
                std::byte* to = target + j * target_stride + i * size;
                const std::byte* from = source + i * source_stride + j * size;
                if (wide == n && high == n) {
                    transpose_tile<T>(to, target_stride, from, source_stride, past_caches);
                } else {
                    transpose_rest<T>(to, target_stride, from, source_stride, high, wide);
                }
            }
        }
    }
    if (past_caches) hwy::FlushStream();
}

void TransposeKernel(std::byte* target, std::int64_t target_stride, const std::byte* source, std::int64_t source_stride,
                     std::int64_t rows, std::int64_t columns, std::int64_t size, Reuse reuse) {
    switch (size) {
        case 1:
            return transpose_items<std::uint8_t>(target, target_stride, source, source_stride, rows, columns, reuse);
        case 2:
            return transpose_items<std::uint16_t>(target, target_stride, source, source_stride, rows, columns, reuse);
        case 4:
            return transpose_items<std::uint32_t>(target, target_stride, source, source_stride, rows, columns, reuse);
        default:
            return transpose_items<std::uint64_t>(target, target_stride, source, source_stride, rows, columns, reuse);
    }
}

}  // namespace HWY_NAMESPACE
}  // namespace byteprism
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace byteprism {

HWY_EXPORT(GatherKernel);
HWY_EXPORT(InterleaveKernel);
HWY_EXPORT(TransposeKernel);

void gather(std::byte* target, const std::byte* source, std::int64_t stride, std::int64_t count, std::int64_t size,
            Reuse reuse) {
    HWY_DYNAMIC_DISPATCH(GatherKernel)(target, source, stride, count, size, reuse);
}

void interleave(std::byte* target, const std::byte* source, std::int64_t row_stride, int ways, std::int64_t count,
                std::int64_t size) {
    HWY_DYNAMIC_DISPATCH(InterleaveKernel)(target, source, row_stride, ways, count, size);
}

void transpose(std::byte* target, std::int64_t target_stride, const std::byte* source, std::int64_t source_stride,
               std::int64_t rows, std::int64_t columns, std::int64_t size, Reuse reuse) {
    HWY_DYNAMIC_DISPATCH(TransposeKernel)(target, target_stride, source, source_stride, rows, columns, size, reuse);
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
