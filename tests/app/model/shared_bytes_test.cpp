// Typing where something else has changed the bytes meanwhile: other commands, another place of the file.
#include "tests/app/model/typing_fixture.hpp"

namespace byteprism {
namespace {

using SharedBytesTest = TypingTest;

TEST_F(SharedBytesTest, DigitsThatAByteHasAlreadyCountToo) {
    given(std::string(4, '\0'));
    type("0123");
    EXPECT_EQ(document().bytes()[0], std::byte{0x01});
    EXPECT_EQ(document().bytes()[1], std::byte{0x23});
    EXPECT_EQ(cursor().offset, 2);
}

TEST_F(SharedBytesTest, ASecondDigitIsAFirstOneAfterTheBytesHaveChangedOtherwise) {
    given("abc");
    insert_mode();
    run("cursor.end");
    type("4");
    EXPECT_EQ(state(), "abc|@");
    run("edit.undo");
    EXPECT_EQ(state(), "abc|");
    type("5");
    EXPECT_EQ(state(), "abc|P") << "it begins a byte of its own";
    apply(PlaceCursor{bench.active_sheet, 0, Extend::No});
    type("4");
    apply(Fill{bench.active_sheet, PatternFilling{{std::byte{'f'}}}});
    type("1");
    EXPECT_EQ(document().bytes()[0], std::byte{0x10});
    EXPECT_EQ(document().bytes()[1], std::byte{'f'}) << "no bit of it was touched";
}

TEST_F(SharedBytesTest, ADigitBehindAReloadedFileIsRefusedOrInserted) {
    given("");
    insert_mode();
    type("4");
    document().replace({0, 1}, {}, Gesture::None);
    type("1");
    ASSERT_EQ(document().size(), 1);
    EXPECT_EQ(document().bytes()[0], std::byte{0x10});
}

TEST_F(SharedBytesTest, ABitIsNotAddedToAByteOfOthers) {
    given("abc");
    insert_mode();
    apply(TypeBit{bench.active_sheet, 1});
    EXPECT_EQ(document().size(), 4);
    run("edit.undo");
    apply(TypeBit{bench.active_sheet, 1});
    EXPECT_EQ(document().size(), 4);
    EXPECT_EQ(document().bytes()[0], std::byte{0x80});
    EXPECT_EQ(document().bytes()[1], std::byte{'a'});
}

TEST_F(SharedBytesTest, AnOverhangIsAskedAboutAgainWhenTheClipboardHasChanged) {
    given("abc");
    clipboard.set_text("11 22 33 44");
    run("edit.paste_over");
    ASSERT_TRUE(bench.question);
    EXPECT_EQ(bench.question->count, 4);
    clipboard.set_text("11 22 33 44 55 66");
    const Question asked = *bench.question;
    bench.question.reset();
    apply(Paste{bench.active_sheet, asked.form, PasteWay::Over, Overhang::Extend, asked.count});
    ASSERT_TRUE(bench.question);
    EXPECT_EQ(bench.question->count, 6);
    EXPECT_EQ(state(), "|abc");
}

TEST_F(SharedBytesTest, ASecondPlaceGoesAlongWithWhatTheFirstOneDoes) {
    given(std::string(4096, '.') + "target");
    const SheetId first = bench.active_sheet;
    apply(ShowSecondPlace{first});
    const SheetId second = bench.active_sheet;
    apply(PlaceCursor{second, 10, Extend::No});
    apply(Select{second, {4096, 6}});
    const std::int64_t row = bench.find(second)->hex.first_row;
    const auto selected = [&] {
        const ByteRange range = bench.find(second)->cursor.selection();
        const auto bytes =
            document().bytes().subspan(static_cast<std::size_t>(range.offset), static_cast<std::size_t>(range.length));
        return std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    };
    apply(ActivateSheet{first});
    apply(Insert{first, 32});
    EXPECT_EQ(selected(), "target");
    EXPECT_EQ(bench.find(second)->hex.first_row, row + 2);
    EXPECT_EQ(bench.find(second)->journey.back.back(), 42);
    run("edit.undo");
    EXPECT_EQ(selected(), "target");
    EXPECT_EQ(bench.find(second)->hex.first_row, row);
    EXPECT_EQ(cursor().offset, 0);
}

TEST_F(SharedBytesTest, ADigitOfTheOtherPlaceDoesNotEndWhatIsHalfTypedHere) {
    given("abcd");
    insert_mode();
    const SheetId first = bench.active_sheet;
    type("4");
    apply(ShowSecondPlace{first});
    type("1");  // a copy is in the middle of nothing
    EXPECT_EQ(document().size(), 6);
    apply(ActivateSheet{first});
    type("2");
    EXPECT_EQ(document().size(), 7);
}

TEST_F(SharedBytesTest, ASelectionKeepsTheBytesThatAreLeftOfIt) {
    given("0123456789abcdefghij");
    const SheetId first = bench.active_sheet;
    apply(ShowSecondPlace{first});
    const SheetId second = bench.active_sheet;
    const auto selected = [&] { return bench.find(second)->cursor.selection(); };
    apply(Select{second, {2, 8}});
    apply(Select{first, {5, 10}});
    apply(Delete{first});
    EXPECT_EQ(selected(), (ByteRange{2, 3})) << "not what follows the bytes that are gone";
    apply(Select{first, {1, 5}});
    apply(Delete{first});
    EXPECT_TRUE(selected().empty());
    EXPECT_EQ(bench.find(second)->cursor.offset, 1);
}

}  // namespace
}  // namespace byteprism
