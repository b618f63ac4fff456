#include "app/ui/hex/hex_geometry.hpp"

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

TEST(HexRows, ThatFitAreWholeAndAtLeastOne) {
    EXPECT_EQ(rows_that_fit(100, 10), 10);
    EXPECT_EQ(rows_that_fit(99, 10), 9);
    EXPECT_EQ(rows_that_fit(-5, 10), 1);
}

TEST(OffsetDigits, AreEightOrAsManyAsTheSizeNeeds) {
    EXPECT_EQ(offset_digits(0), 8);
    EXPECT_EQ(offset_digits(std::int64_t{1} << 32), 8);
    EXPECT_EQ(offset_digits((std::int64_t{1} << 32) + 1), 9);
    EXPECT_EQ(offset_digits(std::int64_t{1} << 40), 10);
    EXPECT_EQ(offset_digits(largest), 16);
}

TEST(HexColumns, HaveAGapAfterEveryEight) {
    const HexColumns columns{10, 24, 8};
    EXPECT_EQ(columns.hex_x(1) - columns.hex_x(0), 30);
    EXPECT_EQ(columns.hex_x(8) - columns.hex_x(7), 40);
    EXPECT_EQ(columns.hex_x(16) - columns.hex_x(15), 40);
    EXPECT_EQ(columns.text_x(8) - columns.text_x(7), 10);
    EXPECT_GT(columns.text_x(0), columns.hex_x(23) + columns.cell_width(Side::Hex));
    EXPECT_GT(columns.width(), columns.text_x(23));
}

TEST(HexColumns, EveryPixelOfACellBelongsToIt) {
    const HexColumns columns{7, 100, 9};
    for (const Side side : {Side::Hex, Side::Text}) {
        for (int column = 0; column < columns.columns; ++column) {
            const float x = columns.cell_x(side, column);
            for (const float at : {x, x + columns.cell_width(side) / 2, x + columns.cell_width(side) - 0.1f}) {
                EXPECT_EQ(columns.nearest_column(side, at), column);
                EXPECT_TRUE(columns.touches(side, column, at));
                EXPECT_EQ(columns.area_at(at), side == Side::Hex ? HexColumns::Area::Hex : HexColumns::Area::Text);
            }
        }
    }
}

TEST(HexColumns, BetweenTwoCellsTheNearerOneIsMeant) {
    const HexColumns columns{10, 16, 8};
    EXPECT_EQ(columns.nearest_column(Side::Hex, columns.hex_x(1) - 6), 0);
    EXPECT_EQ(columns.nearest_column(Side::Hex, columns.hex_x(1) - 4), 1);
    EXPECT_EQ(columns.nearest_column(Side::Hex, columns.hex_x(8) - 11), 7);
    EXPECT_EQ(columns.nearest_column(Side::Hex, columns.hex_x(8) - 9), 8);
    EXPECT_FALSE(columns.touches(Side::Hex, 7, columns.hex_x(8) - 10));
}

TEST(HexColumns, BeyondTheCellsTheNearestOneIsMeant) {
    const HexColumns columns{10, 16, 8};
    EXPECT_EQ(columns.nearest_column(Side::Hex, -1000), 0);
    EXPECT_EQ(columns.nearest_column(Side::Hex, 1e6f), 15);
    EXPECT_EQ(columns.nearest_column(Side::Text, -1000), 0);
    EXPECT_EQ(columns.nearest_column(Side::Text, 1e6f), 15);
    EXPECT_EQ(columns.area_at(0), HexColumns::Area::Offsets);
    EXPECT_EQ(columns.area_at(1e6f), HexColumns::Area::Text);
}

TEST(HexColumns, TakesAnyNumberOfColumns) {
    for (const int count : {1, 2, 7, 8, 9, 4096}) {
        const HexColumns columns{8, count, 8};
        EXPECT_EQ(columns.nearest_column(Side::Hex, columns.hex_x(count - 1)), count - 1);
        EXPECT_EQ(columns.nearest_column(Side::Text, columns.text_x(count - 1)), count - 1);
    }
}

TEST(RowBar, IsNotNeededWhenEverythingIsInSight) {
    const RowBar bar{10, 10, 500};
    EXPECT_FALSE(bar.needed());
    EXPECT_EQ(bar.thumb_length(), 500);
    EXPECT_EQ(bar.thumb_top(0), 0);
    EXPECT_EQ(bar.row_at(400), 0);
}

TEST(RowBar, TheThumbIsAsLongAsTheShareInSight) {
    const RowBar bar{100, 50, 500};
    EXPECT_FLOAT_EQ(bar.thumb_length(), 250);
    EXPECT_FLOAT_EQ(bar.thumb_top(25), 125);
    EXPECT_EQ(bar.row_at(125), 25);
}

TEST(RowBar, ReachesTheLastRowOfTheLargestGrid) {
    for (const std::int64_t rows : {std::int64_t{1} << 58, std::int64_t{1} << 62, largest}) {
        const RowBar bar{rows, 62, 700};
        const float room = bar.track - bar.thumb_length();
        EXPECT_FLOAT_EQ(bar.thumb_length(), bar.shortest);
        EXPECT_FLOAT_EQ(bar.thumb_top(rows - 62), room);
        EXPECT_EQ(bar.row_at(room), rows - 62);
        EXPECT_EQ(bar.row_at(room + 50), rows - 62);
        EXPECT_EQ(bar.row_at(-50), 0);
        EXPECT_EQ(bar.row_at(0), 0);
        EXPECT_GT(bar.row_at(room / 2), rows / 3);
        EXPECT_LT(bar.row_at(room / 2), rows / 3 * 2);
    }
}

TEST(RowBar, RowsAndThumbsFollowEachOther) {
    const RowBar bar{1'000'000, 40, 900};
    for (const std::int64_t row : {0, 1000, 500'000, 999'000, 999'960}) {
        EXPECT_NEAR(static_cast<double>(bar.row_at(bar.thumb_top(row))), static_cast<double>(row), 1.0);
    }
    EXPECT_EQ(bar.thumb_top(2'000'000), bar.thumb_top(999'960));
}

}  // namespace
}  // namespace byteprism
