#include "core/view/text_encoding.hpp"

#include <string>

#include <gtest/gtest.h>

#include "core/error.hpp"

namespace byteprism {
namespace {

std::vector<std::byte> bytes_of(std::string_view text) {
    const auto bytes = std::as_bytes(std::span(text));
    return {bytes.begin(), bytes.end()};
}

const TextEncoding& named(std::string_view name) { return *find_text_encoding(name); }

TEST(TextEncoding, IsFoundByNameInLettersOfEitherCase) {
    EXPECT_EQ(find_text_encoding("utf-16le"), find_text_encoding("UTF-16LE"));
    EXPECT_EQ(find_text_encoding("latin-9"), nullptr);
}

TEST(TextEncoding, EveryOneOfTheTableIsThereAndComesBack) {
    for (const TextEncoding& encoding : text_encodings()) {
        const auto bytes = encode(encoding, "Hello, 42");
        EXPECT_EQ(decode(encoding, bytes), "Hello, 42") << encoding.name;
        EXPECT_EQ(TextDecoder(encoding).decode(bytes, 0).character, U'H') << encoding.name;
    }
}

TEST(TextEncoding, EncodesAsTheStandardsSay) {
    EXPECT_EQ(encode(named("Latin-1"), "\u00e9"), bytes_of("\xe9"));
    EXPECT_EQ(encode(named("CP437"), "\u2588"), bytes_of("\xdb"));
    EXPECT_EQ(encode(named("EBCDIC"), "A1"), bytes_of("\xc1\xf1"));
    EXPECT_EQ(encode(named("UTF-16BE"), "\u20ac"), bytes_of("\x20\xac"));
    EXPECT_EQ(encode(named("Shift-JIS"), "\u65e5"), bytes_of("\x93\xfa"));
    EXPECT_EQ(encode(named("UTF-16LE"), "").size(), 0u);
}

TEST(TextEncoding, ACharacterThatItLacksIsNamed) {
    try {
        encode(named("ASCII"), "ab\u00e9");
        FAIL() << "not refused";
    } catch (const ValueError& error) {
        EXPECT_EQ(std::string(error.what()), "'\u00e9' is no character of ASCII");
    }
}

TEST(TextDecoder, TakesOneCharacterAtATime) {
    TextDecoder decoder(named("UTF-8"));
    const auto text = bytes_of("a\u00e9\u20ac\U0001f600");
    std::size_t at = 0;
    for (const char32_t expected : {U'a', U'\u00e9', U'\u20ac', U'\U0001f600'}) {
        const DecodedCharacter decoded = decoder.decode(text, at);
        EXPECT_EQ(decoded.character, expected);
        at += decoded.length;
    }
    EXPECT_EQ(at, text.size());
}

TEST(TextDecoder, PairsOfSurrogatesAreOneCharacter) {
    TextDecoder decoder(named("UTF-16LE"));
    const DecodedCharacter decoded = decoder.decode(bytes_of("\x3d\xd8\x01\xde"), 0);
    EXPECT_EQ(decoded.character, U'\U0001f601');
    EXPECT_EQ(decoded.length, 4u);
}

TEST(TextDecoder, WhatIsNoCharacterIsSkippedByTheUnit) {
    TextDecoder utf8(named("UTF-8"));
    EXPECT_EQ(utf8.decode(bytes_of("\xff\x41"), 0).character, std::nullopt);
    EXPECT_EQ(utf8.decode(bytes_of("\xff\x41"), 0).length, 1u);
    EXPECT_EQ(utf8.decode(bytes_of("\xe2\x82"), 0).character, std::nullopt) << "cut off";
    EXPECT_EQ(utf8.decode(bytes_of("\xff\x41"), 1).character, U'A') << "nothing is left of the failure";
    TextDecoder utf16(named("UTF-16BE"));
    EXPECT_EQ(utf16.decode(bytes_of("\xdc\x01\x41"), 0).character, std::nullopt);
    EXPECT_EQ(utf16.decode(bytes_of("\x41"), 0).length, 1u);
}

TEST(TextDecoder, StepsBackToWhereACharacterBegins) {
    const TextDecoder decoder(named("Shift-JIS"));
    const auto text = bytes_of("a \x93\xfa\x96\x7b");
    EXPECT_EQ(decoder.step_back(text, 5), 2u);
    EXPECT_EQ(TextDecoder(named("CP437")).step_back(text, 5), 5u);
}

}  // namespace
}  // namespace byteprism
