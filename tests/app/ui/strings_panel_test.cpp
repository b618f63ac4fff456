// The strings panel in the hands: listed, narrowed, clicked, stepped through.
#include <thread>

#include "tests/app/ui/window_test.hpp"

namespace byteprism {
namespace {

class StringsPanelTest : public WindowTest {
protected:
    void given_text(std::string_view text) {
        const auto bytes = std::as_bytes(std::span(text));
        given(std::vector<std::byte>{bytes.begin(), bytes.end()});
        ui.press("Alt+9");
        settle();
    }
    void settle() {
        for (int n = 0; n < 3; ++n) {
            ui.settle();
            while (bench.jobs->running()) std::this_thread::yield();
            ui.settle();
        }
    }
    ByteRange selected() { return sheet().cursor.selection(); }
    static constexpr std::string_view four{"zero\0one two\0\0t\0h\0r\0e\0e\0\0\0Four and\0", 35};
};

TEST_F(StringsPanelTest, StringsAreListedWithTheirPlaceEncodingAndLength) {
    given_text(four);
    EXPECT_EQ(bench.focused_panel, Panel::Strings);
    EXPECT_SHOWS("4 strings");
    for (const char* text : {"0x00000005", "one two", "UTF-16LE", "three", "10"}) EXPECT_SHOWS(text);
}

TEST_F(StringsPanelTest, AFilterAndALengthNarrowTheList) {
    given_text(four);
    ui.type("O");
    settle();
    EXPECT_SHOWS("3 of 4 strings");
    EXPECT_HIDES("three");
    ui.type("UR");
    settle();
    EXPECT_SHOWS("1 of 4 strings");
    EXPECT_SHOWS("Four and");
    EXPECT_HIDES("0x00000005");
}

TEST_F(StringsPanelTest, AnEncodingIsLeftOut) {
    given_text(four);
    click("UTF-16BE");
    settle();
    EXPECT_SHOWS("5 strings");
    click("ASCII");
    settle();
    EXPECT_HIDES("0x00000005");
}

TEST_F(StringsPanelTest, AClickSelectsTheBytesAndTheMouseShowsThem) {
    given_text(four);
    const ImVec2 place = Screen().place_of("one two");
    ui.move(place);
    EXPECT_EQ(sheet().hover, (std::vector<ByteRange>{{5, 7}}));
    click("one two");
    settle();
    EXPECT_EQ(selected(), (ByteRange{5, 7}));
    ui.press("Down");
    settle();
    EXPECT_EQ(selected(), (ByteRange{14, 10}));
    ui.press("Home");
    settle();
    EXPECT_EQ(selected(), (ByteRange{0, 4}));
}

TEST_F(StringsPanelTest, ArrowsGoThroughTheListWhileTheFilterIsTyped) {
    given_text(four);
    ui.type("o");
    settle();
    for (const ByteRange range : {ByteRange{0, 4}, ByteRange{5, 7}, ByteRange{26, 8}, ByteRange{26, 8}}) {
        ui.press("Down");
        settle();
        EXPECT_EQ(selected(), range) << Screen().all();
    }
    ui.press("Up");
    settle();
    EXPECT_EQ(selected(), (ByteRange{5, 7}));
}

TEST_F(StringsPanelTest, AnEditIsFollowed) {
    given_text(four);
    const std::byte dash[] = {std::byte{'-'}};
    document().write(4, dash, Gesture::None);
    settle();
    EXPECT_SHOWS("3 strings");
    EXPECT_SHOWS("zero-one two");
}

TEST_F(StringsPanelTest, TheSelectionAloneIsLookedThrough) {
    given_text(four);
    sheet().cursor.anchor = 4;
    sheet().cursor.offset = 12;
    ui.settle();
    click("Selection only");
    settle();
    EXPECT_SHOWS("1 string");
    click("one two");
    settle();
    EXPECT_EQ(selected(), (ByteRange{5, 7}));
    EXPECT_SHOWS("0x00000005");  // the bytes that were selected when it was ticked
}

TEST_F(StringsPanelTest, NothingIsWrongWithAnEmptyFile) {
    given_text("");
    EXPECT_SHOWS("0 strings");
}

}  // namespace
}  // namespace byteprism
