#include "app/model/number_text.hpp"

#include <gtest/gtest.h>

#include "core/error.hpp"

namespace byteprism {
namespace {

TEST(NumberText, TakesWhatPeoplePaste) {
    EXPECT_EQ(parse_number("0x1F"), 31);
    EXPECT_EQ(parse_number("1Fh"), 31);
    EXPECT_EQ(parse_number("$1f"), 31);
    EXPECT_EQ(parse_number(" 31 "), 31);
    EXPECT_EQ(parse_number("1_000"), 1000);
    EXPECT_EQ(parse_number("4K"), 4096);
    EXPECT_EQ(parse_number("2G"), std::int64_t{2} << 30);
    EXPECT_EQ(parse_number("-604"), -604);
    EXPECT_EQ(parse_number("9223372036854775807"), 9223372036854775807);
}

TEST(NumberText, RefusesWhatIsNoNumber) {
    for (const char* text : {"", " ", "x", "0x", "1.5", "12z", "--1", "0x-1", "K", "_", "1 2"}) {
        EXPECT_THROW(parse_number(text), ValueError) << "'" << text << "'";
    }
    EXPECT_THROW(parse_number("9223372036854775808"), ValueError);
    EXPECT_THROW(parse_number("16777216T"), ValueError) << "the suffix overflows";
}

TEST(OffsetText, KnowsTheCursorAndTheEnd) {
    const OffsetContext context{100, 1000};
    EXPECT_EQ(parse_offset("0x36", context), 54);
    EXPECT_EQ(parse_offset("+8", context), 108);
    EXPECT_EQ(parse_offset("-0x10", context), 84);
    EXPECT_EQ(parse_offset("end", context), 1000);
    EXPECT_EQ(parse_offset("end-16", context), 984);
    EXPECT_EQ(parse_offset("start + 0x10 + 4", context), 20);
    EXPECT_EQ(parse_offset("1000", context), 1000);
}

TEST(OffsetText, RefusesAnOffsetOutsideTheFileWithTheNumbers) {
    try {
        parse_offset("0x1000", {0, 1000});
        FAIL() << "accepted";
    } catch (const ValueError& error) {
        EXPECT_STREQ(error.what(), "4,096 lies outside the file of 1,000 bytes");
    }
    EXPECT_THROW(parse_offset("-1", {0, 1000}), ValueError);
    EXPECT_THROW(parse_offset("9223372036854775807+9223372036854775807", {0, 1000}), ValueError);
    EXPECT_THROW(parse_offset("", {0, 1000}), ValueError);
    EXPECT_THROW(parse_offset("5+", {0, 1000}), ValueError);
    EXPECT_THROW(parse_offset("5 5", {0, 1000}), ValueError);
}

TEST(NumberText, SaysNumbersTwoWays) {
    EXPECT_EQ(offset_text(54), "0x36 (54)");
    EXPECT_EQ(size_text(3355443), "3.2 MiB (3,355,443 bytes)");
    EXPECT_EQ(size_text(1), "1 byte");
    EXPECT_EQ(size_text(1023), "1,023 bytes");
    EXPECT_EQ(short_size_text(std::int64_t{64} << 30), "64.0 GiB");
    EXPECT_EQ(short_size_text(1024 * 1024 - 1), "1.0 MiB");
}

}  // namespace
}  // namespace byteprism
