#include <filesystem>
#include <fstream>
#include <latch>
#include <numeric>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <linux/loop.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "core/error.hpp"
#include "core/memory/buffer.hpp"
#include "core/memory/descriptor.hpp"
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

TEST_F(MappedFileTest, ManyThreadsMayFindTheLossAtOnce) {
    const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
    for (int round = 0; round < 100; ++round) {
        write(64 * page);
        const Buffer buffer(map_file_private(path));
        std::filesystem::resize_file(path, page);
        std::latch start(4);
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < 4; ++i) {
            threads.emplace_back([&, i] {
                start.arrive_and_wait();
                for (std::size_t at = (4 + i) * page; at < 64 * page; at += 4 * page) {
                    buffer.mutable_bytes()[at] = std::byte{7};
                }
            });
        }
        threads.clear();
        for (std::size_t at = 4 * page; at < 64 * page; at += page) ASSERT_EQ(buffer.bytes()[at], std::byte{7}) << at;
        ASSERT_EQ(buffer.intact_size(), page);
    }
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

// A file as a block device, for as long as it is open.
struct LoopDevice {
    explicit LoopDevice(const std::string& path)
        : control(::open("/dev/loop-control", O_RDWR | O_CLOEXEC)),
          name("/dev/loop" + std::to_string(::ioctl(control.number(), LOOP_CTL_GET_FREE))),
          device(::open(name.c_str(), O_RDWR | O_CLOEXEC)) {
        const Descriptor file(::open(path.c_str(), O_RDWR | O_CLOEXEC));
        loop_config config{};
        config.fd = static_cast<std::uint32_t>(file.number());
        config.info.lo_flags = LO_FLAGS_AUTOCLEAR;
        works = ::ioctl(device.number(), LOOP_CONFIGURE, &config) == 0;
    }

    Descriptor control;
    std::string name;
    Descriptor device;
    bool works = false;
};

TEST_F(MappedFileTest, ABlockDeviceHasItsSizeAndStaysAsItWas) {
    write(1 << 20);
    const LoopDevice device(path);
    if (!device.works) GTEST_SKIP() << "needs the right to set up a loop device";
    Buffer buffer(map_file_private(device.name));
    ASSERT_EQ(buffer.size(), 1u << 20);
    buffer.splice({5000, 2}, 7);
    EXPECT_EQ(buffer.size(), (1u << 20) + 5);
    EXPECT_EQ(buffer.bytes()[5006], std::byte{0});
    EXPECT_EQ(buffer.bytes().back(), std::byte{'x'});
    const Buffer live(map_file_shared(device.name));
    EXPECT_EQ(live.bytes()[5001], std::byte{'x'});
}

// The guard leaves every fault that is not its own to what was there before.
TEST_F(MappedFileTest, AFaultElsewhereStillEndsTheProgram) { EXPECT_DEATH(::raise(SIGBUS), ""); }

}  // namespace
}  // namespace byteprism
