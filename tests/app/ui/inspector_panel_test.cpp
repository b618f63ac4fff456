// The inspector in the hands: a value is opened, typed over, and written or refused with its reason.
#include <map>

#include "app/ui/inspector/inspector_layout.hpp"
#include "tests/app/ui/window_test.hpp"

namespace byteprism {
namespace {

class InspectorPanelTest : public WindowTest {
protected:
    InspectorLayout::Box box(std::string_view name, ByteOrder order) {
        const ImGuiWindow* const window = ui.window("/Inspector_");
        const ImGuiStyle& style = ImGui::GetStyle();
        const ImVec2 from{window->Pos.x + style.WindowPadding.x, window->Pos.y + style.WindowPadding.y};
        const InspectorLayout layout = lay_out_inspector(from, window->Size.x - 2 * style.WindowPadding.x);
        return layout.value(*find_notation(name), order);
    }
    // The middle of a value.
    ImVec2 value(std::string_view name, ByteOrder order = ByteOrder::Little) {
        const auto at = box(name, order);
        return {(at.from.x + at.to.x) / 2, (at.from.y + at.to.y) / 2};
    }
    void edit(ImVec2 at, std::string_view text) {
        ui.double_click(at);
        ui.type(text);
        ui.press("Enter");
    }
};

TEST_F(InspectorPanelTest, AnEditedNumberIsWrittenInItsByteOrder) {
    given("|00 00 00 00 ff");
    edit(value("u16"), "258");
    EXPECT_EQ(state(), "|02 01 00 00 ff");
    edit(value("u32", ByteOrder::Big), "0x01020304");
    EXPECT_EQ(state(), "|01 02 03 04 ff");
    edit(value("i8"), "-2");
    EXPECT_EQ(state(), "|fe 02 03 04 ff");
}

TEST_F(InspectorPanelTest, TheBytesAtTheCursorAreShownInBothOrders) {
    given("00 |41 42 00 00 40 49 0f db");
    EXPECT_SHOWS("16961") << "u16, little";
    EXPECT_SHOWS("16706") << "u16, big";
    EXPECT_SHOWS("0100 0001");
    EXPECT_SHOWS("U+0041 A");
    ui.click(ui.cell(Side::Hex, 5));
    EXPECT_SHOWS("3.1415927") << "f32, big";
}

TEST_F(InspectorPanelTest, AnEditElsewhereIsShownInTheNextFrame) {
    given("|00 00 00");
    ui.type("7f");
    ui.press("Left");
    EXPECT_SHOWS("127");
    EXPECT_SHOWS("0111 1111");
}

// Other bytes than FF, and as many as there are.
std::string other_text(const Notation& notation) {
    const std::map<std::string_view, std::string> texts{{"DOS date", "2001-02-03 04:05:06"},
                                                        {"FILETIME", "2001-02-03 04:05:06"},
                                                        {"RGB565", "#000000"},
                                                        {"RGBA8", "#01020304"},
                                                        {"GUID", "00112233-4455-6677-8899-aabbccddeeff"},
                                                        {"UUID", "00112233-4455-6677-8899-aabbccddeeff"},
                                                        {"IPv4", "192.0.2.1"},
                                                        {"IPv6", "2001:db8::1"},
                                                        {"char", "b"},
                                                        {"UTF-8", "b"}};
    const auto at = texts.find(notation.name);
    return at == texts.end() ? "1" : at->second;
}

TEST_F(InspectorPanelTest, EveryTypeCanBeEdited) {
    bench.settings.maximised = Panel::Inspector;  // all are in sight
    for (const Notation& notation : notations()) {
        if (notation.name == "bits") continue;  // is clicked
        for (const ByteOrder order : {ByteOrder::Little, ByteOrder::Big}) {
            if (notation.room != NotationRoom::Pair && order == ByteOrder::Big) continue;
            const bool any_length = notation.size == 0;
            given(any_length ? "|61 ff ff" : "|fe ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff");
            const std::vector<std::byte> before(document().bytes().begin(), document().bytes().end());
            edit(value(notation.name, order), other_text(notation));
            EXPECT_TRUE(document().modified()) << notation.name;
            const auto size = static_cast<std::ptrdiff_t>(any_length ? 1 : notation.size);
            EXPECT_TRUE(std::equal(before.begin() + size, before.end(), document().bytes().begin() + size))
                << notation.name << " wrote beyond itself";
        }
    }
}

TEST_F(InspectorPanelTest, ABitIsTurnedOverByAClick) {
    given("|00 11");
    const auto bits = box("bits", ByteOrder::Little);
    const float glyph = ImGui::CalcTextSize("0").x;
    ui.click({bits.to.x - glyph * 2, (bits.from.y + bits.to.y) / 2});
    EXPECT_EQ(state(), "|01 11");
    ui.click({bits.from.x + glyph, (bits.from.y + bits.to.y) / 2});
    EXPECT_EQ(state(), "|81 11");
    ui.click({bits.to.x - glyph * 2, (bits.from.y + bits.to.y) / 2});
    EXPECT_EQ(state(), "|80 11");
}

TEST_F(InspectorPanelTest, AnEditOfAnotherLengthIsRefusedAtTheField) {
    bench.settings.maximised = Panel::Inspector;
    given("|05 11 22");
    edit(value("ULEB128"), "300");
    EXPECT_SHOWS("300 takes 2 bytes");
    EXPECT_FALSE(document().modified());
}

TEST_F(InspectorPanelTest, WhatDoesNotFitThePanelIsScrolledTo) {
    given("|00 11 22 33 44 55 66 77 88 99 aa bb cc dd ee ff");
    EXPECT_HIDES("33221100-5544-7766-8899-aabbccddeeff");
    ui.move(value("u16"));
    ui.scroll(-100);
    EXPECT_SHOWS("33221100-5544-7766-8899-aabbccddeeff");
}

TEST_F(InspectorPanelTest, CharactersFollowTheEncodingOfTheTextColumn) {
    given("|e9 41");
    EXPECT_HIDES("U+00E9");
    HexSettings hex = sheet().hex;
    hex.encoding = "Latin-1";
    sheet().hex = hex;
    ui.frames(2);
    EXPECT_SHOWS("U+00E9");
}

TEST_F(InspectorPanelTest, FloatsAreWrittenAsIeee) {
    given("|00 00 00 00 00 00 00 00");
    edit(value("f32", ByteOrder::Big), "1.5");
    EXPECT_EQ(state(), "|3f c0 00 00 00 00 00 00");
    edit(value("f16"), "-2");
    EXPECT_EQ(state(), "|00 c0 00 00 00 00 00 00");
    edit(value("f64", ByteOrder::Big), "1e3");
    EXPECT_EQ(state(), "|40 8f 40 00 00 00 00 00");
}

TEST_F(InspectorPanelTest, BitsAreTypedAsTheyAreShown) {
    given("|00 11");
    edit(value("binary"), "0100 0001");
    EXPECT_EQ(state(), "|41 11");
    edit(value("binary"), "0b11");
    EXPECT_EQ(state(), "|03 11");
}

TEST_F(InspectorPanelTest, AValueThatDoesNotFitIsRefusedAndNothingIsWritten) {
    given("|11 22 33 44");
    edit(value("u8"), "256");
    EXPECT_EQ(state(), "|11 22 33 44");
    EXPECT_FALSE(document().modified());
    EXPECT_TRUE(ui.shows_error());
    EXPECT_SHOWS("255") << "the largest that fits";
}

TEST_F(InspectorPanelTest, ARefusedTextStaysUntilItIsMended) {
    given("|11 22 33 44");
    edit(value("u8"), "2x");
    EXPECT_TRUE(ui.shows_error());
    ui.press("Backspace");
    EXPECT_FALSE(ui.shows_error());
    ui.type("4");
    ui.press("Enter");
    EXPECT_EQ(state(), "|18 22 33 44") << "24 was entered";
}

TEST_F(InspectorPanelTest, BitsThatAreNoneAreRefused) {
    given("|11");
    edit(value("binary"), "012");
    EXPECT_TRUE(ui.shows_error());
    EXPECT_FALSE(document().modified());
}

TEST_F(InspectorPanelTest, EscapeLeavesTheFieldWithoutWriting) {
    given("|11 22");
    ui.double_click(value("u8"));
    ui.type("99");
    ui.press("Esc");
    EXPECT_EQ(state(), "|11 22");
    ui.press("Enter");
    EXPECT_FALSE(document().modified());
}

TEST_F(InspectorPanelTest, WhatIsTypedIntoAFieldIsNotTypedIntoTheBytes) {
    given("|11 22");
    ui.double_click(value("u8"));
    ui.type("ab");
    EXPECT_EQ(state(), "|11 22");
}

TEST_F(InspectorPanelTest, AClickElsewhereLeavesTheFieldWithoutWriting) {
    given("|11 22");
    ui.double_click(value("u8"));
    ui.type("99");
    ui.click(ui.cell(Side::Hex, 1));
    EXPECT_EQ(state(), "11 |22");
    EXPECT_FALSE(document().modified());
}

TEST_F(InspectorPanelTest, AValueThatReachesBeyondTheEndIsNotEdited) {
    given("11 22 |33");
    ui.double_click(value("u16"));
    ui.type("1");
    ui.press("Enter");
    EXPECT_FALSE(document().modified());
}

TEST_F(InspectorPanelTest, AnEditIsOneStepOfUndo) {
    given("|11 22 33 44");
    edit(value("u32"), "0");
    EXPECT_EQ(state(), "|00 00 00 00");
    ui.click(ui.cell(Side::Hex, 0));
    ui.press("Ctrl+Z");
    EXPECT_EQ(state(), "|11 22 33 44");
}

TEST_F(InspectorPanelTest, TheBytesOfTheValueUnderTheMouseAreLit) {
    given("00 |11 22 33 44 55");
    ui.move(value("f32"));
    ASSERT_EQ(sheet().hover.size(), 1u);
    EXPECT_EQ(sheet().hover[0], (ByteRange{1, 4}));
    ui.move({2, 2});
    EXPECT_TRUE(sheet().hover.empty());
}

TEST_F(InspectorPanelTest, ShowingWritesNothing) {
    given("|7f f0 00 00 00 00 00 01");
    for (int n = 0; n < 8; ++n) ui.press("Right");
    EXPECT_FALSE(document().modified());
    EXPECT_EQ(document().version(), 1u);
}

}  // namespace
}  // namespace byteprism
