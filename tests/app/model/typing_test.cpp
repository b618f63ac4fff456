// Typing, deleting and pasting, where bytes are overwritten and where they are inserted; and the way back from jumps.

#include <gtest/gtest.h>

#include "core/error.hpp"
#include "tests/app/model/typing_fixture.hpp"

namespace byteprism {
namespace {

TEST_F(TypingTest, TwoDigitsInsertAByteInOneStep) {
    given("abc");
    insert_mode();
    run("cursor.right");
    type("5859");
    EXPECT_EQ(state(), "aXY|bc");
    run("edit.undo");
    EXPECT_EQ(state(), "aX|bc");
    run("edit.undo");
    EXPECT_EQ(state(), "a|bc");
    EXPECT_FALSE(document().modified());
}

TEST_F(TypingTest, TextIsInsertedToo) {
    given("abc");
    insert_mode();
    apply(TypeText{bench.active_sheet, "XY"});
    EXPECT_EQ(state(), "XY|abc");
}

TEST_F(TypingTest, ASelectionThatIsTypedOverIsReplacedWhereBytesAreInserted) {
    given("abcdef");
    select(1, 3);
    type("58");
    EXPECT_EQ(state(), "aX|cdef") << "overwritten from its start";
    insert_mode();
    select(1, 3);
    type("5");
    EXPECT_EQ(state(), "a|Pef");
    type("9");
    EXPECT_EQ(state(), "aY|ef");
    run("edit.undo");
    EXPECT_EQ(document().size(), 6) << "one step";
}

TEST_F(TypingTest, BytesAreAppendedBehindTheLastOne) {
    given("ab");
    run("cursor.end");
    EXPECT_EQ(state(), "a|b") << "overwriting, the cursor is on the last byte";
    insert_mode();
    run("cursor.end");
    EXPECT_EQ(state(), "ab|");
    type("5859");
    EXPECT_EQ(state(), "abXY|");
    run("edit.delete");
    EXPECT_EQ(state(), "abXY|") << "there is nothing behind";
    run("select.left");
    EXPECT_EQ(cursor().selection(), (ByteRange{3, 1})) << "a selection ends at bytes";
    run("cursor.end");
    run("edit.entry");
    EXPECT_EQ(state(), "abX|Y") << "back on a byte";
}

TEST_F(TypingTest, AnEmptyFileIsFilledByInserting) {
    given("");
    type("4");
    EXPECT_EQ(bench.notices.size(), 1u);
    insert_mode();
    type("4142");
    EXPECT_EQ(state(), "AB|");
}

TEST_F(TypingTest, InsertingIsRefusedWhereTheLengthStays) {
    given("abc");
    apply(ToggleEditing{bench.active_sheet});
    insert_mode();
    EXPECT_EQ(bench.active()->entry, Entry::Overwrite);
    EXPECT_EQ(last_notice(), "u cannot change its length: opened for reading only");
}

TEST_F(TypingTest, BackspaceDeletesBeforeTheCursorWhereBytesAreInserted) {
    given("abcdef");
    run("go.offset", "3");
    run("edit.delete_back");
    EXPECT_EQ(state(), "ab|cdef") << "overwriting, it only steps back";
    insert_mode();
    run("edit.delete_back");
    EXPECT_EQ(state(), "a|cdef");
    run("cursor.start");
    run("edit.delete_back");
    EXPECT_EQ(state(), "|acdef");
    select(1, 3);
    run("edit.delete_back");
    EXPECT_EQ(state(), "a|f");
    run("cursor.end");
    run("edit.delete_back");
    EXPECT_EQ(state(), "a|");
}

TEST_F(TypingTest, BackspaceTakesASingleDigitBack) {
    given("abc");
    type("5");
    run("edit.delete_back");
    EXPECT_EQ(state(), "|abc");
    EXPECT_EQ(cursor().nibble, 0);
    insert_mode();
    select(1, 2);
    type("5");
    EXPECT_EQ(document().size(), 2);
    run("edit.delete_back");
    EXPECT_EQ(state(), "a|bc") << "what was typed over is there again";
}

TEST_F(TypingTest, PasteOverwritesOrInserts) {
    given("abcdef");
    clipboard.set_text("58 59");
    run("edit.paste");
    EXPECT_EQ(state(), "XY|cdef");
    EXPECT_EQ(bench.report.text, "pasted hex over 2 bytes from 0x0 (0) on");
    EXPECT_EQ(bench.report.version, document().version());
    insert_mode();
    run("edit.paste");
    EXPECT_EQ(state(), "XYXY|cdef");
    EXPECT_EQ(bench.report.text, "inserted 2 bytes of hex at 0x2 (2)");
    run("edit.paste_over");
    EXPECT_EQ(state(), "XYXYXY|ef");
    select(0, 4);
    run("edit.paste");
    EXPECT_EQ(state(), "XY|XYef") << "in the place of the selection";
    EXPECT_EQ(bench.report.text, "inserted 2 bytes of hex for 4 bytes at 0x0 (0)");
}

TEST_F(TypingTest, PasteUnderstandsCodeAndBase64ByItsOwnCommand) {
    given("abcdef");
    clipboard.set_text("char x[] = {88, 0x59};");
    run("edit.paste");
    EXPECT_EQ(state(), "XY|cdef");
    clipboard.set_text("Wlo=");
    run("edit.paste_base64");
    EXPECT_EQ(state(), "XYZZ|ef");
    run("edit.paste");
    EXPECT_EQ(last_notice(),
              "cannot paste: column 1: a hexadecimal digit is expected; as text it is pasted on the text side (Tab)");
    EXPECT_EQ(state(), "XYZZ|ef");
    apply(SetSide{bench.active_sheet, Side::Text});
    clipboard.set_text("41");
    run("edit.paste");
    EXPECT_EQ(state(), "XYZZ4|1") << "text on the text side";
}

TEST_F(TypingTest, APasteBeyondTheEndAsks) {
    given("abcd");
    clipboard.set_text("31 32 33");
    run("go.offset", "2");
    run("edit.paste");
    ASSERT_TRUE(bench.question);
    EXPECT_EQ(bench.question->kind, Question::Kind::PasteOverhang);
    EXPECT_EQ(bench.question->about, "3 bytes are to be pasted, and there are 2 up to the end of u.");
    EXPECT_EQ(state(), "ab|cd") << "nothing happens before the answer";
    apply(Paste{bench.active_sheet, PasteForm::OfSide, PasteWay::Over, Overhang::Cut});
    EXPECT_EQ(state(), "ab1|2");
    run("edit.undo");
    run("go.offset", "2");
    apply(Paste{bench.active_sheet, PasteForm::OfSide, PasteWay::Over, Overhang::Extend});
    EXPECT_EQ(state(), "ab12|3");
    run("edit.undo");
    EXPECT_EQ(document().size(), 4) << "one step";
}

TEST_F(TypingTest, AStridedSelectionTakesWhatIsPasted) {
    given("abcdef");
    select_every_other();
    clipboard.set_text("58 59 5a");
    run("edit.paste");
    EXPECT_EQ(state(), "|XbYdZf");
    EXPECT_EQ(bench.report.text, "pasted hex over 3 bytes, strided, from 0x0 (0) on");
    clipboard.set_text("2d");
    run("edit.paste");
    EXPECT_EQ(state(), "|-b-d-f") << "again and again";
    clipboard.set_text("41 42");
    run("edit.paste");
    EXPECT_EQ(last_notice(), "cannot paste: 2 bytes do not divide the 3 of the selection");
    run("edit.undo");
    run("edit.undo");
    EXPECT_EQ(state(), "|abcdef");
}

TEST_F(TypingTest, AStridedSelectionIsCopiedAndNotDeleted) {
    given("abcdef");
    select_every_other();
    run("edit.copy");
    EXPECT_EQ(clipboard.text(), "61 63 65");
    run("edit.copy_as", "numpy");
    EXPECT_EQ(clipboard.text(), "np.ndarray((3,), dtype='u1', buffer=m, offset=0, strides=(2,))");
    run("edit.copy_as", "memoryview");
    EXPECT_EQ(clipboard.text(), "m[0:6:2]");
    run("edit.delete");
    EXPECT_EQ(last_notice(), "a strided selection cannot be deleted: fill it, or select a run of bytes");
    EXPECT_THROW(run("edit.copy_as", "x"), ValueError);
}

TEST_F(TypingTest, AViewIsCopiedWithItsFormat) {
    given("abcdefgh");
    run("view.look", "m.cast('<H')[::2]");
    run("edit.select_view");
    run("edit.copy_as", "numpy");
    EXPECT_EQ(clipboard.text(), "np.ndarray((2,), dtype='<u2', buffer=m, offset=0, strides=(4,))");
    run("edit.copy_as", "text");
    EXPECT_EQ(clipboard.text(), "abef");
}

TEST_F(TypingTest, TheFormsToCopyInShowTheFirstBytes) {
    given("abcdefghijkl");
    select(0, 12);
    const ChoiceList list = find_command("edit.copy_as")->choices(bench, "");
    EXPECT_EQ(list.heading, "12 bytes from 0x0 (0) on");
    EXPECT_EQ(list.choices[0].answer, "hex");
    EXPECT_EQ(list.choices[0].text, "Hex                           61 62 63 64 65 66 67 68");
}

TEST_F(TypingTest, AStridedSelectionIsFilledAndOperatedOn) {
    given("abcdef");
    select_every_other();
    run("bytes.fill", "58 59");
    EXPECT_EQ(state(), "|XbYdXf");
    EXPECT_EQ(bench.report.text, "filled 3 bytes, strided, from 0x0 (0) on");
    run("edit.undo");
    run("bytes.reverse");
    EXPECT_EQ(state(), "|ebcdaf");
    EXPECT_EQ(bench.report.text, "reverse: 3 bytes, strided, from 0x0 (0) on");
    EXPECT_THROW(run("bytes.swap_order", "2"), ValueError) << "3 bytes";
    run("edit.undo");
    EXPECT_EQ(state(), "|abcdef") << "one step each";
}

TEST_F(TypingTest, OperationsChangeTheSelection) {
    given("abcdef");
    select(1, 2);
    run("bytes.xor", "20");
    EXPECT_EQ(state(), "a|BCdef");
    run("bytes.fill_text", "xyz");
    EXPECT_EQ(state(), "a|xydef");
    run("bytes.fill_counter", "0x30");
    EXPECT_EQ(state(), "a|01def");
    run("bytes.not");
    run("bytes.not");
    EXPECT_EQ(state(), "a|01def");
    EXPECT_EQ(document().history().steps().size(), 5u);
    EXPECT_EQ(preview(*find_command("bytes.xor"), "ff", bench), "changes 2 bytes from 0x1 (1) on");
    EXPECT_EQ(preview(*find_command("bytes.xor"), "f", bench), "");
}

TEST_F(TypingTest, TooMuchAtOnceIsRefusedWithTheNumbers) {
    bench.add(Document::untitled("large", Buffer::zeros((std::size_t{256} << 20) + 1)));
    run("edit.select_all");
    run("bytes.not");
    EXPECT_EQ(
        last_notice(),
        "NOT: a selection of 256.0 MiB (268,435,457 bytes) is too large, at most 256.0 MiB (268,435,456 bytes) are "
        "possible");
    EXPECT_FALSE(document().modified());
}

class JourneyTest : public TypingTest {
protected:
    JourneyTest() { bench.add(Document::untitled("u", Buffer::zeros(100'000))); }
};

TEST_F(JourneyTest, JumpsCanBeGoneBack) {
    run("go.offset", "0x100");
    run("go.offset", "+0x20");
    EXPECT_EQ(cursor().offset, 0x120);
    run("go.back");
    EXPECT_EQ(cursor().offset, 0x100);
    run("go.back");
    EXPECT_EQ(cursor().offset, 0);
    EXPECT_FALSE(find_command("go.back")->enabled(bench));
    run("go.forward");
    run("go.forward");
    EXPECT_EQ(cursor().offset, 0x120);
    EXPECT_FALSE(find_command("go.forward")->enabled(bench));
    run("go.back");
    run("go.offset", "5");
    EXPECT_FALSE(find_command("go.forward")->enabled(bench)) << "a new way";
    run("go.back");
    EXPECT_EQ(cursor().offset, 0x100);
}

TEST_F(JourneyTest, StepsLeaveNoPlaces) {
    for (int i = 0; i < 100; ++i) run("cursor.down");
    run("cursor.page_down");
    EXPECT_FALSE(find_command("go.back")->enabled(bench));
    run("cursor.end");
    EXPECT_TRUE(find_command("go.back")->enabled(bench));
    const std::int64_t end = cursor().offset;
    select(end - 1, 1);
    run("go.back");
    EXPECT_EQ(cursor().offset, (100 + bench.active()->hex.visible_rows) * 16) << "what is in sight is no jump";
}

TEST_F(JourneyTest, GoesAgain) {
    EXPECT_FALSE(find_command("go.again")->enabled(bench));
    run("go.offset", "+0x1000");
    run("go.again");
    run("go.again");
    EXPECT_EQ(cursor().offset, 0x3000);
}

TEST_F(JourneyTest, KnowsTheFieldsOfTheStructure) {
    apply(SetStructure{bench.active_sheet, {"T{<I:id:T{H:width:H:height:}:box:}", 0x40}});
    run("go.offset", "box.height");
    EXPECT_EQ(cursor().offset, 0x46);
    run("go.offset", "id + 1");
    EXPECT_EQ(cursor().offset, 0x41);
    EXPECT_EQ(preview(*find_command("go.offset"), "box", bench), "0x44 (68)");
    EXPECT_THROW(run("go.offset", "depth"), ValueError);
}

TEST_F(JourneyTest, SelectsARange) {
    run("edit.select_range", "0x10:0x40");
    EXPECT_EQ(cursor().selection(), (ByteRange{16, 48}));
    run("edit.select_range", "0:16:4");
    EXPECT_EQ(cursor().items, (Layout{0, 1, {Axis{4, 4}}}));
    EXPECT_THROW(run("edit.select_range", "0:100001"), ValueError);
    EXPECT_EQ(preview(*find_command("edit.select_range"), "0+16", bench), "16 bytes from 0x0 (0) on");
}

TEST_F(TypingTest, WhatWasCutAsTextIsPastedToTheLastByte) {
    const std::string text(
        "AB\0C\xff"
        "DE",
        7);
    given(text);
    run("hex.encoding", "UTF-8");
    apply(SetSide{bench.active_sheet, Side::Text});
    insert_mode();
    select(0, 5);
    run("edit.cut");
    EXPECT_EQ(clipboard.text(), "AB\uFFFDC\uFFFD");
    EXPECT_EQ(state(), "|DE");
    run("edit.paste");
    EXPECT_EQ(state(), std::string("AB\0C\xff|DE", 8)) << last_notice();
    clipboard.set_text("\u00e9");
    run("edit.paste");
    EXPECT_EQ(state(), std::string("AB\0C\xff\u00e9|DE", 10)) << "what another program copied is what it says";
}

TEST_F(TypingTest, LeftFromBehindTheEndGoesToTheLastCellThoughItIsNotWhole) {
    given(std::string(18, 'x'));
    run("hex.cells", "u32le");
    insert_mode();
    run("cursor.end");
    ASSERT_EQ(cursor().offset, 18);
    run("cursor.left");
    EXPECT_EQ(cursor().offset, 16);
    run("cursor.left");
    EXPECT_EQ(cursor().offset, 12);
}

}  // namespace
}  // namespace byteprism
