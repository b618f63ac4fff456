#include "core/view/view.hpp"

#include <numeric>

#include <gtest/gtest.h>

#include "core/error.hpp"
#include "core/view/exporter.hpp"
#include "core/view/pack.hpp"
#include "core/view/strided_span.hpp"

namespace byteprism {
namespace {

Buffer counting(std::size_t size) {
    Buffer buffer = Buffer::zeros(size);
    for (std::size_t i = 0; i < size; ++i) buffer.mutable_bytes()[i] = static_cast<std::byte>(i);
    return buffer;
}

std::string list(const ReadView& view) { return repr(view.tolist()); }
Value integer(std::int64_t number) { return {number}; }

TEST(ViewCast, FromBytesNeedsALengthThatIsAMultipleOfTheNewItemsize) {
    const View bytes = View::of(Buffer::zeros(10));
    EXPECT_THROW(bytes.cast("I"), TypeError);
    EXPECT_EQ(bytes.cast("H").shape(), Shape{5});
}

TEST(ViewCast, IsAsStrictAsMemoryview) {
    const View m = View::of(Buffer::zeros(24));
    EXPECT_THROW(m.slice({{}, {}, 2}).cast("B"), TypeError);
    EXPECT_THROW(m.cast("I").cast("f"), TypeError);
    EXPECT_THROW(m.cast("B", {4, 6}).cast("B", {6, 4}), TypeError);
    EXPECT_THROW(m.cast("<I"), ValueError);
    EXPECT_THROW(m.cast("I", {0}), ValueError);
    EXPECT_THROW(m.cast("B", {std::int64_t{1} << 40, std::int64_t{1} << 40}), ValueError);
    EXPECT_EQ(m.cast("I").cast("B", {4, 6}).shape(), (Shape{4, 6}));
    EXPECT_EQ(m.slice({{}, 4, {}}).cast("I", Shape{}).ndim(), 0U);
}

TEST(ViewSlice, FollowsPython) {
    const View m = View::of(counting(6));
    EXPECT_EQ(list(m.slice({4, 1, -1})), "[4, 3, 2]");
    EXPECT_EQ(list(m.slice({{}, {}, -1})), "[5, 4, 3, 2, 1, 0]");
    EXPECT_EQ(list(m.slice({-100, 100, 2})), "[0, 2, 4]");
    EXPECT_EQ(list(m.slice({5, 2, {}})), "[]");
    EXPECT_EQ(m.slice({{}, {}, -3}).strides(), Strides{-3});
    EXPECT_THROW(m.slice({{}, {}, 0}), ValueError);
}

TEST(ViewSelect, TakesNumbersSlicesAndEllipsesInAnyDimension) {
    const View m = View::of(counting(24)).cast("B", {2, 3, 4});
    EXPECT_EQ(list(m.select({std::int64_t{0}, Slice{{}, {}, 2}, Slice{3, 0, -2}})), "[[3, 1], [11, 9]]");
    EXPECT_EQ(list(m.select({Ellipsis{}, std::int64_t{-1}})), "[[3, 7, 11], [15, 19, 23]]");
    EXPECT_THROW(m.select({std::int64_t{2}}), IndexError);
    EXPECT_THROW(m.select(Subscript(4, KeyPart{Slice{}})), TypeError);
}

TEST(ViewItems, AreReadAndWrittenInAnyFormat) {
    const View m = View::of(counting(6)).reinterpret(Format::parse("<hB"));
    EXPECT_EQ(list(m), "[(256, 2), (1027, 5)]");
    m.set({1}, {Tuple{{integer(-1), integer(255)}}});
    EXPECT_EQ(m.obj().bytes()[3], std::byte{255});
    EXPECT_THROW(m.set({1}, {Tuple{{integer(7), integer(256)}}}), ValueError);
    EXPECT_EQ(repr(m.get({1})), "(-1, 255)");
}

TEST(ViewField, IsAViewOfOneMemberOfEveryRecord) {
    const View m = View::of(counting(16)).reinterpret(Format::parse("T{<H:id:>H:w:(2,2)B:box:}"));
    EXPECT_EQ(list(m.field("id")), "[256, 2312]");
    EXPECT_EQ(list(m.field("w")), "[515, 2571]");
    EXPECT_EQ(m.field("box").shape(), (Shape{2, 2, 2}));
    EXPECT_EQ(list(m.field("box").select({std::int64_t{1}})), "[[12, 13], [14, 15]]");
    EXPECT_THROW(m.field("nope"), ValueError);
}

TEST(ViewField, OfCountsThatAreTooManyTogetherIsRefused) {
    // Records without bytes: each holds an array without items, whose other count is large.
    const std::int64_t many[] = {std::int64_t{1} << 40};
    const std::int64_t none[] = {0};
    const View records = View::of(Buffer::zeros(8)).as_strided(Format::parse("T{(1099511627776,0)B:a:}"), many, none);
    EXPECT_THROW(records.field("a"), ValueError);
}

TEST(ViewAsStrided, ProvesItsBoundsAgainstTheBuffer) {
    const View m = View::of(counting(10)).slice({2, {}, {}});
    const Format h = Format::parse("H");
    const std::int64_t shape[] = {2, 2};
    const std::int64_t strides[] = {4, 2};
    EXPECT_EQ(m.as_strided(h, shape, strides, -2).offset(), 0);
    EXPECT_EQ(m.as_strided(h, shape, strides, 0).offset(), 2);
    EXPECT_THROW(m.as_strided(h, shape, strides, 1), ValueError);
    EXPECT_THROW(m.as_strided(h, shape, strides, -3), ValueError);
}

TEST(ViewReshape, RefusesWhatNeedsACopy) {
    const View m = View::of(counting(24)).cast("B", {4, 6});
    const std::int64_t shape[] = {2, -1};
    EXPECT_EQ(m.reshape(shape).shape(), (Shape{2, 12}));
    EXPECT_THROW(m.transpose().reshape(shape), ValueError);
    const std::int64_t split[] = {4, 2, 3};
    EXPECT_EQ(m.flip(0).reshape(split).strides(), (Strides{-6, 3, 1}));
}

TEST(ViewLocate, IsTheWayBackFromAByteToAnIndex) {
    const View m = View::of(counting(24)).cast("H", {3, 4});
    for (const ReadView& view : {ReadView(m), ReadView(m.flip(0)), ReadView(m.flip(1).transpose()),
                                 ReadView(m.select({Slice{{}, {}, 2}, Slice{{}, {}, -3}}))}) {
        std::size_t found = 0;
        for (std::int64_t byte = -2; byte < 26; ++byte) {
            const std::optional<Index> index = view.locate(byte);
            if (!index) continue;
            ++found;
            const std::int64_t first = offset_of(view.layout(), *index);
            EXPECT_TRUE(byte >= first && byte < first + 2) << byte;
        }
        EXPECT_EQ(static_cast<std::int64_t>(found), view.nbytes());
    }
}

TEST(ViewLocate, OfOverlappingItemsGivesTheFirst) {
    const View m = View::of(counting(6));
    const std::int64_t shape[] = {4, 3};
    const std::int64_t strides[] = {1, 1};
    const View windows = m.as_strided(Format::parse("B"), shape, strides);
    EXPECT_EQ(windows.locate(4), (Index{2, 2}));
    EXPECT_EQ(windows.locate(0), (Index{0, 0}));
}

TEST(ViewByteRanges, AreAsFewAsPossible) {
    const View m = View::of(counting(24)).cast("B", {4, 6});
    EXPECT_EQ(m.byte_ranges(), (std::vector<ByteRange>{{0, 24}}));
    EXPECT_EQ(m.flip(0).flip(1).byte_ranges(), (std::vector<ByteRange>{{0, 24}}));
    EXPECT_EQ(m.transpose().byte_ranges(Rect{{1, 2}, {0, 2}}), (std::vector<ByteRange>{{1, 2}, {7, 2}}));
    EXPECT_EQ(m.byte_ranges(Rect{{1, 2}, {0, 6}}), (std::vector<ByteRange>{{6, 12}}));
    EXPECT_THROW(m.byte_ranges(Rect{{1, 4}, {0, 6}}), IndexError);
}

TEST(ViewAssign, IsSafeWhenTheViewsOverlap) {
    const View m = View::of(counting(6));
    m.assign(m.flip());
    EXPECT_EQ(list(m), "[5, 4, 3, 2, 1, 0]");
    m.assign({Slice{2, 5, {}}}, m.slice({0, 3, {}}));
    EXPECT_EQ(list(m), "[5, 4, 5, 4, 3, 0]");
    EXPECT_THROW(m.assign({Slice{0, 2, {}}}, m.slice({0, 3, {}})), ValueError);
}

TEST(ViewRelease, EndsTheViewAndFreesTheBuffer) {
    Buffer buffer = Buffer::zeros(4);
    View m = View::of(buffer);
    View n = m.slice({1, 3, {}});
    EXPECT_THROW(buffer.resize(5), BufferError);
    m.release();
    m.release();
    EXPECT_THROW(m.shape(), ValueError);
    EXPECT_THROW(m.slice({}), ValueError);
    EXPECT_EQ(n.nbytes(), 2);
    n.release();
    buffer.resize(5);
    EXPECT_EQ(buffer.size(), 5U);
}

TEST(ViewRequest, HoldsTheViewUntilTheExportIsGone) {
    View m = View::of(counting(6));
    {
        const Export taken = m.request(request_flag::nd);
        EXPECT_EQ(taken.shape, Shape{6});
        EXPECT_FALSE(taken.strides);
        EXPECT_THROW(m.release(), BufferError);
    }
    m.release();
}

TEST(ViewAs, GivesATypedSpan) {
    const View m = View::of(counting(24)).cast("H", {3, 4});
    const strided_span<std::uint16_t, 2> span = m.as<std::uint16_t, 2>();
    EXPECT_EQ(span(2, 1), 0x1312);
    span(2, 1) = 7;
    EXPECT_EQ(repr(m.get({2, 1})), "7");
    EXPECT_EQ(span[0].size(), 4U);
    EXPECT_EQ(std::accumulate(span[0].begin(), span[0].end(), 0), 0x0100 + 0x0302 + 0x0504 + 0x0706);
    EXPECT_THROW((m.as<std::int16_t, 2>()), TypeError);
    EXPECT_THROW((m.as<std::uint16_t, 1>()), TypeError);
    EXPECT_EQ(span.slice(1, 3, -9, -2)(0, 1), 0x0302);
}

TEST(ViewPointerTable, FollowsItsSuboffsets) {
    const Buffer table = pointer_table({counting(6), counting(6)}, "B", std::array<std::int64_t, 2>{2, 4}, 2);
    const View m = View::of(table);
    EXPECT_EQ(list(m), "[[2, 3, 4, 5], [2, 3, 4, 5]]");
    EXPECT_EQ(list(m.select({Slice{}, Slice{1, {}, 2}})), "[[3, 5], [3, 5]]");
    EXPECT_EQ(list(m.select({std::int64_t{1}})), "[2, 3, 4, 5]");
    EXPECT_EQ(list(m.select({Slice{}, std::int64_t{3}})), "[5, 5]");
    m.set({1, 0}, integer(9));
    EXPECT_EQ(m.tobytes(Order::F), (Bytes{std::byte{2}, std::byte{9}, std::byte{3}, std::byte{3}, std::byte{4},
                                          std::byte{4}, std::byte{5}, std::byte{5}}));
    EXPECT_FALSE(m.contiguous());
    EXPECT_THROW(m.transpose(), BufferError);
}

}  // namespace
}  // namespace byteprism
