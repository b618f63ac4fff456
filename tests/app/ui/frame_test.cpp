// The window as a whole: menus from the table of commands, keys, tabs, regions, status, notices.
#include "app/ui/frame.hpp"

#include "app/model/commands/commands.hpp"
#include "tests/app/model/temporary_folder.hpp"
#include "tests/app/ui/window_test.hpp"

namespace byteprism {
namespace {

using FrameTest = WindowTest;

TEST_F(FrameTest, AMenuHasTheCommandsOfItsPrefixWithTheirKeys) {
    given("00 11 22");
    click("File");
    for (const Command& command : commands()) {
        if (menu_of(command) == "File") {
            EXPECT_SHOWS(command.title);
        }
    }
    EXPECT_SHOWS("Ctrl+Shift+S");
}

TEST_F(FrameTest, AMenuItemRunsItsCommand) {
    given("|00 11 22");
    ui.type("ff");
    click("Edit");
    click("Undo");
    EXPECT_EQ(state(), "00 |11 22");
}

TEST_F(FrameTest, ADisabledMenuItemDoesNothing) {
    given("|00 11 22");
    click("Edit");
    click("Undo");
    EXPECT_EQ(state(), "|00 11 22");
}

TEST_F(FrameTest, CommandsOfNoMenuAreInNone) {
    given("00");
    EXPECT_HIDES("Cursor");
    EXPECT_HIDES("Select");
}

TEST_F(FrameTest, AKeyRunsItsCommand) {
    given("|00 11 22");
    ui.type("ff");
    ui.press("Ctrl+Z");
    EXPECT_EQ(state(), "00 |11 22");
}

TEST_F(FrameTest, AKeyWithAltLeavesTheMenusAlone) {
    given("|00 11 22");
    ui.press("Alt+2");
    ui.press("Alt+1");
    ui.press("Enter");
    ui.press("Down");
    EXPECT_HIDES("Ctrl+Shift+S");
}

TEST_F(FrameTest, WhileAFieldIsActiveTheKeysOfThePanelsBelongToIt) {
    given("|00 11 22");
    ui.type("ff");
    const std::string typed = state();
    click("<IHH");
    ui.press("Ctrl+Z");
    ui.press("Left");
    EXPECT_EQ(state(), typed);
}

TEST_F(FrameTest, DroppedFilesAreOpened) {
    const TemporaryFolder folder;
    ui.queue(FilesDropped{{folder.file("one.bin", "0123456789abcdef"), folder.file("two.bin", "0123456789abcdef")}});
    ui.settle();
    ASSERT_EQ(bench.sheets.size(), 2U);
    EXPECT_EQ(document().name(), "two.bin");
}

TEST_F(FrameTest, ADroppedFileThatCannotBeOpenedIsANotice) {
    ui.queue(FilesDropped{{"/nowhere/one.bin"}});
    ui.settle();
    EXPECT_TRUE(bench.sheets.empty());
    EXPECT_SHOWS("/nowhere/one.bin");
}

TEST_F(FrameTest, TheCloseButtonOfTheWindowQuits) {
    ui.queue(CloseRequested{});
    ui.settle();
    EXPECT_TRUE(bench.quitting);
}

TEST_F(FrameTest, TabsActivateTheirSheets) {
    const TemporaryFolder folder;
    ui.queue(FilesDropped{{folder.file("one.bin", "0123456789abcdef"), folder.file("two.bin", "0123456789abcdef")}});
    ui.settle();
    click("one.bin");
    EXPECT_EQ(document().name(), "one.bin");
    ui.press("Ctrl+Tab");
    EXPECT_EQ(document().name(), "two.bin");
    ui.frames(3);
    EXPECT_EQ(document().name(), "two.bin") << "the tabs follow the sheet, not the other way round";
}

TEST_F(FrameTest, TheMiddleButtonClosesATab) {
    const TemporaryFolder folder;
    ui.queue(FilesDropped{{folder.file("one.bin", "0123456789abcdef"), folder.file("two.bin", "0123456789abcdef")}});
    ui.settle();
    ui.move(Screen().place_of("one.bin"));
    ui.button_down(2);
    ui.button_up(2);
    ASSERT_EQ(bench.sheets.size(), 1U);
    EXPECT_EQ(document().name(), "two.bin");
}

TEST_F(FrameTest, ANewlyOpenedFileIsInFront) {
    const TemporaryFolder folder;
    given("00 11");
    ui.queue(FilesDropped{{folder.file("one.bin", "0123456789abcdef")}});
    ui.settle();
    EXPECT_EQ(document().name(), "one.bin");
    EXPECT_SHOWS("(16,)  'B'");
}

TEST_F(FrameTest, TheStatusBarSaysWhereTheCursorIsAndWhatIsSelected) {
    given("00 [11 |22] 33");
    EXPECT_SHOWS("0x00000002 (2)");
    EXPECT_SHOWS("selection 2 bytes");
    EXPECT_SHOWS("OVR");
    EXPECT_HIDES("modified");
}

TEST_F(FrameTest, TheStatusBarCountsModifiedBytes) {
    given("|00 11 22 33");
    ui.type("ffee");
    EXPECT_SHOWS("2 bytes modified");
    ui.press("Ctrl+Z");
    EXPECT_SHOWS("1 byte modified");
}

TEST_F(FrameTest, TheStatusBarForbidsAndAllowsEdits) {
    given("|00 11");
    click("editable");
    EXPECT_SHOWS("read-only");
    ui.type("ff");
    EXPECT_EQ(state(), "|00 11");
    click("read-only");
    EXPECT_SHOWS("editable");
}

TEST_F(FrameTest, NoticesStandUntilTheyAreDismissedNewestFirstAndAtMostThree) {
    given("00");
    for (const char* text : {"first", "second", "third", "fourth"}) bench.notify(Notice::Severity::Error, text);
    ui.settle();
    EXPECT_LT(Screen().place_of("fourth").y, Screen().place_of("third").y);
    EXPECT_SHOWS("second");
    EXPECT_HIDES("first");
    ui.frames(100);
    EXPECT_SHOWS("fourth");
    const ImVec2 newest = Screen().place_of("fourth");
    ui.click({ImGui::GetIO().DisplaySize.x - 18, newest.y});
    EXPECT_TRUE(bench.notices.empty());
    EXPECT_HIDES("fourth");
}

TEST_F(FrameTest, TheListOfProblemsHasEveryNotice) {
    given("00");
    for (const char* text : {"first", "second", "third", "fourth"}) bench.notify(Notice::Severity::Error, text);
    ui.settle();
    click("Problems");
    EXPECT_SHOWS("first");
    click("Dismiss all");
    EXPECT_TRUE(bench.notices.empty());
}

TEST_F(FrameTest, RestsWhenNothingHappens) {
    given("00 11 22");
    ui.settle();
    EXPECT_FALSE(ui.frame());
}

}  // namespace
}  // namespace byteprism
