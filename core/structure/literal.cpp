#include "core/structure/literal.hpp"

#include <charconv>

namespace byteprism {
namespace {

bool same_letter(char a, char b) { return (a | 0x20) == (b | 0x20); }

// u, l, ll and both, in either order and case.
struct Suffix {
    bool is_unsigned = false;
    int longs = 0;
    bool known = true;
};
Suffix suffix_of(std::string_view text) {
    Suffix suffix;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (same_letter(text[i], 'u') && !suffix.is_unsigned) {
            suffix.is_unsigned = true;
        } else if (same_letter(text[i], 'l') && suffix.longs == 0) {
            suffix.longs = i + 1 < text.size() && text[i + 1] == text[i] ? 2 : 1;
            if (suffix.longs == 2) ++i;
        } else {
            suffix.known = false;
        }
    }
    return suffix;
}

FormulaPtr number_literal(const Token& token, int long_bits) {
    std::string digits(token.text);
    std::erase(digits, '\'');
    int base = 10;
    std::size_t begin = 0;
    if (digits.size() > 1 && digits[0] == '0') {
        base = same_letter(digits[1], 'x') ? 16 : same_letter(digits[1], 'b') ? 2 : 8;
        begin = base == 8 ? 0 : 2;
    }
    std::uint64_t value = 0;
    const char* first = digits.data() + begin;
    const char* last = digits.data() + digits.size();
    const auto [end, error] = std::from_chars(first, last, value, base);
    const Suffix suffix = suffix_of({end, static_cast<std::size_t>(last - end)});
    if (error != std::errc() || end == first || !suffix.known) return nullptr;
    // The first type that holds it: of a decimal one without u only signed ones.
    const int least_bits = suffix.longs == 2 ? 64 : suffix.longs == 1 ? long_bits : 32;
    for (const int bits : {32, 64}) {
        if (bits < least_bits) continue;
        if (!suffix.is_unsigned && value >> (bits - 1) == 0) return number_formula({value, bits, false}, token.at);
        if ((suffix.is_unsigned || base != 10) && (bits == 64 || value >> 32 == 0)) {
            return number_formula({value, bits, true}, token.at);
        }
    }
    return nullptr;
}

// The number of one character of a constant at `at`, which moves past it; -1: it is none.
std::int64_t character_code(std::string_view text, std::size_t& at) {
    const char c = text[at++];
    if (c != '\\') return static_cast<unsigned char>(c);
    constexpr std::string_view letters = "abfnrtve";
    constexpr std::string_view codes = "\a\b\f\n\r\t\v\x1b";
    const char escape = text[at];
    if (escape == 'x' || (escape >= '0' && escape <= '7')) {
        if (escape == 'x') ++at;
        const std::size_t most = escape == 'x' ? 8 : 3;
        const std::string_view digits = text.substr(at, most);
        std::uint32_t code = 0;
        const auto end = std::from_chars(digits.data(), digits.data() + digits.size(), code, escape == 'x' ? 16 : 8);
        if (end.ptr == digits.data() || end.ec != std::errc()) return -1;
        at += static_cast<std::size_t>(end.ptr - digits.data());
        return code;
    }
    ++at;
    const std::size_t letter = letters.find(escape);
    if (letter != std::string_view::npos) return codes[letter];
    return escape == '\\' || escape == '\'' || escape == '"' || escape == '?' ? escape : -1;
}

// 'IHDR' is 0x49484452, as GCC has it.
FormulaPtr character_literal(const Token& token) {
    const std::size_t open = token.text.find('\'');
    const std::string_view inside = token.text.substr(0, token.text.size() - 1);
    std::uint32_t value = 0;
    int characters = 0;
    for (std::size_t at = open + 1; at < inside.size(); ++characters) {
        const std::int64_t code = character_code(token.text, at);
        const bool narrow = open == 0;
        if (code < 0 || (narrow && code > 255) || characters == 4) return nullptr;
        value = narrow ? value << 8 | static_cast<std::uint32_t>(code) : static_cast<std::uint32_t>(code);
    }
    if (characters == 0) return nullptr;
    if (characters == 1 && open == 0) return number_formula({static_cast<signed char>(value), 32, false}, token.at);
    return number_formula({static_cast<std::int32_t>(value), 32, false}, token.at);
}

}  // namespace

FormulaPtr literal_formula(const Token& token, int long_bits) {
    return token.kind == Token::Kind::Character ? character_literal(token) : number_literal(token, long_bits);
}

std::optional<std::string> string_bytes(const Token& token) {
    if (token.kind != Token::Kind::String || token.text[0] != '"') return std::nullopt;
    std::string bytes;
    for (std::size_t at = 1; at + 1 < token.text.size();) {
        const std::int64_t code = character_code(token.text, at);
        if (code < 0 || code > 255) return std::nullopt;
        bytes += static_cast<char>(static_cast<unsigned char>(code));
    }
    return bytes;
}

}  // namespace byteprism
