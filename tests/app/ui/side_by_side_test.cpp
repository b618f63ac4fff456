// Two hex grids beside each other: two files, or two places of one.
#include <vector>

#include "app/model/commands/commands.hpp"
#include "core/error.hpp"
#include "tests/app/ui/window_test.hpp"

namespace byteprism {
namespace {

class SideBySideTest : public WindowTest {
protected:
    static std::vector<std::byte> bytes(std::size_t size) {
        std::vector<std::byte> list(size);
        for (std::size_t at = 0; at < size; ++at) list[at] = static_cast<std::byte>(at * 7 + at / 256);
        return list;
    }
    void run(const char* id, std::string_view argument = {}) {
        Actions actions;
        invoke(*find_command(id), argument, bench, actions);
        bench.apply(actions);
        ui.settle();
    }
    // Two documents beside each other; the left one is active.
    void given_pair(std::size_t left, std::size_t right) {
        bench.add(Document::untitled("left file", Buffer::copy_of(bytes(left))));
        const SheetId first = bench.active_sheet;
        bench.add(Document::untitled("right file", Buffer::copy_of(bytes(right))));
        bench.active_sheet = first;
        run("view.beside", "right file");
    }
    Sheet& side(std::size_t which) { return *bench.find(bench.pair->sheets[which]); }
    std::int64_t top(std::size_t which) {
        const HexSettings& hex = side(which).hex;
        return rows_of(hex, bench.document(side(which)).size()).start_of(hex.first_row);
    }
    // The middle of a byte's cell, in the grid of a side.
    ImVec2 cell(std::size_t which, std::int64_t offset) {
        const ImGuiWindow* const window = ui.window(which == 0 ? "/left_" : "/right_");
        const ImGuiWindow* const grid = window->DC.ChildWindows.front();
        const MonoFace face;
        const HexFrame frame = lay_out_hex(side(which), bench.document(side(which)), colors(bench.settings.theme), face,
                                           grid->Pos, grid->Size);
        const ImVec2 corner = frame.cell(Side::Hex, frame.rows.row_of(offset), frame.rows.column_of(offset));
        return {corner.x + frame.columns.cell_width(Side::Hex) / 2, corner.y + frame.row_height / 2};
    }
};

TEST_F(SideBySideTest, ASecondPlaceShowsTheSameBytes) {
    given("41 42 43 44");
    ui.press("Ctrl+\\");
    ASSERT_TRUE(shown_pair(bench) != nullptr);
    EXPECT_EQ(bench.active_sheet, side(1).id);
    EXPECT_EQ(bench.documents.size(), 1u);
    EXPECT_SHOWS("test : 2");
    ui.type("7a");
    EXPECT_EQ(document().bytes()[0], std::byte{0x7a});
    EXPECT_EQ(side(0).cursor.offset, 0) << "each has a cursor of its own";
    EXPECT_EQ(side(1).cursor.offset, 1);
}

TEST_F(SideBySideTest, ClosingTheSecondPlaceAsksNothingAndLeavesTheFirst) {
    given("41 42 43 44");
    const SheetId first = bench.active_sheet;
    ui.press("Ctrl+\\");
    ui.type("7a");
    ui.press("Ctrl+W");
    EXPECT_FALSE(bench.question);
    EXPECT_EQ(bench.active_sheet, first);
    EXPECT_EQ(shown_pair(bench), nullptr);
    EXPECT_TRUE(document().modified());
}

TEST_F(SideBySideTest, BothScrollTogetherWhicheverIsScrolled) {
    given_pair(1 << 16, 1 << 16);
    ui.move(cell(1, 0));
    ui.scroll(-10);
    EXPECT_GT(top(1), 0);
    EXPECT_EQ(top(0), top(1));
    EXPECT_EQ(bench.active_sheet, side(0).id) << "the wheel goes nowhere";
    for (int page = 0; page < 3; ++page) ui.press("Page Down");
    EXPECT_EQ(top(0), top(1));
    ui.press("Ctrl+End");
    EXPECT_EQ(top(0), top(1));
    EXPECT_GT(top(0), 1 << 15);
}

TEST_F(SideBySideTest, WhatWasBesideEachOtherComesBackBehindTheEndOfTheShorterOne) {
    given_pair(1 << 16, 1 << 12);
    run("view.scroll_together");
    run("view.other_side");
    ui.scroll(0);
    Actions actions;
    actions.push(ScrollToRow{side(1).id, 10});
    bench.apply(actions);
    EXPECT_EQ(side(0).hex.first_row, 0) << "apart";
    run("view.scroll_together");
    const std::int64_t shift = top(1) - top(0);
    run("view.other_side");
    ui.press("Ctrl+End");
    EXPECT_LT(top(1), 1 << 12);
    EXPECT_GT(top(0), 1 << 15);
    ui.press("Ctrl+Home");
    EXPECT_EQ(top(0), 0);
    EXPECT_EQ(top(1), shift);
}

TEST_F(SideBySideTest, ColumnsOfOneSideDoNotScrollTheOther) {
    given_pair(1 << 16, 1 << 16);
    Actions actions;
    actions.push(ScrollToRow{side(0).id, 200});
    bench.apply(actions);
    ui.settle();
    const std::int64_t before = top(0);
    HexSettings hex = side(1).hex;
    hex.columns = 4;
    actions.push(SetHex{side(1).id, hex});
    bench.apply(actions);
    ui.settle();
    EXPECT_EQ(top(0), before);
    EXPECT_EQ(top(1), before);
}

TEST_F(SideBySideTest, AClickGoesToASideAndTypingIsForIt) {
    given_pair(256, 256);
    ui.click(cell(1, 9));
    EXPECT_EQ(bench.active_sheet, side(1).id);
    EXPECT_EQ(side(1).cursor.offset, 9);
    EXPECT_EQ(side(0).cursor.offset, 0);
    ui.type("ee");
    EXPECT_EQ(bench.document(side(1)).bytes()[9], std::byte{0xee});
    EXPECT_FALSE(bench.document(side(0)).modified());
    ui.press("F8");
    EXPECT_EQ(bench.active_sheet, side(0).id);
}

TEST_F(SideBySideTest, AnotherTabStandsAloneAndThePairComesBack) {
    given_pair(256, 256);
    const SheetId left = bench.active_sheet;
    given("00 11");
    EXPECT_EQ(shown_pair(bench), nullptr);
    EXPECT_HIDES("scroll together");
    bench.active_sheet = left;
    ui.settle();
    EXPECT_NE(shown_pair(bench), nullptr);
    EXPECT_SHOWS("scroll together");
    click("scroll together");
    EXPECT_FALSE(bench.pair->link);
    run("view.alone");
    EXPECT_EQ(shown_pair(bench), nullptr);
}

TEST_F(SideBySideTest, TheKeyEndsThePairAndFindsTheSecondPlaceAgain) {
    given("41 42 43 44");
    const SheetId first = bench.active_sheet;
    ui.press("Ctrl+\\");
    const SheetId second = bench.active_sheet;
    ui.press("Ctrl+\\");
    EXPECT_EQ(shown_pair(bench), nullptr);
    bench.active_sheet = first;
    ui.press("Ctrl+\\");
    EXPECT_EQ(bench.active_sheet, second) << "no third one";
    EXPECT_EQ(bench.sheets.size(), 2u);
}

TEST_F(SideBySideTest, EscapeDismissesMessages) {
    given("[41 |42] 43");
    bench.notify(Notice::Severity::Error, "something went wrong");
    ui.press("Escape");
    EXPECT_EQ(state(), "41 |42 43");
    EXPECT_FALSE(bench.notices.empty()) << "the selection comes first";
    ui.press("Escape");
    EXPECT_TRUE(bench.notices.empty());
}

TEST_F(SideBySideTest, WhatIsNoTabIsRefusedByName) {
    given_pair(16, 16);
    Actions actions;
    EXPECT_THROW(invoke(*find_command("view.beside"), "left file", bench, actions), ValueError) << "itself";
    EXPECT_THROW(invoke(*find_command("view.beside"), "gone", bench, actions), ValueError);
    EXPECT_TRUE(actions.empty());
}

TEST_F(SideBySideTest, TabsOfOneNameAreToldByTheirPlace) {
    given_pair(16, 32);
    bench.add(Document::untitled("right file", Buffer::copy_of(bytes(64))));
    bench.active_sheet = bench.sheets[0].id;
    Actions actions;
    EXPECT_THROW(invoke(*find_command("view.beside"), "right file", bench, actions), ValueError);
    run("view.beside", "tab 3");
    EXPECT_EQ(bench.document(side(1)).size(), 64);
}

TEST_F(SideBySideTest, WhatIsInsertedAboveMovesTheOtherPlaceAndTheirDistance) {
    given(bytes(1 << 16));
    ui.press("Ctrl+\\");
    Actions actions;
    actions.push(ScrollToRow{side(1).id, 100});
    bench.apply(actions);
    run("view.scroll_together");
    const std::int64_t before = top(1) - top(0);
    const std::int64_t columns = rows_of(side(1).hex, 1 << 16).columns;
    ui.press("F8");
    actions.push(Insert{side(0).id, columns});
    bench.apply(actions);
    ui.settle();
    EXPECT_EQ(top(0), 0);
    EXPECT_EQ(top(1) - top(0), before + columns);
    ui.press("Ctrl+Z");
    EXPECT_EQ(top(1) - top(0), before);
}

}  // namespace
}  // namespace byteprism
