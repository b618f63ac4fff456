#include "app/model/bytes/pasted_text.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <optional>

#include "core/error.hpp"

namespace byteprism {
namespace {

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }
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

// A colour as style sheets have it, #1a2b3c, maybe with an alpha: no comment.
bool begins_colour(std::string_view text) {
    if (!text.starts_with('#')) return false;
    const auto end = std::find_if_not(text.begin() + 1, text.end(), is_word);
    const auto digits = end - text.begin() - 1;
    return (digits == 6 || digits == 8) && std::all_of(text.begin() + 1, end, is_hex);
}

// How long the mark is that says hexadecimal digits follow; 0: there is none.
std::size_t length_of_mark(std::string_view text) {
    if (text.starts_with("0x") || text.starts_with("0X") || text.starts_with("\\x")) return 2;
    return begins_colour(text) ? 1 : 0;
}

// Behind the quotes that open here, at the latest at the end of the line. Single ones hold no more than a character may
// take: languages use the mark otherwise too, and it stands alone then.
std::size_t end_of_quotes(std::string_view text, std::size_t open) {
    const bool single = text[open] == '\'';
    const std::string_view near = text.substr(open, single ? std::string_view("'\\x41'").size() : text.size());
    const std::string_view line = near.substr(0, near.find('\n'));
    for (std::size_t at = 1; at < line.size(); at += line[at] == '\\' ? std::size_t{2} : 1) {
        if (line[at] == text[open]) return open + at + 1;
    }
    return open + (single ? 1 : line.size());
}

void blank(std::string& text, std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < std::min(to, text.size()); ++i) {
        if (text[i] != '\n') text[i] = ' ';
    }
}

// Where the comment ends that begins here; nothing: none does.
std::optional<std::size_t> end_of_comment(std::string_view text, std::size_t at) {
    const std::string_view rest = text.substr(at);
    if (rest.starts_with("/*")) {
        const std::size_t end = text.find("*/", at + 2);
        return end == std::string_view::npos ? text.size() : end + 2;
    }
    const bool hash = rest.starts_with('#') && !begins_colour(rest) && (at == 0 || !is_word(text[at - 1]));
    if (!hash && !rest.starts_with("//")) return std::nullopt;
    return std::min(text.find('\n', at), text.size());
}

// Pairs of digits; a digit alone only behind a mark: 0x7.
std::vector<std::byte> parse_digits(std::string_view text) {
    std::vector<std::byte> bytes;
    for (std::size_t at = 0; at < text.size();) {
        if (separates(text[at])) {
            ++at;
            continue;
        }
        const std::size_t mark = length_of_mark(text.substr(at));
        at += mark;
        if (at >= text.size() || !is_hex(text[at])) refuse_pasted(text, at, "a hexadecimal digit is expected");
        const bool pair = at + 1 < text.size() && is_hex(text[at + 1]);
        const bool ends = at + 1 >= text.size() || separates(text[at + 1]) || length_of_mark(text.substr(at + 1)) > 0;
        if (!pair && !(mark > 0 && ends)) {
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
    const std::size_t assigned = without_quotes(text).find('=');
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

std::string without_quotes(std::string_view text) {
    std::string code(text);
    for (std::size_t at = text.find_first_of("'\""); at != std::string_view::npos;) {
        const std::size_t end = end_of_quotes(text, at);
        if (end > at + 1) blank(code, at, end);
        at = text.find_first_of("'\"", end);
    }
    return code;
}

std::string without_comments(std::string_view text) {
    std::string code(text);
    for (std::size_t at = 0; at < text.size();) {
        const auto comment = end_of_comment(text, at);
        const bool quote = text[at] == '\'' || text[at] == '"';
        const std::size_t end = comment ? *comment : quote ? end_of_quotes(text, at) : at + 1;
        if (comment) blank(code, at, end);
        at = end;
    }
    return code;
}

PastedBytes parse_pasted(std::string_view text) {
    PastedBytes pasted = told_apart(text);
    if (pasted.bytes.empty()) throw ValueError("there are no bytes in the text");
    return pasted;
}

}  // namespace byteprism
