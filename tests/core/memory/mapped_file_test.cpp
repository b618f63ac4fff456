#include <filesystem>
#include <fstream>
#include <numeric>

#include <gtest/gtest.h>
#include <unistd.h>

#include "core/error.hpp"
#include "core/memory/buffer.hpp"
#include "core/memory/fault_guard.hpp"

namespace byteprism {
namespace {

class MappedFileTest : public testing::Test {
protected:
    MappedFileTest() { install_fault_guard(); }
    ~MappedFileTest() override { std::filesystem::remove(path); }

    void write(std::size_t size) { std::ofstream(path, std::ios::binary) << std::string(size, 'x'); }
    static int sum(std::span<const std::byte> bytes) {
        return std::accumulate(bytes.begin(), bytes.end(), 0,
                               [](int total, std::byte byte) { return total + std::to_integer<int>(byte); });
    }

    std::string path =
        (std::filesystem::temp_directory_path() / ("byteprism-map-" + std::to_string(::getpid()))).string();
};

TEST_F(MappedFileTest, WritingToTheBytesDoesNotReachTheFile) {
    write(10);
    const Buffer buffer(map_file_private(path));
    buffer.mutable_bytes()[3] = std::byte{'y'};
    EXPECT_EQ(buffer.bytes()[3], std::byte{'y'});
    std::string contents;
    std::getline(std::ifstream(path), contents);
    EXPECT_EQ(contents, "xxxxxxxxxx");
}

TEST_F(MappedFileTest, ASparseFileOfManyGigabytesOpens) {
    write(1);
    std::filesystem::resize_file(path, std::uintmax_t{1} << 40);
    const Buffer buffer(map_file_private(path));
    EXPECT_EQ(buffer.size(), std::size_t{1} << 40);
    EXPECT_EQ(buffer.bytes().back(), std::byte{0});
    buffer.mutable_bytes().back() = std::byte{1};
    EXPECT_EQ(buffer.bytes().back(), std::byte{1});
}

TEST_F(MappedFileTest, AFileThatBecomesShorterReadsAsZerosFromThereOn) {
    const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
    write(8 * page);
    const Buffer buffer(map_file_private(path));
    EXPECT_EQ(buffer.intact_size(), 8 * page);
    std::filesystem::resize_file(path, 2 * page + 100);
    EXPECT_EQ(sum(buffer.bytes()), static_cast<int>('x' * (2 * page + 100)));
    EXPECT_EQ(buffer.intact_size(), 2 * page + 100);
    buffer.mutable_bytes()[7 * page] = std::byte{5};
    EXPECT_EQ(buffer.bytes()[7 * page], std::byte{5}) << "what was lost can be written again";
}

TEST_F(MappedFileTest, WhatIsNoRegularFileIsRefusedWithItsName) {
    for (const char* other : {"/dev/zero", "/tmp", "/no/such/file"}) {
        try {
            map_file_private(other);
            ADD_FAILURE() << other << " was mapped";
        } catch (const IoError& error) {
            EXPECT_EQ(std::string(error.what()).rfind(std::string(other) + ": ", 0), 0u) << error.what();
        }
    }
}

// The guard leaves every fault that is not its own to what was there before.
TEST_F(MappedFileTest, AFaultElsewhereStillEndsTheProgram) { EXPECT_DEATH(::raise(SIGBUS), ""); }

}  // namespace
}  // namespace byteprism
