// Choosing how to copy: axes are brought into the order of the target, merged where both sides continue, and the two
// innermost decide which kernel runs.

#include "core/view/copy.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <utility>

#include <hwy/cache_control.h>

#include "core/view/copy_kernels.hpp"

namespace byteprism {
namespace {

// Results beyond this do not stay in a cache anyway.
constexpr std::int64_t past_caches = std::int64_t{8} << 20;

struct Job {
    std::byte* target;
    const std::byte* source;
    CopyAxes axes;           // outermost first: falling stride in the target
    std::int64_t itemsize;   // bytes that are moved together
    std::int64_t bytes = 0;  // of the whole copy
};

Reuse reuse_of(const Job& job) { return job.bytes > past_caches ? Reuse::Later : Reuse::Soon; }

// Only axes that move remain, rising in the target, so that it is written from its first byte to its last.
void order_axes(Job& job) {
    CopyAxes axes;
    for (CopyAxis axis : job.axes) {
        if (axis.count == 1) continue;
        if (axis.target < 0) {
            job.target += axis.target * (axis.count - 1);
            job.source += axis.source * (axis.count - 1);
            axis.target = -axis.target;
            axis.source = -axis.source;
        }
        axes.push_back(axis);
    }
    std::stable_sort(axes.begin(), axes.end(),
                     [](const CopyAxis& a, const CopyAxis& b) { return a.target > b.target; });
    job.axes = std::move(axes);
}

// Where both sides walk on without a gap two axes are one, and the innermost may be one long item.
void merge_axes(Job& job) {
    CopyAxes merged;
    for (const CopyAxis& axis : job.axes) {
        if (!merged.empty() && merged.back().target == axis.target * axis.count &&
            merged.back().source == axis.source * axis.count) {
            merged.back() = {merged.back().count * axis.count, axis.target, axis.source};
        } else {
            merged.push_back(axis);
        }
    }
    while (!merged.empty() && merged.back().target == job.itemsize && merged.back().source == job.itemsize) {
        job.itemsize *= merged.back().count;
        merged.resize(merged.size() - 1);
    }
    job.axes = std::move(merged);
}

// Calls run(target, source) for every index of the outer axes.
template <class Run>
void for_each_outer(const Job& job, std::size_t outer, const Run& run, std::byte* target, const std::byte* source,
                    std::size_t axis = 0) {
    if (axis == outer) return run(target, source);
    const CopyAxis along = job.axes[axis];
    for (std::int64_t i = 0; i < along.count; ++i)
        for_each_outer(job, outer, run, target + i * along.target, source + i * along.source, axis + 1);
}

bool has_kernel(std::int64_t size) { return size == 1 || size == 2 || size == 4 || size == 8; }

// Items of any size, one axis. The common sizes of pixels and records become single moves.
template <std::size_t size>
void move_fixed(std::byte* target, const std::byte* source, const CopyAxis& axis) {
    for (std::int64_t i = 0; i < axis.count; ++i) std::memcpy(target + i * axis.target, source + i * axis.source, size);
}

void move_row(std::byte* target, const std::byte* source, const CopyAxis& axis, std::int64_t itemsize) {
    switch (itemsize) {
        case 1:
            return move_fixed<1>(target, source, axis);
        case 2:
            return move_fixed<2>(target, source, axis);
        case 3:
            return move_fixed<3>(target, source, axis);
        case 4:
            return move_fixed<4>(target, source, axis);
        case 6:
            return move_fixed<6>(target, source, axis);
        case 8:
            return move_fixed<8>(target, source, axis);
        case 12:
            return move_fixed<12>(target, source, axis);
        case 16:
            return move_fixed<16>(target, source, axis);
        case 24:
            return move_fixed<24>(target, source, axis);
        case 32:
            return move_fixed<32>(target, source, axis);
        default:
            break;
    }
    const auto bytes = static_cast<std::size_t>(itemsize);
    for (std::int64_t i = 0; i < axis.count; ++i)
        std::memcpy(target + i * axis.target, source + i * axis.source, bytes);
}

void copy_rows(const Job& job) {
    const std::size_t inner = job.axes.size() - 1;
    const CopyAxis axis = job.axes[inner];
    const bool kernel = has_kernel(job.itemsize);
    const Reuse reuse = reuse_of(job);
    for_each_outer(
        job, inner,
        [&](std::byte* target, const std::byte* source) {
            if (kernel && axis.target == job.itemsize) {
                gather(target, source, axis.source, axis.count, job.itemsize, reuse);
            } else if (kernel && axis.source == job.itemsize) {
                scatter(target, axis.target, source, axis.count, job.itemsize);
            } else {
                move_row(target, source, axis, job.itemsize);
            }
        },
        job.target, job.source);
}

// The outer axis along which the source is read side by side, though the target is not written so. None (the number of
// axes) where rows are as good.
std::size_t source_axis(const Job& job) {
    // A few items side by side are better picked up with a stride.
    constexpr std::int64_t few = 5;
    constexpr std::int64_t cache_line = 64;
    const std::size_t inner = job.axes.size() - 1;
    std::size_t best = job.axes.size();
    for (std::size_t i = 0; i < inner; ++i) {
        if (job.axes[i].count < few) continue;
        if (best == job.axes.size() || std::abs(job.axes[i].source) < std::abs(job.axes[best].source)) best = i;
    }
    if (best == job.axes.size()) return best;
    const std::int64_t step = std::abs(job.axes[best].source);
    const std::int64_t row_step = std::abs(job.axes[inner].source);
    const bool side_by_side = step == job.itemsize && row_step > job.itemsize;
    const bool same_lines = step < cache_line && row_step >= 2 * cache_line;
    return side_by_side || same_lines ? best : job.axes.size();
}

void turn_over(std::byte* target, const std::byte* source, const CopyAxis& across, const CopyAxes& rows,
               std::int64_t itemsize, Reuse reuse) {
    const CopyAxis along = rows.back();
    const bool groups = rows.size() == 1 && along.count <= 4 && itemsize <= 4 && across.source == itemsize &&
                        across.target == along.count * itemsize;
    if (groups) return interleave(target, source, along.source, static_cast<int>(along.count), across.count, itemsize);
    if (across.source == itemsize) return transpose(target, across.target, source, rows, across.count, itemsize, reuse);
    // Read backwards: the last column first.
    const std::int64_t last = across.count - 1;
    transpose(target + last * across.target, -across.target, source + last * across.source, rows, across.count,
              itemsize, reuse);
}

// Large items, or sizes without a kernel: square blocks, so that lines of both sides stay in the cache.
void copy_blocks(std::byte* target, const std::byte* source, const CopyAxis& across, const CopyAxis& along,
                 std::int64_t itemsize) {
    const std::int64_t block = std::max<std::int64_t>(8, 256 / itemsize);
    for (std::int64_t j = 0; j < across.count; j += block) {
        const std::int64_t columns = std::min(block, across.count - j);
        for (std::int64_t i = 0; i < along.count; i += block) {
            const CopyAxis row{std::min(block, along.count - i), along.target, along.source};
            for (std::int64_t k = j; k < j + columns; ++k) {
                move_row(target + k * across.target + i * along.target, source + k * across.source + i * along.source,
                         row, itemsize);
            }
        }
    }
}

// The target's innermost axis and the source's are two: a matrix turned over, for every index of the others.
void copy_turned(Job& job, std::size_t across_at) {
    const CopyAxis across = job.axes[across_at];
    const CopyAxis along = job.axes.back();
    const bool kernel =
        has_kernel(job.itemsize) && along.target == job.itemsize && std::abs(across.source) == job.itemsize;
    // The axes inside it are one long row as far as they continue each other in the target.
    std::size_t first_row = job.axes.size() - 1;
    const auto continues = [&](const CopyAxis& axis, const CopyAxis& inner) {
        return axis.target == inner.target * inner.count;
    };
    while (kernel && first_row - 1 > across_at && continues(job.axes[first_row - 1], job.axes[first_row])) --first_row;
    const CopyAxes rows(std::span<const CopyAxis>(job.axes.begin() + first_row, job.axes.end()));
    job.axes.erase(across_at);
    const std::size_t outer = first_row - 1;
    for_each_outer(
        job, outer,
        [&](std::byte* target, const std::byte* source) {
            if (kernel) {
                turn_over(target, source, across, rows, job.itemsize, reuse_of(job));
            } else {
                copy_blocks(target, source, across, along, job.itemsize);
            }
        },
        job.target, job.source);
}

}  // namespace

void copy_items(std::byte* target, const std::byte* source, const CopyAxes& axes, std::int64_t itemsize) {
    Job job{target, source, axes, itemsize, itemsize};
    for (const CopyAxis& axis : axes) job.bytes *= axis.count;
    if (job.bytes == 0) return;
    order_axes(job);
    merge_axes(job);
    if (job.axes.empty()) {
        std::memcpy(job.target, job.source, static_cast<std::size_t>(job.itemsize));
        return;
    }
    if (const std::size_t across = source_axis(job); across < job.axes.size()) {
        copy_turned(job, across);
    } else {
        copy_rows(job);
    }
    if (reuse_of(job) == Reuse::Later) hwy::FlushStream();
}

}  // namespace byteprism
