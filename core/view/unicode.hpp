// Code points and UTF-8, for the text that formats can hold. Surrogates are let through, as Python's str does.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace byteprism {

struct CodePoint {
    char32_t code = 0;
    std::size_t length = 1;  // bytes of it in UTF-8
};

// Requires at < text.size(). A byte that is no UTF-8 decodes as a code point of its own, U+DC80 + low bits, which is
// how Python escapes one.
CodePoint decode_utf8(std::string_view text, std::size_t at);

// Requires code <= 0x10FFFF.
void append_utf8(std::string& text, char32_t code);

// What Python's repr() prints as it is rather than escaped.
bool is_printable(char32_t code);

}  // namespace byteprism
