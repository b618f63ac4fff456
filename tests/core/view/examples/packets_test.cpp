// A packet decoded in place, and a buffer sent piece by piece: no copy on the way.

#include <algorithm>
#include <array>

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include "core/view/pack.hpp"
#include "core/view/view.hpp"

namespace byteprism {
namespace {

Buffer from(std::initializer_list<unsigned> bytes) {
    Buffer buffer = Buffer::zeros(bytes.size());
    std::ranges::transform(bytes, buffer.mutable_bytes().begin(),
                           [](unsigned byte) { return static_cast<std::byte>(byte); });
    return buffer;
}

TEST(ExamplePacket, FieldsAreUnpackedAtTheirOffsetsInNetworkOrder) {
    // The start of an IPv4 header, then a UDP header and its data.
    const View packet =
        View::of(from({0x45, 0x00, 0x00, 0x21, 0x1c, 0x46, 0x40, 0x00, 0x40, 0x11, 0xb1, 0xe6, 192, 168, 0,   104, 192,
                       168,  0,    1,    0xe1, 0x15, 0x00, 0x35, 0x00, 0x0d, 0xaf, 0x8d, 'h',  'e', 'l', 'l', 'o'}));
    EXPECT_EQ(repr({unpack_from(">H", packet, 2)}), "(33,)");  // total length
    EXPECT_EQ(repr({unpack_from("!BBH4s4s", packet, 8)}),
              "(64, 17, 45542, b'\\xc0\\xa8\\x00h', b'\\xc0\\xa8\\x00\\x01')");

    const std::int64_t header = (std::get<std::int64_t>(packet.get({0}).data) & 0xF) * 4;
    const View udp = packet.slice({header, {}, {}});
    EXPECT_EQ(repr({unpack_from(">HHHH", udp)}), "(57621, 53, 13, 44941)");
    EXPECT_EQ(repr({udp.slice({8, {}, {}}).tobytes()}), "b'hello'");

    // The same header with names, read and changed where it lies.
    const View fields =
        udp.slice({{}, 8, {}}).reinterpret(Format::parse("T{>H:source:>H:target:>H:length:>H:checksum:}"));
    EXPECT_EQ(repr(fields.field("target").get({0})), "53");
    fields.field("target").set({0}, {std::int64_t{5353}});
    EXPECT_EQ(packet.hex().substr(2 * 22, 4), "14e9");
}

TEST(ExampleSocket, AViewAdvancesAfterEachPartialSend) {
    std::array<int, 2> ends{};
    ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends.data()), 0);
    Buffer data = Buffer::zeros(3'000'000);
    for (std::size_t i = 0; i < data.size(); ++i) data.mutable_bytes()[i] = static_cast<std::byte>(i * 7);

    View left = View::of(data).slice({1, {}, {}});  // all but the first byte
    Bytes received;
    std::array<std::byte, 65536> scratch{};
    int sends = 0;
    while (left.length() > 0 || received.size() + 1 < data.size()) {
        const std::span<const std::byte> rest = left.bytes();
        const ssize_t sent = ::send(ends[0], rest.data(), rest.size(), 0);
        if (sent > 0) {
            left = left.slice({sent, {}, {}});
            ++sends;
        }
        for (ssize_t got = ::recv(ends[1], scratch.data(), scratch.size(), 0); got > 0;
             got = ::recv(ends[1], scratch.data(), scratch.size(), 0)) {
            received.insert(received.end(), scratch.begin(), scratch.begin() + got);
        }
    }
    ::close(ends[0]);
    ::close(ends[1]);
    EXPECT_GT(sends, 1);
    EXPECT_TRUE(std::ranges::equal(received, data.bytes().subspan(1)));
}

TEST(ExampleSocket, AStridedViewIsSentAsRunsWithoutACopy) {
    std::array<int, 2> ends{};
    ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()), 0);
    const View image = View::of(from({0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})).cast("B", {3, 4});
    const View window = image.select({Slice{1, {}, {}}, Slice{1, 3, {}}});
    const std::vector<iovec> runs = window.iovecs();
    EXPECT_EQ(runs.size(), 2U);
    EXPECT_EQ(::writev(ends[0], runs.data(), static_cast<int>(runs.size())), 4);
    std::array<std::byte, 4> got{};
    EXPECT_EQ(::read(ends[1], got.data(), got.size()), 4);
    ::close(ends[0]);
    ::close(ends[1]);
    EXPECT_TRUE(std::ranges::equal(got, window.tobytes()));
}

}  // namespace
}  // namespace byteprism
