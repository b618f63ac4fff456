#include "app/ui/hex/minimap.hpp"

#include <gtest/gtest.h>

#include "app/model/document/document.hpp"
#include "tests/app/ui/ui_driver.hpp"

namespace byteprism {
namespace {

TEST(Minimap, RowsOfPixelsCoverAllBytesAndLeadBackExactly) {
    const std::int64_t large = std::int64_t{1} << 62;
    for (const std::int64_t size :
         {std::int64_t{1}, std::int64_t{16}, std::int64_t{17}, std::int64_t{100'000}, large}) {
        const MinimapScale scale = MinimapScale::fitted(size, 500);
        EXPECT_LE(scale.rows, 500);
        EXPECT_GE(scale.run, 16);
        EXPECT_GE(scale.run, size / scale.rows) << "the last row ends with the last byte";
        EXPECT_EQ(scale.offset_of(0), 0);
        EXPECT_EQ(scale.offset_of(scale.rows + 1), size - 1);
        EXPECT_GE(scale.row_of(size - 1), scale.rows - 1);
        EXPECT_LE(scale.row_of(size - 1), scale.rows);
        for (int row = 0; row < scale.rows; ++row) EXPECT_EQ(scale.row_of(scale.offset_of(row)), row);
    }
    EXPECT_EQ(MinimapScale::fitted(0, 500).rows, 0);
}

TEST(Minimap, ReadsSamplesOfLongRunsOnly) {
    const auto document = Document::untitled("untitled", Buffer::zeros(1 << 20));
    document->fill({1 << 19, 1 << 19}, std::vector{std::byte{'a'}, std::byte{0x90}}, Gesture::None);
    const MinimapScale scale = MinimapScale::fitted(document->size(), 4);
    Progress progress;
    JobReader reader(document->gate(), document->version(), document->size(), progress);
    const std::vector<MinimapRow> rows = minimap_rows(reader, scale);
    ASSERT_EQ(rows.size(), 4u);
    EXPECT_EQ(rows[0].entropy, 0);
    EXPECT_EQ(rows[0].classes.zero, 1);
    EXPECT_NEAR(rows[3].classes.printable, 0.5, 0.01);
    EXPECT_NEAR(rows[3].classes.high, 0.5, 0.01);
    EXPECT_NEAR(rows[3].entropy, 1.0 / 8, 0.01);
}

class MinimapPanelTest : public UiTest {};

TEST_F(MinimapPanelTest, AClickBringsThePlaceToTheMiddleOfTheGrid) {
    given(std::vector<std::byte>(1 << 20));
    bench.settings.minimap = MinimapKind::Entropy;
    ui.settle();
    const HexFrame grid = ui.grid();
    const float right = grid.view_to.x + grid.bar_width;
    ui.click({right - 5, (grid.view_from.y + grid.view_to.y) / 2});
    const std::int64_t middle = (1 << 20) / 16 / 2;
    EXPECT_NEAR(static_cast<double>(sheet().hex.first_row), static_cast<double>(middle), 400);
    EXPECT_EQ(sheet().cursor.offset, 0) << "the cursor stays";
}

}  // namespace
}  // namespace byteprism
