// Every kernel of copying, in every instruction set of this machine, against the plainest loop: odd sizes, either
// direction, any address, and no byte written beside the target.

#include "core/view/copy_kernels.hpp"

#include <algorithm>
#include <cstdlib>
#include <random>
#include <span>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <hwy/cache_control.h>
#include <hwy/targets.h>

#include "core/memory/byte_range.hpp"
#include "core/memory/bytes.hpp"

namespace byteprism {
namespace {

// A naive copy of what `axes` say, from and to offsets in arrays.
void plainly(Bytes& target, std::int64_t to, const Bytes& source, std::int64_t from, std::span<const CopyAxis> axes,
             std::int64_t itemsize) {
    if (axes.empty()) {
        std::copy_n(source.begin() + from, itemsize, target.begin() + to);
        return;
    }
    for (std::int64_t i = 0; i < axes[0].count; ++i)
        plainly(target, to + i * axes[0].target, source, from + i * axes[0].source, axes.subspan(1), itemsize);
}

// The bytes that the items of one side take, relative to the first item.
ByteRange extent(std::span<const CopyAxis> axes, std::int64_t CopyAxis::*side, std::int64_t itemsize) {
    std::int64_t low = 0;
    std::int64_t high = itemsize;
    for (const CopyAxis& axis : axes) {
        const std::int64_t last = axis.*side * (axis.count - 1);
        (last < 0 ? low : high) += last;
    }
    return {low, high - low};
}

class CopyKernels : public testing::TestWithParam<std::int64_t> {
protected:
    void SetUp() override { hwy::SetSupportedTargetsForTest(GetParam()); }
    void TearDown() override { hwy::SetSupportedTargetsForTest(0); }

    std::int64_t pick(std::initializer_list<std::int64_t> choices) {
        return choices.begin()[random_() % choices.size()];
    }
    std::int64_t up_to(std::int64_t most) { return 1 + static_cast<std::int64_t>(random_()) % most; }

    Bytes noise(std::int64_t size) {
        Bytes bytes(static_cast<std::size_t>(size));
        for (std::byte& byte : bytes) byte = static_cast<std::byte>(random_() >> 8);
        return bytes;
    }

    // Runs copy(target, source) on arrays that end with the last item of the source, so that AddressSanitizer sees what
    // is read beyond it, and some guard bytes beside the target.
    template <class Copy>
    void compare(std::span<const CopyAxis> axes, std::int64_t itemsize, const Copy& copy) {
        const ByteRange reads = extent(axes, &CopyAxis::source, itemsize);
        const ByteRange writes = extent(axes, &CopyAxis::target, itemsize);
        const std::int64_t guard = 64 + pick({0, 1, 8, 16, 63});
        const std::int64_t unaligned = pick({0, 0, 1, 3, 16});
        const Bytes source = noise(unaligned + reads.length);
        Bytes target = noise(guard + writes.length + 64);
        Bytes expected = target;
        const std::int64_t from = unaligned - reads.offset;
        const std::int64_t to = guard - writes.offset;
        plainly(expected, to, source, from, axes, itemsize);
        copy(target.data() + to, source.data() + from);
        hwy::FlushStream();
        if (target == expected) return;
        std::string said = hwy::TargetName(GetParam());
        for (const CopyAxis& axis : axes) {
            said += " (" + std::to_string(axis.count) + ", " + std::to_string(axis.target) + ", " +
                    std::to_string(axis.source) + ")";
        }
        FAIL() << said << " of " << itemsize;
    }

    std::minstd_rand random_{1};
};

TEST_P(CopyKernels, GatherPicksUpAtAnyStride) {
    for (int i = 0; i < 1500; ++i) {
        const std::int64_t size = pick({1, 2, 4, 8});
        const std::int64_t stride = pick({-1, -1, 2, 3, 4, 8, -2, -7, 5}) * size + pick({0, 0, 0, 1});
        const CopyAxis axis{up_to(pick({4, 40, 700})), size, stride};
        for (const Reuse reuse : {Reuse::Soon, Reuse::Later}) {
            compare({&axis, 1}, size, [&](std::byte* target, const std::byte* source) {
                gather(target, source, stride, axis.count, size, reuse);
            });
        }
    }
}

TEST_P(CopyKernels, ScatterLeavesWhatLiesBetween) {
    for (int i = 0; i < 300; ++i) {
        const std::int64_t size = pick({1, 2, 4, 8});
        const std::int64_t stride = pick({-1, 2, 3, 4, 8, -2}) * size + pick({0, 0, 1});
        if (std::abs(stride) < size) continue;
        const CopyAxis axis{up_to(pick({4, 40, 300})), stride, size};
        compare({&axis, 1}, size,
                [&](std::byte* target, const std::byte* source) { scatter(target, stride, source, axis.count, size); });
    }
}

TEST_P(CopyKernels, InterleaveTurnsRowsIntoGroups) {
    for (int i = 0; i < 500; ++i) {
        const std::int64_t size = pick({1, 2, 4});
        const std::int64_t ways = pick({2, 3, 4});
        const std::int64_t count = up_to(pick({4, 40, 400}));
        const std::int64_t row_stride = pick({-1, 1}) * (count * size + pick({0, 0, 1, 64}));
        const CopyAxis axes[] = {{count, ways * size, size}, {ways, size, row_stride}};
        compare(axes, size, [&](std::byte* target, const std::byte* source) {
            interleave(target, source, row_stride, static_cast<int>(ways), count, size);
        });
    }
}

TEST_P(CopyKernels, TransposeTurnsRowsOfSeveralAxesOver) {
    for (int i = 0; i < 400; ++i) {
        const std::int64_t size = pick({1, 2, 4, 8});
        const std::int64_t columns = pick({up_to(9), up_to(40), up_to(150), 64 / size, 16 / size});
        // Along several axes the rows are some gap apart, and either direction.
        CopyAxes axes;
        std::int64_t rows = 1;
        std::int64_t stride = columns * size + pick({0, 0, 1, 64});
        for (std::int64_t n = pick({1, 1, 2, 3}); n > 0; --n) {
            const std::int64_t count = pick({up_to(5), up_to(pick({12, 150})), 64 / size});
            if (rows * count > 1200) continue;
            axes.push_back({count, rows * size, pick({-1, 1}) * stride});
            rows *= count;
            stride = stride * count + pick({0, 24});
        }
        if (axes.empty()) continue;
        std::reverse(axes.begin(), axes.end());
        const std::int64_t lines = (rows * size + 63) / 64 * 64;
        const std::int64_t target_stride = pick({-1, 1, 1}) * pick({rows * size, rows * size + 1, lines, lines + 64});
        CopyAxes all{{columns, target_stride, size}};
        for (const CopyAxis& axis : axes) all.push_back(axis);
        for (const Reuse reuse : {Reuse::Soon, Reuse::Later}) {
            compare(all, size, [&](std::byte* target, const std::byte* source) {
                transpose(target, target_stride, source, axes, columns, size, reuse);
            });
        }
    }
}

// Whatever the sizes of items: what has no kernel is moved another way.
TEST_P(CopyKernels, ItemsOfAnySizeInAnyOrderOfAxes) {
    for (int i = 0; i < 800; ++i) {
        const std::int64_t size = pick({1, 2, 4, 8, 3, 5, 12, 16, 33});
        const auto order_of = [&](std::size_t n) {
            std::vector<std::size_t> order(n);
            for (std::size_t axis = 0; axis < n; ++axis) order[axis] = axis;
            std::shuffle(order.begin(), order.end(), random_);
            return order;
        };
        CopyAxes axes(static_cast<std::size_t>(pick({1, 2, 2, 3, 4})));
        const std::int64_t largest = axes.size() == 1 ? 300 : axes.size() == 2 ? 80 : 11;
        for (CopyAxis& axis : axes) axis.count = up_to(pick({5, largest}));
        for (std::int64_t CopyAxis::*side : {&CopyAxis::target, &CopyAxis::source}) {
            std::int64_t stride = size + pick({0, 0, 0, 1, size});
            for (const std::size_t axis : order_of(axes.size())) {
                axes[axis].*side = pick({-1, 1, 1}) * stride;
                stride = stride * axes[axis].count + pick({0, 0, 24});
            }
        }
        compare(axes, size,
                [&](std::byte* target, const std::byte* source) { copy_items(target, source, axes, size); });
    }
}

INSTANTIATE_TEST_SUITE_P(EveryTarget, CopyKernels, testing::ValuesIn(hwy::SupportedAndGeneratedTargets()),
                         [](const auto& target) { return std::string(hwy::TargetName(target.param)); });

}  // namespace
}  // namespace byteprism
