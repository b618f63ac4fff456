#include "app/model/bytes/pasted_text.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <optional>

#include "core/error.hpp"

namespace byteprism {
namespace {

bool is_hex(char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; }
bool separates(char c) {
    return std::isspace(static_cast<unsigned char>(c)) != 0 ||
           std::string_view(",;:-").find(c) != std::string_view::npos;
}

unsigned hex_value(char c) {
    unsigned value = 0;
    std::from_chars(&c, &c + 1, value, 16);
    return value;
}

bool marks_hex(std::string_view text) {
    return text.starts_with("0x") || text.starts_with("0X") || text.starts_with("\\x");
}

// Pairs of digits; a digit alone only behind a mark: 0x7.
std::vector<std::byte> parse_digits(std::string_view text) {
    std::vector<std::byte> bytes;
    for (std::size_t at = 0; at < text.size();) {
        if (separates(text[at])) {
            ++at;
            continue;
        }
        const bool marked = marks_hex(text.substr(at));
        if (marked) at += 2;
        if (at >= text.size() || !is_hex(text[at])) refuse_pasted(text, at, "a hexadecimal digit is expected");
        const bool pair = at + 1 < text.size() && is_hex(text[at + 1]);
        const bool ends = at + 1 >= text.size() || separates(text[at + 1]) || marks_hex(text.substr(at + 1));
        if (!pair && !(marked && ends)) {
            refuse_pasted(text, at, "a byte has two hexadecimal digits, here is one");
        }
        bytes.push_back(
            static_cast<std::byte>(pair ? hex_value(text[at]) << 4 | hex_value(text[at + 1]) : hex_value(text[at])));
        at += pair ? 2 : 1;
    }
    return bytes;
}

// ---- strings

// Of a character behind a backslash.
std::optional<char> simple_escape(char c) {
    constexpr std::string_view letters = "\\'\"abfnrtv";
    constexpr std::string_view meanings = "\\'\"\a\b\f\n\r\t\v";
    const std::size_t known = letters.find(c);
    return known == std::string_view::npos ? std::nullopt : std::optional(meanings[known]);
}

// `at` is behind the backslash, and is moved behind the escape.
std::byte parse_escape(std::string_view text, std::size_t& at) {
    const char c = at < text.size() ? text[at] : '\0';
    if (const auto simple = simple_escape(c)) {
        ++at;
        return static_cast<std::byte>(*simple);
    }
    const bool hexadecimal = c == 'x';
    if (hexadecimal) ++at;
    const std::string_view digits = text.substr(std::min(at, text.size()), hexadecimal ? 2 : 3);
    unsigned value = 0;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), value, hexadecimal ? 16 : 8);
    if (error != std::errc() || value > 255) refuse_pasted(text, at, "this escape is not known");
    at += static_cast<std::size_t>(end - digits.data());
    return static_cast<std::byte>(value);
}

// Every string of the text from the first quote on, one behind the other.
std::vector<std::byte> parse_strings(std::string_view text, std::size_t first) {
    const char quote = text[first];
    std::vector<std::byte> bytes;
    for (std::size_t begin = first; begin != std::string_view::npos;) {
        std::size_t at = begin + 1;
        while (at < text.size() && text[at] != quote) {
            const char c = text[at++];
            bytes.push_back(c == '\\' ? parse_escape(text, at) : static_cast<std::byte>(c));
        }
        if (at >= text.size()) refuse_pasted(text, begin, "this quote is not closed");
        begin = text.find(quote, at + 1);
    }
    return bytes;
}

// The opening quote of a text that is a string, or assigns one; a list may have quotes in it. npos: it is none.
std::size_t quote_of_string(std::string_view text) {
    const std::size_t double_quote = text.find('"');
    const std::size_t python_quote = text.find("b'");
    const std::size_t quote = std::min(double_quote, python_quote);
    const std::size_t assigned = text.find('=');
    const std::size_t list = text.find_first_of("{[", assigned < quote ? assigned : 0);
    if (quote == std::string_view::npos || list < quote) return std::string_view::npos;
    return python_quote < double_quote ? quote + 1 : quote;
}

PastedBytes told_apart(std::string_view text) {
    if (auto bytes = parse_dump(text); !bytes.empty()) return {std::move(bytes), "a hex dump"};
    if (const std::size_t quote = quote_of_string(text); quote != std::string_view::npos) {
        return {parse_strings(text, quote), "a string"};
    }
    const std::string code = without_comments(text);
    if (code.find_first_of("{[") != std::string::npos) return {parse_number_list(code), "a list of numbers"};
    return {parse_digits(code), "hex"};
}

}  // namespace

void refuse_pasted(std::string_view text, std::size_t at, const char* why) {
    const std::string_view before = text.substr(0, std::min(at, text.size()));
    const auto line = std::ranges::count(before, '\n') + 1;
    const std::size_t line_begin = before.rfind('\n') + 1;  // npos + 1 is 0
    std::string where = "column " + std::to_string(before.size() - line_begin + 1) + ": ";
    if (text.find('\n') != std::string_view::npos) where = "line " + std::to_string(line) + ", " + where;
    throw ValueError(where + why);
}

std::string without_comments(std::string_view text) {
    std::string code(text);
    const auto blank = [&code](std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < std::min(to, code.size()); ++i) {
            if (code[i] != '\n') code[i] = ' ';
        }
    };
    for (std::size_t at = code.find_first_of("/#"); at != std::string::npos; at = code.find_first_of("/#", at + 1)) {
        const bool block = code.compare(at, 2, "/*") == 0;
        if (block) {
            const std::size_t end = code.find("*/", at + 2);
            blank(at, end == std::string::npos ? end : end + 2);
        } else if (code[at] == '#' || code.compare(at, 2, "//") == 0) {
            blank(at, code.find('\n', at));
        }
    }
    return code;
}

PastedBytes parse_pasted(std::string_view text) {
    PastedBytes pasted = told_apart(text);
    if (pasted.bytes.empty()) throw ValueError("there are no bytes in the text");
    return pasted;
}

}  // namespace byteprism
