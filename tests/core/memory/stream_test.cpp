#include "core/memory/stream.hpp"

#include <fstream>
#include <thread>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/error.hpp"
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

struct Pipe {
    Pipe() {
        int ends[2] = {-1, -1};
        EXPECT_EQ(::pipe2(ends, O_CLOEXEC), 0);
        out = ends[0];
        in = ends[1];
    }
    void write(const std::string& what) const {
        EXPECT_EQ(::write(in, what.data(), what.size()), static_cast<ssize_t>(what.size()));
    }

    int out = -1;  // the stream closes it
    int in = -1;
};

TEST(Stream, AFileOfProcIsReadWhole) {
    ASSERT_TRUE(is_stream("/proc/cpuinfo"));
    const StreamContents read = read_stream("/proc/version");
    EXPECT_EQ(read.state, Stream::State::Ended);
    EXPECT_EQ(text(read.buffer), contents("/proc/version"));
    EXPECT_TRUE(read.buffer.resizable());
}

TEST(Stream, AnEndlessDeviceIsReadUpToTheLimit) {
    ASSERT_TRUE(is_stream("/dev/zero"));
    const StreamContents read = read_stream("/dev/zero", 1000001);
    EXPECT_EQ(read.state, Stream::State::AtLimit);
    EXPECT_EQ(read.buffer.size(), 1000001u);
}

TEST(Stream, WhatCanBeMappedIsNone) {
    const TemporaryPath file("stream");
    std::ofstream(file.path).flush();
    EXPECT_FALSE(is_stream(file.path)) << "empty";
    std::ofstream(file.path) << "text";
    EXPECT_FALSE(is_stream(file.path));
    EXPECT_FALSE(is_stream("/tmp"));
    EXPECT_FALSE(is_stream("/no/such/file"));
}

TEST(Stream, AFileOfSysIsOne) {
    const std::string path = "/sys/kernel/mm/transparent_hugepage/enabled";
    if (contents(path).empty()) GTEST_SKIP() << "no " << path;
    ASSERT_TRUE(is_stream(path));
    EXPECT_EQ(text(read_stream(path).buffer), contents(path));
}

TEST(Stream, GrowsWhileItArrives) {
    Pipe pipe;
    Stream stream(Descriptor(pipe.out), "pipe");
    Buffer buffer(growing_storage());
    EXPECT_EQ(stream.read(buffer, 100, Stream::Waiting::No), Stream::State::Open);
    pipe.write("abc");
    EXPECT_EQ(stream.read(buffer, 100, Stream::Waiting::No), Stream::State::Open);
    EXPECT_EQ(text(buffer), "abc");
    pipe.write("defg");
    EXPECT_EQ(stream.read(buffer, 5, Stream::Waiting::No), Stream::State::AtLimit);
    EXPECT_EQ(text(buffer), "abcde");
    ::close(pipe.in);
    EXPECT_EQ(stream.read(buffer, 100, Stream::Waiting::No), Stream::State::Ended);
    EXPECT_EQ(text(buffer), "abcdefg");
}

TEST(Stream, KeepsOrderAndAddressOverManyMegabytes) {
    Pipe pipe;
    constexpr std::uint32_t count = 8 << 20;
    std::thread writer([&] {
        std::vector<std::uint32_t> numbers(1 << 16);
        for (std::uint32_t first = 0; first < count; first += 1 << 16) {
            for (std::uint32_t i = 0; i < 1 << 16; ++i) numbers[i] = first + i;
            const char* at = reinterpret_cast<const char*>(numbers.data());
            for (std::size_t left = numbers.size() * 4; left != 0;) {
                const ssize_t put = ::write(pipe.in, at, left);
                if (put < 0) return;
                at += put;
                left -= static_cast<std::size_t>(put);
            }
        }
        ::close(pipe.in);
    });
    Stream stream(Descriptor(pipe.out), "pipe");
    Buffer buffer(growing_storage());
    const std::byte* const address = buffer.bytes().data();
    EXPECT_EQ(stream.read(buffer, default_stream_limit, Stream::Waiting::Yes), Stream::State::Ended);
    writer.join();
    EXPECT_EQ(buffer.bytes().data(), address);
    ASSERT_EQ(buffer.size(), count * std::size_t{4});
    for (std::uint32_t i = 0; i < count; i += 999) {
        std::uint32_t number = 0;
        std::memcpy(&number, buffer.bytes().data() + i * std::size_t{4}, 4);
        ASSERT_EQ(number, i);
    }
}

TEST(Stream, ANamedPipeWithNobodyAtItsOtherEndDoesNotBlock) {
    const TemporaryPath fifo("fifo");
    ASSERT_EQ(::mkfifo(fifo.path.c_str(), 0600), 0);
    ASSERT_TRUE(is_stream(fifo.path));
    Stream stream = Stream::open(fifo.path);
    Buffer buffer(growing_storage());
    EXPECT_EQ(stream.read(buffer, 100, Stream::Waiting::No), Stream::State::Open);
    std::ofstream(fifo.path) << "late";
    EXPECT_EQ(stream.read(buffer, 100, Stream::Waiting::No), Stream::State::Ended);
    EXPECT_EQ(text(buffer), "late");
}

TEST(Stream, AFailureNamesTheFileTheOperationAndTheReason) {
    try {
        read_stream("/proc/self/mem");
        ADD_FAILURE() << "address 0 was read";
    } catch (const IoError& error) {
        EXPECT_STREQ(error.what(), "/proc/self/mem: cannot read it at 0: Input/output error");
    }
    EXPECT_THROW(Stream::open("/no/such/file"), IoError);
}

TEST(Stream, DoesNotAppendWhileAViewLives) {
    Pipe pipe;
    pipe.write("x");
    Stream stream(Descriptor(pipe.out), "pipe");
    Buffer buffer(growing_storage());
    {
        const BufferPin pin(buffer);
        EXPECT_THROW(stream.read(buffer, 100, Stream::Waiting::No), BufferError);
    }
    stream.read(buffer, 100, Stream::Waiting::No);
    EXPECT_EQ(text(buffer), "x") << "and nothing is lost by trying";
    ::close(pipe.in);
}

}  // namespace
}  // namespace byteprism
