#include "app/model/recovery/recovery.hpp"

#include <csignal>
#include <functional>

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/error.hpp"
#include "tests/app/model/temporary_folder.hpp"

namespace byteprism {
namespace {

std::span<const std::byte> bytes(std::string_view text) { return std::as_bytes(std::span(text)); }
std::string text(const Document& document) {
    return {reinterpret_cast<const char*>(document.bytes().data()), document.bytes().size()};
}

class RecoveryTest : public testing::Test {
protected:
    std::string logs() const { return (folder_.path() / "logs").string(); }

    // Does it in a process that then ends as by a crash.
    template <class Action>
    void crash_after(const Action& action) {
        const pid_t child = ::fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            action();
            ::raise(SIGKILL);
        }
        int status = 0;
        ASSERT_EQ(::waitpid(child, &status, 0), child);
        ASSERT_TRUE(WIFSIGNALED(status)) << "the process was to be killed";
    }

    std::unique_ptr<Document> open(const std::string& path) {
        auto document = Document::open(path, Editing::Allowed);
        document->keep_for_recovery(logs());
        return document;
    }

    TemporaryFolder folder_;
};

// Everything that can be done to a document.
void edit(Document& document) {
    document.write(0, bytes("J"), Gesture::None);
    const Gesture digits = document.new_gesture();
    document.write(1, bytes("4"), digits);
    document.write(1, bytes("a"), digits);
    document.undo();
    document.redo();
    document.replace({5, 0}, bytes(", big"), Gesture::None);
    document.replace({0, 1}, {}, Gesture::None);
    document.fill({6, 3}, bytes("xy"), Gesture::None);
    document.write_items(Layout{10, 1, {{3, -2}}}, bytes("123"), Gesture::None);
    document.insert_zeros(2, 3, Gesture::None);
    document.undo();
}

TEST_F(RecoveryTest, MakesTheEditsOfAKilledProgramAgain) {
    const std::string path = folder_.file("a", "hello world");
    crash_after([&] { edit(*open(path).release()); });
    const auto expected = Document::open(path, Editing::Allowed);
    edit(*expected);

    const std::vector<Recoverable> found = find_recoverable(logs());
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].path, path);
    EXPECT_TRUE(found[0].same_file);
    const auto document = Document::open(path, Editing::Allowed);
    recover(found[0], *document);
    EXPECT_EQ(text(*document), text(*expected));
    EXPECT_EQ(document->history().position(), expected->history().position());
    EXPECT_EQ(document->history().steps().size(), expected->history().steps().size()) << "what was undone too";
    document->go_to_step(0);
    EXPECT_EQ(text(*document), "hello world");
    EXPECT_FALSE(document->modified());
}

TEST_F(RecoveryTest, WhatLivesOrWasSavedOrClosedIsNotFound) {
    const std::string path = folder_.file("a", "hello world");
    {
        const auto document = open(path);
        document->write(0, bytes("J"), Gesture::None);
        EXPECT_TRUE(find_recoverable(logs()).empty()) << "its writer lives";
        document->forget_recovery();
    }
    EXPECT_TRUE(find_recoverable(logs()).empty()) << "closed";
    crash_after([&] {
        Document* document = open(path).release();
        document->write(0, bytes("J"), Gesture::None);
        document->save();
    });
    EXPECT_TRUE(find_recoverable(logs()).empty()) << "saved";
    EXPECT_EQ(contents_of(path), "Jello world");
}

TEST_F(RecoveryTest, RedoingAfterASaveIsAnEditToo) {
    const std::string path = folder_.file("a", "hello world");
    crash_after([&] {
        Document* document = open(path).release();
        document->write(0, bytes("J"), Gesture::None);
        document->replace({5, 0}, bytes(", big"), Gesture::None);
        document->undo();
        document->save();
        document->redo();
        document->write(10, bytes("!"), Gesture::None);
        document->undo();
        document->redo();
    });
    const std::vector<Recoverable> found = find_recoverable(logs());
    ASSERT_EQ(found.size(), 1u);
    const auto document = Document::open(path, Editing::Allowed);
    recover(found[0], *document);
    EXPECT_EQ(text(*document), "Jello, big!world");
}

TEST_F(RecoveryTest, ANumberThatComesAgainOverwritesNoEdits) {
    const std::string path = folder_.file("a", "hello world");
    std::filesystem::create_directory(logs());
    // The names that this process would choose next.
    for (int count = 1; count < 60; ++count) {
        folder_.file("logs/" + std::to_string(::getpid()) + "-" + std::to_string(count) + ".edits", "edits of before");
    }
    const auto document = open(path);
    document->write(0, bytes("J"), Gesture::None);
    for (const auto& entry : std::filesystem::directory_iterator(logs())) {
        if (contents_of(entry.path().string()) == "edits of before") continue;
        EXPECT_EQ(entry.file_size() > 60, true) << "the new one alone is another";
    }
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(logs()), {}), 60);
}

TEST_F(RecoveryTest, LargeEditsInMemoryAreWrittenInPieces) {
    const std::string path = folder_.file("a", "hello world");
    const std::string large(64 << 20, 'L');
    crash_after([&] {
        Document* document = open(path).release();
        document->replace({5, 0}, bytes(large), Gesture::None);
        document->write(0, bytes("J"), Gesture::None);
    });
    const std::vector<Recoverable> found = find_recoverable(logs());
    ASSERT_EQ(found.size(), 1u);
    const auto document = Document::open(path, Editing::Allowed);
    recover(found[0], *document);
    EXPECT_TRUE(text(*document) == "Jello" + large + " world");
    EXPECT_EQ(document->history().steps().size(), 2u);
}

TEST_F(RecoveryTest, RefusesAFileThatChangedAfterItWasFound) {
    const std::string path = folder_.file("a", "hello world");
    crash_after([&] { open(path).release()->write(0, bytes("J"), Gesture::None); });
    const std::vector<Recoverable> found = find_recoverable(logs());
    ASSERT_EQ(found.size(), 1u);
    folder_.file("a", "another text");
    const auto document = Document::open(path, Editing::Allowed);
    EXPECT_THROW(recover(found[0], *document), IoError);
    EXPECT_EQ(text(*document), "another text");
}

TEST_F(RecoveryTest, UndoingWhatWasSavedIsAnEditToo) {
    const std::string path = folder_.file("a", "hello world");
    crash_after([&] {
        Document* document = open(path).release();
        document->write(0, bytes("J"), Gesture::None);
        document->write(4, bytes("OO"), Gesture::None);
        document->save();
        document->undo();
        document->undo();
        document->redo();
        document->write(10, bytes("!"), Gesture::None);
    });
    EXPECT_EQ(contents_of(path), "JellOOworld");
    const std::vector<Recoverable> found = find_recoverable(logs());
    ASSERT_EQ(found.size(), 1u);
    const auto document = Document::open(path, Editing::Allowed);
    recover(found[0], *document);
    EXPECT_EQ(text(*document), "Jello worl!");
}

TEST_F(RecoveryTest, BringsADocumentWithoutAFileAsAWhole) {
    crash_after([&] {
        Document* document = Document::untitled("untitled", Buffer::zeros(3)).release();
        document->keep_for_recovery(logs());
        document->write(1, bytes("a"), Gesture::None);
        document->replace({3, 0}, bytes("b"), Gesture::None);
        document->undo();
        document->undo();
        document->redo();
    });
    const std::vector<Recoverable> found = find_recoverable(logs());
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].path, "");
    const auto document = Document::untitled(found[0].name, Buffer::zeros(0));
    recover(found[0], *document);
    EXPECT_EQ(text(*document), std::string("\0a\0", 3));
}

TEST_F(RecoveryTest, TellsAFileThatWasChangedMeanwhile) {
    const std::string path = folder_.file("a", "hello world");
    crash_after([&] { open(path).release()->write(0, bytes("J"), Gesture::None); });
    folder_.file("a", "another text");
    const std::vector<Recoverable> found = find_recoverable(logs());
    ASSERT_EQ(found.size(), 1u);
    EXPECT_FALSE(found[0].same_file);
}

TEST_F(RecoveryTest, ARecordThatWasBeingWrittenIsLeftOut) {
    const std::string path = folder_.file("a", "hello world");
    crash_after([&] {
        Document* document = open(path).release();
        document->write(0, bytes("J"), Gesture::None);
        document->write(1, bytes("E"), Gesture::None);
    });
    std::vector<Recoverable> found = find_recoverable(logs());
    ASSERT_EQ(found.size(), 1u);
    std::filesystem::resize_file(found[0].log, std::filesystem::file_size(found[0].log) - 3);
    found = find_recoverable(logs());
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].edits, 1);
    const auto document = Document::open(path, Editing::Allowed);
    recover(found[0], *document);
    EXPECT_EQ(text(*document), "Jello world");
}

TEST_F(RecoveryTest, AHugeFillTakesALine) {
    const std::string path = folder_.file("a", "");
    std::filesystem::resize_file(path, std::uintmax_t{200} << 20);
    crash_after([&] {
        Document* document = open(path).release();
        document->fill({0, std::int64_t{200} << 20}, bytes("ab"), Gesture::None);
        document->finish_work();
    });
    const std::vector<Recoverable> found = find_recoverable(logs());
    ASSERT_EQ(found.size(), 1u);
    EXPECT_LT(std::filesystem::file_size(found[0].log), 1000u);
}

TEST_F(RecoveryTest, AFolderThatCannotBeWrittenStopsNoEdit) {
    const std::string path = folder_.file("a", "hello world");
    const auto document = Document::open(path, Editing::Allowed);
    document->keep_for_recovery(path + "/below a file");
    document->write(0, bytes("J"), Gesture::None);
    EXPECT_EQ(text(*document), "Jello world");
    EXPECT_NE(document->take_recovery_failure(), "");
    EXPECT_EQ(document->take_recovery_failure(), "") << "said once";
}

}  // namespace
}  // namespace byteprism
