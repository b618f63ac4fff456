#include "core/structure/row_filter.hpp"

#include <cmath>
#include <cstring>

#include <gtest/gtest.h>

#include "core/structure/declaration_error.hpp"

namespace byteprism {
namespace {

struct Row {
    std::uint16_t w;
    std::int16_t h;
    float x;
    std::uint64_t big;
};
const Row rows[] = {{200, 3, 0.5F, 1}, {100, -3, 1.5F, 2}, {300, 0, NAN, ~std::uint64_t{0}}, {7, 9, -2, 4}};

std::string holding(const std::string& text, std::uint64_t* without_value = nullptr) {
    const std::vector<Enumerator> colours{{"RED", 7}, {"BLUE", 300}};
    const FilterColumn columns[] = {{"w", {NumberColumn::Kind::Unsigned, 2}, offsetof(Row, w), colours},
                                    {"box.h[1]", {NumberColumn::Kind::Signed, 2}, offsetof(Row, h)},
                                    {"x", {NumberColumn::Kind::Float, 4}, offsetof(Row, x)},
                                    {"big", {NumberColumn::Kind::Unsigned, 8}, offsetof(Row, big)}};
    RowFilter filter(text, columns);
    std::uint8_t holds[4];
    filter.test(static_cast<const std::byte*>(static_cast<const void*>(rows)), sizeof(Row), 4, holds);
    if (without_value != nullptr) *without_value = filter.without_value();
    std::string found;
    for (int i = 0; i < 4; ++i) found += holds[i] != 0 ? static_cast<char>('0' + i) : '-';
    return found;
}

TEST(RowFilter, HoldsForTheRowsForWhichTheConditionIsTrue) {
    EXPECT_EQ(holding("w > 100"), "0-2-");
    EXPECT_EQ(holding("w > 100 && box.h[1] < 3"), "--2-");
    EXPECT_EQ(holding("w <= 100 || !(w % 3)"), "-123");
    EXPECT_EQ(holding("box.h[1] < 0 ? w == 100 : w != 300"), "01-3");
    EXPECT_EQ(holding("(w & 0x4) == 4"), "-123");
    EXPECT_EQ(holding("-box.h[1] == 3"), "-1--");
    EXPECT_EQ(holding("w << 1 == 400"), "0---");
    EXPECT_EQ(holding("w"), "0123");
    EXPECT_EQ(holding("w == BLUE || w == RED"), "--23");
}

TEST(RowFilter, ComparesFloatsWithBothKindsOfNumbers) {
    EXPECT_EQ(holding("x > 0.25"), "01--");
    EXPECT_EQ(holding("x * 2 == 1"), "0---");
    EXPECT_EQ(holding("x < w - 8.5"), "01-3");
    EXPECT_EQ(holding("x != x"), "--2-");
    EXPECT_EQ(holding("x < -1e0"), "---3");
}

TEST(RowFilter, ARowWithoutAValueDoesNotHoldAndIsCounted) {
    std::uint64_t without = 0;
    EXPECT_EQ(holding("100 / box.h[1] > 5", &without), "0--3");
    EXPECT_EQ(without, 1U);
    EXPECT_EQ(holding("box.h[1] != 0 && 100 / box.h[1] > 5", &without), "0--3");
    EXPECT_EQ(without, 0U);
    EXPECT_EQ(holding("big > 1", &without), "-1-3");
    EXPECT_EQ(without, 1U);
    EXPECT_EQ(holding("big * 0x4000000000000000 > 0", &without), "0---");
    EXPECT_EQ(without, 3U);
}

TEST(RowFilter, SaysWhatIsWrongAndWhere) {
    const auto refusal = [](const std::string& text) -> std::string {
        try {
            holding(text);
        } catch (const DeclarationError& error) {
            return error.what();
        }
        return "";
    };
    EXPECT_NE(refusal("w > ").find("column 5"), std::string::npos) << refusal("w > ");
    EXPECT_NE(refusal("width > 3").find("'width' is no column of numbers: there are w, box.h[1]"), std::string::npos);
    EXPECT_NE(refusal("w 3").find("column 3"), std::string::npos);
    EXPECT_NE(refusal("x & 1").find("whole numbers"), std::string::npos);
    EXPECT_NE(refusal("").find("expected"), std::string::npos);
    EXPECT_NE(refusal("1.2.3 > w").find("expected a number"), std::string::npos);
    EXPECT_NE(refusal("sizeof(w)"), "");
    EXPECT_NE(refusal("w == 18446744073709551615u"), "");
}

}  // namespace
}  // namespace byteprism
