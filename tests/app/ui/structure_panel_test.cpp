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
    EXPECT_EQ(structure().settings.text, ">H");
    EXPECT_SHOWS("uint16 be");
    EXPECT_SHOWS("4660");
}

TEST_F(StructurePanelTest, ARefusedFormatSaysWhyAndTheOldViewStays) {
    given("12 34 56 78 9a bc de f0");
    fill("<IHH", "<IHk");
    ASSERT_TRUE(structure().refusal.has_value());
    EXPECT_EQ(structure().settings.text, "<IHH");
    EXPECT_SHOWS("<IHk");
    EXPECT_SHOWS(structure().refusal->message);
    EXPECT_SHOWS("f2");
    ui.press("Backspace");
    EXPECT_EQ(structure().settings.text, "<IH");
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

TEST_F(StructurePanelTest, AValueThatTheBytesHaveNoMoreIsNotTypedInto) {
    given("01 00 00 00 02 00 03 00");
    double_click("f2");
    ui.type("77");
    document().replace({5, 3}, {}, Gesture::None);
    ui.settle();
    ui.press("Enter");
    EXPECT_EQ(document().size(), 5);
    EXPECT_EQ(document().bytes()[4], std::byte{2});
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

TEST_F(StructurePanelTest, ShowsDeclarationsAndWhereTheyAreWrong) {
    given("01 02 00 03 00 04 05 06");
    click("C?");
    ui.press("Ctrl+A");
    ui.type("struct A { uint8_t n; struct { uint16_t x, y; } at; uint8_t rest[3]; };");
    EXPECT_EQ(structure().type->record.name, "struct A") << structure().refusal->message;
    ui.type("?");
    ASSERT_TRUE(structure().refusal.has_value());
    EXPECT_SHOWS("line 1, column 72");
    EXPECT_EQ(structure().type->record.name, "struct A") << "the last good one stays";
    ui.press("Esc");
    EXPECT_EQ(structure().type->record.name, "struct Record") << "as fields do, it takes back what was typed";
    EXPECT_FALSE(structure().refusal.has_value());
}

TEST_F(StructurePanelTest, IsMovedThroughOpenedAndClosedWithKeys) {
    given_format("01 02 03 04 05 06 07 08", "T{<B:n:T{<H:x:<H:y:}:at:3B:rest:}");
    click("n");
    ui.press("Down");
    EXPECT_EQ(sheet().cursor.selection(), (ByteRange{1, 4}));
    EXPECT_SHOWS("x");
    ui.press("Left");
    EXPECT_EQ(structure().settings.turned, (std::vector<std::string>{"at"}));
    EXPECT_SHOWS("{770, 1284}");
    ui.press("Right");
    ui.press("Right");
    EXPECT_EQ(sheet().cursor.selection(), (ByteRange{1, 2}));
    ui.press("End");
    ui.press("Enter");
    EXPECT_SHOWS("[2]");
    ui.press("End");
    ui.press("Left");
    EXPECT_EQ(sheet().cursor.selection(), (ByteRange{5, 3})) << "the one around it";
    EXPECT_FALSE(document().modified());
}

TEST_F(StructurePanelTest, TabTakesAValueAndGoesToTheNextOne) {
    given("01 00 00 00 02 00 03 00");
    double_click("f0");
    ui.type("7");
    ui.press("Tab");
    EXPECT_EQ(document().bytes()[0], std::byte{7});
    ui.type("8");
    ui.press("Enter");
    EXPECT_EQ(document().bytes()[4], std::byte{8});
    ui.press("Ctrl+Z");
    EXPECT_EQ(document().bytes()[4], std::byte{2});
    EXPECT_EQ(document().bytes()[0], std::byte{7});
}

TEST_F(StructurePanelTest, AnEnumIsChosenByName) {
    given("01 05 00 00 00 00 00 00");
    Actions actions;
    actions.push(SetStructure{sheet().id,
                              {"struct A { enum E : uint8_t { RED = 1, GREEN = 2, TEAL = 3 } hue; "
                               "enum F : uint8_t { R = 1, W = 2, X = 4 } may; };"}});
    bench.apply(actions);
    ui.settle();
    EXPECT_SHOWS("RED (1)");
    EXPECT_SHOWS("R | X (5)");
    double_click("hue");
    click("GREEN");
    EXPECT_EQ(document().bytes()[0], std::byte{2});
    click("hue");
    ui.press("Enter");
    ui.press("Down");
    ui.press("Enter");
    EXPECT_EQ(document().bytes()[0], std::byte{3});
    double_click("hue");
    ui.type("300");
    ui.press("Enter");
    EXPECT_SHOWS("255");
    ui.press("Esc");
    double_click("may");
    click("W");
    EXPECT_EQ(document().bytes()[1], std::byte{7});
}

TEST_F(StructurePanelTest, TheRowOfTheCursorIsBroughtIntoSight) {
    given(std::vector<std::byte>(64));
    fill("<IHH", std::string(40, 'B'));
    EXPECT_HIDES("f39");
    Actions actions;
    actions.push(PlaceCursor{sheet().id, 39, Extend::No});
    bench.apply(actions);
    ui.settle();
    EXPECT_SHOWS("f39");
}

TEST_F(StructurePanelTest, ARowHasAMenu) {
    given("07 00 00 00 02 00 03 00");
    ui.move(Screen().place_of("f0"));
    ui.button_down(1);
    ui.button_up(1);
    click("Show as");
    click("Hexadecimal");
    EXPECT_SHOWS("0x00000007");
    EXPECT_EQ(structure().settings.displays, (std::vector<ChosenDisplay>{{"f0", FieldDisplay::Hexadecimal}}));
}

TEST_F(StructurePanelTest, OffersTheDefinitionThatFitsAndForcesNothing) {
    given("89 50 4e 47 0d 0a 1a 0a 00 00 00 00 49 45 4e 44 ae 42 60 82");
    EXPECT_SHOWS("This looks like");
    EXPECT_EQ(structure().settings.text, "<IHH");
    click("Show its structure");
    EXPECT_EQ(structure().settings.definition, "png");
    EXPECT_SHOWS("signature");
    EXPECT_HIDES("This looks like");
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
