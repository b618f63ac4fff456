#include "core/structure/data_edit.hpp"

#include <algorithm>
#include <string>

#include <gtest/gtest.h>

#include "core/error.hpp"
#include "core/structure/data_value.hpp"
#include "core/structure/declarations.hpp"
#include "core/view/text_encoding.hpp"
#include "core/view/unicode.hpp"

namespace byteprism {
namespace {

constexpr const char* declarations = R"(
enum Kind { NONE, RGB, MASKS = 4 };
struct S {
    big_endian uint16_t port;
    unsigned char low : 3; signed char high : 5;
    bool on : 1;
    enum Kind kind;
    char name[4];
    char16_t wide[3];
    float f;
    enum Kind small : 4;
} __attribute__((packed));
)";

class DataEditing : public testing::Test {
protected:
    // Types the text into the member, and gives what it then shows.
    std::string type(std::string_view name, std::string_view text) {
        const DataReader reader(declared_.types, bytes_);
        const DataNode root = reader.root(declared_.records.back(), 0);
        for (std::int64_t i = 0; i < reader.child_count(root); ++i) {
            const DataNode node = reader.child(root, i);
            if (node.name != name) continue;
            const std::vector<std::byte> bytes = edited(declared_.types, node, bytes_, text);
            std::ranges::copy(bytes, bytes_.begin() + node.bytes.offset);
            return text_of(declared_.types, node, bytes_);
        }
        return "no such member";
    }
    std::string refusal(std::string_view name, std::string_view text) {
        try {
            return type(name, text) + " was accepted";
        } catch (const ValueError& error) {
            return error.what();
        }
    }

    Declarations declared_ = parse_declarations(declarations);
    std::vector<std::byte> bytes_ = std::vector<std::byte>(64, std::byte{0xff});
};

TEST_F(DataEditing, WritesNumbersInTheirOrder) {
    EXPECT_EQ(type("port", "0x1F90"), "8080");
    EXPECT_EQ(bytes_[0], std::byte{0x1f});
    EXPECT_EQ(type("f", "1.5"), "1.5");
    EXPECT_EQ(refusal("port", "70000"), "expected an integer from 0 to 65535, not '70000'");
}

TEST_F(DataEditing, LeavesWhatIsBesideABitField) {
    EXPECT_EQ(type("low", "2"), "2");
    EXPECT_EQ(bytes_[2], std::byte{0xfa});
    EXPECT_EQ(type("high", "-16"), "-16");
    EXPECT_EQ(bytes_[2], std::byte{0x82});
    EXPECT_EQ(type("on", "False"), "False");
    EXPECT_EQ(bytes_[3], std::byte{0xfe});
    EXPECT_EQ(refusal("high", "16"), "expected an integer from -16 to 15, not '16'");
    EXPECT_EQ(refusal("low", "-1"), "expected an integer from 0 to 7, not '-1'");
}

TEST_F(DataEditing, TakesConstantsByName) {
    EXPECT_EQ(type("kind", "RGB"), "RGB (1)");
    EXPECT_EQ(type("kind", "RGB | MASKS"), "RGB | MASKS (5)");
    EXPECT_EQ(type("kind", "77"), "77");
    EXPECT_EQ(type("small", "MASKS"), "MASKS (4)");
    EXPECT_EQ(refusal("kind", "BLUE"), "expected a name of the enum or an integer from 0 to 4294967295, not 'BLUE'");
    EXPECT_EQ(refusal("small", "16"), "expected a name of the enum or an integer from 0 to 15, not '16'");
}

TEST_F(DataEditing, FillsTextWithZeros) {
    EXPECT_EQ(type("name", "BM"), "'BM'");
    EXPECT_EQ(type("name", "'a b'"), "'a b'");
    EXPECT_EQ(type("wide", "x\xf0\x9f\x98\x80"), "'x\xf0\x9f\x98\x80'");
    EXPECT_EQ(refusal("name", "hello"), "expected at most 4 characters of 1 bytes, not 'hello'");
}

// Arrays of one kind of characters, with as many code points as fit into 4096 bytes at a time.
class TextEditing : public testing::TestWithParam<const char*> {};

TEST_P(TextEditing, GivesTheSameBytesAgainOfEveryCodePoint) {
    const std::string type = GetParam();
    const int width = type == "char" ? 1 : type == "char16_t" ? 2 : 4;
    const TextEncoding& encoding = *find_text_encoding(width == 2 ? "UTF-16LE" : "UTF-8");
    const Declarations declared =
        parse_declarations("struct S { " + type + " text[" + std::to_string(4096 / width) + "]; };");
    for (char32_t first = 1; first <= 0x10FFFF; first += 1000) {
        std::string text;
        std::vector<std::byte> bytes;
        for (char32_t code = first; code < first + 1000 && code <= 0x10FFFF; ++code) {
            if (code >= 0xD800 && code <= 0xDFFF) continue;
            append_utf8(text, code);
            for (int shift = 0; shift < 32; shift += 8) bytes.push_back(static_cast<std::byte>(code >> shift & 0xFF));
        }
        if (width < 4) bytes = encode(encoding, text);
        bytes.resize(4096);
        const DataReader reader(declared.types, bytes);
        const DataNode node = reader.child(reader.root(declared.records[0], 0), 0);
        const std::string shown = text_of(declared.types, node, bytes);
        ASSERT_EQ(edited(declared.types, node, bytes, shown), bytes)
            << "from " << static_cast<std::uint32_t>(first) << " on: " << shown;
    }
}

INSTANTIATE_TEST_SUITE_P(Widths, TextEditing, testing::Values("char", "char16_t", "char32_t"));

TEST(CharacterEditing, GivesTheSameBytesAgainOfEveryUnit) {
    const Declarations declared =
        parse_declarations("struct S { char c; signed char text[3]; char16_t w; char16_t wide[2]; };");
    for (unsigned unit = 0; unit < 0x10000; ++unit) {
        std::vector<std::byte> bytes(10, std::byte{'z'});
        const auto low = static_cast<std::byte>(unit & 0xFF), high = static_cast<std::byte>(unit >> 8);
        bytes[0] = low;
        bytes[4] = bytes[6] = low;
        bytes[5] = bytes[7] = high;
        const DataReader reader(declared.types, bytes);
        const DataNode root = reader.root(declared.records[0], 0);
        for (std::int64_t i = 0; i < reader.child_count(root); ++i) {
            const DataNode node = reader.child(root, i);
            if (node.kind == DataNode::Kind::Array) continue;
            if (node.kind == DataNode::Kind::Text && unit == 0) continue;  // what is behind NUL is no text
            const std::string shown = text_of(declared.types, node, bytes);
            const auto own = std::span(bytes).subspan(static_cast<std::size_t>(node.bytes.offset),
                                                      static_cast<std::size_t>(node.bytes.length));
            ASSERT_TRUE(std::ranges::equal(edited(declared.types, node, bytes, shown), own))
                << node.name << " of " << unit << ": " << shown;
        }
    }
}

TEST_F(DataEditing, ReadsTheEscapesThatItShows) {
    EXPECT_EQ(type("name", "'a\\xad'"), "'a\\xad'");
    EXPECT_EQ(bytes_[9], std::byte{0xc2});
    EXPECT_EQ(type("name", "b'\\xff\\xad'"), "b'\\xff\\xad\\x00\\x00'");
    EXPECT_EQ(type("name", "'\\u200b'"), "'\\u200b'");
    EXPECT_EQ(type("wide", "'\\U0001f600'"), "'\xf0\x9f\x98\x80'");
    EXPECT_EQ(refusal("name", "'\\u20'"), "expected four hex digits after \\u, not ''\\u20''");
    EXPECT_EQ(refusal("wide", "'\\U00110000'"),
              "expected the eight hex digits of a character after \\U, not ''\\U00110000''");
    EXPECT_EQ(refusal("name", "b'12345'"), "expected at most 4 bytes, not '12345'");
    EXPECT_EQ(type("kind", "MASKS (4)"), "MASKS (4)");
}

}  // namespace
}  // namespace byteprism
