#include "core/structure/data_edit.hpp"

#include <algorithm>
#include <string>

#include <gtest/gtest.h>

#include "core/error.hpp"
#include "core/structure/data_value.hpp"
#include "core/structure/declarations.hpp"

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

}  // namespace
}  // namespace byteprism
