#include "app/model/saving/saving.hpp"

#include <filesystem>
#include <random>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "app/model/saving/open_file.hpp"
#include "app/model/saving/save_journal.hpp"
#include "core/error.hpp"
#include "tests/app/model/temporary_folder.hpp"

namespace byteprism {
namespace {

std::span<const std::byte> bytes(std::string_view text) { return std::as_bytes(std::span(text)); }

std::string text(std::span<const std::byte> some) { return {reinterpret_cast<const char*>(some.data()), some.size()}; }

class SavingTest : public testing::Test {
protected:
    SavingTest() { ::setenv("XDG_STATE_HOME", (folder.path() / "state").c_str(), 1); }
    ~SavingTest() override { ::unsetenv("XDG_STATE_HOME"); }

    // What a save by Document does with the whole contents.
    static void save(const std::string& path, std::string_view now, std::vector<ByteRange> changed,
                     Verify verify = Verify::Always) {
        save_file(path, stamp_of(path), bytes(now), changed, verify);
    }
    std::string linked(const std::string& contents) const {
        const std::string path = folder.file("a", contents);
        EXPECT_EQ(::link(path.c_str(), (folder.path() / "other").c_str()), 0);
        return path;
    }
    std::string other() const { return contents_of((folder.path() / "other").string()); }
    std::vector<std::string> hidden_files() const {
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path())) {
            const std::string name = entry.path().filename().string();
            if (name.starts_with(".") || name.ends_with("-journal")) names.push_back(name);
        }
        return names;
    }

    TemporaryFolder folder;
};

TEST_F(SavingTest, ContentGivesItsRunsInOrderWhateverTheRange) {
    const Content content({bytes("ab"), bytes(""), bytes("cde"), bytes(""), bytes("f")});
    const std::string whole = "abcdef";
    EXPECT_EQ(content.size(), 6);
    for (std::size_t begin = 0; begin <= 6; ++begin) {
        for (std::size_t length = 0; length <= 6 - begin; ++length) {
            std::string seen;
            content.visit({static_cast<std::int64_t>(begin), static_cast<std::int64_t>(length)},
                          [&](std::int64_t offset, std::span<const std::byte> some) {
                              EXPECT_EQ(offset, static_cast<std::int64_t>(begin + seen.size()));
                              seen += text(some);
                          });
            EXPECT_EQ(seen, whole.substr(begin, length));
        }
    }
}

TEST_F(SavingTest, HardLinksAreKeptWhateverTheLength) {
    const std::string path = linked("hello world");
    save(path, "hellO world", {{4, 1}});
    EXPECT_EQ(other(), "hellO world");
    save(path, "hellO big world", {});
    EXPECT_EQ(other(), "hellO big world");
    save(path, "world", {});
    EXPECT_EQ(other(), "world");
    save(path, "", {});
    EXPECT_EQ(other(), "");
    EXPECT_TRUE(hidden_files().empty());
}

TEST_F(SavingTest, SavingUnderTheNameOfAHardLinkOrASymbolicLinkKeepsTheLinks) {
    const std::string path = linked("old");
    write_new_file(path, bytes("quite new"));
    EXPECT_EQ(other(), "quite new");

    const std::string link = (folder.path() / "link").string();
    ASSERT_EQ(::symlink("target", link.c_str()), 0);
    write_new_file(link, bytes("through the link"));
    EXPECT_TRUE(std::filesystem::is_symlink(link));
    EXPECT_EQ(contents_of((folder.path() / "target").string()), "through the link");
}

TEST_F(SavingTest, AFileCanBeMadeFromItsOwnBytes) {
    const std::string path = linked("0123456789");
    const OpenedFile file = open_file(path, Access::ReadWrite);
    const std::span<const std::byte> old = file.buffer.bytes();
    write_new_file(path, Content({old.subspan(5), bytes("-"), old.first(5)}));
    EXPECT_EQ(other(), "56789-01234");
}

TEST_F(SavingTest, WhatOthersChangedIsNotOverwritten) {
    const std::string path = folder.file("a", "hello");
    const FileStamp stamp = stamp_of(path);
    folder.file("a", "hello, world");
    try {
        save_file(path, stamp, bytes("Hello"), {});
        FAIL() << "saved";
    } catch (const IoError& error) {
        EXPECT_EQ(std::string(error.what()),
                  path + ": not saved: " + std::filesystem::canonical(path).string() +
                      ": another program has changed the file, it has 12 bytes now, not 5; reload it, or save under "
                      "another name");
    }
    EXPECT_EQ(contents_of(path), "hello, world");
}

TEST_F(SavingTest, ALongNameLeavesRoomForWhatStandsBesideIt) {
    const std::string path = folder.file(std::string(255, 'n'), "old");
    ASSERT_EQ(::link(path.c_str(), (folder.path() / "other").c_str()), 0);
    save(path, "new", {{0, 3}});
    EXPECT_EQ(other(), "new");
    EXPECT_TRUE(hidden_files().empty());
}

TEST_F(SavingTest, ZerosOfALargeFileBecomeHoles) {
    std::vector<std::byte> many(std::size_t{80} << 20);
    many[40'000'000] = std::byte{1};
    const std::string path = (folder.path() / "sparse").string();
    write_new_file(path, std::span(std::as_const(many)));
    struct stat status {};
    ASSERT_EQ(::stat(path.c_str(), &status), 0);
    EXPECT_EQ(status.st_size, 80 << 20);
    EXPECT_LE(status.st_blocks * 512, 128 << 10);
    const OpenedFile file = open_file(path, Access::ReadOnly);
    EXPECT_TRUE(std::ranges::equal(file.buffer.bytes(), many));
}

TEST_F(SavingTest, AttributesAndModeAreKeptAndANewFileFollowsTheMask) {
    const std::string path = folder.file("a", "old");
    ::chmod(path.c_str(), 0640);
    const bool attributes = ::setxattr(path.c_str(), "user.note", "kept", 4, 0) == 0;
    save(path, "new", {{0, 3}});
    struct stat status {};
    ASSERT_EQ(::stat(path.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 07777, 0640u);
    char value[8] = {};
    if (attributes) {
        EXPECT_EQ(::getxattr(path.c_str(), "user.note", value, sizeof value), 4);
    }

    const mode_t mask = ::umask(027);
    const std::string made = (folder.path() / "made").string();
    write_new_file(made, bytes("x"));
    ::umask(mask);
    ASSERT_EQ(::stat(made.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 07777, 0640u);
}

TEST_F(SavingTest, AFolderThatIsNotThereIsNamed) {
    const std::string path = (folder.path() / "nowhere" / "a").string();
    EXPECT_THROW(write_new_file(path, bytes("x")), IoError);
    EXPECT_THROW(write_new_file(folder.path().string(), bytes("x")), IoError);
}

class JournalTest : public SavingTest {
protected:
    // A journal beside the file as a crash leaves it, half of the ranges written.
    void crash_while_saving(const std::string& path, std::string_view now, std::vector<ByteRange> ranges) {
        const std::string name = beside(path);
        const PosixFile file(::open(name.c_str(), O_RDWR | O_CREAT | O_EXCL, 0600), name);
        ASSERT_TRUE(file.is_open());
        const FileStamp before = stamp_of(path);
        write_journal(file, {before, static_cast<std::int64_t>(now.size()), before.modified_ns}, bytes(now), ranges);
    }
    static std::string beside(const std::string& path) {
        const std::filesystem::path target(path);
        return (target.parent_path() / ("." + target.filename().string() + ".byteprism-journal")).string();
    }
};

TEST_F(JournalTest, IsCompletedByTheNextOpen) {
    const std::string path = folder.file("a", "hello world");
    crash_while_saving(path, "HELLO World", {{0, 5}, {6, 1}});
    folder.file("a", "HEllo world");
    const OpenedFile file = open_file(path, Access::ReadWrite);
    EXPECT_EQ(text(file.buffer.bytes()), "HELLO World");
    EXPECT_EQ(contents_of(path), "HELLO World");
    EXPECT_NE(file.notice.find("an interrupted save was completed: 6 bytes"), std::string::npos) << file.notice;
    EXPECT_TRUE(hidden_files().empty());
    EXPECT_EQ(file.stamp, stamp_of(path));
}

TEST_F(JournalTest, IsOverlaidWhereTheFileIsOpenedForReadingOnly) {
    for (const std::string now : {"HELLO World", "HELLO", "HELLO World, and more"}) {
        const std::string path = folder.file("a", "hello world");
        crash_while_saving(path, now, {{0, static_cast<std::int64_t>(now.size())}});
        folder.file("a", "HEllo world");
        // What grows gets its length first.
        if (now.size() > 11) std::filesystem::resize_file(path, now.size());
        const std::string on_disk = contents_of(path);
        EXPECT_EQ(text(open_file(path, Access::ReadOnly).buffer.bytes()), now);
        EXPECT_EQ(contents_of(path), on_disk);
        EXPECT_EQ(text(open_file(path, Access::ReadWrite).buffer.bytes()), now);
        EXPECT_EQ(contents_of(path), now);
    }
}

TEST_F(JournalTest, IsLeftAloneByAFileThatWasChangedSince) {
    const std::string path = folder.file("a", "hello world");
    crash_while_saving(path, "HELLO world", {{0, 5}});
    folder.file("a", "restored...");
    const timespec tomorrow[] = {{0, UTIME_NOW}, {::time(nullptr) + 86400, 0}};
    ASSERT_EQ(::utimensat(AT_FDCWD, path.c_str(), tomorrow, 0), 0);
    const OpenedFile file = open_file(path, Access::ReadWrite);
    EXPECT_EQ(text(file.buffer.bytes()), "restored...");
    EXPECT_NE(file.notice.find("changed since"), std::string::npos) << file.notice;
    save(path, "Restored...", {{0, 1}});
    EXPECT_EQ(open_file(path, Access::ReadWrite).notice, "");
}

TEST_F(JournalTest, IsNotBelievedWhenAnyOfItsBytesIsWrong) {
    const std::string path = folder.file("a", "hello world");
    crash_while_saving(path, "HELLO world", {{0, 5}});
    const std::string good = contents_of(beside(path));
    for (std::size_t at = 0; at <= good.size(); ++at) {
        std::string bad = good;
        if (at < good.size()) bad[at] = static_cast<char>(bad[at] ^ 0x40);
        folder.file(std::filesystem::path(beside(path)).filename().string(), at < good.size() ? bad : good.substr(1));
        const OpenedFile file = open_file(path, Access::ReadWrite);
        ASSERT_EQ(text(file.buffer.bytes()), "hello world") << "byte " << at;
    }
    for (std::size_t length = 0; length < good.size(); ++length) {
        folder.file(std::filesystem::path(beside(path)).filename().string(), good.substr(0, length));
        ASSERT_EQ(text(open_file(path, Access::ReadWrite).buffer.bytes()), "hello world") << "length " << length;
    }
}

TEST_F(JournalTest, DamagedAfterItsSaveHadBegunIsKeptAndTold) {
    const std::string path = folder.file("a", "hello world");
    crash_while_saving(path, "HELLO world", {{0, 5}});
    std::string bad = contents_of(beside(path));
    bad.back() = '!';
    folder.file(".a.byteprism-journal", bad);
    const timespec later[] = {{0, UTIME_NOW}, {::time(nullptr) + 10, 0}};
    ASSERT_EQ(::utimensat(AT_FDCWD, path.c_str(), later, 0), 0);
    EXPECT_NE(open_file(path, Access::ReadWrite).notice.find("damaged"), std::string::npos);
    EXPECT_TRUE(std::filesystem::exists(beside(path)));
}

TEST_F(JournalTest, OfTheSameSaveThatFailedIsTakenUpByTheNextSave) {
    const std::string path = linked("hello world");
    const FileStamp stamp = stamp_of(path);
    crash_while_saving(path, "HELLO WORLD", {{0, 5}, {6, 5}});
    folder.file("a", "HELLO world");
    // Meanwhile the user has taken the first edit back.
    const ByteRange changed[] = {{6, 5}};
    save_file(path, stamp, bytes("hello WORLD"), changed);
    EXPECT_EQ(other(), "hello WORLD");
    EXPECT_TRUE(hidden_files().empty());
}

// Random contents and ranges, with the file in any state between the old and the new one.
TEST_F(JournalTest, CompletesFromAnyStateBetween) {
    std::mt19937 random(4);
    for (int round = 0; round < 300; ++round) {
        const std::string old(random() % 200, '.');
        std::string now(random() % 200, '.');
        std::vector<ByteRange> ranges;
        for (std::size_t at = random() % 20; at < now.size(); at += 1 + random() % 40) {
            const std::size_t length = std::min<std::size_t>(random() % 30, now.size() - at);
            now.replace(at, length, length, static_cast<char>('a' + random() % 26));
            ranges.push_back({static_cast<std::int64_t>(at), static_cast<std::int64_t>(length)});
            at += length;
        }
        if (now.size() > old.size()) {
            ranges.clear();
            ranges.push_back({0, static_cast<std::int64_t>(now.size())});
        }
        const std::string path = folder.file("a", old);
        crash_while_saving(path, now, ranges);
        std::string torn = old;
        if (now.size() > old.size()) torn.resize(now.size());
        for (std::size_t at = 0; at < std::min(torn.size(), now.size()); ++at) {
            if (random() % 2 == 0) torn[at] = now[at];
        }
        folder.file("a", torn);
        ASSERT_EQ(text(open_file(path, Access::ReadWrite).buffer.bytes()), now) << "round " << round;
        ASSERT_EQ(contents_of(path), now);
        ASSERT_TRUE(hidden_files().empty());
    }
}

}  // namespace
}  // namespace byteprism
