// Every way of copying against the plainest one, on layouts of all kinds.

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "core/view/exporter.hpp"
#include "core/view/view.hpp"

namespace byteprism {
namespace {

Bytes noise(std::size_t size, std::mt19937& random) {
    Bytes bytes(size);
    for (std::byte& byte : bytes) byte = static_cast<std::byte>(random());
    return bytes;
}

// Item by item, in C order.
Bytes plainly(const ReadView& view) {
    Bytes bytes;
    const Shape shape = view.shape();
    Index index(shape.size());
    for (std::int64_t i = 0; i < item_count(view.layout()); ++i) {
        const std::span<const std::byte> item = view.item_bytes(index);
        bytes.insert(bytes.end(), item.begin(), item.end());
        for (std::size_t axis = shape.size(); axis-- > 0 && ++index[axis] == shape[axis];) index[axis] = 0;
    }
    return bytes;
}

struct Case {
    Buffer buffer;
    View view;
};

// Axes in any order in memory, either direction, gaps here and there; no two items share a byte.
Case random_case(std::mt19937& random) {
    const auto pick = [&](auto... choices) {
        const std::array all = {static_cast<std::int64_t>(choices)...};
        return all[random() % all.size()];
    };
    const std::int64_t itemsize = pick(1, 1, 1, 2, 2, 4, 4, 8, 3, 5, 16);
    const auto ndim = static_cast<std::size_t>(pick(1, 1, 2, 2, 2, 3, 3, 4));
    std::vector<std::int64_t> shape(ndim);
    std::vector<std::int64_t> strides(ndim);
    const std::int64_t largest = ndim == 1 ? 400 : ndim == 2 ? 90 : 14;
    for (std::int64_t& count : shape)
        count = random() % 3 == 0 ? pick(1, 2, 3, 4, 5) : 1 + static_cast<std::int64_t>(random()) % largest;
    std::vector<std::size_t> order(ndim);
    for (std::size_t i = 0; i < ndim; ++i) order[i] = i;
    std::shuffle(order.begin(), order.end(), random);
    std::int64_t stride = itemsize * pick(1, 1, 1, 2, 3, 4, 8) + pick(0, 0, 0, 0, 1);
    std::int64_t offset = pick(0, 0, 1, 7);
    for (const std::size_t axis : order) {
        const bool backwards = random() % 3 == 0;
        strides[axis] = backwards ? -stride : stride;
        if (backwards) offset += stride * (shape[axis] - 1);
        stride = stride * shape[axis] + pick(0, 0, 0, 1, 24);
    }
    Buffer buffer = Buffer::copy_of(noise(static_cast<std::size_t>(stride + itemsize + 8), random));
    const std::string format = std::to_string(itemsize) + "s";
    buffer = exporter(buffer, {.format = format, .shape = shape, .strides = strides, .offset = offset, .itemsize = {}});
    return {buffer, View::of(buffer)};
}

TEST(CopyOfAnyLayout, GivesWhatItemByItemGives) {
    std::mt19937 random(1);
    for (int i = 0; i < 3000; ++i) {
        const auto [buffer, view] = random_case(random);
        ASSERT_EQ(view.tobytes(), plainly(view)) << i << ": shape " << shape_text(view.shape()) << " strides "
                                                 << shape_text(view.strides()) << " of " << view.itemsize();
        ASSERT_EQ(view.tobytes(Order::F), plainly(view.transpose())) << i;
    }
}

TEST(CopyIntoAnyLayout, WritesTheItemsAndNoByteBetweenThem) {
    std::mt19937 random(2);
    for (int i = 0; i < 3000; ++i) {
        const auto [buffer, view] = random_case(random);
        const Bytes content = noise(static_cast<std::size_t>(view.nbytes()), random);
        Bytes expected(buffer.bytes().begin(), buffer.bytes().end());
        const Shape shape = view.shape();
        Index index(shape.size());
        for (auto from = content.begin(); from != content.end(); from += view.itemsize()) {
            std::copy_n(from, view.itemsize(), expected.begin() + offset_of(view.layout(), index));
            for (std::size_t axis = shape.size(); axis-- > 0 && ++index[axis] == shape[axis];) index[axis] = 0;
        }
        view.assign(View::of(Buffer::constant(content)).reinterpret(view.format(), shape));
        ASSERT_TRUE(std::ranges::equal(buffer.bytes(), expected))
            << i << ": shape " << shape_text(shape) << " strides " << shape_text(view.strides());
    }
}

TEST(CopyOfTwoLayouts, IsSafeWhereTheyOverlap) {
    std::mt19937 random(3);
    for (int i = 0; i < 500; ++i) {
        const auto [buffer, view] = random_case(random);
        const ReadView source = view.flip(0);
        const Bytes expected = source.tobytes();
        view.assign(source);
        ASSERT_EQ(view.tobytes(), expected) << i;
    }
}

TEST(CopyOfLargeViews, WritesPastTheCaches) {
    std::mt19937 random(4);
    const std::int64_t size = (std::int64_t{9} << 20) + 13;
    const View view = View::of(Buffer::copy_of(noise(static_cast<std::size_t>(size), random))).slice({3, {}, {}});
    Bytes expected(view.bytes().begin(), view.bytes().end());
    std::ranges::reverse(expected);
    EXPECT_EQ(view.flip().tobytes(), expected);
}

}  // namespace
}  // namespace byteprism
