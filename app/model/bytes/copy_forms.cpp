#include "app/model/bytes/copy_forms.hpp"

#include <algorithm>
#include <utility>

#include "app/model/bytes/base64.hpp"
#include "app/model/hex_text.hpp"
#include "core/error.hpp"
#include "core/view/expression.hpp"
#include "core/view/unicode.hpp"

namespace byteprism {
namespace {

constexpr std::size_t row_bytes = 16;

std::string two_digits(std::byte byte) { return hex_text({&byte, 1}); }

char printable(std::byte byte) {
    const int c = std::to_integer<int>(byte);
    return c >= 0x20 && c < 0x7f ? static_cast<char>(c) : '.';
}

std::string count_of(const Copied& copied) { return std::to_string(copied.bytes.size()); }

// "0x48, 0x65", in rows that are moved to the right; a cast goes before those that need one.
template <class Number>
std::string in_rows(std::span<const std::byte> bytes, const Number& number) {
    std::string text;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        text += at % row_bytes == 0 ? (at == 0 ? "    " : "\n    ") : " ";
        text += number(bytes[at]);
        if (at + 1 < bytes.size()) text += ',';
    }
    return text;
}

std::string hex_number(std::byte byte) { return "0x" + two_digits(byte); }

// Java's bytes are signed.
std::string java_number(std::byte byte) {
    return (std::to_integer<int>(byte) > 127 ? "(byte) 0x" : "0x") + two_digits(byte);
}

std::string c_array(const Copied& c) {
    return "const unsigned char data[" + count_of(c) + "] = {\n" + in_rows(c.bytes, hex_number) + "\n};\n";
}

std::string cpp_array(const Copied& c) {
    return "constexpr std::array<std::uint8_t, " + count_of(c) + "> data = {\n" + in_rows(c.bytes, hex_number) +
           "\n};\n";
}

std::string rust_array(const Copied& c) {
    return "const DATA: [u8; " + count_of(c) + "] = [\n" + in_rows(c.bytes, hex_number) + "\n];\n";
}

std::string java_array(const Copied& c) {
    return "static final byte[] DATA = {\n" + in_rows(c.bytes, java_number) + "\n};\n";
}

std::string json_array(const Copied& c) {
    std::string text = "[";
    for (const std::byte byte : c.bytes) {
        if (text.size() > 1) text += ", ";
        text += std::to_string(std::to_integer<int>(byte));
    }
    return text + "]";
}

std::string python_bytes(const Copied& c) {
    std::string text = "b'";
    for (const std::byte byte : c.bytes) {
        const char shown = printable(byte);
        if (byte == std::byte{'\''} || byte == std::byte{'\\'}) text += '\\';
        text += shown == static_cast<char>(byte) ? std::string(1, shown) : "\\x" + two_digits(byte);
    }
    return text + "'";
}

// "00000010".
std::string offset_digits(std::size_t offset) {
    std::string digits;
    for (int shift = 24; shift >= 0; shift -= 8) digits += two_digits(static_cast<std::byte>(offset >> shift & 0xff));
    return digits;
}

// As `hexdump -C` writes it, which is understood when it is pasted.
std::string dump(const Copied& c) {
    std::string text;
    for (std::size_t at = 0; at < c.bytes.size(); at += row_bytes) {
        const auto row = c.bytes.subspan(at, std::min(row_bytes, c.bytes.size() - at));
        std::string hex;
        std::string characters;
        for (std::size_t i = 0; i < row.size(); ++i) {
            hex += (i == 8 ? "  " : " ") + two_digits(row[i]);
            characters += printable(row[i]);
        }
        hex.resize(row_bytes * 3 + 1, ' ');
        text += offset_digits(at) + " " + hex + "  |" + characters + "|\n";
    }
    return text;
}

// The characters of the text column, in UTF-8. A byte that is none is the replacement character, and so is NUL, which
// would end the text on most clipboards. What the column shows as ASCII may well be UTF-8, which has all of ASCII.
std::string plain_text(const Copied& c) {
    TextDecoder decoder(c.encoding.name == "ASCII" ? *find_text_encoding("UTF-8") : c.encoding);
    std::string text;
    for (std::size_t at = 0; at < c.bytes.size();) {
        const DecodedCharacter found = decoder.decode(c.bytes, at);
        append_utf8(text, found.character && *found.character != 0 ? *found.character : U'\uFFFD');
        at += found.length;
    }
    return text;
}

std::string numpy(const Copied& c) {
    return "np.ndarray(" + shape_text(shape_of(c.items)) + ", dtype=" + numpy_dtype_text(c.format, c.items.itemsize) +
           ", buffer=m, offset=" + std::to_string(c.items.offset) + ", strides=" + shape_text(strides_of(c.items)) +
           ")";
}

// What memoryview can do by itself: a slice of one dimension, of bytes.
std::string memoryview(const Copied& c) {
    const Layout& items = c.items;
    const std::string start = std::to_string(items.offset);
    if (is_c_contiguous(items)) return "m[" + start + ":" + std::to_string(items.offset + byte_count(items)) + "]";
    if (items.ndim() != 1 || items.itemsize != 1) {
        throw ValueError("memoryview has no words for strides in " + std::to_string(items.ndim()) +
                         " dimensions: copy it as a NumPy expression");
    }
    const Axis axis = items.axes[0];
    const std::int64_t stop = items.offset + axis.count * axis.stride;
    return "m[" + start + ":" + (stop < 0 ? "" : std::to_string(stop)) + ":" + std::to_string(axis.stride) + "]";
}

// clang-format off
constexpr CopyForm table[] = {
    {"hex", "Hex", [](const Copied& c) { return hex_text(c.bytes); }},
    {"text", "Text", plain_text},
    {"c", "C array", c_array},
    {"c++", "C++ array", cpp_array},
    {"python", "Python bytes", python_bytes},
    {"rust", "Rust array", rust_array},
    {"java", "Java array", java_array},
    {"json", "JSON array", json_array},
    {"base64", "Base64", [](const Copied& c) { return base64_text(c.bytes); }},
    {"dump", "Hex dump", dump},
    {"markdown", "Hex dump in Markdown", [](const Copied& c) { return "```\n" + dump(c) + "```\n"; }},
    {"numpy", "NumPy expression", numpy},
    {"memoryview", "Python memoryview expression", memoryview},
};
// clang-format on

}  // namespace

Copied copied_of(const Sheet& sheet, const Layout& items, std::span<const std::byte> bytes) {
    const TextEncoding& encoding = *find_text_encoding(sheet.hex.encoding);
    if (layout_of(sheet.look.recipe) == items) {
        return {bytes, items, Format::parse(sheet.look.recipe.format), encoding};
    }
    Layout single = items;
    if (items.itemsize != 1) single.axes.push_back({std::exchange(single.itemsize, 1), 1});
    return {bytes, single, Format::parse("B"), encoding};
}

std::span<const CopyForm> copy_forms() { return table; }

const CopyForm& copy_form(std::string_view name) {
    const auto at = std::ranges::find(copy_forms(), name, &CopyForm::name);
    if (at != copy_forms().end()) return *at;
    std::string names;
    for (const CopyForm& form : copy_forms()) names += (names.empty() ? "" : ", ") + std::string(form.name);
    throw ValueError("'" + std::string(name) + "' is no form to copy in: " + names + " are possible");
}

}  // namespace byteprism
