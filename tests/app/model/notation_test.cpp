#include "app/model/notations/notation.hpp"

#include <gtest/gtest.h>

#include "app/model/hex_text.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

constexpr auto little = ByteOrder::Little, big = ByteOrder::Big;

NotationContext context(ByteOrder order, const char* encoding = "ASCII") {
    return {order, find_text_encoding(encoding)};
}

std::string read(const char* name, const char* hex, ByteOrder order = little, const char* encoding = "ASCII") {
    const auto reading = read_notation(*find_notation(name), parse_hex(hex), context(order, encoding));
    return reading ? reading->text : "none";
}

std::vector<std::byte> written(const char* name, const std::string& text, const char* there, ByteOrder order = little,
                               const char* encoding = "ASCII") {
    return write_notation(*find_notation(name), text, parse_hex(there), context(order, encoding));
}

std::string refusal(const char* name, const std::string& text, const char* there, ByteOrder order = little) {
    try {
        written(name, text, there, order);
    } catch (const Error& error) {
        return error.what();
    }
    return "";
}

// Both ways.
void expect(const char* name, const char* hex, const char* text, ByteOrder order = little,
            const char* encoding = "ASCII") {
    EXPECT_EQ(read(name, hex, order, encoding), text) << name << " of " << hex;
    try {
        EXPECT_EQ(written(name, text, hex, order, encoding), parse_hex(hex)) << name << " of " << text;
    } catch (const Error& error) {
        ADD_FAILURE() << name << " of " << text << ": " << error.what();
    }
}

TEST(Notation, NumbersOfEveryWidth) {
    expect("u8", "ff", "255");
    expect("i8", "ff", "-1");
    expect("u16", "0102", "513");
    expect("u16", "0102", "258", big);
    expect("i64", "00000000 00000080", "-9223372036854775808");
    expect("f16", "003c", "1");
    expect("f32", "40490fdb", "3.1415927", big);
    expect("u128", "ffffffff ffffffff ffffffff ffffffff", "340282366920938463463374607431768211455");
    expect("u128 be", "00000000 00000000 00000000 00000100", "256");
    expect("i128", "00000000 00000000 00000000 00000080", "-170141183460469231731687303715884105728");
    expect("i128 be", "ffffffff ffffffff ffffffff fffffffe", "-2");
}

TEST(Notation, NumbersThatDoNotFitAreRefusedWithTheLimit) {
    EXPECT_NE(refusal("u128", "340282366920938463463374607431768211456", "00000000000000000000000000000000")
                  .find("340282366920938463463374607431768211455"),
              std::string::npos);
    EXPECT_NE(refusal("i128", "170141183460469231731687303715884105728", "00000000000000000000000000000000"), "");
    EXPECT_NE(refusal("u8", "256", "00").find("255"), std::string::npos);
    for (const char* wrong : {"", "-", "0x", "1x", "--1"}) {
        EXPECT_NE(refusal("i128", wrong, "00000000000000000000000000000000"), "") << wrong;
    }
}

TEST(Notation, Bfloat16IsRoundedToTheNearest) {
    expect("bf16", "803f", "1");
    expect("bf16", "3f80", "1", big);
    EXPECT_EQ(written("bf16", "1.00390625", "0000"), parse_hex("803f")) << "between two: to the even one";
    EXPECT_EQ(written("bf16", "1.01171875", "0000"), parse_hex("823f"));
    EXPECT_EQ(read("bf16", "c07f"), "nan");
    EXPECT_EQ(read("bf16", "80ff"), "-inf");
    EXPECT_NE(refusal("bf16", "3.4e38", "0000"), "");
    EXPECT_EQ(written("bf16", "nan", "0000"), parse_hex("c07f"));
}

TEST(Notation, Leb128AsDwarfShowsIt) {
    expect("ULEB128", "02", "2");
    expect("ULEB128", "e58e26", "624485");
    expect("ULEB128", "ffffffffffffffffff01", "18446744073709551615");
    expect("SLEB128", "7e", "-2");
    expect("SLEB128", "ff00", "127");
    expect("SLEB128", "807f", "-128");
    expect("SLEB128", "8080808080808080807f", "-9223372036854775808");
    expect("SLEB128", "ffffffffffffffffff00", "9223372036854775807");
    EXPECT_EQ(read("ULEB128", "80"), "none") << "it goes on beyond the end";
    EXPECT_EQ(read("ULEB128", "ffffffffffffffffff02"), "none") << "more than 64 bits";
    EXPECT_EQ(read("ULEB128", "8080808080808080808000"), "none");
}

TEST(Notation, AnEditOfAnotherLengthIsRefusedWithTheNumbers) {
    EXPECT_EQ(refusal("ULEB128", "300", "05 ff"), "300 takes 2 bytes, and there are 1 to write over");
    EXPECT_EQ(refusal("ULEB128", "5", "8001"), "5 takes 1 byte, and there are 2 to write over");
    EXPECT_EQ(refusal("UTF-8", "\u00e9", "41 42"), "\u00e9 takes 2 bytes, and there are 1 to write over");
    EXPECT_NE(refusal("ULEB128", "1", "80"), "");
}

TEST(Notation, DatesInUtc) {
    expect("time32", "00000000", "1970-01-01 00:00:00");
    expect("time32", "ffffffff", "1969-12-31 23:59:59");
    expect("time32", "ffffff7f", "2038-01-19 03:14:07");
    expect("time32", "3ade68b1", "2001-04-19 04:25:21", big);
    expect("time64", "00e1f505 00000000", "1973-03-03 09:46:40");
    expect("time64", "ffffffff ffffff7f", "9223372036854775807");
    expect("FILETIME", "00803ed5deb19d01", "1970-01-01 00:00:00.0000000");
    expect("FILETIME", "00000000 00000000", "1601-01-01 00:00:00.0000000");
    EXPECT_EQ(written("time32", "1970-01-02", "00000000"), parse_hex("80510100"));
    EXPECT_EQ(written("time32", "1970-01-01T00:01Z", "00000000"), parse_hex("3c000000"));
    EXPECT_EQ(written("time32", "60", "00000000"), parse_hex("3c000000"));
}

TEST(Notation, DosDatesOfFat) {
    expect("DOS date", "00002100", "1980-01-01 00:00:00");
    expect("DOS date", "7dbf9fff", "2107-12-31 23:59:58");
    EXPECT_EQ(read("DOS date", "00000000"), "no date");
    EXPECT_EQ(written("DOS date", "1980-01-01", "00000000"), parse_hex("00002100"));
    EXPECT_NE(refusal("DOS date", "1979-12-31", "00000000").find("1980"), std::string::npos);
    EXPECT_NE(refusal("DOS date", "1980-01-01 00:00:01", "00000000"), "");
}

TEST(Notation, DatesThatAreNoneAreRefused) {
    for (const char* wrong : {"", "yesterday", "2001-02-29", "2001-13-01", "2001-02-03 24:00", "2001-02-03 4",
                              "2001-02-03x", "2038-01-19 03:14:08", "1-2"}) {
        EXPECT_NE(refusal("time32", wrong, "00000000"), "") << wrong;
    }
    EXPECT_NE(refusal("FILETIME", "1600-12-31", "0000000000000000"), "");
}

TEST(Notation, CharactersOfTheChosenEncoding) {
    expect("char", "41", "U+0041 A");
    expect("char", "82a0", "U+3042 \u3042", little, "Shift-JIS");
    EXPECT_EQ(read("char", "e9"), "none") << "ASCII has none";
    EXPECT_EQ(read("char", "0a"), "U+000A");
    EXPECT_EQ(written("char", "'B'", "41"), parse_hex("42"));
    EXPECT_EQ(written("char", "U+0042", "41"), parse_hex("42"));
    EXPECT_EQ(written("char", " ", "41"), parse_hex("20"));
    EXPECT_NE(refusal("char", "\u00e9", "41"), "");
    EXPECT_NE(refusal("char", "AB", "41"), "");
}

TEST(Notation, Utf8CodePoints) {
    expect("UTF-8", "f09f9880", "U+1F600 \U0001F600");
    expect("UTF-8", "c3a9", "U+00E9 \u00e9");
    EXPECT_EQ(read("UTF-8", "c3"), "none");
    EXPECT_EQ(read("UTF-8", "80"), "none");
    EXPECT_NE(refusal("UTF-8", "U+110000", "f09f9880"), "");
    EXPECT_NE(refusal("UTF-8", "U+D800", "e38182"), "");
}

TEST(Notation, BytesAsBitsAndTruth) {
    expect("bits", "41", "0100 0001");
    EXPECT_EQ(written("binary", "0b11", "00"), parse_hex("03"));
    EXPECT_NE(refusal("bits", "000000000", "00"), "");
    expect("bool", "01", "true");
    expect("bool", "00", "false");
    EXPECT_EQ(read("bool", "07"), "true (7)");
    EXPECT_NE(refusal("bool", "maybe", "00"), "");
}

TEST(Notation, Identifiers) {
    expect("GUID", "33221100 5544 7766 8899 aabbccddeeff", "00112233-4455-6677-8899-aabbccddeeff");
    expect("UUID", "00112233 4455 6677 8899 aabbccddeeff", "00112233-4455-6677-8899-aabbccddeeff");
    EXPECT_EQ(written("UUID", "{00112233-4455-6677-8899-AABBCCDDEEFF}", "00000000000000000000000000000000"),
              parse_hex("00112233445566778899aabbccddeeff"));
    EXPECT_NE(refusal("GUID", "0011", "00000000000000000000000000000000"), "");
    expect("IPv4", "c0000201", "192.0.2.1");
    EXPECT_NE(refusal("IPv4", "192.0.2.256", "00000000"), "");
    expect("IPv6", "20010db8 00000000 00000000 00000001", "2001:db8::1");
}

TEST(Notation, Colours) {
    expect("RGBA8", "12345678", "#12345678");
    expect("RGB565", "00f8", "#ff0000");
    expect("RGB565", "ffff", "#ffffff", big);
    EXPECT_EQ(read_notation(*find_notation("RGB565"), parse_hex("00f8"), context(little))->rgba, 0xff0000ffu);
    EXPECT_NE(refusal("RGBA8", "#123456", "00000000"), "");
}

TEST(Notation, NoneReadsOrWritesBeyondTheBytes) {
    for (const Notation& notation : notations()) {
        for (std::size_t size = 0; size <= 17; ++size) {
            const std::vector<std::byte> bytes(size, std::byte{0x81});
            const auto reading = read_notation(notation, bytes, context(big));
            const std::int64_t taken = reading ? reading->length : 0;
            EXPECT_LE(taken, static_cast<std::int64_t>(size)) << notation.name;
        }
    }
}

TEST(Notation, EveryReadingOfAnyBytesIsWrittenBackAsItIs) {
    std::uint32_t state = 1;
    for (int round = 0; round < 300; ++round) {
        std::vector<std::byte> bytes(20);
        for (std::byte& byte : bytes) byte = static_cast<std::byte>((state = state * 1664525 + 1013904223) >> 24);
        for (const Notation& notation : notations()) {
            for (const ByteOrder order : {little, big}) {
                const auto reading = read_notation(notation, bytes, context(order, "Latin-1"));
                if (!reading || reading->text == "no date" || reading->text.starts_with("true (")) continue;
                if (notation.name == "FILETIME" && reading->text.size() > 18 && reading->text[4] != '-') continue;
                std::vector<std::byte> back;
                try {
                    back = write_notation(notation, reading->text, bytes, context(order, "Latin-1"));
                } catch (const Error& error) {
                    // More bytes than needed say a number of LEB128.
                    if (notation.name.ends_with("LEB128")) continue;
                    ADD_FAILURE() << notation.name << " '" << reading->text << "': " << error.what();
                    continue;
                }
                const auto again = read_notation(notation, back, context(order, "Latin-1"));
                ASSERT_TRUE(again) << notation.name;
                EXPECT_EQ(again->text, reading->text) << notation.name;
            }
        }
    }
}

}  // namespace
}  // namespace byteprism
