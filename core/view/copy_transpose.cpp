// A matrix turned over: squares of 64 bytes pass through vector registers, so that whole cache lines are read and
// whole cache lines are written.

#include <algorithm>
#include <array>
#include <cstdlib>
#include <type_traits>
#include <utility>

#include "core/view/copy_kernels.hpp"
#include "core/view/unaligned.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/view/copy_transpose.cpp"
#include <hwy/foreach_target.h>
// After the line above.
#include <hwy/cache_control.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace byteprism {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

constexpr std::int64_t line = 64;  // bytes of a cache line, and of a tile's side
constexpr std::int64_t page = 4096;
constexpr std::int64_t block = 16;  // bytes within which vectors are interleaved, and of a square's side

// Where a tile or square goes. Its rows come from a list of addresses.
struct Place {
    std::byte* at;
    std::int64_t stride;  // bytes from one column's line to the next
};

#if HWY_TARGET != HWY_SCALAR

// Interleaves the first half of the vectors with the second. Folds rather than loops: the vectors must stay in
// registers, and GCC unrolls no loop at -O2.
template <class D, class V, std::size_t n, std::size_t... I>
HWY_INLINE void interleave_halves(D tag, V (&v)[n], std::index_sequence<I...>) {
    constexpr std::size_t half = sizeof...(I);
    V w[n];
    ((w[2 * I] = hn::InterleaveLower(tag, v[I], v[I + half]),
      w[2 * I + 1] = hn::InterleaveUpper(tag, v[I], v[I + half])),
     ...);
    ((v[2 * I] = w[2 * I], v[2 * I + 1] = w[2 * I + 1]), ...);
}

// Transposes the squares that lie side by side in the rows v: afterwards v[i] holds column i of each square. That takes
// log2 rounds of interleaving.
template <class D, class V, std::size_t n>
HWY_INLINE void transpose_blocks(D tag, V (&v)[n]) {
    constexpr auto halves = std::make_index_sequence<n / 2>();
    interleave_halves(tag, v, halves);
    if constexpr (n >= 4) interleave_halves(tag, v, halves);
    if constexpr (n >= 8) interleave_halves(tag, v, halves);
    if constexpr (n >= 16) interleave_halves(tag, v, halves);
}

template <class T, std::size_t... I>
HWY_INLINE void transpose_square(const std::byte* const* rows, std::int64_t offset, Place to,
                                 std::index_sequence<I...>) {
    const hn::Full128<T> tag;
    hn::Vec<hn::Full128<T>> v[sizeof...(I)] = {hn::LoadU(tag, lanes<T>(rows[I] + offset))...};
    transpose_blocks(tag, v);
    (hn::StoreU(v[I], tag, lanes<T>(to.at + static_cast<std::int64_t>(I) * to.stride)), ...);
}

template <class T>
HWY_INLINE void transpose_square(const std::byte* const* rows, std::int64_t offset, Place to) {
    transpose_square<T>(rows, offset, to, std::make_index_sequence<block / sizeof(T)>());
}

// The longest vectors of a known length that fit into a cache line.
#if HWY_HAVE_SCALABLE
template <class T>
using LineTag = hn::Full128<T>;
#else
template <class T>
using LineTag = hn::CappedTag<T, line / sizeof(T)>;
#endif

// Four vectors of the same column, from the top of a tile to its bottom, become the lines of as many columns as a
// vector has blocks: store(block, vector of the line, its offset in the line).
template <class D, class Store>
HWY_INLINE void join_blocks(D tag, const std::byte* staged, const Store& store_line) {
    using T = hn::TFromD<D>;
    constexpr std::int64_t bytes = hn::MaxLanes(D()) * sizeof(T);
    const auto part = [&](std::int64_t quarter) { return hn::Load(tag, lanes<T>(staged + quarter * bytes)); };
    if constexpr (bytes == 4 * block) {
        const auto low_even = hn::ConcatLowerLower(tag, part(2), part(0));
        const auto low_odd = hn::ConcatLowerLower(tag, part(3), part(1));
        const auto high_even = hn::ConcatUpperUpper(tag, part(2), part(0));
        const auto high_odd = hn::ConcatUpperUpper(tag, part(3), part(1));
        store_line(0, hn::OddEvenBlocks(hn::SwapAdjacentBlocks(low_odd), low_even), 0);
        store_line(1, hn::OddEvenBlocks(low_odd, hn::SwapAdjacentBlocks(low_even)), 0);
        store_line(2, hn::OddEvenBlocks(hn::SwapAdjacentBlocks(high_odd), high_even), 0);
        store_line(3, hn::OddEvenBlocks(high_odd, hn::SwapAdjacentBlocks(high_even)), 0);
    } else if constexpr (bytes == 2 * block) {
        for (std::int64_t half = 0; half < 2; ++half) {
            store_line(0, hn::ConcatLowerLower(tag, part(2 * half + 1), part(2 * half)), half * bytes);
            store_line(1, hn::ConcatUpperUpper(tag, part(2 * half + 1), part(2 * half)), half * bytes);
        }
    } else {
        for (std::int64_t quarter = 0; quarter < 4; ++quarter) store_line(0, part(quarter), quarter * bytes);
    }
}

// As many rows as columns, a line long each.
template <class T, std::size_t... I>
HWY_INLINE void transpose_tile(const std::byte* const* rows, std::int64_t offset, Place to, bool past_caches,
                               std::index_sequence<I...>) {
    const LineTag<T> tag;
    using V = hn::Vec<LineTag<T>>;
    constexpr std::int64_t bytes = hn::MaxLanes(LineTag<T>()) * sizeof(T);
    constexpr std::int64_t side = sizeof...(I);
    alignas(line) std::byte staged[static_cast<std::size_t>(side * 4 * bytes)];
    for (std::int64_t left = 0; left < line; left += bytes) {
        for (std::int64_t quarter = 0; quarter < 4; ++quarter) {
            V v[] = {hn::LoadU(tag, lanes<T>(rows[quarter * side + std::int64_t{I}] + offset + left))...};
            transpose_blocks(tag, v);
            (hn::Store(v[I], tag, lanes<T>(staged + (std::int64_t{I} * 4 + quarter) * bytes)), ...);
        }
        for (std::int64_t i = 0; i < side; ++i) {
            const std::int64_t first = left / std::int64_t{sizeof(T)} + i;
            join_blocks(tag, staged + i * 4 * bytes, [&](std::int64_t nth, V part, std::int64_t at) HWY_ATTR {
                T* const out = lanes<T>(to.at + (first + nth * side) * to.stride + at);
                if (past_caches) {
                    hn::Stream(part, tag, out);
                } else {
                    hn::StoreU(part, tag, out);
                }
            });
        }
    }
}

template <class T>
HWY_INLINE void transpose_tile(const std::byte* const* rows, std::int64_t offset, Place to, bool past_caches) {
    transpose_tile<T>(rows, offset, to, past_caches, std::make_index_sequence<block / sizeof(T)>());
}

#else

template <class T>
void transpose_square(const std::byte* const* rows, std::int64_t offset, Place to) {
    constexpr std::int64_t size = sizeof(T);
    for (std::int64_t i = 0; i < block / size; ++i) {
        for (std::int64_t j = 0; j < block / size; ++j)
            store(to.at + j * to.stride + i * size, load<T>(rows[i] + offset + j * size));
    }
}

template <class T>
void transpose_tile(const std::byte* const* rows, std::int64_t offset, Place to, bool) {
    for (std::int64_t i = 0; i < line; i += block) {
        for (std::int64_t j = 0; j < line; j += block) {
            const std::int64_t column = j / std::int64_t{sizeof(T)};
            transpose_square<T>(rows + i / std::int64_t{sizeof(T)}, offset + j,
                                {to.at + column * to.stride + i, to.stride});
        }
    }
}

#endif

// Calls each(at) so that pieces of `step` cover `count`. The last reaches back over what is done already rather than
// leave a rest.
template <class Each>
HWY_INLINE void cover(std::int64_t count, std::int64_t step, const Each& each) {
    for (std::int64_t at = 0; at < count; at += step) each(std::min(at, count - step));
}

// Rows at most this many lines long in the target are turned over before the next columns: so long are the runs that
// are written one after the other, and so far apart may they be without hurting each other in the caches.
constexpr std::int64_t run_lines = 8;

template <class T>
void transpose_run(Place to, const std::byte* const* rows, std::int64_t row_count, std::int64_t columns,
                   bool past_caches) {
    constexpr std::int64_t size = sizeof(T);
    constexpr std::int64_t side = line / size;
    constexpr std::int64_t short_side = block / size;
    const auto place = [&](std::int64_t i, std::int64_t j) {
        return Place{to.at + j * to.stride + i * size, to.stride};
    };
    if (row_count >= side && columns >= side) {
        cover(columns, side, [&](std::int64_t j) HWY_ATTR {
            cover(row_count, side, [&](std::int64_t i) HWY_ATTR {
                transpose_tile<T>(rows + i, j * size, place(i, j), past_caches && i % side == 0);
            });
        });
    } else if (row_count >= short_side && columns >= short_side) {
        const auto square = [&](std::int64_t i, std::int64_t j)
                                HWY_ATTR { transpose_square<T>(rows + i, j * size, place(i, j)); };
        // The side whose lines lie closer together is the one that waits for the others in the cache.
        if (std::abs(to.stride) < page) {
            cover(row_count, short_side, [&](std::int64_t i) HWY_ATTR {
                cover(columns, short_side, [&](std::int64_t j) HWY_ATTR { square(i, j); });
            });
        } else {
            cover(columns, short_side, [&](std::int64_t j) HWY_ATTR {
                cover(row_count, short_side, [&](std::int64_t i) HWY_ATTR { square(i, j); });
            });
        }
    } else {
        for (std::int64_t j = 0; j < columns; ++j) {
            for (std::int64_t i = 0; i < row_count; ++i) store(place(i, j).at, load<T>(rows[i] + j * size));
        }
    }
}

// The addresses of the rows, in the order in which they lie side by side in the target.
class RowWalk {
public:
    RowWalk(const std::byte* source, const CopyAxes& axes) : at_(source), axes_(axes), index_(axes.size()) {}

    void next(const std::byte** rows, std::int64_t count) {
        const CopyAxis inner = axes_.back();
        for (std::int64_t i = 0; i < count;) {
            const std::int64_t together = std::min(count - i, inner.count - index_.back());
            for (const std::int64_t end = i + together; i < end; ++i, at_ += inner.source) rows[i] = at_;
            index_.back() += together;
            for (std::size_t axis = axes_.size() - 1; index_[axis] == axes_[axis].count && axis-- > 0;) {
                at_ += axes_[axis].source - axes_[axis + 1].source * axes_[axis + 1].count;
                index_[axis + 1] = 0;
                ++index_[axis];
            }
        }
    }

private:
    const std::byte* at_;
    const CopyAxes& axes_;
    Index index_;
};

template <class T>
void transpose_items(Place to, const std::byte* source, const CopyAxes& row_axes, std::int64_t columns, Reuse reuse) {
    constexpr std::int64_t size = sizeof(T);
    constexpr std::int64_t side = line / size;
    std::int64_t rows = 1;
    for (const CopyAxis& axis : row_axes) rows *= axis.count;
    // The rows before the first cache line of the target; the tiles then begin where its lines do.
    const auto misaligned = static_cast<std::int64_t>(reinterpret_cast<std::uintptr_t>(to.at) % line);
    const bool aligned = misaligned == 0 && rows % side == 0;
    const bool whole_lines = rows >= (aligned ? side : 8 * side) && to.stride % line == 0 && misaligned % size == 0;
    const std::int64_t head = whole_lines && misaligned != 0 ? (line - misaligned) / size : 0;
    const bool past_caches = reuse == Reuse::Later && whole_lines;

    RowWalk walk(source, row_axes);
    std::array<const std::byte*, static_cast<std::size_t>(run_lines * side)> run;
    for (std::int64_t i = 0; i < rows;) {
        const std::int64_t longest = i == 0 && head != 0 ? head : run_lines * side;
        const std::int64_t count = std::min(longest, rows - i);
        walk.next(run.data(), count);
        transpose_run<T>({to.at + i * size, to.stride}, run.data(), count, columns, past_caches);
        i += count;
    }
}

void TransposeKernel(std::byte* target, std::int64_t target_stride, const std::byte* source, const CopyAxes& rows,
                     std::int64_t columns, std::int64_t size, Reuse reuse) {
    const Place to{target, target_stride};
    switch (size) {
        case 1:
            return transpose_items<std::uint8_t>(to, source, rows, columns, reuse);
        case 2:
            return transpose_items<std::uint16_t>(to, source, rows, columns, reuse);
        case 4:
            return transpose_items<std::uint32_t>(to, source, rows, columns, reuse);
        default:
            return transpose_items<std::uint64_t>(to, source, rows, columns, reuse);
    }
}

}  // namespace HWY_NAMESPACE
}  // namespace byteprism
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace byteprism {

HWY_EXPORT(TransposeKernel);

void transpose(std::byte* target, std::int64_t target_stride, const std::byte* source, const CopyAxes& rows,
               std::int64_t columns, std::int64_t size, Reuse reuse) {
    HWY_DYNAMIC_DISPATCH(TransposeKernel)(target, target_stride, source, rows, columns, size, reuse);
}

}  // namespace byteprism
#endif
