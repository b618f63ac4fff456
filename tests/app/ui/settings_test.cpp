// Settings and keys in the hands: chosen from lists, shown at once where keys are shown.
#include "app/model/commands/bindings.hpp"
#include "tests/app/ui/window_test.hpp"

namespace byteprism {
namespace {

using SettingsTest = WindowTest;

TEST_F(SettingsTest, AreChosenFromAList) {
    given("00 11");
    ui.press("Ctrl+,");
    EXPECT_SHOWS("* Theme: dark");
    ui.type("light");
    ui.press("Enter");
    EXPECT_FALSE(bench.question.has_value());
    EXPECT_EQ(bench.settings.theme, Theme::Light);
}

TEST_F(SettingsTest, ACommandGetsOtherKeys) {
    given("00 |11");
    Actions actions;
    invoke(*find_command("tools.keys"), bench, actions);
    bench.apply(actions);
    ui.settle();
    ui.type("edit.undo");
    ui.press("Enter");
    EXPECT_SHOWS("Undo: Ctrl+Z");
    ui.type("N");
    ui.press("Backspace");
    ui.type("q");
    ui.press("Enter");
    EXPECT_SHOWS("Q is for typing");
    ui.press("Backspace");
    ui.type("ctrl+u");
    ui.press("Enter");
    EXPECT_FALSE(bench.question.has_value());
    ui.type("ff");
    ui.press("Ctrl+Z");
    EXPECT_TRUE(document().modified()) << "it is no key any more";
    ui.press("Ctrl+U");
    EXPECT_FALSE(document().modified());
    click("Edit");
    EXPECT_SHOWS("Ctrl+U");
    EXPECT_HIDES("Ctrl+Z");
}

}  // namespace
}  // namespace byteprism
