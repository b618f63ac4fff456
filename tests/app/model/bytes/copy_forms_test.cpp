#include "app/model/bytes/copy_forms.hpp"

#include <gtest/gtest.h>

#include "app/model/bytes/base64.hpp"
#include "app/model/bytes/pasted_text.hpp"
#include "app/model/hex_text.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

std::string written(std::string_view form, std::span<const std::byte> bytes, const Layout& items = {},
                    std::string_view format = "B", std::string_view encoding = "ASCII") {
    return copy_form(form).write({bytes, items, Format::parse(format), *find_text_encoding(encoding)});
}

const std::vector<std::byte> hello = parse_hex("48 65 27 5c 00 ff");

TEST(CopyForms, SayTheBytesInEveryLanguage) {
    EXPECT_EQ(written("hex", hello), "48 65 27 5c 00 ff");
    EXPECT_EQ(written("text", hello), "He'\\\uFFFD\uFFFD") << "a NUL would end the text";
    EXPECT_EQ(written("c", hello), "const unsigned char data[6] = {\n    0x48, 0x65, 0x27, 0x5c, 0x00, 0xff\n};\n");
    EXPECT_EQ(written("c++", hello),
              "constexpr std::array<std::uint8_t, 6> data = {\n    0x48, 0x65, 0x27, 0x5c, 0x00, 0xff\n};\n");
    EXPECT_EQ(written("python", hello), R"(b'He\'\\\x00\xff')");
    EXPECT_EQ(written("rust", hello), "const DATA: [u8; 6] = [\n    0x48, 0x65, 0x27, 0x5c, 0x00, 0xff\n];\n");
    EXPECT_EQ(written("java", hello),
              "static final byte[] DATA = {\n    0x48, 0x65, 0x27, 0x5c, 0x00, (byte) 0xff\n};\n");
    EXPECT_EQ(written("json", hello), "[72, 101, 39, 92, 0, 255]");
    EXPECT_EQ(written("base64", hello), "SGUnXAD/");
    EXPECT_EQ(written("dump", hello), "00000000  48 65 27 5c 00 ff                                 |He'\\..|\n");
}

TEST(CopyForms, AreUnderstoodWhenTheyArePasted) {
    std::vector<std::byte> all;
    for (int i = 0; i < 256; ++i) all.push_back(static_cast<std::byte>(i));
    for (const CopyForm& form : copy_forms()) {
        if (form.name == "text" || form.name == "base64" || form.name == "numpy" || form.name == "memoryview") continue;
        EXPECT_EQ(hex_text(parse_pasted(written(form.name, all)).bytes), hex_text(all)) << form.name;
    }
    EXPECT_EQ(parse_base64(written("base64", all)), all);
}

TEST(CopyForms, TextIsThatOfTheColumnInUtf8) {
    const auto text = [](std::string_view hex, std::string_view encoding) {
        return written("text", parse_hex(hex), {}, "B", encoding);
    };
    EXPECT_EQ(text("c8 c9 40 5a", "EBCDIC"), "HI !");
    EXPECT_EQ(text("e9 0a", "Latin-1"), "é\n");
    EXPECT_EQ(text("3d d8 00 de 41 00", "UTF-16LE"), "\U0001F600A");
    EXPECT_EQ(text("93 fa 96 7b", "Shift-JIS"), "日本");
    EXPECT_EQ(text("c3 a9 c3", "UTF-8"), "é\uFFFD");
    EXPECT_EQ(text("c3 a9", "ASCII"), "é") << "UTF-8 has all of ASCII";
    EXPECT_EQ(text("41 00 42", "UTF-16LE"), "A\uFFFD") << "half a unit is left";
}

TEST(CopyForms, SayInPythonWhereBytesLie) {
    EXPECT_EQ(written("memoryview", {}, Layout{16, 1, {Axis{4, 1}}}), "m[16:20]");
    EXPECT_EQ(written("memoryview", {}, Layout{1, 1, {Axis{3, 4}}}), "m[1:13:4]");
    EXPECT_EQ(written("memoryview", {}, Layout{8, 1, {Axis{3, -4}}}), "m[8::-4]");
    EXPECT_THROW(written("memoryview", {}, Layout{0, 1, {Axis{3, 8}, Axis{2, 1}}}), ValueError);
    EXPECT_EQ(written("numpy", {}, Layout{128, 2, {Axis{480, 1344}, Axis{640, 2}}}, "<H"),
              "np.ndarray((480, 640), dtype='<u2', buffer=m, offset=128, strides=(1344, 2))");
    EXPECT_THROW(copy_form("cobol"), ValueError);
}

}  // namespace
}  // namespace byteprism
