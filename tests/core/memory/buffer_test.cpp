#include "core/memory/buffer.hpp"

#include <array>
#include <optional>

#include <gtest/gtest.h>

#include "core/error.hpp"

namespace byteprism {
namespace {

TEST(Buffer, ResizesWhileNobodyLooks) {
    Buffer buffer = Buffer::zeros(4);
    buffer.mutable_bytes()[0] = std::byte{7};
    buffer.resize(6);
    EXPECT_EQ(buffer.size(), 6u);
    EXPECT_EQ(buffer.bytes()[0], std::byte{7});
    EXPECT_EQ(buffer.bytes()[5], std::byte{0});
}

TEST(Buffer, RefusesToResizeWhileAPinLives) {
    Buffer buffer = Buffer::zeros(4);
    std::optional<BufferPin> pin(std::in_place, buffer);
    EXPECT_EQ(buffer.view_count(), 1u);
    EXPECT_THROW(buffer.resize(5), BufferError);
    EXPECT_NO_THROW(buffer.resize(4)) << "the same size always works";
    EXPECT_EQ(buffer.size(), 4u);
    pin.reset();
    buffer.resize(5);
    EXPECT_EQ(buffer.size(), 5u);
}

TEST(Buffer, LivesAsLongAsItsLastPin) {
    std::optional<Buffer> buffer = Buffer::copy_of(std::array{std::byte{1}, std::byte{2}});
    const BufferPin pin(*buffer);
    buffer.reset();
    EXPECT_EQ(pin.size(), 2u);
    EXPECT_EQ(pin.data()[1], std::byte{2});
    EXPECT_EQ(pin.buffer().view_count(), 1u);
}

TEST(Buffer, ConstantBytesRefuseWritesAndResizing) {
    Buffer buffer = Buffer::constant(std::array{std::byte{1}});
    EXPECT_THROW(buffer.mutable_bytes(), TypeError);
    EXPECT_THROW(buffer.resize(2), TypeError);
}

TEST(Buffer, BorrowedBytesAreTheCallersOwn) {
    std::array<std::byte, 3> mine{};
    const Buffer buffer = Buffer::borrow(std::span<std::byte>(mine));
    buffer.mutable_bytes()[1] = std::byte{9};
    EXPECT_EQ(mine[1], std::byte{9});
}

TEST(Buffer, RefusesAnImpossibleSize) {
    Buffer buffer = Buffer::zeros(3);
    EXPECT_THROW(buffer.resize(std::size_t(-1)), ValueError);
    EXPECT_EQ(buffer.size(), 3u);
}

}  // namespace
}  // namespace byteprism
