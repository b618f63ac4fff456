// Statistics of bytes against counting them one by one, however they come.
#include "core/analysis/byte_statistics.hpp"

#include <random>

#include <gtest/gtest.h>

namespace byteprism {
namespace {

TEST(ByteStatisticsTest, CountsBytesPairsAndParts) {
    std::mt19937 random(3);
    for (const std::size_t size : {0U, 1U, 255U, 256U, 1000U, 300'001U}) {
        std::vector<std::byte> bytes(size);
        for (std::byte& byte : bytes) byte = static_cast<std::byte>(random() % 7 * 40);
        ByteStatistics statistics(std::ssize(bytes));
        for (std::size_t at = 0; at < size;) {
            const std::size_t some = std::min<std::size_t>(size - at, 1 + random() % 5000);
            statistics.add(std::span(bytes).subspan(at, some));
            at += some;
        }
        ByteHistogram counts{};
        count_bytes(bytes, counts);
        EXPECT_EQ(statistics.counts(), counts);
        std::vector<std::uint64_t> pairs(65536);
        for (std::size_t i = 1; i < size; ++i) {
            ++pairs[256 * std::to_integer<std::size_t>(bytes[i - 1]) + std::to_integer<std::size_t>(bytes[i])];
        }
        EXPECT_EQ(statistics.pairs(), pairs);
        const auto part = static_cast<std::size_t>(statistics.part_size());
        ASSERT_EQ(statistics.parts().size(), (size + part - 1) / part);
        EXPECT_LE(statistics.parts().size(), 1024U);
        for (std::size_t i = 0; i < statistics.parts().size(); ++i) {
            ByteHistogram of_part{};
            count_bytes(std::span(bytes).subspan(i * part, std::min(part, size - i * part)), of_part);
            EXPECT_DOUBLE_EQ(statistics.parts()[i], entropy(of_part));
        }
    }
}

}  // namespace
}  // namespace byteprism
