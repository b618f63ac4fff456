// Envelopes against the numbers themselves, however they were added.
#include "core/analysis/envelope.hpp"

#include <cmath>
#include <cstring>
#include <limits>
#include <random>

#include <gtest/gtest.h>

namespace byteprism {
namespace {

constexpr NumberColumn shorts{NumberColumn::Kind::Signed, 2};
constexpr NumberColumn floats{NumberColumn::Kind::Float, 4};

template <class T>
std::vector<std::byte> bytes_of(const std::vector<T>& numbers) {
    std::vector<std::byte> bytes(numbers.size() * sizeof(T));
    std::memcpy(bytes.data(), numbers.data(), bytes.size());
    return bytes;
}

TEST(EnvelopeTest, TellsTheExtremesOfTheBlocksThatSamplesLieIn) {
    std::mt19937 random(1);
    std::vector<std::int16_t> numbers(200'003);
    for (auto& number : numbers) number = static_cast<std::int16_t>(random());
    const auto bytes = bytes_of(numbers);
    Envelope envelope(std::ssize(numbers));
    for (std::size_t at = 0; at < numbers.size();) {
        const std::size_t some = std::min<std::size_t>(random() % 3000, numbers.size() - at);
        envelope.add(shorts, bytes.data() + 2 * at, 2, some);
        at += some;
        ASSERT_LE(envelope.known(), static_cast<std::int64_t>(at));
        ASSERT_GT(envelope.known() + Envelope::block, static_cast<std::int64_t>(at));
    }
    EXPECT_EQ(envelope.known(), std::ssize(numbers));
    for (int round = 0; round < 2000; ++round) {
        const auto first = static_cast<std::int64_t>(random() % numbers.size());
        const auto count = static_cast<std::int64_t>(1 + random() % numbers.size());
        const auto begin = numbers.begin() + first / Envelope::block * Envelope::block;
        const std::int64_t end =
            std::min(std::ssize(numbers), (first + count + Envelope::block - 1) / Envelope::block * Envelope::block);
        const auto [least, greatest] = std::minmax_element(begin, numbers.begin() + end);
        ASSERT_EQ(envelope.of(first, count), (Extremes{double(*least), double(*greatest)})) << first << " " << count;
    }
}

TEST(EnvelopeTest, KnowsNothingOfSamplesThatHaveNotCome) {
    const auto bytes = bytes_of(std::vector<std::int16_t>(1000, 7));
    Envelope envelope(2000);
    EXPECT_EQ(envelope.of(0, 2000), std::nullopt);
    envelope.add(shorts, bytes.data(), 2, 1000);
    EXPECT_EQ(envelope.known(), Envelope::block);
    EXPECT_EQ(envelope.of(0, 2000), (Extremes{7, 7}));
    EXPECT_EQ(envelope.of(600, 10), std::nullopt);
    EXPECT_EQ(envelope.of(-1, 10), std::nullopt);
    EXPECT_EQ(envelope.of(5000, 10), std::nullopt);
    EXPECT_EQ(Envelope(0).of(0, 1), std::nullopt);
}

TEST(EnvelopeTest, LeavesOutWhatIsNoNumber) {
    std::vector<float> numbers(3 * Envelope::block, std::numeric_limits<float>::quiet_NaN());
    numbers[600] = -2;
    numbers[700] = std::numeric_limits<float>::infinity();
    const auto bytes = bytes_of(numbers);
    Envelope envelope(std::ssize(numbers));
    envelope.add(floats, bytes.data(), 4, numbers.size());
    EXPECT_EQ(envelope.of(0, Envelope::block), std::nullopt);
    EXPECT_EQ(envelope.of(0, std::ssize(numbers)), (Extremes{-2, std::numeric_limits<double>::infinity()}));
}

}  // namespace
}  // namespace byteprism
