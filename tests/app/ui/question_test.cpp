// Questions: arguments that are asked for, and edits that would be lost.
#include "app/ui/question.hpp"

#include "tests/app/model/temporary_folder.hpp"
#include "tests/app/ui/window_test.hpp"

namespace byteprism {
namespace {

class QuestionTest : public WindowTest {
protected:
    // A file with one byte typed over.
    void given_modified_file() {
        path = folder.file("data.bin", "0123");
        ui.queue(FilesDropped{{path}});
        ui.settle();
        ui.type("ff");
    }

    const TemporaryFolder folder;
    std::string path;
};

TEST_F(QuestionTest, GoToTakesAnOffset) {
    given("|00 11 22 33");
    ui.press("Ctrl+G");
    EXPECT_SHOWS("Go to");
    ui.type("end-1");
    EXPECT_SHOWS("0x3 (3)");
    ui.press("Enter");
    EXPECT_EQ(state(), "00 11 22 |33");
    EXPECT_FALSE(bench.question.has_value());
}

TEST_F(QuestionTest, WhatIsTypedBeforeTheFieldHasTheKeyboardIsNotLost) {
    given("|00 11 22 33");
    ui.queue(KeyChange{Key::Ctrl | 'G', true});
    for (const char32_t character : {U'0', U'x'}) ui.queue(CharacterTyped{character});
    ui.queue(KeyChange{Key{'G'}, false});
    ui.queue(CharacterTyped{U'0'});
    ui.queue(KeyChange{Key{'2'}, true});
    ui.queue(CharacterTyped{U'2'});
    ui.queue(KeyChange{Key{'2'}, false});
    ui.settle();
    ui.press("Enter");
    EXPECT_EQ(state(), "00 11 |22 33");
}

TEST_F(QuestionTest, ARefusedAnswerStaysWithItsReasonUntilItIsTypedOver) {
    given("|00 11 22 33");
    ui.press("Ctrl+G");
    ui.type("0x99");
    ui.press("Enter");
    ASSERT_TRUE(bench.question.has_value());
    EXPECT_SHOWS("0x99");
    EXPECT_SHOWS("153");
    EXPECT_EQ(state(), "|00 11 22 33");
    ui.press("Backspace");
    ui.press("Backspace");
    EXPECT_HIDES("153");
    ui.type("1");
    ui.press("Enter");
    EXPECT_EQ(state(), "00 |11 22 33");
}

TEST_F(QuestionTest, EscapeDismissesAndChangesNothing) {
    given("00 [11 |22] 33");
    ui.press("Ctrl+G");
    ui.type("3");
    ui.press("Esc");
    EXPECT_FALSE(bench.question.has_value());
    EXPECT_EQ(state(), "00 [11 |22] 33");
    ui.press("Esc");
    EXPECT_EQ(state(), "00 11 |22 33");
}

TEST_F(QuestionTest, WhatIsTypedIntoAQuestionDoesNotReachTheBytes) {
    given("|00 11 22 33");
    ui.press("Ctrl+G");
    ui.type("aa");
    ui.press("Esc");
    EXPECT_EQ(state(), "|00 11 22 33");
    ui.type("aa");
    EXPECT_EQ(state(), "aa |11 22 33") << "afterwards the bytes have the keyboard again";
}

TEST_F(QuestionTest, ANumberIsAskedFor) {
    given("|00 11 22 33");
    sheet();
    bench.question = Question{Question::Kind::Argument, "hex.columns", bench.active_sheet, ""};
    ui.frame();
    ui.settle();
    ui.type("0");
    ui.press("Enter");
    EXPECT_SHOWS("1 to 4096");
    ui.press("Backspace");
    ui.type("8");
    ui.press("Enter");
    EXPECT_EQ(sheet().hex.columns, 8);
}

TEST_F(QuestionTest, ClosingAModifiedFileAsks) {
    given_modified_file();
    ui.press("Ctrl+W");
    EXPECT_SHOWS("Save the edits of data.bin");
    ui.press("Esc");
    EXPECT_EQ(bench.sheets.size(), 1U);
    EXPECT_TRUE(document().modified());
}

TEST_F(QuestionTest, SaveSavesAndCloses) {
    given_modified_file();
    ui.press("Ctrl+W");
    ui.press("Enter");
    EXPECT_TRUE(bench.sheets.empty());
    EXPECT_EQ(contents_of(path),
              "\xff"
              "123");
}

TEST_F(QuestionTest, DiscardClosesAndLeavesTheFile) {
    given_modified_file();
    ui.press("Ctrl+W");
    ui.type("d");
    EXPECT_TRUE(bench.sheets.empty());
    EXPECT_EQ(contents_of(path), "0123");
}

TEST_F(QuestionTest, AnAnswerIsChosenWithTheArrowKeysOrAClick) {
    given_modified_file();
    ui.press("Ctrl+W");
    ui.press("Right");
    ui.press("Right");
    ui.press("Enter");
    EXPECT_EQ(bench.sheets.size(), 1U);
    ui.press("Ctrl+W");
    click("Discard");
    EXPECT_TRUE(bench.sheets.empty());
}

TEST_F(QuestionTest, AFailedSaveKeepsTheFileOpenAndSaysWhy) {
    given_modified_file();
    std::filesystem::remove_all(folder.path());
    ui.press("Ctrl+W");
    ui.press("Enter");
    ASSERT_EQ(bench.sheets.size(), 1U);
    EXPECT_TRUE(document().modified());
    EXPECT_SHOWS("data.bin: ");
    EXPECT_TRUE(bench.question.has_value()) << "it is asked again";
}

TEST_F(QuestionTest, ADocumentWithoutAFileIsGivenANameFirst) {
    given("|00 11");
    ui.type("ff");
    ui.press("Ctrl+W");
    ui.press("Enter");
    ASSERT_TRUE(bench.question.has_value());
    EXPECT_EQ(bench.question->command, "file.save_as");
    EXPECT_EQ(bench.sheets.size(), 1U);
}

TEST_F(QuestionTest, ReloadingAModifiedFileAsks) {
    given_modified_file();
    ui.press("F5");
    EXPECT_SHOWS("Read data.bin again");
    ui.press("Enter");
    EXPECT_FALSE(document().modified());
    EXPECT_EQ(contents_of(path), "0123");
}

TEST_F(QuestionTest, QuittingNamesWhatIsNotSaved) {
    given_modified_file();
    ui.queue(CloseRequested{});
    ui.settle();
    EXPECT_FALSE(bench.quitting);
    EXPECT_SHOWS("before leaving");
    ui.press("Enter");
    EXPECT_TRUE(bench.quitting);
    EXPECT_EQ(contents_of(path),
              "\xff"
              "123");
}

TEST_F(QuestionTest, APasteBeyondTheEndIsCutExtendedOrCancelled) {
    const auto paste_at_the_end = [&] {
        given("00 |11");
        clipboard.content = "aa bb cc";
        ui.press("Ctrl+V");
        EXPECT_SHOWS("Extend");
        EXPECT_EQ(state(), "00 |11") << "nothing changes before the answer";
    };
    paste_at_the_end();
    click("Cut");
    EXPECT_EQ(state().substr(0, 6), "00 |aa");
    EXPECT_EQ(document().size(), 2);
    paste_at_the_end();
    click("Extend");
    EXPECT_EQ(document().size(), 4);
    EXPECT_EQ(document().bytes()[3], std::byte{0xcc});
    ui.press("Ctrl+Z");
    EXPECT_EQ(document().size(), 2) << "one step";
    paste_at_the_end();
    click("Cancel");
    EXPECT_EQ(state(), "00 |11");
    EXPECT_FALSE(bench.question);
}

TEST_F(QuestionTest, AFormToCopyInIsChosenFromAList) {
    given("[68 65 6c 6c |6f]");
    ui.press("Ctrl+Shift+C");
    EXPECT_SHOWS("Python bytes");
    ui.type("rust");
    ui.press("Enter");
    EXPECT_EQ(clipboard.content.substr(0, 21), "const DATA: [u8; 5] =");
}

TEST_F(QuestionTest, TheStatusBarSaysAndSwitchesTheMode) {
    given("|00 11");
    EXPECT_SHOWS("OVR");
    ui.press("Insert");
    EXPECT_SHOWS("INS");
    click("INS");
    EXPECT_SHOWS("OVR");
    EXPECT_EQ(sheet().entry, Entry::Overwrite);
}

TEST_F(QuestionTest, WhileAQuestionStandsNoOtherKeyWorks) {
    given_modified_file();
    ui.press("Ctrl+W");
    ui.press("Ctrl+Z");
    ui.press("Ctrl+N");
    EXPECT_TRUE(document().modified());
    EXPECT_EQ(bench.sheets.size(), 1U);
}

}  // namespace
}  // namespace byteprism
