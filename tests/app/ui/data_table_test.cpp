// Tables and plots in the hands: rows moved through and typed over, columns sorted and filtered, samples clicked.
#include <thread>

#include "app/model/structure/structure_actions.hpp"
#include "app/model/table/table_work.hpp"
#include "tests/app/ui/window_test.hpp"

namespace byteprism {
namespace {

class DataTableTest : public WindowTest {
protected:
    // id and value of five records: 1 30, 2 10, 3 20, 4 10, 5 40.
    void given_records(StructureFace face = StructureFace::Table) {
        given("01 1e 02 0a 03 14 04 0a 05 28");
        change([&](StructureSettings& settings) {
            settings.text = "T{B:id:B:height:}";
            settings.count = 0;
            settings.face = face;
        });
    }
    template <class Change>
    void change(const Change& how) {
        StructureSettings settings = sheet().structure.settings;
        how(settings);
        Actions actions;
        actions.push(SetStructure{sheet().id, settings});
        bench.apply(actions);
        settle();
    }
    void settle() {
        do {
            while (bench.jobs->running()) std::this_thread::yield();
            ui.settle();
        } while (is_finding_rows(bench));
    }
    int byte(std::int64_t at) { return std::to_integer<int>(document().bytes()[static_cast<std::size_t>(at)]); }
};

TEST_F(DataTableTest, ShowsRowsAndColumns) {
    given_records();
    for (const char* text : {"id", "height", "30", "40", "5 rows of 2 bytes"}) EXPECT_SHOWS(text);
}

TEST_F(DataTableTest, ACellIsTypedOverAndTabGoesToTheNext) {
    given_records();
    double_click("30");
    ui.type("0x63");
    ui.press("Enter");
    EXPECT_EQ(byte(1), 99);
    EXPECT_SHOWS("99");
    ui.press("Ctrl+Z");
    EXPECT_EQ(byte(1), 30);
}

TEST_F(DataTableTest, ARefusedNumberStandsInTheCell) {
    given_records();
    double_click("30");
    ui.type("256");
    ui.press("Enter");
    EXPECT_EQ(byte(1), 30);
    EXPECT_SHOWS("255");  // the greatest one, in the message
    ui.press("Escape");
    EXPECT_SHOWS("30");
}

TEST_F(DataTableTest, WhatIsBeingTypedGoesWhenItsRowComesToStandElsewhere) {
    given_records();
    double_click("30");
    ui.type("77");
    change([](StructureSettings& settings) { settings.table.sorted_by = "height"; });
    ui.press("Enter");
    for (const std::int64_t at : {1, 3, 5, 7, 9}) EXPECT_NE(byte(at), 77);
    EXPECT_FALSE(document().modified());
}

TEST_F(DataTableTest, TheFilterIsTyped) {
    given_records();
    click("filter: w > 100 && h < 5");
    ui.type("height == 10");
    settle();
    EXPECT_SHOWS("2 of ");
    EXPECT_EQ(bench.table_work->order().answer->rows, (std::vector<std::uint32_t>{1, 3}));
    ui.type(" &&");
    settle();
    EXPECT_TRUE(ui.shows_error());
}

TEST_F(DataTableTest, AColumnIsSelectedByItsName) {
    given_records();
    click("height");
    ASSERT_TRUE(sheet().cursor.items);
    EXPECT_EQ(*sheet().cursor.items, (Layout{1, 1, {Axis{5, 2}}}));
}

TEST_F(DataTableTest, KeysMoveTheCellAndTheCursorOfTheBytes) {
    given_records();
    click("30");
    ui.press("Down");
    ui.press("Down");
    ui.press("Left");
    EXPECT_EQ(sheet().cursor.selection(), (ByteRange{4, 1}));
    ui.press("End");
    EXPECT_EQ(sheet().cursor.selection(), (ByteRange{8, 1}));
}

class PlotViewTest : public DataTableTest {
protected:
    // 100 numbers that go up, as a line over the whole panel.
    void given_line() {
        std::string bytes;
        for (int i = 0; i < 100; ++i) {
            char text[4];
            std::snprintf(text, sizeof text, "%02x ", i);
            bytes += text;
        }
        given(bytes);
        change([](StructureSettings& settings) {
            settings.text = "B";
            settings.count = 0;
            settings.face = StructureFace::Plot;
        });
        const ImGuiWindow* const plot = UiDriver::window("/plot_");
        middle_ = {plot->Pos.x + plot->Size.x / 2, plot->Pos.y + plot->Size.y / 2};
    }
    const PlotSettings& plot() { return sheet().structure.settings.plot; }
    ImVec2 middle_;
};

TEST_F(PlotViewTest, AClickGoesToTheBytesOfTheSample) {
    given_line();
    ui.click(middle_);
    const ByteRange selected = sheet().cursor.selection();
    EXPECT_EQ(selected.length, 1);
    EXPECT_GT(selected.offset, 30);
    EXPECT_LT(selected.offset, 70);
}

TEST_F(PlotViewTest, TheWheelZoomsAtTheMouseADragPansADoubleClickShowsAll) {
    given_line();
    ui.move(middle_);
    ui.scroll(4);
    EXPECT_GT(plot().count, 30);
    EXPECT_LT(plot().count, 50);
    const double first = plot().first;
    EXPECT_GT(first, 20);
    ui.drag(middle_, {middle_.x - 40, middle_.y});
    EXPECT_GT(plot().first, first);
    EXPECT_SHOWS("All");
    ui.double_click(middle_);
    EXPECT_EQ(plot().count, 0);
}

TEST_F(PlotViewTest, WhatIsSetWrongIsShownAsFarAsItGoes) {
    given_line();
    for (const double number :
         {-1e300, 1e300, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(), 1e-300}) {
        change([&](StructureSettings& settings) {
            settings.plot.first = number;
            settings.plot.count = number;
        });
        change([&](StructureSettings& settings) {
            settings.plot.kind = PlotKind::Points;
            settings.plot.window = {Extremes{number, number}, Extremes{-number, number}};
        });
        change([&](StructureSettings& settings) { settings.plot = {}; });
    }
}

TEST_F(PlotViewTest, SaysWhenNothingIsThere) {
    given_line();
    change([](StructureSettings& settings) { settings.text = "4s"; });
    EXPECT_SHOWS("no numbers to plot");
}

}  // namespace
}  // namespace byteprism
