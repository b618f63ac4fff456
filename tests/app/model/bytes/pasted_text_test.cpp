#include "app/model/bytes/pasted_text.hpp"

#include <gtest/gtest.h>

#include "app/model/bytes/base64.hpp"
#include "app/model/hex_text.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

std::string hex(std::string_view text) { return hex_text(parse_pasted(text).bytes); }

std::string refusal_of(std::string_view text) {
    try {
        return "taken as " + std::string(parse_pasted(text).form);
    } catch (const ValueError& error) {
        return error.what();
    }
}

TEST(PastedText, HexInAnyDress) {
    for (const char* text : {"48656c6c6f", "48 65 6C 6c 6f", "0x48, 0x65, 0x6c, 0x6c, 0x6f", R"(\x48\x65\x6c\x6c\x6f)",
                             "48:65:6c:6c:6f", "48-65-6C-6C-6F\n", "0x48656c6c6f", "48656c\n6c6f", "4865 6c6c 6f"}) {
        EXPECT_EQ(hex(text), "48 65 6c 6c 6f") << text;
        EXPECT_EQ(parse_pasted(text).form, "hex");
    }
    EXPECT_EQ(hex("0x1, 0x2 // two\n/* three */ 0x3,"), "01 02 03");
    EXPECT_EQ(hex("00000000 11111111"), "00 00 00 00 11 11 11 11") << "no dump";
}

TEST(PastedText, WhatIsNoHexIsRefusedAtItsPlace) {
    EXPECT_EQ(refusal_of("48 6"), "column 4: a byte has two hexadecimal digits, here is one");
    EXPECT_EQ(refusal_of("48\n65 xy"), "line 2, column 4: a hexadecimal digit is expected");
    EXPECT_EQ(refusal_of("hello"), "column 1: a hexadecimal digit is expected");
    EXPECT_EQ(refusal_of(" \n"), "there are no bytes in the text");
    EXPECT_EQ(refusal_of("0x"), "column 3: a hexadecimal digit is expected");
}

TEST(PastedText, ListsOfManyLanguages) {
    for (const char* text : {
             "unsigned char hello_txt[] = {\n  0x48, 0x65, 0x6c,\n  0x6c, 0x6f\n};\nunsigned int hello_txt_len = 5;",
             "const uint8_t data[5] = { 72, 101, 0x6C, 108u, 'o' }; // hello",
             "constexpr std::array<std::uint8_t, 5> data{0x48, 0x65, 0x6c, 0x6c, 0x6f};",
             "const DATA: [u8; 5] = [0x48, 0x65u8, 108u8, 0b1101100, 0x6f];",
             "byte[] data = new byte[] {(byte) 0x48, 0x65, 0x6c, /* l */ 0x6c, 0x6f};",
             "[72, 101, 108, 108, 111]",
             "data = bytes([72, 101, 108,\n  108,  # twice\n  111])",
         }) {
        EXPECT_EQ(hex(text), "48 65 6c 6c 6f") << text;
        EXPECT_EQ(parse_pasted(text).form, "a list of numbers");
    }
    EXPECT_EQ(hex("{-1, -128, '\\n', 0xffUL}"), "ff 80 0a ff");
    EXPECT_EQ(hex("int a[2][2] = {{1, 2}, {3, 4}};"), "01 02 03 04");
}

TEST(PastedText, WhatIsInQuotesIsNoComment) {
    EXPECT_EQ(hex("{ 'a', '#', 'b' }"), "61 23 62");
    EXPECT_EQ(hex("{ '/', '\\'', '/' }; // it's all"), "2f 27 2f");
    EXPECT_EQ(hex("const D: &'static [u8] = &[1, 2]; // it's all"), "01 02") << "no quotes";
    EXPECT_EQ(hex("[1, 2,#twice\n 3] # {4}"), "01 02 03");
    EXPECT_EQ(refusal_of("{ '//', 'b' }"), "column 4: a character in quotes is expected");
    EXPECT_EQ(refusal_of("{ \"//\", 66 }"), "column 3: a number is expected");
    EXPECT_EQ(refusal_of("'//'"), "column 1: a hexadecimal digit is expected");
}

TEST(PastedText, ColoursAreHexRatherThanComments) {
    EXPECT_EQ(hex("#1a2b3c"), "1a 2b 3c");
    EXPECT_EQ(hex("#1a2b3c #FFFFFF80, 01 # face\n# 02\n#decaf\n#facade"), "1a 2b 3c ff ff ff 80 01 fa ca de");
    EXPECT_EQ(refusal_of("#1a2b3c#"), "column 8: a hexadecimal digit is expected");
    EXPECT_EQ(refusal_of("12#34"), "column 3: a hexadecimal digit is expected");
}

TEST(PastedText, TheListMayStandBeforeAnAssignment) {
    EXPECT_EQ(hex("np.array([1, 2, 3], dtype=np.uint8)"), "01 02 03");
    EXPECT_EQ(hex("x = np.array([1, 2, 3], dtype=np.uint8)"), "01 02 03");
    EXPECT_EQ(hex("{ '=', 65 }"), "3d 41");
    EXPECT_EQ(hex("char c[] = { '<', '=', '[', ']', '{', '}', '\"' };"), "3c 3d 5b 5d 7b 7d 22");
    EXPECT_EQ(hex("{ '=', '\"', '[' }"), "3d 22 5b");
}

TEST(PastedText, ListsOfWhatIsNoByteAreRefused) {
    EXPECT_EQ(refusal_of("{1, 256}"), "column 5: this number is more than a byte holds");
    EXPECT_EQ(refusal_of("{1, -129}"), "column 5: this number is more than a byte holds");
    EXPECT_EQ(refusal_of("{1, two}"), "column 5: a number is expected");
    EXPECT_EQ(refusal_of("{1, 2"), "column 1: this list is not closed");
    EXPECT_EQ(refusal_of("{1.5}"), "column 3: a number is expected");
    EXPECT_EQ(refusal_of("{'}"), "column 3: a character in quotes is expected");
    EXPECT_EQ(refusal_of("{}"), "there are no bytes in the text");
}

TEST(PastedText, StringsWithEscapes) {
    EXPECT_EQ(hex(R"("Hi\x00\n")"), "48 69 00 0a");
    EXPECT_EQ(hex(R"(const char text[] = "a\101" "b";)"), "61 41 62");
    EXPECT_EQ(hex(R"(b'\xff\'A')"), "ff 27 41");
    EXPECT_EQ(refusal_of(R"("abc)"), "column 1: this quote is not closed");
    EXPECT_EQ(refusal_of(R"("\q")"), "column 3: this escape is not known");
}

TEST(PastedText, Dumps) {
    for (const char* text : {
             "00000000: 4865 6c6c 6f20 776f 726c 640a 3031 3233  Hello world.0123\n00000010: 34                     "
             "                  4\n",
             "00000000  48 65 6c 6c 6f 20 77 6f  72 6c 64 0a 30 31 32 33  |Hello world.0123|\n00000010  34  |4|\n"
             "00000011\n",
             "```\n00000000  48 65 6c 6c 6f 20 77 6f  72 6c 64 0a 30 31 32 33  |Hello world.0123|\n00000010  34  |4|\n"
             "```\n",
             "000100 48 65 6c 6c 6f 20 77 6f 72 6c 64 0a 30 31 32 33\n000110 34\n000111\n",
         }) {
        EXPECT_EQ(hex(text), "48 65 6c 6c 6f 20 77 6f 72 6c 64 0a 30 31 32 33 34") << text;
        EXPECT_EQ(parse_pasted(text).form, "a hex dump");
    }
    EXPECT_EQ(hex("00000000: 0001 ff  .. face"), "00 01 ff") << "the text behind two blanks is none of it";
}

TEST(PastedText, RowsThatADumpLeavesOut) {
    const std::string text = "00000000  00 00 00 00 |....|\n*\n0000000c  01 |.|\n0000000d\n";
    EXPECT_EQ(hex(text), "00 00 00 00 00 00 00 00 00 00 00 00 01");
    EXPECT_EQ(refusal_of("00000000  00 00 |..|\n*\n00000003\n"),
              "line 2, column 1: the rows that are left out here do not reach the next one");
    EXPECT_EQ(refusal_of("00000000  00 |.|\n*\n7fffffffffff\n"),
              "line 2, column 1: the rows that are left out here are more than 64 MiB");
    EXPECT_EQ(refusal_of("00000000  00 |.|\n*\n"), "line 2, column 1: a row is expected before and after the \"*\"");
    EXPECT_EQ(refusal_of("00000000  00 |.|\n00000004  00 |.|\n"),
              "line 2, column 1: the offset of this row is not the one after the row before");
}

TEST(Base64, GoesBothWays) {
    // The vectors of RFC 4648.
    const std::pair<const char*, const char*> vectors[] = {{"", ""},
                                                           {"f", "Zg=="},
                                                           {"fo", "Zm8="},
                                                           {"foo", "Zm9v"},
                                                           {"foob", "Zm9vYg=="},
                                                           {"fooba", "Zm9vYmE="},
                                                           {"foobar", "Zm9vYmFy"}};
    for (const auto& [plain, coded] : vectors) {
        const auto bytes = std::as_bytes(std::span(plain, std::char_traits<char>::length(plain)));
        EXPECT_EQ(base64_text(bytes), coded);
        EXPECT_EQ(hex_text(parse_base64(coded)), hex_text(bytes));
    }
    EXPECT_EQ(hex_text(parse_base64("-_-_\n+/+/")), "fb ff bf fb ff bf") << "both alphabets, in rows";
    EXPECT_EQ(parse_base64("Zm8").size(), 2u) << "without padding";
    for (const char* text : {"Z", "Zm9v!", "Zg==Zg"}) EXPECT_THROW(parse_base64(text), ValueError) << text;
}

}  // namespace
}  // namespace byteprism
