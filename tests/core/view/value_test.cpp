#include "core/view/value.hpp"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

namespace byteprism {
namespace {

Value integer(std::int64_t number) { return {number}; }

TEST(ValueEqual, ComparesNumbersByExactValueAcrossKinds) {
    const std::int64_t above_2_53 = (std::int64_t{1} << 53) + 1;
    EXPECT_TRUE(equal(integer(1), {1.0}));
    EXPECT_TRUE(equal({true}, integer(1)));
    EXPECT_FALSE(equal(integer(above_2_53), {static_cast<double>(above_2_53)}));
    EXPECT_TRUE(equal(integer_value("18446744073709551616"), {18446744073709551616.0}));
    EXPECT_TRUE(equal({std::complex<double>(2, 0)}, integer(2)));
    EXPECT_FALSE(equal({std::complex<double>(2, 1)}, integer(2)));
    EXPECT_TRUE(equal({-0.0}, integer(0)));
}

TEST(ValueEqual, NanEqualsNothing) {
    const Value nan{std::numeric_limits<double>::quiet_NaN()};
    EXPECT_FALSE(equal(nan, nan));
    EXPECT_FALSE(equal({Tuple{{nan}}}, {Tuple{{nan}}}));
}

TEST(ValueEqual, BytesEqualOnlyBytes) {
    const Value bytes{Bytes{std::byte{65}}};
    EXPECT_TRUE(equal(bytes, bytes));
    EXPECT_FALSE(equal(bytes, {std::string("A")}));
    EXPECT_FALSE(equal(bytes, integer(65)));
    EXPECT_FALSE(equal({Tuple{}}, {List{}}));
}

TEST(ValueInteger, KeepsEveryDigit) {
    EXPECT_EQ(repr(integer_value("-9223372036854775808")), "-9223372036854775808");
    EXPECT_EQ(repr(integer_value("18446744073709551615")), "18446744073709551615");
    EXPECT_EQ(repr(integer_value("0001180591620717411303424")), "1180591620717411303424");
    EXPECT_EQ(repr(integer_value("-0")), "0");
}

TEST(ValueRepr, IsPythons) {
    EXPECT_EQ(repr(0.1), "0.1");
    EXPECT_EQ(repr(1e16), "1e+16");
    EXPECT_EQ(repr(123456789012345680.0), "1.2345678901234568e+17");
    EXPECT_EQ(repr(0.0001), "0.0001");
    EXPECT_EQ(repr(0.00001), "1e-05");
    EXPECT_EQ(repr(-0.0), "-0.0");
    EXPECT_EQ(repr(100.0), "100.0");
    EXPECT_EQ(repr(std::numeric_limits<double>::infinity()), "inf");
    EXPECT_EQ(repr(Value{std::complex<double>(1, -2)}), "(1-2j)");
    EXPECT_EQ(repr(Value{std::complex<double>(0, 1.5)}), "1.5j");
    EXPECT_EQ(repr(Value{std::complex<double>(-0.0, 1)}), "(-0+1j)");
    EXPECT_EQ(repr(Value{None{}}), "None");
    EXPECT_EQ(repr(Value{Tuple{{integer(1)}}}), "(1,)");
    EXPECT_EQ(repr(Value{List{{integer(1), {true}}}}), "[1, True]");
    EXPECT_EQ(repr(Value{std::string("it's \"\n\u00e9\u200b")}), "'it\\'s \"\\n\u00e9\\u200b'");
    EXPECT_EQ(repr(Value{std::string("it's")}), "\"it's\"");
    EXPECT_EQ(repr(Value{Bytes{std::byte{'a'}, std::byte{0}, std::byte{0xFF}, std::byte{'\''}}}), "b\"a\\x00\\xff'\"");
}

}  // namespace
}  // namespace byteprism
