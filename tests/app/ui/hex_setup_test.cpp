// The hex grid in other set-ups: cells, groups, strides, encodings, offsets; rectangles; what is seen of it.
#include "app/model/commands/commands.hpp"
#include "app/ui/hex/hex_mouse.hpp"
#include "core/error.hpp"
#include "tests/app/ui/screen.hpp"
#include "tests/app/ui/ui_driver.hpp"

namespace byteprism {
namespace {

class HexSetupTest : public UiTest {
protected:
    void given_counting(std::int64_t size) {
        std::vector<std::byte> bytes(static_cast<std::size_t>(size));
        for (std::size_t at = 0; at < bytes.size(); ++at) bytes[at] = static_cast<std::byte>(at);
        given(std::move(bytes));
    }
    void run(std::string_view id, std::string_view argument = "") {
        Actions actions;
        invoke(*find_command(id), argument, bench, actions);
        bench.apply(actions);
        ui.settle();
    }
    bool shows(std::string_view text) { return Screen().shows(text); }
    ByteRange selection() { return sheet().cursor.selection(); }
    std::int64_t cursor() { return sheet().cursor.offset; }
    std::byte byte(std::size_t at) { return document().bytes()[at]; }
};

TEST_F(HexSetupTest, AsManyColumnsAsFitAreAMultipleOfEight) {
    given_counting(4096);
    EXPECT_EQ(ui.grid().rows.columns, 16);
    ImGui::GetIO().DisplaySize.x = 2400;
    ui.frames(4);
    EXPECT_GT(ui.grid().rows.columns, 16);
    EXPECT_EQ(ui.grid().rows.columns % 8, 0);
    EXPECT_FALSE(ui.grid().pan_bar().needed());
    ImGui::GetIO().DisplaySize.x = 1024;
    ui.frames(4);
    EXPECT_FALSE(ui.grid().pan_bar().needed()) << "nothing is cut";
}

TEST_F(HexSetupTest, OtherColumnsKeepTheCursorWhereTheEyeIs) {
    given_counting(1 << 16);
    sheet().cursor.offset = 3200;
    sheet().hex.first_row = 190;
    ui.settle();
    run("hex.columns", "32");
    EXPECT_EQ(sheet().hex.first_row, 90);
    run("hex.fit_columns");
    EXPECT_EQ(sheet().hex.first_row, 190);
}

TEST_F(HexSetupTest, WhatNoGridCanBeIsRefusedWithTheNumbers) {
    given_counting(64);
    Actions actions;
    for (const auto& [id, argument] : {std::pair{"hex.columns", "0"},
                                       {"hex.columns", "4097"},
                                       {"hex.group", "3"},
                                       {"hex.row_stride", "0"},
                                       {"hex.cells", "words"},
                                       {"hex.encoding", "latin-9"}}) {
        EXPECT_THROW(invoke(*find_command(id), argument, bench, actions), ValueError) << id << " " << argument;
    }
    EXPECT_TRUE(actions.empty());
}

TEST_F(HexSetupTest, RowsBeginWhereTheyAreAskedToAndLeaveAGap) {
    given_counting(100);
    run("hex.columns", "4");
    run("hex.row_stride", "10");
    run("hex.start", "3");
    EXPECT_TRUE(shows("03 04 05 06")) << Screen().all();
    EXPECT_TRUE(shows("0D 0E 0F 10"));
    EXPECT_FALSE(shows("03 04 05 06 07"));
    ui.click(ui.cell(Side::Hex, 16));
    EXPECT_EQ(cursor(), 16);
    ui.press("Right");
    EXPECT_EQ(cursor(), 23) << "over the gap";
    ui.press("Left");
    EXPECT_EQ(cursor(), 16);
    ui.press("Up");
    EXPECT_EQ(cursor(), 6);
}

TEST_F(HexSetupTest, TheRowThatBeginsBeforeTheDocumentHasItsBytesAtItsEnd) {
    given_counting(100);
    run("hex.columns", "16");
    run("hex.start", "6");
    const HexFrame grid = ui.grid();
    const ImVec2 corner = grid.cell(Side::Hex, 0, 10);
    ui.click({corner.x + 3, corner.y + 3});
    EXPECT_EQ(cursor(), 0);
    ui.click({grid.cell(Side::Hex, 0, 2).x + 3, corner.y + 3});
    EXPECT_EQ(cursor(), 0) << "the nearest byte";
    ui.press("End");
    EXPECT_EQ(cursor(), 5);
    ui.press("Right");
    ui.press("Home");
    EXPECT_EQ(cursor(), 6);
}

TEST_F(HexSetupTest, OverlappingRowsCanBeTypedInto) {
    given_counting(40);
    run("hex.columns", "8");
    run("hex.row_stride", "2");
    const HexFrame grid = ui.grid();
    const ImVec2 corner = grid.cell(Side::Hex, 1, 5);
    ui.click({corner.x + 3, corner.y + 3});
    EXPECT_EQ(cursor(), 7);
    ui.type("ff");
    EXPECT_EQ(byte(7), std::byte{0xff});
}

TEST_F(HexSetupTest, RowsAreAlignedToTheViewTheImageAndTheStructure) {
    given_counting(4096);
    Actions actions;
    actions.push(SetLook{sheet().id, "m[54:3954].cast('B', (30, 130))[::-1]"});
    bench.apply(actions);
    run("hex.align_to_view");
    EXPECT_EQ(sheet().hex.columns, 130);
    EXPECT_EQ(sheet().hex.row_stride, 130);
    EXPECT_EQ(sheet().hex.start, 54);
    sheet().image.pixels = "rgb24";
    sheet().image.width = 10;
    sheet().image.offset = 5;
    sheet().image.row_stride = -32;
    run("hex.align_to_image");
    EXPECT_EQ(sheet().hex.columns, 30);
    EXPECT_EQ(sheet().hex.row_stride, 32);
    EXPECT_EQ(sheet().hex.start, 5);
    actions.push(SetStructure{sheet().id, {"<IHH", 4}});
    bench.apply(actions);
    run("hex.align_to_structure");
    EXPECT_EQ(sheet().hex.columns, 8);
    EXPECT_EQ(sheet().hex.row_stride, 8);
    run("hex.align_to_nothing");
    EXPECT_EQ(sheet().hex.columns, std::nullopt);
    EXPECT_EQ(sheet().hex.start, 0);
}

TEST_F(HexSetupTest, CellsShowNumbers) {
    given("|39 30 00 00 cd cc 4c 3e ff ff ff ff 00 00 80 bf");
    run("hex.cells", "i32le");
    EXPECT_TRUE(shows("12345")) << Screen().all();
    EXPECT_TRUE(shows("-1"));
    run("hex.cells", "f32le");
    EXPECT_TRUE(shows("0.2"));
    run("hex.cells", "hex-lower");
    EXPECT_TRUE(shows("39 30 00 00 cd cc 4c 3e"));
    run("hex.cells", "binary");
    EXPECT_TRUE(shows("00111001"));
}

TEST_F(HexSetupTest, ArrowsAndClicksTakeWholeCells) {
    given_counting(64);
    run("hex.cells", "u32le");
    ui.press("Right");
    EXPECT_EQ(cursor(), 4);
    ui.press("Shift+Right");
    EXPECT_EQ(selection(), (ByteRange{4, 8}));
    ui.press("Shift+Left");
    ui.press("Shift+Left");
    EXPECT_EQ(selection(), (ByteRange{0, 8}));
    ui.click(ui.cell(Side::Hex, 22));
    EXPECT_EQ(cursor(), 20);
    ui.drag(ui.cell(Side::Hex, 20), ui.cell(Side::Hex, 28));
    EXPECT_EQ(selection(), (ByteRange{20, 12}));
    ui.drag(ui.cell(Side::Hex, 20), ui.cell(Side::Hex, 12));
    EXPECT_EQ(selection(), (ByteRange{12, 12}));
}

TEST_F(HexSetupTest, ANumberIsTypedIntoItsCell) {
    given_counting(16);
    run("hex.cells", "i16be");
    ui.type("-2");
    EXPECT_EQ(byte(0), std::byte{0}) << "not before Enter";
    ui.press("Enter");
    EXPECT_EQ(byte(0), std::byte{0xff});
    EXPECT_EQ(byte(1), std::byte{0xfe});
    EXPECT_EQ(cursor(), 2) << "the next cell";
    ui.type("70000");
    ui.press("Enter");
    EXPECT_TRUE(ui.shows_error());
    EXPECT_EQ(byte(2), std::byte{2});
    ui.press("Esc");
    EXPECT_FALSE(ui.shows_error());
    ui.press("Ctrl+Z");
    EXPECT_EQ(byte(0), std::byte{0});
}

TEST_F(HexSetupTest, EnterOpensACellWithItsValue) {
    given_counting(16);
    run("hex.cells", "decimal");
    ui.press("Right");
    ui.press("Enter");
    ui.type("7");
    ui.press("Enter");
    EXPECT_EQ(byte(1), std::byte{7}) << "what was there was selected";
}

TEST_F(HexSetupTest, BitsAreTypedOneAtATime) {
    given("|00 0f 22");
    run("hex.cells", "binary");
    ui.type("1010010111");
    EXPECT_EQ(byte(0), std::byte{0xa5});
    EXPECT_EQ(byte(1), std::byte{0xcf});
    EXPECT_EQ(sheet().cursor.nibble, 2);
    ui.press("Ctrl+Z");
    EXPECT_EQ(byte(1), std::byte{0x0f});
    EXPECT_EQ(byte(0), std::byte{0xa5});
}

TEST_F(HexSetupTest, TheTextColumnIsInTheChosenEncoding) {
    given("|c8 85 93 93 96 41 00 42 00 e9 00");
    EXPECT_FALSE(shows("Hello"));
    run("hex.encoding", "EBCDIC");
    EXPECT_TRUE(shows("Hello")) << Screen().all();
    run("hex.encoding", "UTF-16LE");
    run("hex.start", "1");
    EXPECT_TRUE(shows("A B ?")) << Screen().all();  // the screen says ? for what is not ASCII
}

TEST_F(HexSetupTest, TypingOnTheTextSideWritesInTheEncoding) {
    given("|00 00 00 00");
    ui.press("Tab");
    run("hex.encoding", "UTF-16BE");
    ui.type("a");
    EXPECT_EQ(state(), "00 61 |00 00");
    run("hex.encoding", "EBCDIC");
    ui.type("A");
    EXPECT_EQ(state(), "00 61 c1 |00");
    run("hex.encoding", "ASCII");
    ui.queue(CharacterTyped{0xe9});
    ui.settle();
    EXPECT_EQ(state(), "00 61 c1 |00");
    ASSERT_FALSE(bench.notices.empty());
    EXPECT_NE(bench.notices.back().text.find("is no character of ASCII"), std::string::npos);
}

TEST_F(HexSetupTest, OffsetsCountFromTheCursor) {
    given_counting(256);
    ui.click(ui.cell(Side::Hex, 40));
    run("hex.offsets_from_cursor");
    EXPECT_TRUE(shows("+00000008")) << Screen().all();
    EXPECT_TRUE(shows("-00000028"));
    run("hex.offset_digits");
    EXPECT_TRUE(shows("-00000040"));
    run("hex.offsets_from_start");
    EXPECT_TRUE(shows("00000016"));
}

TEST_F(HexSetupTest, ADoubleClickSelectsTheChosenGroup) {
    given_counting(64);
    run("hex.group", "4");
    ui.double_click(ui.cell(Side::Hex, 22));
    EXPECT_EQ(selection(), (ByteRange{20, 4}));
}

TEST_F(HexSetupTest, AltDragSelectsARectangle) {
    for (const Key keys : {Key::Alt, Key::Ctrl | Key::Shift}) {
        given_counting(256);
        ui.hold(keys);
        ui.drag(ui.cell(Side::Hex, 22), ui.cell(Side::Hex, 52));
        ui.hold(Key{});
        ASSERT_TRUE(sheet().cursor.items.has_value());
        EXPECT_EQ(*sheet().cursor.items, (Layout{20, 1, {Axis{3, 16}, Axis{3, 1}}}));
    }
}

TEST_F(HexSetupTest, ARectangleLeavesOutRowsThatEndBeforeIt) {
    const HexRows rows{40, 16};
    EXPECT_EQ(rectangle_of(rows, 0, 10, 2, 12), (Layout{10, 1, {Axis{2, 16}, Axis{3, 1}}}));
    EXPECT_EQ(rectangle_of(rows, 5, 2, -3, 0), (Layout{0, 1, {Axis{3, 16}, Axis{3, 1}}}));
    EXPECT_EQ(rectangle_of(rows, 2, 10, 2, 12), std::nullopt);
}

TEST_F(HexSetupTest, OnlyTheItemsOfAStridedSelectionAreLit) {
    given_counting(256);
    sheet().cursor.items = Layout{3, 2, {Axis{10, 5}}};
    const HexLook look(sheet(), document(), colors(Theme::Dark));
    std::vector<CellLook> cells(16);
    look.look_at({0, 16}, cells);
    std::string lit;
    for (const CellLook& cell : cells) lit += cell.has(Mark::Selected) ? 'x' : '.';
    EXPECT_EQ(lit, "...xx...xx...xx.");
    EXPECT_TRUE(cells[8].has(Mark::SelectionBegin));
    EXPECT_TRUE(cells[9].has(Mark::SelectionEnd));
    EXPECT_FALSE(cells[8].has(Mark::SelectionEnd));
}

TEST_F(HexSetupTest, BookmarksStandInBrackets) {
    given_counting(64);
    Bookmark run, strided;
    run.items = Layout{2, 1, {Axis{3, 1}}};
    strided.items = Layout{8, 1, {Axis{2, 4}}};
    const Bookmark* const both[]{&run, &strided};
    const HexLook look(sheet(), document(), colors(Theme::Dark), both);
    std::vector<CellLook> cells(16);
    look.look_at({0, 16}, cells);
    std::string seen;
    for (const CellLook& cell : cells) {
        seen += cell.has(Mark::BookmarkBegin) ? "[" : "";
        seen += cell.background == 0 ? '.' : 'x';
        seen += cell.has(Mark::BookmarkEnd) ? "]" : "";
    }
    EXPECT_NE(seen.find("[x]...[x]..."), std::string::npos) << seen;
    EXPECT_TRUE(cells[2].has(Mark::BookmarkBegin));
    EXPECT_TRUE(cells[4].has(Mark::BookmarkEnd));
}

TEST_F(HexSetupTest, AFineWheelStopsBetweenRowsAndTheCursorStaysWhole) {
    given_counting(1 << 16);
    ui.move(ui.cell(Side::Hex, 0));
    ui.scroll(-0.1f);
    const std::int64_t first = sheet().hex.first_row;
    EXPECT_EQ(first, 0);
    const float before = Screen().place_of("00000010").y;
    ui.press("Down");
    EXPECT_GT(Screen().place_of("00000010").y, before) << "the row is whole again";
}

TEST_F(HexSetupTest, ManyColumnsAreScrolledByABar) {
    given_counting(1 << 16);
    run("hex.columns", "4096");
    const HexFrame grid = ui.grid();
    ASSERT_TRUE(grid.pan_bar().needed());
    const ImVec2 bar = grid.pan_bar_from();
    EXPECT_TRUE(shows("00 01 02 03 04 05 06 07  08"));
    ui.drag({bar.x + 2, bar.y + 3}, {bar.x + grid.pan_bar().track + 50, bar.y + 3});
    EXPECT_FALSE(shows("00 01 02 03 04 05 06 07  08"));
    ui.press("End");
    EXPECT_EQ(cursor(), 4095);
    ui.type("00");
    EXPECT_EQ(byte(4095), std::byte{0});
}

}  // namespace
}  // namespace byteprism
