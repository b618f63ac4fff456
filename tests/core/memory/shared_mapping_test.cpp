#include "core/memory/shared_mapping.hpp"

#include <algorithm>
#include <fstream>
#include <functional>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/error.hpp"
#include "core/memory/buffer.hpp"
#include "core/memory/pages.hpp"
#include "core/memory/shared_memory.hpp"
#include "tests/core/memory/temporary_path.hpp"

namespace byteprism {
namespace {

std::string text(const Buffer& buffer) {
    return {reinterpret_cast<const char*>(buffer.bytes().data()), buffer.bytes().size()};
}

std::string contents(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string reason(const std::function<void()>& open) {
    try {
        open();
    } catch (const IoError& error) {
        return error.what();
    }
    return "no error";
}

TEST(LiveFile, WritesReachTheFileAndTheFilesWritesAreSeen) {
    const TemporaryPath file("live");
    std::ofstream(file.path) << "abcdef";
    const Buffer buffer(map_file_shared(file.path));
    EXPECT_TRUE(buffer.storage().live());
    EXPECT_FALSE(buffer.resizable());
    buffer.mutable_bytes()[1] = std::byte{'!'};
    EXPECT_EQ(contents(file.path), "a!cdef");
    std::fstream(file.path) << "xyz";
    EXPECT_EQ(text(buffer), "xyzdef");
}

TEST(LiveFile, AnEmptyFileHasNoBytesAndCannotGrow) {
    const TemporaryPath file("live");
    std::ofstream(file.path).flush();
    Buffer buffer(map_file_shared(file.path));
    EXPECT_EQ(buffer.size(), 0u);
    EXPECT_THROW(buffer.resize(1), TypeError);
}

TEST(LiveFile, SurvivesAFileCutOff) {
    install_fault_guard();
    const TemporaryPath file("live");
    std::ofstream(file.path) << std::string(3 * page_size(), 'x');
    const Buffer buffer(map_file_shared(file.path));
    std::filesystem::resize_file(file.path, page_size());
    EXPECT_EQ(buffer.bytes()[2 * page_size()], std::byte{0});
    EXPECT_EQ(buffer.intact_size(), page_size());
    EXPECT_EQ(buffer.storage().missing().size(), 1u);
}

TEST(LiveFile, WhatMayNotBeWrittenIsRefused) {
    // A program that runs may not be written, not even by root.
    const std::string self = std::filesystem::read_symlink("/proc/self/exe").string();
    EXPECT_EQ(reason([&] { map_file_shared(self); }),
              self + ": cannot open it for writing, which a live view needs: Text file busy");
    EXPECT_EQ(reason([] { map_file_shared("/dev/null"); }),
              "/dev/null: is no file with a size, so it cannot be mapped");
}

class SharedMemoryTest : public testing::Test {
protected:
    explicit SharedMemoryTest(std::size_t size = 100) {
        const Descriptor block(::shm_open(("/" + name).c_str(), O_CREAT | O_EXCL | O_RDWR, 0600));
        EXPECT_EQ(::ftruncate(block.number(), static_cast<off_t>(size)), 0);
    }
    ~SharedMemoryTest() override { ::shm_unlink(("/" + name).c_str()); }

    std::string name = "byteprism-test-" + std::to_string(::getpid());
};

TEST_F(SharedMemoryTest, IsTheBlockItselfUnderBothSpellingsOfItsName) {
    const Buffer one(open_shared_memory(name));
    const Buffer other(open_shared_memory("/" + name));
    EXPECT_EQ(one.size(), 100u);
    one.mutable_bytes()[99] = std::byte{7};
    EXPECT_EQ(other.bytes()[99], std::byte{7});
}

TEST_F(SharedMemoryTest, IsListedWithItsSize) {
    const auto blocks = list_shared_memory();
    const auto block = std::ranges::find(blocks, name, &SharedMemoryBlock::name);
    ASSERT_NE(block, blocks.end());
    EXPECT_EQ(block->size, 100);
}

TEST_F(SharedMemoryTest, AnotherUsersReadableBlockIsReadOnly) {
    if (::getuid() != 0) GTEST_SKIP() << "needs root, to become somebody else";
    ::chmod(("/dev/shm/" + name).c_str(), 0644);
    EXPECT_EXIT(
        {
            if (::setuid(65534) != 0) ::_exit(2);
            ::_exit(open_shared_memory(name)->access() == Access::ReadOnly ? 0 : 1);
        },
        testing::ExitedWithCode(0), "");
}

TEST(SharedMemory, WhatIsNotThereIsNamed) {
    EXPECT_EQ(reason([] { open_shared_memory("byteprism-nothing"); }),
              "shared memory 'byteprism-nothing': cannot open it: No such file or directory");
    EXPECT_EQ(reason([] { open_shared_memory("a/b"); }), "shared memory 'a/b': cannot open it: Invalid argument");
}

}  // namespace
}  // namespace byteprism
