// The find panel in the hands.
#include <thread>

#include "app/model/search/finding.hpp"
#include "tests/app/ui/screen.hpp"
#include "tests/app/ui/ui_driver.hpp"

namespace byteprism {
namespace {

class FindPanelTest : public UiTest {
protected:
    void given_text(std::string_view text) {
        const auto bytes = std::as_bytes(std::span(text));
        given({bytes.begin(), bytes.end()});
    }
    void settle() {
        do {
            while (bench.jobs->running()) std::this_thread::yield();
            ui.settle();
        } while (is_searching(bench));
        ui.settle();
    }
    std::string text_at(std::int64_t offset, std::int64_t length) {
        std::string text;
        for (const std::byte byte :
             document().bytes().subspan(static_cast<std::size_t>(offset), static_cast<std::size_t>(length))) {
            text += static_cast<char>(byte);
        }
        return text;
    }
    ByteRange selected() { return sheet().cursor.selection(); }
};

TEST_F(FindPanelTest, WhatIsTypedIsFoundAtOnce) {
    given_text("zero one two one");
    ui.press("Ctrl+F");
    ui.type("6F 6e");
    settle();
    EXPECT_EQ(selected(), (ByteRange{5, 2})) << Screen().all();
    EXPECT_TRUE(Screen().shows("2 hits")) << Screen().all();
    EXPECT_TRUE(Screen().shows("0x0000000D"));
    ui.press("Enter");
    settle();
    EXPECT_EQ(selected(), (ByteRange{13, 2}));
    ui.press("Shift+F3");
    settle();
    EXPECT_EQ(selected(), (ByteRange{5, 2}));
    EXPECT_EQ(bench.finding->settings.text, "6F 6e");
}

TEST_F(FindPanelTest, WhatIsWrongIsSaidWhereItWasTyped) {
    given_text("zero one");
    ui.press("Ctrl+F");
    ui.type("6g");
    settle();
    EXPECT_TRUE(Screen().shows("column 2")) << Screen().all();
}

TEST_F(FindPanelTest, TheReplacementIsTypedInItsOwnField) {
    given_text("zero one two one");
    ui.press("Ctrl+F");
    ui.type("6f");
    settle();
    const ImVec2 button = Screen().place_of("Replace");
    ui.click({button.x - 60, button.y});
    ui.type("41");
    ui.press("Enter");
    settle();
    EXPECT_EQ(bench.finding->settings.text, "6f") << Screen().all();
    EXPECT_EQ(bench.finding->settings.replacement, "41") << Screen().all();
}

TEST_F(FindPanelTest, WhatIsTypedInTheGridGoesThere) {
    given_text("zero one two one");
    ui.press("Ctrl+F");
    ui.type("6f");
    settle();
    ui.press("Alt+1");
    ui.type("7a7a");
    settle();
    EXPECT_EQ(bench.finding->settings.text, "6f");
    EXPECT_EQ(text_at(3, 2), "zz") << Screen().all();
}

TEST_F(FindPanelTest, AClickOnAHitGoesThere) {
    given_text("zero one two one");
    ui.press("Ctrl+F");
    ui.type("6f");
    settle();
    ui.click(Screen().place_of("0x0000000B"));
    settle();
    EXPECT_EQ(selected(), (ByteRange{11, 1}));
}

TEST_F(FindPanelTest, TheSelectionIsSearchedFor) {
    given_text("abcabc");
    Actions actions;
    actions.push(Select{sheet().id, {0, 2}});
    bench.apply(actions);
    ui.press("Ctrl+Shift+F");
    settle();
    EXPECT_EQ(selected(), (ByteRange{3, 2}));
}

}  // namespace
}  // namespace byteprism
