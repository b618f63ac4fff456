#include "app/model/place_text.hpp"

#include <gtest/gtest.h>

#include "core/error.hpp"

namespace byteprism {
namespace {

std::string refusal_of(std::string_view text, const OffsetContext& context) {
    try {
        parse_offset(text, context);
    } catch (const ValueError& error) {
        return error.what();
    }
    return "";
}

TEST(PlaceText, KnowsTheCursorAndTheEnd) {
    const OffsetContext context{100, 1000};
    EXPECT_EQ(parse_offset("0x36", context), 54);
    EXPECT_EQ(parse_offset("+8", context), 108);
    EXPECT_EQ(parse_offset("-0x10", context), 84);
    EXPECT_EQ(parse_offset("end", context), 1000);
    EXPECT_EQ(parse_offset("end-16", context), 984);
    EXPECT_EQ(parse_offset("start + 0x10 + 4", context), 20);
    EXPECT_EQ(parse_offset("1000", context), 1000);
}

TEST(PlaceText, RefusesAnOffsetOutsideTheFileWithTheNumbers) {
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

TEST(PlaceText, Calculates) {
    const OffsetContext context{100, 1000};
    EXPECT_EQ(parse_offset("0x10 + 4*3", context), 28);
    EXPECT_EQ(parse_offset("(1 + 2) * $10", context), 48);
    EXPECT_EQ(parse_offset("1K - 0x100", context), 768);
    EXPECT_EQ(parse_offset("end / 2", context), 500);
    EXPECT_EQ(parse_offset("end // 3 % 100", context), 33);
    EXPECT_EQ(parse_offset("cursor + 1Fh", context), 131);
    EXPECT_EQ(parse_offset("+4*2", context), 108);
    EXPECT_EQ(parse_offset("- 8", context), 92);
    EXPECT_THROW(parse_offset("5 / 0", context), ValueError);
    EXPECT_THROW(parse_offset("(5", context), ValueError);
    EXPECT_THROW(parse_offset("m", context), ValueError) << "the view's word means nothing here";
    EXPECT_EQ(refusal_of("1 + ", context),
              "'1 +' is no place: numbers and names are expected with + - * / % or ( ) between them");
}

TEST(PlaceText, KnowsNames) {
    const OffsetContext context{100, 1000, 0, [](std::string_view name) -> std::optional<std::int64_t> {
                                    if (name == "each") return 7;
                                    if (name == "the end - really") return 9;
                                    return std::nullopt;
                                }};
    EXPECT_EQ(parse_offset("each", context), 7) << "a name before the number 0xEAC";
    EXPECT_EQ(parse_offset("each+4", context), 11);
    EXPECT_EQ(parse_offset("the end - really", context), 9) << "the whole text is a name";
    EXPECT_EQ(parse_offset("'the end - really' * 2", context), 18);
    EXPECT_EQ(refusal_of("nowhere + 1", context),
              "'nowhere' is neither a number (0x1F, 1Fh, 31, 4K) nor a name that is known here");
    EXPECT_THROW(parse_offset("'each", context), ValueError);
    EXPECT_THROW(parse_offset("'nowhere'", context), ValueError);
}

TEST(PlaceText, NoNameTakesANumberAway) {
    const OffsetContext context{100, 5000, 0, [](std::string_view name) -> std::optional<std::int64_t> {
                                    const bool known = name == "100" || name == "1Fh" || name == "4K" ||
                                                       name == "$20" || name == "2 + 3" || name == "2nd";
                                    return known ? std::optional<std::int64_t>(7) : std::nullopt;
                                }};
    EXPECT_EQ(parse_offset("100", context), 100);
    EXPECT_EQ(parse_offset("1Fh + 100", context), 131);
    EXPECT_EQ(parse_offset("4K", context), 4096);
    EXPECT_EQ(parse_offset("$20", context), 32);
    EXPECT_EQ(parse_offset("2 + 3", context), 5);
    EXPECT_EQ(bounds(parse_range("100:+4K", context)), (ByteRange{100, 4096}));
    EXPECT_EQ(parse_offset("'100' + 1", context), 8) << "in quotes it is the name";
    EXPECT_EQ(parse_offset("'2nd'", context), 7);
    EXPECT_EQ(refusal_of("2nd", context), "'2nd' is not a number: expected 0x1F, 1Fh, $1F, 31, 1_000 or 4K");
}

TEST(PlaceText, AnAddressOfTheDocumentMeansItsByte) {
    const OffsetContext context{5, 0x1000, 0x40000};
    EXPECT_EQ(parse_offset("0x40010", context), 0x10);
    EXPECT_EQ(parse_offset("0x40000 + 4*3", context), 12);
    EXPECT_EQ(parse_offset("+1", context), 6);
}

TEST(RangeText, SaysBytesAsSlicesDo) {
    const OffsetContext context{100, 1000};
    EXPECT_EQ(parse_range("0x10:0x40", context), (Layout{16, 1, {Axis{48, 1}}}));
    EXPECT_EQ(parse_range("16+48", context), (Layout{16, 1, {Axis{48, 1}}}));
    EXPECT_EQ(parse_range("16:+48", context), (Layout{16, 1, {Axis{48, 1}}})) << "counted from the start";
    EXPECT_EQ(parse_range("+0:+4", context), (Layout{100, 1, {Axis{4, 1}}}));
    EXPECT_EQ(parse_range("end-4:", context), (Layout{996, 1, {Axis{4, 1}}}));
    EXPECT_EQ(parse_range(":", context), (Layout{0, 1, {Axis{1000, 1}}}));
    EXPECT_EQ(parse_range("1:20:4", context), (Layout{1, 1, {Axis{5, 4}}}));
    for (const char* text : {"", "5", "5:5", "9:4", "1:2:3:4", "0:4:0", "0:4:-1", "999+2", "5+0", "0:1001", "a:b"}) {
        EXPECT_THROW(parse_range(text, context), ValueError) << "'" << text << "'";
    }
}

}  // namespace
}  // namespace byteprism
