#include "app/model/bytes/base64.hpp"

#include <cctype>
#include <cstdint>

#include "core/error.hpp"

namespace byteprism {
namespace {

constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::size_t value_of(char c) { return letters.find(c == '-' ? '+' : c == '_' ? '/' : c); }

}  // namespace

std::string base64_text(std::span<const std::byte> bytes) {
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        std::uint32_t group = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            group = group << 8 | (at + i < bytes.size() ? std::to_integer<std::uint32_t>(bytes[at + i]) : 0);
        }
        for (std::size_t i = 0; i < 4; ++i) {
            text += at + i > bytes.size() ? '=' : letters[group >> (18 - 6 * i) & 63];
        }
    }
    return text;
}

std::vector<std::byte> parse_base64(std::string_view text) {
    std::vector<std::byte> bytes;
    std::uint32_t group = 0;
    int bits = 0;
    bool padded = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (std::isspace(static_cast<unsigned char>(text[at])) != 0) continue;
        const std::size_t value = value_of(text[at]);
        padded |= text[at] == '=';
        if (padded && text[at] == '=') continue;
        if (padded || value == std::string_view::npos) {
            throw ValueError("column " + std::to_string(at + 1) + ": a letter of base64 is expected");
        }
        group = group << 6 | static_cast<std::uint32_t>(value);
        bits += 6;
        if (bits < 8) continue;
        bits -= 8;
        bytes.push_back(static_cast<std::byte>(group >> bits & 0xff));
    }
    if (bits >= 6) throw ValueError("a letter of base64 is missing at the end");
    return bytes;
}

}  // namespace byteprism
