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
