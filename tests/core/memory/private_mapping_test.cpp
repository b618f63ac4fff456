#include "core/memory/private_mapping.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <random>
#include <vector>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include "core/error.hpp"
#include "core/memory/buffer.hpp"
#include "core/memory/pages.hpp"
#include "tests/core/memory/temporary_path.hpp"

namespace byteprism {
namespace {

using ByteVector = std::vector<std::byte>;
constexpr std::size_t gibibyte = std::size_t{1} << 30;

std::byte letter(std::size_t i) { return static_cast<std::byte>('a' + i % 23); }

// A line of the system's account of this process, such as "VmRSS:" or "RssAnon:".
std::int64_t status_bytes(const std::string& key) {
    std::ifstream status("/proc/self/status");
    std::string word;
    while (status >> word && word != key) {
    }
    std::int64_t kibibytes = 0;
    status >> kibibytes;
    return kibibytes << 10;
}
std::int64_t resident_bytes() { return status_bytes("VmRSS:"); }

class PrivateMappingTest : public testing::Test {
protected:
    PrivateMappingTest() { install_fault_guard(); }

    ByteVector write(std::size_t size) {
        ByteVector bytes(size);
        for (std::size_t i = 0; i < size; ++i) bytes[i] = letter(i);
        std::ofstream(file.path, std::ios::binary)
            .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(size));
        return bytes;
    }
    void make_sparse(std::size_t size) {
        write(3);
        std::filesystem::resize_file(file.path, size);
    }
    Buffer map(MappingLimits limits = {}) {
        Descriptor descriptor(::open(file.path.c_str(), O_RDONLY | O_CLOEXEC));
        return Buffer(std::make_unique<PrivateMapping>(std::move(descriptor), file.path,
                                                       std::filesystem::file_size(file.path), limits));
    }
    static std::string text(const Buffer& buffer, std::size_t offset, std::size_t length) {
        const auto bytes = buffer.bytes().subspan(offset, length);
        return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    }

    TemporaryPath file{"private-mapping"};
};

// Random splices, writes and own() against a vector; everything is compared after each.
void compare_with_a_vector(Buffer buffer, ByteVector naive, unsigned seed, int steps) {
    std::mt19937 random(seed);
    const auto below = [&](std::size_t limit) { return std::uniform_int_distribution<std::size_t>(0, limit)(random); };
    const auto some = [&](std::size_t limit) {
        return below(3) == 0 ? std::min(limit, below(3) * page_size()) : below(limit);
    };
    const std::byte* const address = buffer.bytes().data();
    for (int step = 0; step < steps; ++step) {
        std::size_t offset = below(naive.size());
        if (below(3) == 0) offset = page_floor(offset);
        const std::size_t removed = some(std::min(naive.size() - offset, below(20000)));
        const ByteRange range{static_cast<std::int64_t>(offset), static_cast<std::int64_t>(removed)};
        switch (below(4)) {
            case 0:
                buffer.storage().own(range);
                break;
            case 1: {
                const std::byte fill = letter(below(22));
                std::ranges::fill(buffer.mutable_bytes().subspan(offset, removed), fill);
                std::fill_n(naive.begin() + range.offset, range.length, fill);
                break;
            }
            default: {
                const std::size_t inserted = naive.size() > 100000 ? below(100) : some(20000);
                buffer.splice(range, inserted);
                naive.erase(naive.begin() + range.offset, naive.begin() + range.end());
                naive.insert(naive.begin() + range.offset, inserted, std::byte{0});
            }
        }
        ASSERT_TRUE(std::ranges::equal(buffer.bytes(), naive)) << "seed " << seed << " step " << step;
        ByteVector read(below(naive.size()), std::byte{'?'});
        const std::size_t from = below(naive.size() - read.size());
        buffer.storage().read(from, read);
        ASSERT_TRUE(std::ranges::equal(read, std::span(naive).subspan(from, read.size()))) << "step " << step;
        ASSERT_EQ(buffer.bytes().data(), address) << "the bytes moved";
        ASSERT_EQ(buffer.intact_size(), naive.size());
    }
}

TEST_F(PrivateMappingTest, SplicesLikeAVector) {
    for (const std::size_t size : {1u, 100u, 4096u, 8192u, 50000u}) {
        const ByteVector bytes = write(size);
        for (unsigned seed = 0; seed < 4; ++seed) compare_with_a_vector(map(), bytes, seed, 100);
    }
}

TEST_F(PrivateMappingTest, SplicesLikeAVectorWhereMemoryIsShort) {
    const ByteVector bytes = write(60000);
    for (unsigned seed = 0; seed < 8; ++seed) {
        const MappingLimits limits{.memory_for_a_move = 1 + seed * 5000, .memory_in_all = 1 + seed * 7000};
        compare_with_a_vector(map(limits), bytes, seed, 100);
    }
}

TEST_F(PrivateMappingTest, GrowsFromNothing) {
    for (unsigned seed = 0; seed < 4; ++seed) {
        compare_with_a_vector(Buffer(std::make_unique<PrivateMapping>()), {}, seed, 150);
    }
}

TEST_F(PrivateMappingTest, AppendingByteByByteKeepsThemInOrder) {
    Buffer buffer(std::make_unique<PrivateMapping>());
    for (std::size_t i = 0; i < 300000; ++i) {
        const std::byte byte = letter(i);
        buffer.append({&byte, 1});
    }
    ASSERT_EQ(buffer.size(), 300000u);
    for (std::size_t i = 0; i < 300000; ++i) ASSERT_EQ(buffer.bytes()[i], letter(i)) << i;
}

TEST_F(PrivateMappingTest, TheFileStaysAsItWas) {
    const ByteVector before = write(10000);
    Buffer buffer = map();
    buffer.splice({0, 5}, 3);
    buffer.splice({9000, 0}, 9000);
    buffer.storage().own({0, 100});
    std::ranges::fill(buffer.mutable_bytes(), std::byte{'!'});
    ByteVector after(10000);
    std::ifstream(file.path, std::ios::binary).read(reinterpret_cast<char*>(after.data()), 10000);
    EXPECT_EQ(after, before);
    EXPECT_EQ(std::filesystem::file_size(file.path), 10000u);
}

TEST_F(PrivateMappingTest, RefusesWhileAViewLivesAndChangesNothing) {
    const ByteVector bytes = write(10000);
    Buffer buffer = map();
    const BufferPin pin(buffer);
    EXPECT_THROW(buffer.splice({5000, 0}, 1), BufferError);
    EXPECT_TRUE(std::ranges::equal(buffer.bytes(), bytes));
}

TEST_F(PrivateMappingTest, RefusesWhatIsOutsideOrHasNoRoom) {
    const ByteVector bytes = write(10000);
    Buffer buffer = map({.slack = 8192});
    EXPECT_THROW(buffer.splice({10000, 1}, 0), ValueError);
    EXPECT_THROW(buffer.splice({-1, 0}, 1), ValueError);
    EXPECT_THROW(buffer.splice({0, 0}, 20000), ValueError);
    EXPECT_TRUE(std::ranges::equal(buffer.bytes(), bytes));
    buffer.splice({0, 0}, 8192);
    EXPECT_EQ(buffer.size(), 18192u);
}

TEST_F(PrivateMappingTest, WithoutAddressSpaceForGrowthItCannotChangeItsSize) {
    write(100);
    Buffer buffer = map({.slack = 0});
    EXPECT_FALSE(buffer.resizable());
    EXPECT_THROW(buffer.splice({0, 1}, 0), TypeError);
}

TEST_F(PrivateMappingTest, ATemporaryFileThatCannotBeMadeIsNamedAndNothingChanges) {
    const ByteVector bytes = write(10000);
    Buffer buffer = map({.memory_for_a_move = 1});
    ::setenv("TMPDIR", "/no/such/folder", 1);
    try {
        buffer.splice({0, 0}, 1);
        ADD_FAILURE() << "no error";
    } catch (const IoError& error) {
        EXPECT_EQ(std::string(error.what()),
                  "/no/such/folder: cannot make a temporary file there: No such file or directory");
    }
    ::unsetenv("TMPDIR");
    EXPECT_TRUE(std::ranges::equal(buffer.bytes(), bytes));
}

TEST_F(PrivateMappingTest, InsertsAtTheEndOfATebibyte) {
    constexpr std::size_t size = std::size_t{1} << 40;
    make_sparse(size);
    Buffer buffer = map();
    buffer.mutable_bytes()[size - 1] = std::byte{'z'};
    buffer.splice({size - 10, 0}, 5);
    EXPECT_EQ(buffer.size(), size + 5);
    EXPECT_EQ(text(buffer, size + 3, 2), std::string("\0z", 2));
    buffer.splice({size + 5, 0}, 1);
    buffer.mutable_bytes()[size + 5] = std::byte{'!'};
    EXPECT_EQ(text(buffer, size + 4, 2), "z!");
    EXPECT_EQ(text(buffer, 0, 3), "abc");
}

TEST_F(PrivateMappingTest, InsertingInFrontOfASparseFileCostsItsDataAlone) {
    constexpr std::size_t size = 8 * gibibyte;
    make_sparse(size);
    Buffer buffer = map({.memory_for_a_move = gibibyte});
    buffer.mutable_bytes()[5 * gibibyte] = std::byte{'m'};
    const std::int64_t before = resident_bytes();
    const auto begin = std::chrono::steady_clock::now();
    buffer.splice({0, 0}, 7);
    const auto seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    EXPECT_LT(resident_bytes() - before, 64 << 20);
    EXPECT_EQ(buffer.size(), size + 7);
    EXPECT_EQ(text(buffer, 0, 10), std::string("\0\0\0\0\0\0\0abc", 10));
    EXPECT_EQ(text(buffer, 5 * gibibyte + 7, 1), "m");
    RecordProperty("seconds", std::to_string(seconds));
    // Again, and back: the temporary file's holes are kept as the file's were.
    buffer.splice({1, 0}, 4096);
    buffer.splice({0, 4096 + 7}, 0);
    EXPECT_EQ(text(buffer, 0, 4), std::string("abc\0", 4));
    EXPECT_EQ(text(buffer, 5 * gibibyte, 1), "m");
    EXPECT_LT(resident_bytes() - before, 64 << 20);
}

TEST_F(PrivateMappingTest, ReadingLeavesMemoryAsItWasAndDoesNotFault) {
    constexpr std::size_t size = 256 << 20;
    make_sparse(size);
    Buffer buffer = map();
    buffer.mutable_bytes()[size - 1] = std::byte{'z'};
    const std::int64_t before = resident_bytes();
    ByteVector slice(1 << 20);
    for (std::size_t at = 0; at < size; at += slice.size()) buffer.storage().read(at, slice);
    EXPECT_EQ(slice.back(), std::byte{'z'});
    EXPECT_LT(resident_bytes() - before, 16 << 20);
    std::filesystem::resize_file(file.path, 2);
    slice.assign(8, std::byte{'?'});
    buffer.storage().read(0, slice);
    EXPECT_EQ(slice, (ByteVector{std::byte{'a'}, std::byte{'b'}, {}, {}, {}, {}, {}, {}}));
    EXPECT_EQ(buffer.intact_size(), size) << "nobody touched what is lost";
}

TEST_F(PrivateMappingTest, WhatWasMovedOutlivesAFileCutOff) {
    const std::size_t page = page_size();
    const ByteVector bytes = write(10 * page);
    Buffer buffer = map();
    buffer.splice({static_cast<std::int64_t>(6 * page + 5), 0}, 1);
    std::filesystem::resize_file(file.path, 2 * page + 100);
    EXPECT_EQ(buffer.bytes()[3 * page], std::byte{0}) << "still the file's: lost";
    EXPECT_EQ(buffer.intact_size(), 2 * page + 100);
    const ByteRange lost{static_cast<std::int64_t>(2 * page + 100), static_cast<std::int64_t>(4 * page - 100)};
    EXPECT_EQ(buffer.storage().missing(), std::vector{lost});
    EXPECT_TRUE(std::ranges::equal(buffer.bytes().subspan(6 * page, 5), std::span(bytes).subspan(6 * page, 5)));
    EXPECT_TRUE(std::ranges::equal(buffer.bytes().subspan(6 * page + 6), std::span(bytes).subspan(6 * page + 5)));
}

TEST_F(PrivateMappingTest, WhatIsOursInTheMiddleOutlivesAFileCutOff) {
    const std::size_t page = page_size();
    const ByteVector bytes = write(10 * page);
    Buffer buffer = map({.memory_in_all = 1});
    buffer.storage().own({static_cast<std::int64_t>(4 * page), static_cast<std::int64_t>(2 * page)});
    std::filesystem::resize_file(file.path, 8 * page + 1);
    EXPECT_EQ(buffer.bytes()[9 * page], std::byte{0});
    EXPECT_EQ(buffer.intact_size(), 8 * page + 1);
    EXPECT_TRUE(std::ranges::equal(buffer.bytes().first(8 * page + 1), std::span(bytes).first(8 * page + 1)));
    std::filesystem::resize_file(file.path, page);
    EXPECT_EQ(buffer.bytes()[7 * page], std::byte{0});
    EXPECT_EQ(buffer.intact_size(), page) << "a fault in one piece tells of the others";
    EXPECT_TRUE(
        std::ranges::equal(buffer.bytes().subspan(4 * page, 2 * page), std::span(bytes).subspan(4 * page, 2 * page)));
    EXPECT_EQ(buffer.bytes()[3 * page], std::byte{0});
    EXPECT_EQ(buffer.storage().missing().size(), 2u);
}

TEST_F(PrivateMappingTest, AFileFoundCutOffWhileMovingIsToldAndNothingMoves) {
    const std::size_t page = page_size();
    write(10 * page);
    Buffer buffer = map();
    std::filesystem::resize_file(file.path, 4 * page + 10);
    EXPECT_THROW(buffer.splice({5, 0}, 1), IoError);
    EXPECT_EQ(buffer.size(), 10 * page);
    EXPECT_EQ(buffer.intact_size(), 4 * page + 10);
    buffer.splice({5, 0}, 1);
    EXPECT_EQ(buffer.bytes()[4 * page + 10], letter(4 * page + 9));
    EXPECT_EQ(buffer.bytes()[4 * page + 11], std::byte{0});
    EXPECT_EQ(buffer.size(), 10 * page + 1);
}

TEST_F(PrivateMappingTest, WhatOthersPutInPlaceOfLostBytesDoesNotAppearByMoving) {
    const std::size_t page = page_size();
    ByteVector bytes = write(10 * page);
    Buffer buffer = map();
    std::filesystem::resize_file(file.path, 4 * page);
    EXPECT_EQ(buffer.bytes()[5 * page], std::byte{0});
    write(10 * page);
    buffer.splice({5, 0}, 1);
    std::fill(bytes.begin() + static_cast<std::ptrdiff_t>(4 * page), bytes.end(), std::byte{0});
    EXPECT_TRUE(std::ranges::equal(buffer.bytes().subspan(6), std::span(bytes).subspan(5)));
}

TEST_F(PrivateMappingTest, AHugeFillGoesToATemporaryFile) {
    make_sparse(2 * gibibyte);
    Buffer buffer = map({.memory_in_all = gibibyte / 4});
    constexpr ByteRange range{100, 512 << 20};
    const std::int64_t before = status_bytes("RssAnon:");
    buffer.storage().own(range);
    std::ranges::fill(buffer.mutable_bytes().subspan(100, 512 << 20), std::byte{'f'});
    EXPECT_EQ(text(buffer, 98, 3), std::string("\0\0f", 3));
    EXPECT_EQ(text(buffer, (512 << 20) + 98, 3), std::string("ff\0", 3));
    EXPECT_LT(status_bytes("RssAnon:") - before, 128 << 20) << "of the 512 MiB filled";
}

}  // namespace
}  // namespace byteprism
