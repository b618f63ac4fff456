#include "core/view/unicode.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace byteprism {
namespace {

struct Range {
    char32_t first, last;
};

// Controls, formatting characters, separators other than the space, surrogates and private use. Code points that no
// standard has assigned yet are taken as printable.
constexpr std::array not_printable = {
    Range{0x00, 0x1F},       Range{0x7F, 0xA0},       Range{0xAD, 0xAD},       Range{0x600, 0x605},
    Range{0x61C, 0x61C},     Range{0x6DD, 0x6DD},     Range{0x70F, 0x70F},     Range{0x890, 0x891},
    Range{0x8E2, 0x8E2},     Range{0x1680, 0x1680},   Range{0x180E, 0x180E},   Range{0x2000, 0x200F},
    Range{0x2028, 0x202F},   Range{0x205F, 0x206F},   Range{0x3000, 0x3000},   Range{0xD800, 0xF8FF},
    Range{0xFEFF, 0xFEFF},   Range{0xFFF0, 0xFFFB},   Range{0xFFFE, 0xFFFF},   Range{0x110BD, 0x110BD},
    Range{0x110CD, 0x110CD}, Range{0x13430, 0x1343F}, Range{0x1BCA0, 0x1BCA3}, Range{0x1D173, 0x1D17A},
    Range{0xE0000, 0x10FFFF}};

constexpr char32_t escaped(unsigned char byte) { return 0xDC00U + byte; }

}  // namespace

CodePoint decode_utf8(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(at);
    if (lead < 0x80) return {lead, 1};
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || at + length > text.size()) return {escaped(lead), 1};
    char32_t code = lead & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(at + i) & 0xC0U) != 0x80U) return {escaped(lead), 1};
        code = code << 6 | (byte(at + i) & 0x3FU);
    }
    constexpr std::array<char32_t, 5> smallest = {0, 0, 0x80, 0x800, 0x10000};
    if (code < smallest[length] || code > 0x10FFFF) return {escaped(lead), 1};
    return {code, length};
}

void append_utf8(std::string& text, char32_t code) {
    const auto put = [&](char32_t byte) { text += static_cast<char>(static_cast<unsigned char>(byte)); };
    if (code < 0x80) return put(code);
    if (code < 0x800) {
        put(0xC0U | code >> 6);
    } else {
        if (code < 0x10000) {
            put(0xE0U | code >> 12);
        } else {
            put(0xF0U | code >> 18);
            put(0x80U | (code >> 12 & 0x3FU));
        }
        put(0x80U | (code >> 6 & 0x3FU));
    }
    put(0x80U | (code & 0x3FU));
}

bool is_printable(char32_t code) {
    return std::ranges::none_of(not_printable, [&](Range range) { return code >= range.first && code <= range.last; });
}

}  // namespace byteprism
