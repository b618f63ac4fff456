// Bytes that are given, changed in place, and sliced by the thousand: what a view is for.

#include <cstdlib>
#include <new>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "core/error.hpp"
#include "core/view/view.hpp"

namespace byteprism {
namespace {

std::span<const std::byte> bytes_of(std::string_view text) { return std::as_bytes(std::span(text)); }

TEST(ExampleBytes, AViewOfConstantBytesRefusesWrites) {
    const View view = View::of(Buffer::constant(bytes_of("Hello, world")));
    EXPECT_TRUE(view.readonly());
    EXPECT_THROW(view.set({0}, {std::int64_t{'J'}}), TypeError);
    EXPECT_THROW(view.slice({0, 5, {}}).assign(view.slice({7, {}, {}})), TypeError);
    EXPECT_EQ(view.obj().bytes()[0], std::byte{'H'});
}

TEST(ExampleBytes, AnEditInPlaceIsSeenByTheOwner) {
    Buffer owner = Buffer::copy_of(bytes_of("Hello, world"));
    const View view = View::of(owner);
    view.set({0}, {std::int64_t{'J'}});
    view.assign({Slice{7, {}, {}}}, View::of(Buffer::constant(bytes_of("there"))));
    EXPECT_TRUE(std::ranges::equal(owner.bytes(), bytes_of("Jello, there")));
    EXPECT_THROW(owner.append(bytes_of("!")), BufferError);  // while the view looks
}

TEST(ExampleBytes, AReadViewCannotBeWrittenThrough) {
    // Not a run-time refusal: ReadView has no set() and no assign(), and no View comes from one.
    static_assert(!std::is_constructible_v<View, const ReadView&>);
    const ReadView look = View::of(Buffer::zeros(4)).slice({1, 3, {}});
    EXPECT_EQ(repr(look.get({0})), "0");
}

TEST(ExampleBytes, AThousandSlicesOfTenMegabytesCopyNothing) {
    const Buffer buffer = Buffer::zeros(10'000'000);
    const View view = View::of(buffer);
    std::vector<View> slices;
    slices.reserve(1000);
    for (std::int64_t i = 0; i < 1000; ++i) slices.push_back(view.slice({i * 1000, (i + 1) * 10'000, {}}));

    // Counted: each looks at the owner's own bytes, and holds a pin on them rather than bytes of its own.
    EXPECT_EQ(buffer.view_count(), 1001U);
    for (std::size_t i = 0; i < slices.size(); ++i) {
        EXPECT_EQ(slices[i].bytes().data(), buffer.bytes().data() + i * 1000);
    }
    slices[7].set({0}, {std::int64_t{42}});
    EXPECT_EQ(buffer.bytes()[7000], std::byte{42});
}

}  // namespace
}  // namespace byteprism
