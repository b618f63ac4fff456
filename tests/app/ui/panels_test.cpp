// Regions, their splitters and tabs, and the focus.
#include "app/ui/panels.hpp"

#include <algorithm>

#include "tests/app/ui/window_test.hpp"

namespace byteprism {
namespace {

class PanelsTest : public WindowTest {
protected:
    // The line between hex and image, in the middle of the window's height.
    ImVec2 column_splitter() const {
        const ImVec2 size = ImGui::GetIO().DisplaySize;
        return {static_cast<float>(std::round(static_cast<double>(size.x) * bench.settings.left_width)), size.y / 2};
    }
};

TEST_F(PanelsTest, EveryPanelHasARow) {
    for (const Panel panel : {Panel::Hex, Panel::Inspector, Panel::Image, Panel::Structure, Panel::Lists}) {
        EXPECT_EQ(row_of(panel).panel, panel);
    }
}

TEST_F(PanelsTest, EveryRegionShowsItsTabs) {
    given("00");
    for (const PanelRow& row : panel_rows()) EXPECT_SHOWS(row.title);
}

TEST_F(PanelsTest, ASplitterIsDragged) {
    given("00");
    const ImVec2 from = column_splitter();
    ui.drag(from, {from.x + 128, from.y});
    EXPECT_NEAR(bench.settings.left_width, Settings{}.left_width + 0.1, 0.005);
}

TEST_F(PanelsTest, ASplitterKeepsRoomOnBothSides) {
    given("00");
    const ImVec2 from = column_splitter();
    ui.drag(from, {-500, from.y});
    EXPECT_GT(bench.settings.left_width, 0.1);
}

TEST_F(PanelsTest, ADoubleClickTakesASplitterHome) {
    given("00");
    const ImVec2 from = column_splitter();
    ui.drag(from, {from.x + 128, from.y});
    ui.double_click(column_splitter());
    EXPECT_NEAR(bench.settings.left_width, Settings{}.left_width, 0.005);
}

TEST_F(PanelsTest, AClickIntoAPanelFocusesIt) {
    given("00");
    EXPECT_EQ(bench.focused_panel, Panel::Hex);
    click("At cursor");
    EXPECT_EQ(bench.focused_panel, Panel::Structure);
    ui.click(ui.cell(Side::Hex, 0));
    EXPECT_EQ(bench.focused_panel, Panel::Hex);
}

TEST_F(PanelsTest, ACommandMovesTheFocusAndBringsTheTabToTheFront) {
    given("00");
    EXPECT_HIDES("No problems");
    bench.focused_panel = Panel::Lists;
    ui.frame();
    ui.settle();
    EXPECT_SHOWS("No problems");
    EXPECT_EQ(bench.focused_panel, Panel::Lists);
    ui.press("F6");
    EXPECT_EQ(bench.focused_panel, Panel::Hex);
    ui.frames(3);
    EXPECT_EQ(bench.focused_panel, Panel::Hex);
}

TEST_F(PanelsTest, AMaximisedPanelStandsAlone) {
    given("00");
    ui.press("Ctrl+M");
    EXPECT_EQ(bench.settings.maximised, Panel::Hex);
    EXPECT_HIDES("Inspector");
    ui.press("Ctrl+M");
    EXPECT_SHOWS("Inspector");
}

TEST_F(PanelsTest, WhereWidgetsHaveTheKeyboardArrowsDoNotMoveTheCursor) {
    given("|00 11 22");
    ui.press("Right");
    EXPECT_EQ(state(), "00 |11 22");
    click("Problems");
    ui.press("Right");
    EXPECT_EQ(state(), "00 |11 22");
}

TEST_F(PanelsTest, WhatTheMouseIsOverIsForgottenOutsideThePanels) {
    given("00 11 22");
    ui.move(ui.cell(Side::Hex, 1));
    EXPECT_EQ(sheet().hover, (std::vector<ByteRange>{{1, 1}}));
    ui.move({5, 5});
    EXPECT_TRUE(sheet().hover.empty());
}

}  // namespace
}  // namespace byteprism
