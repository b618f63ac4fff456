// Every item of a layout once, whatever its strides.

#include "core/analysis/item_scan.hpp"

#include <algorithm>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace byteprism {
namespace {

TEST(ItemScan, VisitsEachItemAsOftenAsTheLayoutHasIt) {
    std::mt19937 random(1);
    std::vector<std::byte> bytes(3 << 20);
    const auto stored = [](std::int64_t at) { return static_cast<std::byte>(at * 2654435761 >> 13); };
    for (std::size_t at = 0; at < bytes.size(); ++at) bytes[at] = stored(static_cast<std::int64_t>(at));
    const ReadBytes read = [&](std::int64_t offset, std::span<std::byte> to) {
        ASSERT_LE(static_cast<std::size_t>(offset) + to.size(), bytes.size());
        std::ranges::copy(std::span(bytes).subspan(static_cast<std::size_t>(offset), to.size()), to.begin());
    };
    for (int round = 0; round < 300; ++round) {
        Layout layout{0, 1 + static_cast<std::int64_t>(random() % 8), {}};
        std::int64_t items = 1;
        for (std::size_t axis = 0, axes = random() % 4; axis < axes; ++axis) {
            const std::int64_t longest = round % 10 == 0 ? 300'000 : round % 3 == 0 ? 5000 : 20;
            const std::int64_t count = static_cast<std::int64_t>(random() % 12);
            layout.axes.push_back(
                {count, static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(longest)) - longest / 4});
            items *= count;
        }
        layout.offset = 1 << 20;
        const ByteRange range = bounds(layout);
        if (range.offset < 0 || range.end() > static_cast<std::int64_t>(bytes.size())) continue;
        std::vector<std::byte> expected, found;
        Index index(layout.ndim());
        for (std::int64_t i = 0; i < items; ++i) {
            std::int64_t rest = i;
            for (std::size_t axis = layout.ndim(); axis-- > 0; rest /= layout.axes[axis].count) {
                index[axis] = rest % layout.axes[axis].count;
            }
            expected.push_back(stored(offset_of(layout, index) + layout.itemsize - 1));
        }
        scan_items(layout, read, [&](const std::byte* first, std::ptrdiff_t stride, std::size_t count) {
            for (std::size_t i = 0; i < count; ++i)
                found.push_back(first[static_cast<std::ptrdiff_t>(i) * stride + layout.itemsize - 1]);
        });
        std::ranges::sort(expected);
        std::ranges::sort(found);
        ASSERT_EQ(found, expected) << "round " << round;
    }
}

}  // namespace
}  // namespace byteprism
