#include "core/analysis/column_statistics.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <random>
#include <set>

#include <gtest/gtest.h>

namespace byteprism {
namespace {

struct Numbers {
    std::vector<std::byte> bytes;
    std::vector<long double> values;  // of which every number has its own
};

template <class T>
void append(Numbers& to, T value, const NumberColumn& column, std::size_t stride) {
    std::byte raw[sizeof(T)];
    std::memcpy(raw, &value, sizeof value);
    if (column.order == ByteOrder::Big) std::reverse(std::begin(raw), std::end(raw));
    const std::size_t at = to.bytes.size();
    to.bytes.resize(at + stride, std::byte{0x5a});
    std::memcpy(to.bytes.data() + at, raw, sizeof raw);
    to.values.push_back(static_cast<long double>(value));
}

Numbers random_numbers(const NumberColumn& column, std::size_t count, std::size_t stride, std::uint64_t seed) {
    std::mt19937_64 random(seed);
    Numbers numbers;
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint64_t bits = random();
        const bool has_sign = column.kind == NumberColumn::Kind::Signed;
        if (column.kind == NumberColumn::Kind::Float) {
            const double value = static_cast<double>(static_cast<std::int64_t>(bits)) / 1e15;
            if (column.size == 4) append(numbers, static_cast<float>(value), column, stride);
            if (column.size == 8) append(numbers, value, column, stride);
        } else if (column.size == 1) {
            has_sign ? append(numbers, static_cast<std::int8_t>(bits), column, stride)
                     : append(numbers, static_cast<std::uint8_t>(bits), column, stride);
        } else if (column.size == 2) {
            has_sign ? append(numbers, static_cast<std::int16_t>(bits), column, stride)
                     : append(numbers, static_cast<std::uint16_t>(bits), column, stride);
        } else if (column.size == 4) {
            has_sign ? append(numbers, static_cast<std::int32_t>(bits), column, stride)
                     : append(numbers, static_cast<std::uint32_t>(bits), column, stride);
        } else {
            has_sign ? append(numbers, static_cast<std::int64_t>(bits), column, stride)
                     : append(numbers, bits, column, stride);
        }
    }
    return numbers;
}

TEST(ColumnStatistics, AgreeWithALoopForEveryKindOrderStrideAndLength) {
    std::vector<NumberColumn> columns;
    for (const ByteOrder order : {ByteOrder::Little, ByteOrder::Big}) {
        for (const int size : {1, 2, 4, 8}) {
            columns.push_back({NumberColumn::Kind::Unsigned, size, order});
            columns.push_back({NumberColumn::Kind::Signed, size, order});
            if (size >= 4) columns.push_back({NumberColumn::Kind::Float, size, order});
        }
    }
    std::uint64_t seed = 1;
    for (const NumberColumn& column : columns) {
        for (const std::size_t count : {1U, 7U, 64U, 1000U, 5001U}) {
            for (const std::size_t air : {0U, 3U}) {
                const std::size_t stride = static_cast<std::size_t>(column.size) + air;
                const Numbers numbers = random_numbers(column, count, stride, ++seed);
                ColumnSummarizer summarizer(column);
                summarizer.add(numbers.bytes.data(), static_cast<std::ptrdiff_t>(stride), count / 2);
                summarizer.add(numbers.bytes.data() + count / 2 * stride, static_cast<std::ptrdiff_t>(stride),
                               count - count / 2);
                const ColumnSummary summary = summarizer.summary();
                const long double least = *std::ranges::min_element(numbers.values);
                const long double greatest = *std::ranges::max_element(numbers.values);
                long double sum = 0;
                for (const long double value : numbers.values) sum += value;
                const auto mean = static_cast<double>(sum / static_cast<long double>(count));
                const std::string where = std::to_string(column.size) + " bytes, kind " +
                                          std::to_string(static_cast<int>(column.kind)) + ", " + std::to_string(count);
                EXPECT_EQ(summary.count, count) << where;
                EXPECT_EQ(summary.least, static_cast<double>(least)) << where;
                EXPECT_EQ(summary.greatest, static_cast<double>(greatest)) << where;
                EXPECT_NEAR(summary.mean, mean, 1e-12 * (1 + std::abs(static_cast<double>(greatest)) * 2)) << where;
                const auto both = extremes(column, numbers.bytes.data(), static_cast<std::ptrdiff_t>(stride), count);
                ASSERT_TRUE(both);
                EXPECT_EQ(both->least, summary.least) << where;
                EXPECT_EQ(both->greatest, summary.greatest) << where;
            }
        }
    }
}

TEST(ColumnStatistics, NansAreCountedAndLeftOut) {
    const double numbers[] = {std::nan(""), 3, -1, std::nan(""), std::numeric_limits<double>::infinity(), 2};
    const auto* bytes = static_cast<const std::byte*>(static_cast<const void*>(numbers));
    const NumberColumn column{NumberColumn::Kind::Float, 8};
    ColumnSummarizer summarizer(column);
    summarizer.add(bytes, 8, 4);
    EXPECT_EQ(summarizer.summary().nans, 2U);
    EXPECT_EQ(summarizer.summary().least, -1);
    EXPECT_EQ(summarizer.summary().greatest, 3);
    EXPECT_EQ(summarizer.summary().mean, 1);
    EXPECT_FALSE(extremes(column, bytes, 8, 1));
    ColumnSummarizer nothing(column);
    nothing.add(bytes, 24, 2);
    EXPECT_FALSE(nothing.summary().any());
}

TEST(ColumnStatistics, ExtremesOfHalvesAreThoseOfTheNumbers) {
    std::uint64_t seed = 77;
    for (const ByteOrder order : {ByteOrder::Little, ByteOrder::Big}) {
        const NumberColumn column{NumberColumn::Kind::Float, 2, order};
        for (std::size_t count = 1; count < 300; count += 7) {
            std::vector<std::byte> bytes(2 * count);
            for (std::byte& byte : bytes) byte = static_cast<std::byte>((seed = seed * 6364136223846793005 + 1) >> 56);
            std::vector<double> numbers(count);
            load_doubles(column, bytes.data(), 2, count, numbers.data());
            std::erase_if(numbers, [](double number) { return std::isnan(number); });
            const auto both = extremes(column, bytes.data(), 2, count);
            ASSERT_EQ(both.has_value(), !numbers.empty());
            if (!both) continue;
            EXPECT_EQ(both->least, *std::ranges::min_element(numbers));
            EXPECT_EQ(both->greatest, *std::ranges::max_element(numbers));
        }
        const std::byte nans[] = {std::byte{0x7f}, std::byte{0x7f}, std::byte{0xff}, std::byte{0xff}};
        EXPECT_FALSE(extremes(column, nans, 2, 2));
    }
}

TEST(ColumnStatistics, BitFieldsAndHalvesAreWidened) {
    // The upper 5 bits of a byte with their sign: 0x08 >> 3 = 1, 0xf8 >> 3 = -1.
    const std::byte bytes[] = {std::byte{0x08}, std::byte{0xf8}, std::byte{0x7f}};
    NumberColumn bits{NumberColumn::Kind::Signed, 1};
    bits.bit_offset = 3;
    bits.bit_width = 5;
    ColumnSummarizer summarizer(bits);
    summarizer.add(bytes, 1, 3);
    EXPECT_EQ(summarizer.summary().least, -1);
    EXPECT_EQ(summarizer.summary().greatest, 15);
    EXPECT_EQ(summarizer.summary().mean, 5);
    const std::byte halves[] = {std::byte{0x00}, std::byte{0x3c}, std::byte{0x00}, std::byte{0xc0}};  // 1, -2
    const auto both = extremes({NumberColumn::Kind::Float, 2}, halves, 2, 2);
    ASSERT_TRUE(both);
    EXPECT_EQ(both->least, -2);
    EXPECT_EQ(both->greatest, 1);
}

TEST(ColumnStatistics, DifferentNumbersAreCountedUpToABound) {
    std::vector<std::uint32_t> numbers;
    for (std::uint32_t i = 0; i < 100000; ++i) numbers.push_back(i * 2654435761U % 777);
    const auto* bytes = static_cast<const std::byte*>(static_cast<const void*>(numbers.data()));
    const NumberColumn column{NumberColumn::Kind::Unsigned, 4};
    DistinctCounter few;
    few.add(column, bytes, 4, numbers.size());
    EXPECT_EQ(few.count(), std::set<std::uint32_t>(numbers.begin(), numbers.end()).size());
    for (std::uint32_t i = 0; i < numbers.size(); ++i) numbers[i] = i;
    DistinctCounter bound;
    bound.add(column, bytes, 4, DistinctCounter::most);
    EXPECT_EQ(bound.count(), DistinctCounter::most);
    bound.add(column, bytes, 4, numbers.size());
    EXPECT_FALSE(bound.count());
}

TEST(ColumnStatistics, AHistogramHasEveryNumberInItsBin) {
    const std::int16_t numbers[] = {-100, -100, 0, 27, 28};
    const auto* bytes = static_cast<const std::byte*>(static_cast<const void*>(numbers));
    ColumnHistogram histogram(-100, 28);
    histogram.add({NumberColumn::Kind::Signed, 2}, bytes, 2, 5);
    EXPECT_EQ(histogram.counts()[0], 2U);
    EXPECT_EQ(histogram.counts()[100], 1U);
    EXPECT_EQ(histogram.counts()[127], 2U);
    ColumnHistogram flat(5, 5);
    flat.add({NumberColumn::Kind::Signed, 2}, bytes, 2, 0);
    EXPECT_EQ(flat.counts()[0], 0U);
}

TEST(NumberColumn, CodesAreOrderedAsTheNumbersAre) {
    const double numbers[] = {-std::numeric_limits<double>::infinity(), -3.5, -0.0, 0.0, 1e-300, 7, std::nan("")};
    const auto* bytes = static_cast<const std::byte*>(static_cast<const void*>(numbers));
    const NumberColumn column{NumberColumn::Kind::Float, 8};
    std::uint64_t codes[7];
    load_codes(column, bytes, 8, 7, codes);
    EXPECT_EQ(codes[2], codes[3]);
    for (std::size_t i = 1; i < 7; ++i) EXPECT_LE(codes[i - 1], codes[i]) << i;
    EXPECT_EQ(number_of_code(column, codes[1]), -3.5);
    EXPECT_EQ(number_of_code({NumberColumn::Kind::Signed, 8}, 1), -9223372036854775807.0);
}

}  // namespace
}  // namespace byteprism
