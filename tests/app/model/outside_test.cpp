// What other programs do to a file that is open.

#include <fstream>

#include <gtest/gtest.h>

#include "app/model/workbench.hpp"
#include "tests/app/model/temporary_folder.hpp"

namespace byteprism {
namespace {

std::span<const std::byte> bytes(std::string_view text) { return std::as_bytes(std::span(text)); }

class OutsideTest : public testing::Test {
protected:
    OutsideTest() {
        bench.watch_files();
        open("a", "hello world");
        bench.refresh();
    }
    void open(const std::string& name, const std::string& contents) {
        actions.push(OpenFile{folder.file(name, contents)});
        bench.apply(actions);
    }
    Document& document() { return bench.document(*bench.find(bench.active_sheet)); }
    std::string text() { return {reinterpret_cast<const char*>(document().bytes().data()), document().bytes().size()}; }
    std::string path() { return document().path(); }
    // As editors save: another file takes the place.
    void replace(const std::string& contents) { std::filesystem::rename(folder.file("new", contents), path()); }
    void answer(Action action) {
        actions.push(std::move(action));
        bench.apply(actions);
    }

    TemporaryFolder folder;
    Workbench bench;
    Actions actions;
};

TEST_F(OutsideTest, NothingHappensWhileNothingHappens) {
    EXPECT_FALSE(bench.refresh());
    document().write(0, bytes("J"), Gesture::None);
    document().save();
    bench.refresh();
    EXPECT_TRUE(bench.notices.empty()) << "our own save is none of another program's";
    EXPECT_FALSE(bench.question.has_value());
}

TEST_F(OutsideTest, ACleanDocumentFollowsItsFile) {
    bench.find(bench.active_sheet)->cursor.offset = 7;
    folder.file("a", "HELLO WORLD");
    EXPECT_TRUE(bench.refresh());
    EXPECT_EQ(text(), "HELLO WORLD");
    EXPECT_EQ(bench.active()->cursor.offset, 7);
    replace("short");
    EXPECT_TRUE(bench.refresh());
    EXPECT_EQ(text(), "short");
    EXPECT_EQ(bench.active()->cursor.offset, 4) << "kept inside";
    EXPECT_FALSE(document().modified());
    replace("once more");
    EXPECT_TRUE(bench.refresh()) << "the new file is listened for as well";
    EXPECT_EQ(text(), "once more");
}

TEST_F(OutsideTest, WhatHappenedBeforeItWasListenedForIsSeen) {
    open("b", "opened");
    std::ofstream(path()) << "changed";
    EXPECT_TRUE(bench.refresh());
    EXPECT_EQ(text(), "changed");
}

TEST_F(OutsideTest, EditsAreKeptAndAskedAbout) {
    document().write(0, bytes("J"), Gesture::None);
    replace("another");
    EXPECT_TRUE(bench.refresh());
    EXPECT_EQ(text(), "Jello world");
    ASSERT_TRUE(bench.question.has_value());
    EXPECT_EQ(bench.question->kind, Question::Kind::ChangedOutside);
    answer(KeepEdits{bench.active_sheet});
    EXPECT_FALSE(bench.question.has_value());
    EXPECT_TRUE(document().modified());
    answer(Save{bench.active_sheet});
    EXPECT_EQ(contents_of(path()), "Jello world");
    EXPECT_FALSE(document().modified());
}

TEST_F(OutsideTest, EditsAreKeptHoweverOftenTheFileIsWrittenAnew) {
    document().write(0, bytes("J"), Gesture::None);
    for (int round = 0; round < 2; ++round) {
        folder.file("a", "HELLO WORLD");  // cut off and filled again: our pages are gone
        bench.refresh();
        answer(KeepEdits{bench.active_sheet});
        EXPECT_EQ(text(), "JELLO WORLD") << "clean bytes follow the file";
    }
    answer(Save{bench.active_sheet});
    EXPECT_EQ(contents_of(path()), "JELLO WORLD");
    document().undo();
    EXPECT_TRUE(document().modified());
}

TEST_F(OutsideTest, ALockKeepsNoEditFromBeingPutBack) {
    document().write(0, bytes("J"), Gesture::None);
    document().set_editing(Editing::Refused);
    folder.file("a", "HELLO WORLD");
    bench.refresh();
    answer(KeepEdits{bench.active_sheet});
    EXPECT_EQ(text(), "JELLO WORLD");
}

TEST_F(OutsideTest, ClosingAsksNoSecondQuestionOverTheFirst) {
    document().write(0, bytes("J"), Gesture::None);
    replace("another");
    answer(Save{bench.active_sheet});
    answer(CloseSheet{bench.active_sheet, Edits::AskFirst});
    ASSERT_TRUE(bench.question.has_value());
    EXPECT_EQ(bench.question->kind, Question::Kind::ChangedOutside);
}

TEST_F(OutsideTest, EditsCanBeGivenUpForTheFile) {
    document().write(0, bytes("J"), Gesture::None);
    replace("another");
    bench.refresh();
    answer(Reload{bench.active_sheet, Edits::Discard});
    EXPECT_EQ(text(), "another");
    EXPECT_FALSE(document().modified());
}

TEST_F(OutsideTest, SavingAsksWhenTheChangeWasNotHeardOf) {
    document().write(0, bytes("J"), Gesture::None);
    replace("another");
    answer(Save{bench.active_sheet});
    ASSERT_TRUE(bench.question.has_value());
    EXPECT_EQ(bench.question->kind, Question::Kind::ChangedOutside);
    EXPECT_EQ(contents_of(path()), "another");
}

TEST_F(OutsideTest, TheBytesOfADeletedFileAreKeptAndSavedAnew) {
    std::filesystem::remove(path());
    EXPECT_TRUE(bench.refresh());
    EXPECT_EQ(text(), "hello world");
    EXPECT_TRUE(document().modified());
    ASSERT_EQ(bench.notices.size(), 1u);
    bench.refresh();
    EXPECT_EQ(bench.notices.size(), 1u) << "said once";
    answer(Save{bench.active_sheet});
    EXPECT_EQ(contents_of(path()), "hello world");
    EXPECT_FALSE(document().modified());
}

TEST_F(OutsideTest, OtherFilesOfTheFolderAreNoNews) {
    folder.file("b", "something");
    EXPECT_FALSE(bench.refresh());
}

}  // namespace
}  // namespace byteprism
