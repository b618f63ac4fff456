#include "app/model/document.hpp"

#include <random>

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

// Random writes, undos, redos and saves beside a naive list of whole contents.
TEST_F(DocumentTest, AgreesWithANaiveModel) {
    std::mt19937 random(20);
    const auto document = Document::open(folder.file("a", std::string(64, '.')), Editing::Allowed);
    std::vector<std::string> states{text(*document)};
    std::size_t position = 0;
    std::string saved = states[0];
    for (int round = 0; round < 3000; ++round) {
        const auto choice = random() % 8;
        if (choice < 4) {
            std::string patch(1 + random() % 6, static_cast<char>('a' + random() % 26));
            const std::size_t at = random() % (65 - patch.size());
            std::string next = states[position];
            next.replace(at, patch.size(), patch);
            document->write(static_cast<std::int64_t>(at), bytes(patch), Gesture::None);
            if (next != states[position]) {
                states.resize(++position);
                states.push_back(next);
            }
        } else if (choice < 6) {
            EXPECT_EQ(document->undo().has_value(), position > 0);
            if (position > 0) --position;
        } else if (choice < 7) {
            EXPECT_EQ(document->redo().has_value(), position + 1 < states.size());
            if (position + 1 < states.size()) ++position;
        } else if (random() % 20 == 0) {
            document->save();
            saved = states[position];
            ASSERT_EQ(contents_of(document->path()), saved);
        }
        ASSERT_EQ(text(*document), states[position]) << "round " << round;
        std::string rebuilt = saved;
        for (const ByteRange& range : document->modified_ranges()) {
            rebuilt.replace(static_cast<std::size_t>(range.offset), static_cast<std::size_t>(range.length),
                            text(*document), static_cast<std::size_t>(range.offset),
                            static_cast<std::size_t>(range.length));
        }
        ASSERT_EQ(rebuilt, states[position]) << "the modified ranges hold every difference, round " << round;
    }
}

}  // namespace
}  // namespace byteprism
