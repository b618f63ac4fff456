#include "app/model/hex_rows.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace byteprism {
namespace {

constexpr std::int64_t four_exbibytes = std::int64_t{1} << 62;
constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();

TEST(HexRows, AnEmptyGridHasOneRowWithoutBytes) {
    const HexRows rows{0, 16};
    EXPECT_EQ(rows.count(), 1);
    EXPECT_EQ(rows.bytes_of(0), (ByteRange{0, 0}));
    EXPECT_EQ(rows.nearest_offset(5, 3), 0);
    EXPECT_EQ(rows.last_first_row(10), 0);
}

TEST(HexRows, TheLastRowMayBeShort) {
    const HexRows rows{35, 16};
    EXPECT_EQ(rows.count(), 3);
    EXPECT_EQ(rows.bytes_of(1), (ByteRange{16, 16}));
    EXPECT_EQ(rows.bytes_of(2), (ByteRange{32, 3}));
    EXPECT_EQ(rows.bytes_of(3), (ByteRange{35, 0}));
}

TEST(HexRows, AFullLastRowIsNotFollowedByAnEmptyOne) { EXPECT_EQ((HexRows{32, 16}.count()), 2); }

TEST(HexRows, TheNearestOffsetStaysInsideTheBytes) {
    const HexRows rows{35, 16};
    EXPECT_EQ(rows.nearest_offset(-4, -1), 0);
    EXPECT_EQ(rows.nearest_offset(1, 99), 31);
    EXPECT_EQ(rows.nearest_offset(2, 9), 34);
    EXPECT_EQ(rows.nearest_offset(77, 0), 32);
}

TEST(HexRows, AreExactInFourExbibytes) {
    const HexRows rows{four_exbibytes, 16};
    EXPECT_EQ(rows.count(), std::int64_t{1} << 58);
    EXPECT_EQ(rows.bytes_of(rows.count() - 1), (ByteRange{four_exbibytes - 16, 16}));
    EXPECT_EQ(rows.bytes_of(rows.count()), (ByteRange{four_exbibytes, 0}));
    EXPECT_EQ(rows.row_of(four_exbibytes - 1), rows.count() - 1);
    EXPECT_EQ(rows.column_of(four_exbibytes - 1), 15);
    EXPECT_EQ(rows.last_first_row(62), rows.count() - 62);
}

TEST(HexRows, AreExactInTheLargestSizeThereIs) {
    for (const int columns : {1, 3, 16, 4096}) {
        const HexRows rows{largest, columns};
        const ByteRange last = rows.bytes_of(rows.count() - 1);
        EXPECT_EQ(last.end(), largest) << columns << " columns";
        EXPECT_EQ(rows.nearest_offset(largest, columns), largest - 1) << columns << " columns";
        EXPECT_EQ(rows.row_of(largest - 1), rows.count() - 1) << columns << " columns";
    }
}

TEST(HexRows, WithAGapLeaveBytesOut) {
    const HexRows rows{100, 8, 20};
    EXPECT_EQ(rows.count(), 5);
    EXPECT_EQ(rows.bytes_of(1), (ByteRange{20, 8}));
    EXPECT_EQ(rows.row_of(27), 1);
    EXPECT_EQ(rows.column_of(27), 7);
    EXPECT_EQ(rows.row_of(30), 1);
    EXPECT_EQ(rows.column_of(30), 8) << "in the gap";
    EXPECT_EQ(rows.nearest_offset(1, 50), 27);
}

TEST(HexRows, MayOverlap) {
    const HexRows rows{20, 8, 2};
    EXPECT_EQ(rows.count(), 10);
    EXPECT_EQ(rows.bytes_of(3), (ByteRange{6, 8}));
    EXPECT_EQ(rows.bytes_of(9), (ByteRange{18, 2}));
    EXPECT_EQ(rows.row_of(7), 3);
    EXPECT_EQ(rows.column_of(7), 1);
}

TEST(HexRows, TheRowsBeforeTheStartFallIntoLine) {
    const HexRows rows{100, 16, 16, -10};  // a row begins at 6, 22, 38 ..
    EXPECT_EQ(rows.bytes_of(0), (ByteRange{0, 6}));
    EXPECT_EQ(rows.bytes_of(1), (ByteRange{6, 16}));
    EXPECT_EQ(rows.row_of(5), 0);
    EXPECT_EQ(rows.column_of(5), 15);
    EXPECT_EQ(rows.row_of(6), 1);
    EXPECT_EQ(rows.column_of(6), 0);
    EXPECT_EQ(rows.nearest_offset(0, 0), 0);
    EXPECT_EQ(rows.nearest_offset(0, 12), 2);
}

TEST(HexRows, WithStridesAndStartsAreExactInTheLargestSizeThereIs) {
    for (const std::int64_t size : {four_exbibytes, largest}) {
        for (const std::int64_t stride : {std::int64_t{1}, std::int64_t{7}, std::int64_t{1344}, four_exbibytes - 1}) {
            for (const std::int64_t first : {std::int64_t{0}, -(stride - 1) / 2, -(stride - 1)}) {
                const HexRows rows{size, 16, stride, first};
                const std::int64_t last = rows.row_of(size - 1);
                EXPECT_EQ(rows.count(), last + 1);
                EXPECT_LE(rows.start_of(last), size - 1);
                EXPECT_GT(rows.start_of(last), size - 1 - stride);
                EXPECT_EQ(rows.row_of(rows.start_of(last)), last) << size << " " << stride << " " << first;
                EXPECT_EQ(rows.column_of(rows.start_of(last)), 0);
                EXPECT_LE(rows.bytes_of(last).end(), size);
            }
        }
    }
}

TEST(HexRows, ACellIsWholeOrWhatItsRowHasOfIt) {
    const HexRows rows{35, 10};
    EXPECT_EQ(rows.cell_of(5, 4), (ByteRange{4, 4}));
    EXPECT_EQ(rows.cell_of(9, 4), (ByteRange{8, 2}));
    EXPECT_EQ(rows.cell_of(34, 4), (ByteRange{34, 1}));
    EXPECT_EQ((HexRows{100, 8, 20}.cell_of(30, 4)), (ByteRange{30, 1})) << "in a gap";
    EXPECT_EQ((HexRows{100, 16, 16, -10}.cell_of(1, 4)), (ByteRange{0, 2})) << "that began before the document";
}

}  // namespace
}  // namespace byteprism
