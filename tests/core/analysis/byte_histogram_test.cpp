#include "core/analysis/byte_histogram.hpp"

#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace byteprism {
namespace {

ByteHistogram histogram_of(const std::vector<std::byte>& bytes) {
    ByteHistogram counts{};
    count_bytes(bytes, counts);
    return counts;
}

TEST(ByteHistogram, CountsEveryValueOfRandomBytesOfEveryLength) {
    std::mt19937 random(1);
    for (const std::size_t size : {0u, 1u, 7u, 8u, 9u, 1000u, 100'003u}) {
        std::vector<std::byte> bytes(size);
        for (std::byte& byte : bytes) byte = static_cast<std::byte>(random() % 251);
        ByteHistogram expected{};
        for (const std::byte byte : bytes) ++expected[std::to_integer<std::size_t>(byte)];
        EXPECT_EQ(histogram_of(bytes), expected);
    }
}

TEST(ByteHistogram, AddsToWhatWasCounted) {
    ByteHistogram counts{};
    const std::vector<std::byte> bytes(10, std::byte{7});
    count_bytes(bytes, counts);
    count_bytes(bytes, counts);
    EXPECT_EQ(counts[7], 20u);
}

TEST(ByteHistogram, EntropyIsInBitsForAByte) {
    EXPECT_DOUBLE_EQ(entropy(ByteHistogram{}), 0);
    EXPECT_DOUBLE_EQ(entropy(histogram_of(std::vector<std::byte>(100, std::byte{3}))), 0);
    std::vector<std::byte> all;
    for (int value = 0; value < 256; ++value) all.push_back(static_cast<std::byte>(value));
    EXPECT_DOUBLE_EQ(entropy(histogram_of(all)), 8);
    EXPECT_DOUBLE_EQ(entropy(histogram_of({std::byte{1}, std::byte{2}})), 1);
}

TEST(ByteHistogram, ClassesAddUpToOne) {
    const ByteClasses found =
        classes(histogram_of({std::byte{0}, std::byte{9}, std::byte{0x7f}, std::byte{'a'}, std::byte{0x80}}));
    EXPECT_DOUBLE_EQ(found.zero, 0.2);
    EXPECT_DOUBLE_EQ(found.control, 0.4);
    EXPECT_DOUBLE_EQ(found.printable, 0.2);
    EXPECT_DOUBLE_EQ(found.high, 0.2);
    EXPECT_DOUBLE_EQ(classes(ByteHistogram{}).zero, 0);
}

}  // namespace
}  // namespace byteprism
