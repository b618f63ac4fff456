#include "app/ui/hex/hex_geometry.hpp"

#include <limits>

#include <gtest/gtest.h>

#include "app/ui/row_bar.hpp"

namespace byteprism {
namespace {

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();

TEST(RowsThatFit, AreWholeAndAtLeastOne) {
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

TEST(OffsetDigits, InDecimalAreMore) {
    EXPECT_EQ(offset_digits(100'000'000, OffsetDigits::Decimal), 8);
    EXPECT_EQ(offset_digits(100'000'001, OffsetDigits::Decimal), 9);
    EXPECT_EQ(offset_digits(largest, OffsetDigits::Decimal), 19);
}

TEST(HexColumns, AGroupMayBeOfAnyLength) {
    const HexColumns pairs{10, 16, 8, 1, 2, 2};
    EXPECT_EQ(pairs.hex_x(1) - pairs.hex_x(0), 30);
    EXPECT_EQ(pairs.hex_x(2) - pairs.hex_x(1), 40);
    const HexColumns none{10, 16, 8, 1, 2, 1};
    for (int column = 1; column < 16; ++column) EXPECT_EQ(none.hex_x(column) - none.hex_x(column - 1), 30);
}

TEST(HexColumns, ACellOfSeveralBytesStandsAtAllOfItsColumns) {
    const HexColumns columns{10, 16, 8, 4, 11, 8};  // integers of 32 bits, two to a group
    EXPECT_EQ(columns.hex_x(3), columns.hex_x(0));
    EXPECT_EQ(columns.hex_x(4) - columns.hex_x(0), 120);
    EXPECT_EQ(columns.hex_x(8) - columns.hex_x(4), 130);
    for (const int column : {0, 4, 8, 12}) {
        const float x = columns.hex_x(column);
        for (const float at : {x, x + 55, x + 109}) EXPECT_EQ(columns.nearest_column(Side::Hex, at), column);
    }
    EXPECT_EQ(columns.nearest_column(Side::Hex, 1e6f), 12);
    EXPECT_EQ(columns.nearest_column(Side::Text, columns.text_x(7) + 5), 7);
}

TEST(ColumnsThatFit, AreAMultipleOfEight) {
    HexColumns kind{8};
    for (const int columns : {8, 16, 24, 64, 4096}) {
        kind.columns = columns;
        EXPECT_EQ(columns_that_fit(kind, kind.width()), columns);
        EXPECT_EQ(columns_that_fit(kind, kind.width() + 7), columns);
    }
    kind.columns = 16;
    EXPECT_EQ(columns_that_fit(kind, kind.width() - 1), 8);
    EXPECT_EQ(columns_that_fit(kind, 1e7f), 4096);
}

TEST(ColumnsThatFit, AreFewerInANarrowPanelButAWholeCell) {
    HexColumns kind{8, 4};
    EXPECT_EQ(columns_that_fit(kind, kind.width()), 4);
    EXPECT_EQ(columns_that_fit(kind, 10), 1);
    kind.cell_bytes = 4;
    EXPECT_EQ(columns_that_fit(kind, 10), 4);
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
