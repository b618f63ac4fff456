// The structure panel in the hands: a format is typed, values read and edited, rows linked with the bytes.
#include "tests/app/ui/window_test.hpp"

namespace byteprism {
namespace {

class StructurePanelTest : public WindowTest {
protected:
    // Types over what stands in the field of that text.
    void fill(std::string_view shown, std::string_view text) {
        click(shown);
        ui.press("Ctrl+A");
        ui.type(text);
    }
    void given_format(std::string_view bytes, std::string_view format) {
        given(bytes);
        fill("<IHH", format);
        ui.press("Enter");
    }
    const Structure& structure() { return sheet().structure; }
};

TEST_F(StructurePanelTest, ShowsOffsetNameTypeBytesAndValue) {
    given("01 00 00 00 02 00 03 00");
    for (const char* text : {"00000004", "f1", "uint16", "02 00", "uint32"}) EXPECT_SHOWS(text);
}

TEST_F(StructurePanelTest, FollowsTheFormatWhileItIsTyped) {
    given("12 34 05");
    fill("<IHH", ">H");
    EXPECT_EQ(structure().settings.format, ">H");
    EXPECT_SHOWS("uint16 be");
    EXPECT_SHOWS("4660");
}

TEST_F(StructurePanelTest, ARefusedFormatSaysWhyAndTheOldViewStays) {
    given("12 34 56 78 9a bc de f0");
    fill("<IHH", "<IHk");
    ASSERT_TRUE(structure().refusal.has_value());
    EXPECT_EQ(structure().settings.format, "<IHH");
    EXPECT_SHOWS("<IHk");
    EXPECT_SHOWS(structure().refusal->message);
    EXPECT_SHOWS("f2");
    ui.press("Backspace");
    EXPECT_EQ(structure().settings.format, "<IH");
    EXPECT_HIDES("f2");
    EXPECT_FALSE(structure().refusal.has_value());
}

TEST_F(StructurePanelTest, ARefusedFormatStaysInItsFieldWhenItIsLeft) {
    given("12 34 56 78 9a bc de f0");
    fill("<IHH", "<IHk");
    click("At cursor");
    EXPECT_SHOWS("<IHk");
    EXPECT_TRUE(structure().refusal.has_value());
}

TEST_F(StructurePanelTest, TakesAnOffset) {
    given_format("00 01 02 |03", "B");
    fill("0x0", "end-2");
    ui.press("Enter");
    EXPECT_EQ(structure().settings.offset, 2);
    EXPECT_SHOWS("0x2");
}

TEST_F(StructurePanelTest, ARefusedOffsetSaysWhyAndChangesNothing) {
    given_format("00 01 02 |03", "B");
    fill("0x0", "0x99");
    ui.press("Enter");
    EXPECT_EQ(structure().settings.offset, 0);
    EXPECT_SHOWS("0x99");
    EXPECT_SHOWS("153");
}

TEST_F(StructurePanelTest, IsLaidOverTheBytesAtTheCursor) {
    given("00 01 02 |03");
    click("At cursor");
    EXPECT_EQ(structure().settings.offset, 3);
    EXPECT_SHOWS("0x3");
}

TEST_F(StructurePanelTest, MarksFieldsOutsideTheFile) {
    given("01 00 00 00 02 00 03");
    EXPECT_SHOWS("outside the file");
    EXPECT_SHOWS("02 00");
}

TEST_F(StructurePanelTest, AClickSelectsTheBytes) {
    given("|01 00 00 00 02 00 03 00");
    click("f1");
    EXPECT_EQ(sheet().cursor.selection(), (ByteRange{4, 2}));
}

TEST_F(StructurePanelTest, TheMouseOverARowLightsItsBytes) {
    given("01 00 00 00 02 00 03 00");
    ui.move(Screen().place_of("f2"));
    EXPECT_EQ(sheet().hover, (std::vector<ByteRange>{{6, 2}}));
    ui.move({5, 5});
    EXPECT_TRUE(sheet().hover.empty());
}

TEST_F(StructurePanelTest, ADoubleClickOpensAValueAndEnterWritesIt) {
    given("01 00 00 00 02 00 03 00");
    double_click("f1");
    ui.type("0x1234");
    ui.press("Enter");
    EXPECT_EQ(document().bytes()[4], std::byte{0x34});
    EXPECT_EQ(document().bytes()[5], std::byte{0x12});
    EXPECT_SHOWS("4660");
    ui.press("Ctrl+Z");
    EXPECT_EQ(document().bytes()[4], std::byte{2});
}

TEST_F(StructurePanelTest, ARefusedValueSaysWhyAndWritesNothing) {
    given("01 00 00 00 02 00 03 00");
    double_click("f1");
    ui.type("70000");
    ui.press("Enter");
    EXPECT_FALSE(document().modified());
    EXPECT_SHOWS("65535");
    ui.type("7");
    EXPECT_HIDES("65535");
    ui.press("Esc");
    EXPECT_FALSE(document().modified());
    EXPECT_HIDES("70000");
}

TEST_F(StructurePanelTest, EscapeLeavesAValueAsItWas) {
    given("01 00 00 00 02 00 03 00");
    double_click("f1");
    ui.type("9");
    ui.press("Esc");
    EXPECT_FALSE(document().modified());
}

TEST_F(StructurePanelTest, NeedsNoMouse) {
    given("01 00 00 00 02 00 03 00");
    click("f0");
    ui.press("Down");
    ui.press("Enter");
    ui.type("9");
    ui.press("Enter");
    EXPECT_EQ(document().bytes()[4], std::byte{9});
}

TEST_F(StructurePanelTest, WritesIntoTheRightPlaceOfANestedRecord) {
    given_format("00 11 22 33 44 55 66", "T{<B:kind:T{<H:x:<H:y:}:at:}");
    fill("0x0", "2");
    ui.press("Enter");
    double_click("y");
    ui.type("0");
    ui.press("Enter");
    EXPECT_EQ(document().bytes()[5], std::byte{0});
    EXPECT_EQ(document().bytes()[6], std::byte{0});
    EXPECT_EQ(document().bytes()[4], std::byte{0x44});
}

TEST_F(StructurePanelTest, FollowsEditsOfTheBytes) {
    given("|01 00 00 00 02 00 03 00");
    ui.type("ff");
    EXPECT_SHOWS("255");
    EXPECT_SHOWS("FF 00 00 00");
}

TEST_F(StructurePanelTest, StepsFromRecordToRecord) {
    given_format("00 01 02 03", "H");
    const ImVec2 button = Screen().place_of("At cursor");
    const float side = ImGui::GetFrameHeight();
    ui.click({button.x + ImGui::CalcTextSize("At cursor").x / 2 + 12 + side * 1.5f, button.y});
    EXPECT_EQ(structure().settings.offset, 2);
}

}  // namespace
}  // namespace byteprism
