#include "app/model/bytes/byte_operations.hpp"

#include <gtest/gtest.h>

#include "app/model/bytes/filling.hpp"
#include "app/model/hex_text.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

std::string after(std::string_view hex, Operator what, std::string_view operand = "") {
    std::vector<std::byte> bytes = parse_hex(hex);
    operate(bytes, parse_operation(what, operand));
    return hex_text(bytes);
}

std::string filled(std::size_t count, const Filling& filling) {
    std::vector<std::byte> bytes(count);
    fill(bytes, filling);
    return hex_text(bytes);
}

TEST(ByteOperations, WithAPatternAgainAndAgain) {
    EXPECT_EQ(after("00 01 02 03 04", Operator::Xor, "ff 0f"), "ff 0e fd 0c fb");
    EXPECT_EQ(after("12 34 56", Operator::And, "f0"), "10 30 50");
    EXPECT_EQ(after("12 34 56", Operator::Or, "0f"), "1f 3f 5f");
    EXPECT_EQ(after("00 ff 80", Operator::Add, "01"), "01 00 81") << "each byte by itself";
    EXPECT_EQ(after("00 ff 0f", Operator::Not), "ff 00 f0");
    EXPECT_THROW(parse_operation(Operator::Xor, "f"), ValueError) << "an odd digit";
    EXPECT_THROW(parse_operation(Operator::Xor, ""), ValueError);
}

TEST(ByteOperations, ShiftsAndRotationsTakeAllBytesForOneRowOfBits) {
    EXPECT_EQ(after("12 34 56", Operator::ShiftLeft, "4"), "23 45 60");
    EXPECT_EQ(after("12 34 56", Operator::ShiftRight, "4"), "01 23 45");
    EXPECT_EQ(after("12 34 56", Operator::ShiftLeft, "12"), "45 60 00");
    EXPECT_EQ(after("12 34 56", Operator::ShiftRight, "12"), "00 01 23");
    EXPECT_EQ(after("81", Operator::ShiftLeft, "1"), "02");
    EXPECT_EQ(after("81", Operator::ShiftRight, "1"), "40");
    EXPECT_EQ(after("12 34 56", Operator::ShiftLeft, "24"), "00 00 00");
    EXPECT_EQ(after("12 34 56", Operator::ShiftRight, "1000"), "00 00 00");
    EXPECT_EQ(after("12 34 56", Operator::RotateLeft, "4"), "23 45 61");
    EXPECT_EQ(after("12 34 56", Operator::RotateRight, "4"), "61 23 45");
    EXPECT_EQ(after("12 34 56", Operator::RotateLeft, "24"), "12 34 56");
    EXPECT_EQ(after("12 34 56", Operator::RotateRight, "28"), "61 23 45");
    EXPECT_THROW(parse_operation(Operator::ShiftLeft, "0"), ValueError);
    EXPECT_THROW(parse_operation(Operator::ShiftLeft, "-1"), ValueError);
}

TEST(ByteOperations, EveryShiftIsThatOfTheBits) {
    const std::vector<std::byte> bytes = parse_hex("9c 01 fe 37 80");
    const auto bit = [](std::span<const std::byte> of, std::int64_t at) {
        return at < 0 || at >= std::ssize(of) * 8
                   ? 0
                   : std::to_integer<int>(of[static_cast<std::size_t>(at / 8)]) >> (7 - at % 8) & 1;
    };
    for (std::int64_t by = 1; by <= 41; ++by) {
        std::vector<std::byte> left = bytes, right = bytes, round = bytes;
        operate(left, {Operator::ShiftLeft, {{}, by}});
        operate(right, {Operator::ShiftRight, {{}, by}});
        operate(round, {Operator::RotateLeft, {{}, by}});
        for (std::int64_t at = 0; at < 40; ++at) {
            ASSERT_EQ(bit(left, at), bit(bytes, at + by)) << by << " left, bit " << at;
            ASSERT_EQ(bit(right, at), bit(bytes, at - by)) << by << " right, bit " << at;
            ASSERT_EQ(bit(round, at), bit(bytes, (at + by) % 40)) << by << " round, bit " << at;
        }
    }
}

TEST(ByteOperations, TheOrderOfBytes) {
    EXPECT_EQ(after("01 02 03 04", Operator::SwapOrder, "2"), "02 01 04 03");
    EXPECT_EQ(after("01 02 03 04", Operator::SwapOrder, "4"), "04 03 02 01");
    EXPECT_EQ(after("01 02 03", Operator::Reverse), "03 02 01");
    EXPECT_THROW(after("01 02 03", Operator::SwapOrder, "2"), ValueError);
    EXPECT_THROW(parse_operation(Operator::SwapOrder, "1"), ValueError);
    EXPECT_EQ(after("", Operator::RotateLeft, "1"), "");
}

TEST(Filling, WithRandomBytesThatTheSeedTells) {
    EXPECT_EQ(filled(12, RandomFilling{1}), filled(12, RandomFilling{1}));
    EXPECT_NE(filled(12, RandomFilling{1}), filled(12, RandomFilling{2}));
    // The generator of the C++ standard: every machine makes the same bytes.
    EXPECT_EQ(filled(8, RandomFilling{5489}), "a6 ae f6 f6 1c 19 6d c9");
    EXPECT_THROW(parse_seed("x"), ValueError);
}

TEST(Filling, WithACounter) {
    EXPECT_EQ(filled(4, parse_counter("")), "00 01 02 03");
    EXPECT_EQ(filled(4, parse_counter("0xfe")), "fe ff 00 01");
    EXPECT_EQ(filled(6, parse_counter("1 2 2")), "01 00 03 00 05 00");
    EXPECT_EQ(filled(7, parse_counter("258 1 2 big")), "01 02 01 03 01 04 01") << "the last one in part";
    EXPECT_EQ(filled(3, parse_counter("2 -1")), "02 01 00");
    for (const char* text : {"x", "1 1 3", "1 1 2 middle", "1 1 1 big more"}) {
        EXPECT_THROW(parse_counter(text), ValueError) << text;
    }
}

}  // namespace
}  // namespace byteprism
