// The hex grid in the hands: what typing, keys and the mouse do to bytes, cursor, selection and rows.
#include <numeric>

#include "tests/app/ui/ui_driver.hpp"

namespace byteprism {
namespace {

class HexPanelTest : public UiTest {
protected:
    // As many bytes as 00 01 .. ff 00 01 .. need.
    void given_counting(std::int64_t size) {
        std::vector<std::byte> bytes(static_cast<std::size_t>(size));
        for (std::size_t at = 0; at < bytes.size(); ++at) bytes[at] = static_cast<std::byte>(at);
        given(std::move(bytes));
    }
    std::int64_t first_row() { return sheet().hex.first_row; }
    std::int64_t last_first_row() {
        const HexFrame grid = ui.grid();
        return grid.rows.last_first_row(grid.visible_rows);
    }
    ByteRange selection() { return sheet().cursor.selection(); }
    std::int64_t cursor() { return sheet().cursor.offset; }
};

TEST_F(HexPanelTest, TypingDigitsOverwritesAtOnce) {
    given("00 |11 22 33");
    ui.type("aabb");
    EXPECT_EQ(state(), "00 aa bb |33");
}

TEST_F(HexPanelTest, EveryDigitOfOneFrameCounts) {
    given("|00 11 22 33");
    for (const char digit : std::string_view("12AbcDeF")) {
        ui.queue(CharacterTyped{static_cast<unsigned char>(digit)});
    }
    ui.frame();
    EXPECT_EQ(state(), "12 ab cd |ef");
}

TEST_F(HexPanelTest, AHalfTypedByteIsInTheBufferAlready) {
    given("00 |11 22");
    ui.type("f");
    EXPECT_EQ(state(), "00 f|1 22");
}

TEST_F(HexPanelTest, UndoTakesBackOneTypedByteAtATime) {
    given("00 |11 22 33");
    ui.type("aabb");
    ui.press("Ctrl+Z");
    EXPECT_EQ(state(), "00 aa 22 |33");
    ui.press("Ctrl+Z");
    EXPECT_EQ(state(), "00 11 22 |33");
    ui.press("Ctrl+Y");
    EXPECT_EQ(state(), "00 aa 22 |33");
    ui.press("Ctrl+Shift+Z");
    EXPECT_EQ(state(), "00 aa bb |33");
}

TEST_F(HexPanelTest, WhatIsNoDigitIsNotTakenOnTheHexSide) {
    given("|00 11");
    ui.type("xyz G-");
    EXPECT_EQ(state(), "|00 11");
    EXPECT_FALSE(document().modified());
}

TEST_F(HexPanelTest, TheTextSideTakesAnything) {
    given("|00 11 22 33");
    ui.press("Tab");
    ui.type("a z");
    EXPECT_EQ(state(), "61 20 7a |33");
}

TEST_F(HexPanelTest, LookingWritesNothing) {
    given_counting(5000);
    const std::uint64_t version = document().version();
    for (const char* key : {"Down", "Page Down", "Ctrl+End", "Left", "Shift+Up", "Tab", "Home", "Ctrl+Home"}) {
        ui.press(key);
    }
    ui.click(ui.cell(Side::Text, 5));
    ui.drag(ui.cell(Side::Hex, 5), ui.cell(Side::Hex, 40));
    ui.scroll(-3);
    EXPECT_EQ(document().version(), version);
    EXPECT_FALSE(document().modified());
}

TEST_F(HexPanelTest, ArrowsMoveTheCursor) {
    given("|00 11 22 33");
    ui.press("Right");
    ui.press("Right");
    EXPECT_EQ(state(), "00 11 |22 33");
    ui.press("Left");
    EXPECT_EQ(state(), "00 |11 22 33");
    ui.press("End");
    EXPECT_EQ(state(), "00 11 22 |33");
    ui.press("Home");
    EXPECT_EQ(state(), "|00 11 22 33");
}

TEST_F(HexPanelTest, ShiftAndArrowsSelect) {
    given("00 |11 22 33");
    ui.press("Shift+Right");
    EXPECT_EQ(state(), "00 [11 |22] 33");
    ui.press("Shift+Left");
    ui.press("Shift+Left");
    EXPECT_EQ(state(), "[|00 11] 22 33");
    ui.press("Esc");
    EXPECT_EQ(state(), "|00 11 22 33");
}

TEST_F(HexPanelTest, AClickPlacesTheCursorAndChoosesTheSide) {
    given("|00 11 22 33");
    ui.click(ui.cell(Side::Hex, 2));
    EXPECT_EQ(state(), "00 11 |22 33");
    EXPECT_EQ(sheet().cursor.side, Side::Hex);
    ui.click(ui.cell(Side::Text, 1));
    EXPECT_EQ(state(), "00 |11 22 33");
    EXPECT_EQ(sheet().cursor.side, Side::Text);
    ui.click(ui.cell(Side::Hex, 1));
    EXPECT_EQ(sheet().cursor.side, Side::Hex);
}

TEST_F(HexPanelTest, AClickTakesTheKeyboard) {
    given("|00 11 22 33");
    bench.focused_panel = Panel::Structure;
    ui.settle();
    ui.click(ui.cell(Side::Hex, 1));
    EXPECT_EQ(bench.focused_panel, Panel::Hex);
    ui.type("ff");
    EXPECT_EQ(state(), "00 ff |22 33");
}

TEST_F(HexPanelTest, ADragSelectsInEitherDirection) {
    given("|00 11 22 33");
    ui.drag(ui.cell(Side::Hex, 1), ui.cell(Side::Hex, 3));
    EXPECT_EQ(state(), "00 [11 22 |33]");
    ui.drag(ui.cell(Side::Text, 2), ui.cell(Side::Text, 0));
    EXPECT_EQ(state(), "[|00 11 22] 33");
}

TEST_F(HexPanelTest, ADragKeepsToTheSideItBeganOn) {
    given_counting(64);
    ui.drag(ui.cell(Side::Hex, 18), {ui.cell(Side::Text, 20).x, ui.cell(Side::Hex, 18).y});
    EXPECT_EQ(selection(), (ByteRange{18, 14})) << "to the end of the row";
    EXPECT_EQ(sheet().cursor.side, Side::Hex);
}

TEST_F(HexPanelTest, AShiftClickExtendsTheSelection) {
    given("00 |11 22 33");
    ui.hold(Key::Shift);
    ui.click(ui.cell(Side::Hex, 3));
    EXPECT_EQ(state(), "00 [11 22 |33]");
    ui.click(ui.cell(Side::Hex, 0));
    EXPECT_EQ(state(), "[|00 11] 22 33");
}

TEST_F(HexPanelTest, AClickBetweenCellsMeansTheNearerOne) {
    given_counting(32);
    const HexFrame grid = ui.grid();
    ui.click({grid.cells.x + grid.columns.hex_x(8) - 2, ui.cell(Side::Hex, 0).y});
    EXPECT_EQ(cursor(), 8);
    ui.click({grid.cells.x + grid.columns.hex_x(7) + grid.columns.cell_width(Side::Hex) + 2, ui.cell(Side::Hex, 0).y});
    EXPECT_EQ(cursor(), 7);
}

TEST_F(HexPanelTest, AClickBelowTheLastRowMeansTheLastRow) {
    given_counting(35);
    ui.click({ui.cell(Side::Hex, 9).x, ui.grid().view_to.y - 3});
    EXPECT_EQ(cursor(), 34);
}

TEST_F(HexPanelTest, ADoubleClickSelectsTheGroup) {
    given_counting(64);
    ui.double_click(ui.cell(Side::Hex, 27));
    EXPECT_EQ(selection(), (ByteRange{24, 8}));
}

TEST_F(HexPanelTest, ADoubleClickAtTheEndSelectsWhatThereIsOfTheGroup) {
    given_counting(27);
    ui.double_click(ui.cell(Side::Hex, 25));
    EXPECT_EQ(selection(), (ByteRange{24, 3}));
}

TEST_F(HexPanelTest, AClickOnAnOffsetSelectsTheRowAndADragRows) {
    given_counting(90);
    ui.click(ui.row_offset(1));
    EXPECT_EQ(selection(), (ByteRange{16, 16}));
    ui.drag(ui.row_offset(1), ui.row_offset(3));
    EXPECT_EQ(selection(), (ByteRange{16, 48}));
    ui.drag(ui.row_offset(5), ui.row_offset(4));
    EXPECT_EQ(selection(), (ByteRange{64, 26}));
}

TEST_F(HexPanelTest, TheWheelScrollsRowsAndNotTheCursor) {
    given_counting(1 << 16);
    ui.move(ui.cell(Side::Hex, 0));
    ui.scroll(-2);
    EXPECT_EQ(first_row(), 6);
    ui.scroll(1);
    EXPECT_EQ(first_row(), 3);
    EXPECT_EQ(cursor(), 0);
    ui.scroll(1000);
    EXPECT_EQ(first_row(), 0);
    ui.scroll(-1e6f);
    EXPECT_EQ(first_row(), last_first_row());
}

TEST_F(HexPanelTest, AFineWheelAddsUp) {
    given_counting(1 << 16);
    ui.move(ui.cell(Side::Hex, 0));
    for (int n = 0; n < 10; ++n) ui.scroll(-0.1f);
    EXPECT_NEAR(static_cast<double>(first_row()), 3, 1);
}

TEST_F(HexPanelTest, TheRowsThatFitAreReported) {
    given_counting(1 << 16);
    const std::int64_t before = sheet().hex.visible_rows;
    EXPECT_EQ(before, ui.grid().visible_rows);
    ImGui::GetIO().DisplaySize.y -= 200;
    ui.settle();
    ui.frames(2);
    EXPECT_LT(sheet().hex.visible_rows, before);
    EXPECT_EQ(sheet().hex.visible_rows, ui.grid().visible_rows);
}

TEST_F(HexPanelTest, ADragBelowTheRowsScrollsUntilTheEnd) {
    given_counting(4096);
    const HexFrame grid = ui.grid();
    ui.move(ui.cell(Side::Hex, 16));
    ui.button_down();
    ui.queue(MouseMoved{ui.cell(Side::Hex, 19).x, grid.view_to.y + 30});
    ui.frames(20);
    EXPECT_GT(first_row(), 0);
    EXPECT_EQ(cursor() % 16, 3);
    for (int n = 0; n < 1000 && first_row() < last_first_row(); ++n) ui.frame();
    EXPECT_EQ(first_row(), last_first_row());
    ui.settle();
    ui.button_up();
    EXPECT_EQ(selection(), (ByteRange{16, 4096 - 12 - 16}));
}

TEST_F(HexPanelTest, ADragAboveTheRowsScrollsBack) {
    given_counting(4096);
    ui.press("Ctrl+End");
    const std::int64_t bottom = first_row();
    ui.move(ui.cell(Side::Hex, 4090));
    ui.button_down();
    ui.queue(MouseMoved{ui.cell(Side::Hex, 4082).x, ui.grid().view_from.y - 40});
    ui.frames(20);
    EXPECT_LT(first_row(), bottom);
    ui.button_up();
    const std::int64_t there = first_row();
    ui.frames(5);
    EXPECT_EQ(first_row(), there) << "it stops when the button is let go";
}

TEST_F(HexPanelTest, TheThumbReachesTheLastRow) {
    given_counting(1 << 20);
    const HexFrame grid = ui.grid();
    const float x = grid.view_to.x + grid.bar_width / 2;
    ui.drag({x, grid.bar_from().y + 2}, {x, grid.view_to.y + 100});
    EXPECT_EQ(first_row(), last_first_row());
    ui.drag({x, grid.view_to.y - 2}, {x, grid.view_from.y - 100});
    EXPECT_EQ(first_row(), 0);
    EXPECT_EQ(cursor(), 0);
}

TEST_F(HexPanelTest, PressingTheThumbMovesNothing) {
    given_counting(1 << 20);
    sheet().hex.first_row = 1237;
    ui.settle();
    const HexFrame grid = ui.grid();
    ui.click({grid.view_to.x + grid.bar_width / 2, grid.bar_from().y + grid.bar().thumb_top(1237) + 5});
    EXPECT_EQ(first_row(), 1237);
}

TEST_F(HexPanelTest, AClickInTheTrackGoesThere) {
    given_counting(1 << 20);
    const HexFrame grid = ui.grid();
    ui.click({grid.view_to.x + grid.bar_width / 2, (grid.bar_from().y + grid.view_to.y) / 2});
    EXPECT_NEAR(static_cast<double>(first_row()), static_cast<double>(last_first_row()) / 2, 200);
}

TEST_F(HexPanelTest, HoveringAByteIsToldOnceAndTakenBack) {
    given_counting(64);
    ui.move(ui.cell(Side::Hex, 20));
    ASSERT_EQ(sheet().hover.size(), 1u);
    EXPECT_EQ(sheet().hover[0], (ByteRange{20, 1}));
    ui.move(ui.cell(Side::Text, 33));
    ASSERT_EQ(sheet().hover.size(), 1u);
    EXPECT_EQ(sheet().hover[0], (ByteRange{33, 1}));
    ui.move({2, 2});
    EXPECT_TRUE(sheet().hover.empty());
}

TEST_F(HexPanelTest, AByteThatIsNotThereIsNotHovered) {
    given_counting(20);
    const HexFrame grid = ui.grid();
    const ImVec2 corner = grid.cell(Side::Hex, 1, 9);
    ui.move({corner.x + 5, corner.y + 5});
    EXPECT_TRUE(sheet().hover.empty());
}

TEST_F(HexPanelTest, AnEmptyDocumentHasAGridToClickIn) {
    given("");
    ui.click(ui.cell(Side::Hex, 0));
    ui.press("Down");
    ui.press("Ctrl+End");
    EXPECT_EQ(cursor(), 0);
    EXPECT_TRUE(selection().empty());
    ui.type("a");
    EXPECT_EQ(document().size(), 0);
}

TEST_F(HexPanelTest, AGridWiderThanThePanelFollowsTheCursor) {
    given_counting(4096);
    bench.find(bench.active_sheet)->hex.columns = 256;
    ui.settle();
    ui.press("End");
    EXPECT_EQ(cursor(), 255);
    ui.type("00");
    EXPECT_EQ(document().bytes()[255], std::byte{0});
}

TEST_F(HexPanelTest, ReadOnlyBytesStayAndTheReasonIsSaid) {
    given("|00 11");
    document().set_editing(Editing::Refused);
    ui.type("ff");
    EXPECT_EQ(document().bytes()[0], std::byte{0});
    EXPECT_FALSE(bench.notices.empty());
}

TEST_F(HexPanelTest, TheCursorBehindTheEndOfAHugeDocumentCostsNothingWhileItIsOutOfSight) {
    std::vector<std::byte> bytes(std::size_t{64} << 20);
    given(std::move(bytes));
    ui.press("Insert");
    ui.press("Ctrl+End");
    ASSERT_EQ(sheet().cursor.offset, document().size());
    Actions actions;
    actions.push(ScrollToRow{sheet().id, 0});
    bench.apply(actions);
    ui.settle();
    int vertices = 0;
    const ImDrawData& data = *ImGui::GetDrawData();
    for (int list = 0; list < data.CmdListsCount; ++list) vertices += data.CmdLists[list]->VtxBuffer.Size;
    EXPECT_LT(vertices, 100'000);
    EXPECT_EQ(sheet().hex.first_row, 0);
}

TEST_F(HexPanelTest, ShiftAndAClickOnTheOffsetsExtendTheSelectionByRows) {
    given(std::vector<std::byte>(256));
    sheet().hex.columns = 16;
    ui.settle();
    ui.click(ui.row_offset(1));
    ui.hold(Key::Shift);
    ui.click(ui.row_offset(3));
    ui.hold(Key{});
    EXPECT_EQ(sheet().cursor.selection(), (ByteRange{16, 48}));
}

TEST_F(HexPanelTest, TypingANumberIntoACellOutOfSightBringsItThere) {
    given(std::vector<std::byte>(1 << 16));
    HexSettings hex = sheet().hex;
    hex.cells = "u16le";
    Actions actions;
    actions.push(SetHex{sheet().id, hex});
    actions.push(ScrollToRow{sheet().id, 500});
    bench.apply(actions);
    ui.settle();
    ui.type("77");
    EXPECT_EQ(sheet().hex.first_row, 0);
    ui.press("Enter");
    EXPECT_EQ(document().bytes()[0], std::byte{77});
}

TEST_F(HexPanelTest, ARectangleThatGrowsUnderTheMouseLeavesNoPlaces) {
    given(std::vector<std::byte>(1 << 16));
    sheet().hex.columns = 16;
    ui.settle();
    ui.hold(Key::Alt);
    ui.move(ui.cell(Side::Hex, 1));
    ui.button_down();
    const ImVec2 below{ui.cell(Side::Hex, 5).x, 790};
    ui.queue(MouseMoved{below.x, below.y});
    ui.frames(60);
    EXPECT_GT(first_row(), 0);
    ui.queue(MouseChange{0, false});
    ui.hold(Key{});
    ASSERT_TRUE(sheet().cursor.items);
    EXPECT_TRUE(sheet().journey.back.empty());
}

}  // namespace
}  // namespace byteprism
