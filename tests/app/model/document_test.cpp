#include "app/model/document/document.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "core/error.hpp"
#include "core/memory/fault_guard.hpp"
#include "tests/app/model/temporary_folder.hpp"

namespace byteprism {
namespace {

class DocumentTest : public testing::Test {
protected:
    static std::span<const std::byte> bytes(std::string_view text) { return std::as_bytes(std::span(text)); }
    static std::string text(const Document& document) {
        return {reinterpret_cast<const char*>(document.bytes().data()), document.bytes().size()};
    }
    static struct stat status(const std::string& path) {
        struct stat result {};
        EXPECT_EQ(::stat(path.c_str(), &result), 0) << path;
        return result;
    }

    TemporaryFolder folder;
};

TEST_F(DocumentTest, OpeningAndEditingDoNotTouchTheFile) {
    const std::string path = folder.file("a", "hello");
    const struct stat before = status(path);
    const auto document = Document::open(path, Editing::Allowed);
    document->write(0, bytes("J"), Gesture::None);
    EXPECT_EQ(text(*document), "Jello");
    const struct stat after = status(path);
    EXPECT_EQ(contents_of(path), "hello");
    EXPECT_EQ(before.st_mtim.tv_nsec, after.st_mtim.tv_nsec);
    EXPECT_EQ(before.st_atim.tv_nsec, after.st_atim.tv_nsec);
    EXPECT_TRUE(document->modified());
}

TEST_F(DocumentTest, SavingKeepsModeAttributesAndASymbolicLink) {
    const std::string path = folder.file("a", "hello");
    ::chmod(path.c_str(), 0640);
    const bool attributes = ::setxattr(path.c_str(), "user.note", "kept", 4, 0) == 0;
    const std::string link = (folder.path() / "link").string();
    ASSERT_EQ(::symlink("a", link.c_str()), 0);

    const auto document = Document::open(link, Editing::Allowed);
    document->write(1, bytes("E"), Gesture::None);
    document->save();
    EXPECT_EQ(contents_of(path), "hEllo");
    EXPECT_TRUE(std::filesystem::is_symlink(link));
    EXPECT_EQ(status(path).st_mode & 07777, 0640u);
    if (attributes) {
        char value[8] = {};
        EXPECT_EQ(::getxattr(path.c_str(), "user.note", value, sizeof value), 4);
    }
    EXPECT_FALSE(document->modified());
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 2) << "no temporary file is left";
}

TEST_F(DocumentTest, AFileWithSeveralHardLinksIsWrittenInPlace) {
    const std::string path = folder.file("a", "hello");
    const std::string other = (folder.path() / "other").string();
    ASSERT_EQ(::link(path.c_str(), other.c_str()), 0);
    const auto document = Document::open(path, Editing::Allowed);
    document->write(4, bytes("O"), Gesture::None);
    document->save();
    EXPECT_EQ(contents_of(other), "hellO");
    EXPECT_EQ(status(path).st_nlink, 2u);
}

TEST_F(DocumentTest, UndoStillWorksAfterSaving) {
    const std::string path = folder.file("a", "hello");
    const auto document = Document::open(path, Editing::Allowed);
    document->write(0, bytes("J"), Gesture::None);
    document->save();
    EXPECT_EQ(document->undo(), (ByteRange{0, 1}));
    EXPECT_EQ(text(*document), "hello");
    EXPECT_TRUE(document->modified());
    document->save();
    EXPECT_EQ(contents_of(path), "hello");
}

TEST_F(DocumentTest, AFileThatChangedItsLengthMeanwhileIsNotOverwritten) {
    const std::string path = folder.file("a", "hello");
    const auto document = Document::open(path, Editing::Allowed);
    document->write(0, bytes("J"), Gesture::None);
    folder.file("a", "hello, world");
    EXPECT_THROW(document->save(), IoError);
    EXPECT_EQ(contents_of(path), "hello, world");
    EXPECT_TRUE(document->modified());
}

TEST_F(DocumentTest, RefusesWhatDoesNotFit) {
    const auto document = Document::untitled("u", Buffer::zeros(4));
    EXPECT_THROW(document->write(2, bytes("abc"), Gesture::None), ValueError);
    EXPECT_THROW(document->write(-1, bytes("a"), Gesture::None), ValueError);
    EXPECT_THROW(document->write(std::numeric_limits<std::int64_t>::max(), bytes("a"), Gesture::None), ValueError);
    EXPECT_EQ(text(*document), std::string(4, '\0'));
    EXPECT_FALSE(document->modified());
}

TEST_F(DocumentTest, RefusesEditsWhenAskedTo) {
    const auto document = Document::open(folder.file("a", "hello"), Editing::Refused);
    EXPECT_THROW(document->write(0, bytes("J"), Gesture::None), TypeError);
    EXPECT_EQ(text(*document), "hello");
}

TEST_F(DocumentTest, WhatCannotBeOpenedIsNamedWithTheReason) {
    const auto reason = [](const std::string& path) {
        try {
            Document::open(path, Editing::Allowed);
        } catch (const IoError& error) {
            return std::string(error.what());
        }
        return std::string("opened");
    };
    EXPECT_EQ(reason("/no/such/file"), "/no/such/file: No such file or directory");
    EXPECT_EQ(reason(folder.path().string()), folder.path().string() + ": is a directory, not a file");
    EXPECT_EQ(reason("/dev/zero"), "/dev/zero: is a character device, which has no size");
    EXPECT_EQ(Document::open(folder.file("empty", ""), Editing::Allowed)->size(), 0);
    EXPECT_EQ(Document::open(folder.file("one", "x"), Editing::Allowed)->size(), 1);
}

TEST_F(DocumentTest, SavesAsAnotherFileAndGoesOnWithIt) {
    const auto document = Document::open(folder.file("a", "hello"), Editing::Allowed);
    document->write(0, bytes("J"), Gesture::None);
    const std::string other = (folder.path() / "b").string();
    document->save_as(other);
    EXPECT_EQ(contents_of(other), "Jello");
    EXPECT_EQ(contents_of((folder.path() / "a").string()), "hello");
    EXPECT_EQ(document->path(), other);
    EXPECT_EQ(document->name(), "b");
    EXPECT_FALSE(document->modified());
}

TEST_F(DocumentTest, KeepsItsEditsWhenTheFileIsCutOffUnderIt) {
    install_fault_guard();
    const std::string path = folder.file("a", std::string(100'000, 'x'));
    const auto document = Document::open(path, Editing::Allowed);
    document->write(10, bytes("early"), Gesture::None);
    document->write(90'000, bytes("late"), Gesture::None);
    std::filesystem::resize_file(path, 5000);
    EXPECT_EQ(text(*document).substr(50'000, 3), std::string(3, '\0'));
    EXPECT_EQ(document->mend_loss(), (ByteRange{5000, 95'000}));
    EXPECT_EQ(document->mend_loss(), std::nullopt) << "said once";
    EXPECT_EQ(text(*document).substr(10, 5), "early");
    EXPECT_EQ(text(*document).substr(90'000, 4), "late");
    EXPECT_THROW(document->save(), IoError) << "the file has another length now";
    document->save_as((folder.path() / "b").string());
    EXPECT_EQ(contents_of(document->path()).size(), 100'000u);
}

TEST_F(DocumentTest, KeepsWhatWasUndoneBelowTheSavedStateWhenTheFileIsCutOff) {
    install_fault_guard();
    const std::string path = folder.file("a", std::string(100'000, 'x'));
    const auto document = Document::open(path, Editing::Allowed);
    document->write(10, bytes("first"), Gesture::None);
    document->write(20, bytes("second"), Gesture::None);
    document->save();
    document->undo();
    document->write(30, bytes("third"), Gesture::None);
    document->undo();
    document->undo();
    document->write(40, bytes("fourth"), Gesture::None);
    std::filesystem::resize_file(path, 0);
    EXPECT_EQ(text(*document)[10], '\0');
    ASSERT_TRUE(document->mend_loss().has_value());
    EXPECT_EQ(text(*document).substr(10, 5), "xxxxx") << "taken back";
    EXPECT_EQ(text(*document).substr(20, 6), "xxxxxx") << "taken back, and the way to it is gone";
    EXPECT_EQ(text(*document).substr(40, 6), "fourth");
}

TEST_F(DocumentTest, ChangesItsLengthAndSavesThat) {
    const auto document = Document::open(folder.file("a", "hello world"), Editing::Allowed);
    document->replace({5, 0}, bytes(", big"), Gesture::None);
    document->replace({0, 1}, {}, Gesture::None);
    document->replace({0, 1}, bytes("HE"), Gesture::None);
    EXPECT_EQ(text(*document), "HEllo, big world");
    EXPECT_EQ(label(document->history().steps()[0]), "Insert 5 bytes at 0x5 (5)");
    EXPECT_EQ(label(document->history().steps()[1]), "Delete 1 byte at 0x0 (0)");
    EXPECT_EQ(label(document->history().steps()[2]), "Write 2 bytes for 1 at 0x0 (0)");
    document->save();
    EXPECT_EQ(contents_of(document->path()), "HEllo, big world");
    document->go_to_step(0);
    EXPECT_EQ(text(*document), "hello world");
    EXPECT_TRUE(document->modified());
    document->go_to_step(3);
    EXPECT_FALSE(document->modified());
}

TEST_F(DocumentTest, KnowsWhatChangedSinceOpeningAcrossSaves) {
    const auto document = Document::open(folder.file("a", "hello world"), Editing::Allowed);
    document->write(6, bytes("W"), Gesture::None);
    document->save();
    document->replace({0, 2}, bytes("x"), Gesture::None);
    const RangeSet changed = document->changed_since_opening();
    ASSERT_EQ(changed.ranges().size(), 2u);
    EXPECT_EQ(changed.ranges()[0], (ByteRange{0, 1}));
    EXPECT_EQ(changed.ranges()[1], (ByteRange{5, 1}));
    document->go_to_step(0);
    EXPECT_TRUE(document->changed_since_opening().empty());
    EXPECT_EQ(document->modified_ranges().size(), 1u) << "the saved byte is another";
}

TEST_F(DocumentTest, ALengthChangeIsRefusedWhereItIsNotPossible) {
    std::string memory = "abcd";
    const auto document =
        Document::untitled("borrowed", Buffer::borrow(std::as_writable_bytes(std::span(memory.data(), memory.size()))));
    document->write(0, bytes("A"), Gesture::None);
    EXPECT_THROW(document->replace({1, 0}, bytes("x"), Gesture::None), TypeError);
    EXPECT_EQ(text(*document), "Abcd");
    EXPECT_EQ(document->history().steps().size(), 1u);
}

TEST_F(DocumentTest, WritesTheItemsOfALayoutAsOneStep) {
    const auto document = Document::open(folder.file("a", "..........."), Editing::Allowed);
    document->write_items(Layout{9, 2, {{3, -4}}}, bytes("abcdef"), Gesture::None);
    EXPECT_EQ(text(*document), ".ef..cd..ab");
    EXPECT_EQ(document->modified_ranges().size(), 3u);
    document->undo();
    EXPECT_EQ(text(*document), "...........");
    EXPECT_TRUE(document->modified_ranges().empty());
}

TEST_F(DocumentTest, KeepsItsEditsBesideAnInsertionWhenTheFileIsCutOff) {
    install_fault_guard();
    const std::string path = folder.file("a", std::string(100'000, 'x'));
    const auto document = Document::open(path, Editing::Allowed);
    document->write(30'000, bytes("early"), Gesture::None);
    document->write_items(Layout{31'000, 1, {{3, 2}}}, bytes("abc"), Gesture::None);
    document->write(59'990, bytes(std::string(20, 'o')), Gesture::None);
    document->replace({60'000, 0}, bytes("inserted"), Gesture::None);
    std::filesystem::resize_file(path, 0);
    EXPECT_EQ(text(*document)[10], '\0');
    ASSERT_TRUE(document->mend_loss().has_value());
    EXPECT_EQ(text(*document).substr(30'000, 5), "early");
    EXPECT_EQ(text(*document).substr(31'000, 5), std::string("a\0b\0c", 5));
    EXPECT_EQ(text(*document).substr(59'990, 28), "ooooooooooinsertedoooooooooo");
    EXPECT_EQ(text(*document).substr(90'000, 3), "xxx") << "what was moved is ours";
}

}  // namespace
}  // namespace byteprism
