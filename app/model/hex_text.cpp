#include "app/model/hex_text.hpp"

#include <cctype>
#include <charconv>

#include "core/error.hpp"

namespace byteprism {
namespace {

bool separates(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0 || c == ','; }

// Writers of hex text mark numbers in these ways; the marks carry no digits.
std::size_t mark_length(std::string_view text) {
    return text.starts_with("0x") || text.starts_with("0X") || text.starts_with("\\x") ? 2 : 0;
}

}  // namespace

std::string hex_text(std::span<const std::byte> bytes, std::string_view between) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * (2 + between.size()));
    for (const std::byte byte : bytes) {
        if (!text.empty()) text += between;
        text += digits[std::to_integer<unsigned>(byte) >> 4];
        text += digits[std::to_integer<unsigned>(byte) & 15];
    }
    return text;
}

std::vector<std::byte> parse_hex(std::string_view text) {
    std::vector<std::byte> bytes;
    std::size_t at = 0;
    while (at < text.size()) {
        if (separates(text[at])) {
            ++at;
            continue;
        }
        at += mark_length(text.substr(at));
        unsigned value = 0;
        const std::string_view pair = text.substr(std::min(at, text.size()), 2);
        const auto [end, error] = std::from_chars(pair.data(), pair.data() + pair.size(), value, 16);
        if (error != std::errc() || end == pair.data()) {
            throw ValueError("column " + std::to_string(at + 1) + ": a hexadecimal digit is expected");
        }
        if (end != pair.data() + 2) {
            throw ValueError("column " + std::to_string(at + 1) + ": a byte has two hexadecimal digits, here is one");
        }
        bytes.push_back(static_cast<std::byte>(value));
        at += 2;
    }
    return bytes;
}

}  // namespace byteprism
