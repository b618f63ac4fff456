// The command palette: how names are matched, and how a command is chosen.
#include "app/ui/command_palette.hpp"

#include "tests/app/ui/window_test.hpp"

namespace byteprism {
namespace {

TEST(FuzzyScore, NeedsEveryLetterInOrder) {
    EXPECT_TRUE(fuzzy_score("udo", "Edit: Undo"));
    EXPECT_FALSE(fuzzy_score("odu", "Edit: Undo"));
    EXPECT_FALSE(fuzzy_score("undoo", "Edit: Undo"));
}

TEST(FuzzyScore, IgnoresCaseAndSpaces) {
    EXPECT_TRUE(fuzzy_score("SAVE AS", "File: Save as..."));
    EXPECT_EQ(fuzzy_score("UNDO", "Undo"), fuzzy_score("un do", "Undo"));
}

TEST(FuzzyScore, NothingFitsEverything) { EXPECT_EQ(fuzzy_score("", "Edit: Undo"), 0); }

TEST(FuzzyScore, PrefersTheBeginningsOfWords) {
    EXPECT_GT(fuzzy_score("sa", "File: Save as..."), fuzzy_score("sa", "View: Dismiss a message"));
    EXPECT_GT(fuzzy_score("pp", "Paste plain"), fuzzy_score("pp", "Stepped"));
}

TEST(FuzzyScore, PrefersLettersInARow) { EXPECT_GT(fuzzy_score("do", "Undo"), fuzzy_score("do", "Under option")); }

TEST(FuzzyScore, SkippingToAWordDoesNotMissWhatStandsBefore) { EXPECT_TRUE(fuzzy_score("ab", "cab a")); }

using CommandPaletteTest = WindowTest;

TEST_F(CommandPaletteTest, RunsTheBestMatch) {
    given("|00 11 22");
    ui.press("Ctrl+Shift+P");
    ui.type("select all");
    ui.press("Enter");
    EXPECT_EQ(state(), "[00 11 |22]");
    EXPECT_FALSE(bench.question.has_value());
}

TEST_F(CommandPaletteTest, ShowsTheKeys) {
    given("00 11 22");
    ui.press("Ctrl+Shift+P");
    ui.type("go to");
    EXPECT_SHOWS("Go: Go to...");
    EXPECT_SHOWS("Ctrl+G");
}

TEST_F(CommandPaletteTest, AsksForTheArgumentOfACommand) {
    given("|00 11 22");
    ui.press("Ctrl+Shift+P");
    ui.type("go to");
    ui.press("Enter");
    ASSERT_TRUE(bench.question.has_value());
    EXPECT_EQ(bench.question->command, "go.offset");
    ui.type("2");
    ui.press("Enter");
    EXPECT_EQ(state(), "00 11 |22");
}

TEST_F(CommandPaletteTest, ArrowKeysChooseAnotherRow) {
    given("|00 11 22");
    ui.press("Ctrl+Shift+P");
    ui.type("file");
    ui.press("Down");
    ui.press("Up");
    ui.press("Enter");
    EXPECT_EQ(bench.sheets.size(), 2U) << "the first row is New";
}

TEST_F(CommandPaletteTest, ADisabledCommandIsNotRun) {
    given("|00 11 22");
    ui.press("Ctrl+Shift+P");
    ui.type("edit undo");
    ui.press("Enter");
    EXPECT_TRUE(bench.question.has_value());
}

TEST_F(CommandPaletteTest, SaysWhenNothingFits) {
    given("00");
    ui.press("Ctrl+Shift+P");
    ui.type("qqqq");
    EXPECT_SHOWS("No command");
    ui.press("Enter");
    EXPECT_TRUE(bench.question.has_value());
}

TEST_F(CommandPaletteTest, AClickRunsACommand) {
    given("|00 11 22");
    ui.press("Ctrl+Shift+P");
    ui.type("select all");
    click("Edit: Select all");
    EXPECT_EQ(state(), "[00 11 |22]");
}

}  // namespace
}  // namespace byteprism
