#include "core/image/sample_value.hpp"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

namespace byteprism {
namespace {

TEST(SampleValue, UnormExpansionIsRoundedToNearest) {
    for (int bits = 1; bits <= 16; ++bits) {
        const std::uint64_t most = (std::uint64_t{1} << bits) - 1;
        for (std::uint64_t code = 0; code <= most; ++code) {
            const long double exact = static_cast<long double>(code) * 255 / static_cast<long double>(most);
            ASSERT_EQ(unorm_to_8_bits(code, bits), static_cast<int>(std::floor(exact + 0.5L)))
                << code << " of " << bits;
        }
    }
    for (const int bits : {31, 32, 48, 49, 63, 64}) {
        const std::uint64_t most = ~std::uint64_t{0} >> (64 - bits);
        EXPECT_EQ(unorm_to_8_bits(0, bits), 0);
        EXPECT_EQ(unorm_to_8_bits(most / 2, bits), 127) << bits;
        EXPECT_EQ(unorm_to_8_bits(most / 2 + 1, bits), 128) << bits;
        EXPECT_EQ(unorm_to_8_bits(most, bits), 255);
    }
}

TEST(SampleValue, EightBitsSurviveWiderCodes) {
    for (int bits = 8; bits <= 64; ++bits) {
        for (int value = 0; value < 256; ++value) {
            const auto byte = static_cast<std::uint8_t>(value);
            ASSERT_EQ(unorm_to_8_bits(unorm_from_8_bits(byte, bits), bits), value) << bits;
        }
    }
}

TEST(SampleValue, HalfsAreThoseOfIeee754) {
    EXPECT_EQ(value_of(SampleType::Float, 16, 0x3c00), 1.0);
    EXPECT_EQ(value_of(SampleType::Float, 16, 0xc000), -2.0);
    EXPECT_EQ(value_of(SampleType::Float, 16, 0x7bff), 65504.0);
    EXPECT_EQ(value_of(SampleType::Float, 16, 0x0001), std::ldexp(1.0, -24));
    EXPECT_EQ(value_of(SampleType::Float, 16, 0x7c00), std::numeric_limits<double>::infinity());
    EXPECT_TRUE(std::isnan(value_of(SampleType::Float, 16, 0x7e00)));
}

TEST(SampleValue, UnsignedFloatsAreThoseOfB10G11R11) {
    EXPECT_EQ(value_of(SampleType::UnsignedFloat, 11, 15u << 6), 1.0);
    EXPECT_EQ(value_of(SampleType::UnsignedFloat, 11, (30u << 6) | 63), 65024.0);
    EXPECT_EQ(value_of(SampleType::UnsignedFloat, 10, 15u << 5 | 16), 1.5);
}

TEST(SampleValue, SignedCodesShowTheirWholeRange) {
    EXPECT_EQ(value_of(SampleType::Snorm, 8, 0x81), 0.0);
    EXPECT_EQ(value_of(SampleType::Snorm, 8, 0x80), 0.0) << "-128 is -1 too";
    EXPECT_EQ(value_of(SampleType::Snorm, 8, 0), 0.5);
    EXPECT_EQ(value_of(SampleType::Snorm, 8, 127), 1.0);
    EXPECT_EQ(value_of(SampleType::Sint, 8, 0x80), 0.0);
    EXPECT_EQ(value_of(SampleType::Sint, 8, 0x7f), 1.0);
}

TEST(SampleValue, EveryCodeComesBackFromItsValue) {
    struct Case {
        SampleType type;
        int bits;
    };
    for (const Case c : {Case{SampleType::Unorm, 10}, Case{SampleType::Uint, 16}, Case{SampleType::Sint, 12},
                         Case{SampleType::Float, 16}, Case{SampleType::UnsignedFloat, 11},
                         Case{SampleType::UnsignedFloat, 10}, Case{SampleType::UnsignedFloat, 6}}) {
        for (std::uint64_t code = 0; code >> c.bits == 0; ++code) {
            const double value = value_of(c.type, c.bits, code);
            if (!std::isnan(value)) {
                ASSERT_EQ(code_of(c.type, c.bits, value), code) << c.bits << " bits, value " << value;
            }
        }
    }
    for (std::uint64_t code = 1; code < 256; ++code) {
        if (code != 128) {
            EXPECT_EQ(code_of(SampleType::Snorm, 8, value_of(SampleType::Snorm, 8, code)), code);
        }
    }
}

TEST(SampleValue, IntegersSaturate) {
    EXPECT_EQ(code_of(SampleType::Unorm, 8, -1), 0u);
    EXPECT_EQ(code_of(SampleType::Unorm, 64, 2), ~std::uint64_t{0});
    EXPECT_EQ(code_of(SampleType::Unorm, 8, std::numeric_limits<double>::quiet_NaN()), 0u);
    EXPECT_EQ(code_of(SampleType::Sint, 64, 9), ~std::uint64_t{0} >> 1);
    EXPECT_EQ(code_of(SampleType::Sint, 64, -9), std::uint64_t{1} << 63);
    EXPECT_EQ(code_of(SampleType::Float, 16, 1e30), 0x7c00u);
    EXPECT_EQ(code_of(SampleType::UnsignedFloat, 11, -1), 0u);
}

}  // namespace
}  // namespace byteprism
