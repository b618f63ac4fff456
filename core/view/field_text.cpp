// How the value of a field reads in a panel, and the way back from what people type or paste.

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <optional>

#include "core/error.hpp"
#include "core/view/element.hpp"
#include "core/view/pack.hpp"
#include "core/view/unicode.hpp"

namespace byteprism {
namespace {

// ---- to text

// In as few digits as read back as the same value of the field's own width.
std::string real_text(const std::string& code, double number) {
    if (!std::isfinite(number)) return repr(number);
    std::array<char, 40> buffer{};
    if (code == "f" || code == "Zf") {
        const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), static_cast<float>(number)).ptr;
        return {buffer.data(), end};
    }
    if (code == "e") {
        for (int digits = 1; digits <= 5; ++digits) {
            const auto end =
                std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::general, digits)
                    .ptr;
            std::uint16_t bits = 0;
            if (to_half(std::strtod(std::string(buffer.data(), end).c_str(), nullptr), bits) &&
                from_half(bits) == number) {
                return {buffer.data(), end};
            }
        }
    }
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr;
    return {buffer.data(), end};
}

std::string address_text(std::uint64_t address) {
    std::array<char, 20> buffer{};
    return "0x" +
           std::string(buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), address, 16).ptr);
}

bool is_address(char code) { return code == 'P' || code == 'O' || code == '&' || code == 'X'; }

std::string leaf_text(const Field& field, const Value& value) {
    if (const auto* real = std::get_if<double>(&value.data)) return real_text(field.code, *real);
    if (const auto* pair = std::get_if<std::complex<double>>(&value.data)) {
        const std::string imaginary = real_text(field.code, pair->imag());
        return real_text(field.code, pair->real()) + (imaginary.starts_with('-') ? "" : "+") + imaginary + "j";
    }
    if (is_address(field.code[0])) {
        if (const auto* small = std::get_if<std::int64_t>(&value.data))
            return address_text(static_cast<std::uint64_t>(*small));
        if (const auto* large = std::get_if<std::uint64_t>(&value.data)) return address_text(*large);
    }
    const std::string text = repr(value);
    return std::holds_alternative<Bytes>(value.data) ? text.substr(1) : text;  // without the b
}

// ---- from text

bool same_letter(char a, char b) { return (a | 0x20) == (b | 0x20); }

bool same_word(std::string_view a, std::string_view b) { return std::ranges::equal(a, b, same_letter); }

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\n\v\f\r";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

[[noreturn]] void expected(const std::string& what, std::string_view text) {
    throw ValueError("expected " + what + ", not '" + std::string(text.substr(0, 80)) + "'");
}

// '_' may stand between digits.
bool take_separators(std::string_view text, std::string& digits) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '_') {
            digits += text[i];
        } else if (i == 0 || i + 1 == text.size() || text[i - 1] == '_') {
            return false;
        }
    }
    return !digits.empty();
}

// 0x1F, 1Fh, $1F, 0b101, 0o17, 31, with a sign; false if the text is none of them.
bool parse_integer(std::string_view text, Value& value) {
    bool negative = false;
    if (text.starts_with('-') || text.starts_with('+')) {
        negative = text[0] == '-';
        text.remove_prefix(1);
    }
    int base = 10;
    const auto prefixed = [&](char letter) {
        return text.size() > 2 && text[0] == '0' && same_letter(text[1], letter);
    };
    if (prefixed('x') || prefixed('o') || (prefixed('b') && !same_letter(text.back(), 'h'))) {
        base = same_letter(text[1], 'x') ? 16 : same_letter(text[1], 'o') ? 8 : 2;
        text.remove_prefix(2);
    } else if (text.starts_with('$')) {
        base = 16;
        text.remove_prefix(1);
    } else if (text.size() > 1 && same_letter(text.back(), 'h')) {
        base = 16;
        text.remove_suffix(1);
    }
    std::string digits;
    if (!take_separators(text, digits)) return false;
    if (base == 10) {
        if (!std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; })) return false;
        value = integer_value((negative ? "-" : "") + digits);
        return true;
    }
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number, base);
    if (error != std::errc() || end != digits.data() + digits.size()) return false;
    value = integer_value((negative ? "-" : "") + std::to_string(number));
    return true;
}

bool parse_real(std::string_view text, double& number) {
    Value integer;
    if (parse_integer(text, integer)) {
        number = std::strtod(repr(integer).c_str(), nullptr);
        return true;
    }
    std::string digits;
    if (!take_separators(text, digits)) return false;
    const std::string_view unsigned_part =
        std::string_view(digits).substr(digits[0] == '-' || digits[0] == '+' ? 1 : 0);
    const bool word =
        same_word(unsigned_part, "nan") || same_word(unsigned_part, "inf") || same_word(unsigned_part, "infinity");
    if (!word && unsigned_part.find_first_not_of("0123456789.eE+-") != std::string_view::npos) return false;
    char* end = nullptr;
    number = std::strtod(digits.c_str(), &end);
    return !unsigned_part.empty() && end == digits.c_str() + digits.size();
}

bool parse_complex(std::string_view text, std::complex<double>& number) {
    if (text.size() > 1 && text.front() == '(' && text.back() == ')') text = text.substr(1, text.size() - 2);
    double real = 0;
    double imaginary = 0;
    if (!text.ends_with('j')) {
        if (!parse_real(text, real)) return false;
        number = real;
        return true;
    }
    text.remove_suffix(1);
    // The sign of the imaginary part: the last one that is no exponent's.
    std::size_t split = text.size();
    while (split > 0) {
        --split;
        if ((text[split] == '+' || text[split] == '-') && (split == 0 || !same_letter(text[split - 1], 'e'))) break;
    }
    if (split > 0 && !parse_real(text.substr(0, split), real)) return false;
    if (!parse_real(text.substr(split), imaginary)) return false;
    number = {real, imaginary};
    return true;
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    const char letter = static_cast<char>(c | 0x20);
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

// The number that so many hex digits from `at` on are; nothing: they are none.
std::optional<char32_t> hex_number(std::string_view text, std::size_t at, std::size_t digits) {
    if (at + digits > text.size()) return std::nullopt;
    char32_t number = 0;
    for (const char c : text.substr(at, digits)) {
        const int digit = hex_digit(c);
        if (digit < 0) return std::nullopt;
        number = number << 4 | static_cast<char32_t>(digit);
    }
    return number;
}

// What \xad is: a byte, as in Python's bytes, or U+00AD, as in its str, which has \u200b and \U0001f600 as well.
enum class Escapes { Bytes, Characters };

// The inside of quotes, with the escapes of repr; what is not quoted stands for itself.
std::string parse_string(std::string_view text, Escapes escapes) {
    const std::string_view all = text;
    if (text.size() > 2 && text[0] == 'b' && (text[1] == '\'' || text[1] == '"')) {
        text.remove_prefix(1);
        escapes = Escapes::Bytes;
    }
    if (text.size() < 2 || (text[0] != '\'' && text[0] != '"')) return std::string(all);
    if (text.back() != text[0]) expected("a closing quote", all);
    text = text.substr(1, text.size() - 2);
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\') {
            result += text[i];
            continue;
        }
        if (++i == text.size()) expected("a character after the backslash", all);
        switch (text[i]) {
            case 'n':
                result += '\n';
                break;
            case 'r':
                result += '\r';
                break;
            case 't':
                result += '\t';
                break;
            case '0':
                result += '\0';
                break;
            case 'x':
            case 'u':
            case 'U': {
                const bool characters = escapes == Escapes::Characters;
                const std::size_t digits = text[i] == 'x' ? 2 : text[i] == 'u' ? 4 : 8;
                if (digits > 2 && !characters) {
                    result += text[i];
                    break;
                }
                const auto code = hex_number(text, i + 1, digits);
                if (!code || *code > 0x10FFFF) {
                    expected((digits == 2   ? "two hex digits after \\x"
                              : digits == 4 ? "four hex digits after \\u"
                                            : "the eight hex digits of a character after \\U"),
                             all);
                }
                if (characters) append_utf8(result, *code);
                if (!characters) result += static_cast<char>(static_cast<unsigned char>(*code));
                i += digits;
                break;
            }
            default:
                result += text[i];
        }
    }
    return result;
}

Bytes as_bytes(std::string_view text) {
    Bytes bytes(text.size());
    std::ranges::transform(text, bytes.begin(), [](char c) { return static_cast<std::byte>(c); });
    return bytes;
}

std::string integer_expectation(const Field& field) {
    const std::int64_t bits = field.code == "t" ? field.count : 8 * field.unit;
    const std::uint64_t highest = ~std::uint64_t{0} >> (64 - bits);
    switch (field.code[0]) {
        case 'b':
        case 'h':
        case 'i':
        case 'l':
        case 'q':
        case 'n':
            return "an integer from -" + std::to_string((highest >> 1) + 1) + " to " + std::to_string(highest >> 1);
        case 'P':
        case 'O':
        case '&':
        case 'X':
            return "an address";
        default:
            return "an integer from 0 to " + std::to_string(highest);
    }
}

Value parse_leaf(const Field& field, std::string_view text) {
    Value integer;
    double real = 0;
    std::complex<double> pair;
    switch (field.code[0]) {
        case '?':
            if (same_word(text, "true")) return {true};
            if (same_word(text, "false")) return {false};
            if (parse_integer(text, integer)) return {truth(integer)};
            expected("True or False", text);
        case 'c': {
            if (text.size() > 1 && parse_integer(text, integer)) {
                const auto* code = std::get_if<std::int64_t>(&integer.data);
                if (code != nullptr && *code >= 0 && *code <= 255) return {Bytes(1, static_cast<std::byte>(*code))};
            }
            Bytes bytes = as_bytes(parse_string(text, Escapes::Bytes));
            if (bytes.size() != 1) expected("one character", text);
            return {std::move(bytes)};
        }
        case 's':
        case 'p':
        case 'x': {
            Bytes bytes = as_bytes(parse_string(text, Escapes::Bytes));
            const std::int64_t room = field.code == "p" ? std::min<std::int64_t>(255, field.unit - 1) : field.unit;
            if (static_cast<std::int64_t>(bytes.size()) > room) {
                expected("at most " + std::to_string(room) + " bytes of text", text);
            }
            return {std::move(bytes)};
        }
        case 'w':
        case 'u':
            return {parse_string(text, Escapes::Characters)};
        case 'e':
        case 'f':
        case 'd':
        case 'g':
            if (!parse_real(text, real)) expected("a number", text);
            return {real};
        case 'Z':
            if (!parse_complex(text, pair)) expected("a complex number like 1+2j", text);
            return {pair};
        default:
            if (!parse_integer(text, integer)) expected(integer_expectation(field), text);
            return integer;
    }
}

// Splits at the commas outside quotes and brackets. A comma at the end starts nothing.
std::vector<std::string_view> split(std::string_view text) {
    std::vector<std::string_view> parts;
    std::size_t start = 0;
    int depth = 0;
    char quote = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quote != 0) {
            if (c == '\\') ++i;
            if (c == quote) quote = 0;
        } else if (c == '\'' || c == '"') {
            quote = c;
        } else if (c == '[' || c == '(') {
            ++depth;
        } else if (c == ']' || c == ')') {
            --depth;
        } else if (c == ',' && depth == 0) {
            parts.push_back(trimmed(text.substr(start, i - start)));
            start = i + 1;
        }
    }
    if (!trimmed(text.substr(std::min(start, text.size()))).empty()) parts.push_back(trimmed(text.substr(start)));
    return parts;
}

std::vector<std::string_view> split_in(std::string_view brackets, std::string_view text, std::size_t count,
                                       const char* kind) {
    const bool enclosed = text.size() >= 2 && text.front() == brackets[0] && text.back() == brackets[1];
    std::vector<std::string_view> parts = split(enclosed ? text.substr(1, text.size() - 2) : text);
    if (parts.size() != count) {
        expected(std::string(brackets.substr(0, 1)) + kind + std::string(brackets.substr(1)) + " of " +
                     std::to_string(count) + " values separated by commas",
                 text);
    }
    return parts;
}

Value parse_one(const Field& field, std::string_view text) {
    if (field.code != "T") {
        Value value = parse_leaf(field, text);
        Bytes scratch(static_cast<std::size_t>(std::max(field.unit, field.size)), std::byte{0});
        try {
            write_element(field, scratch.data(), value, Judge::Item);
        } catch (const Error&) {
            const bool integer = std::holds_alternative<std::int64_t>(value.data) ||
                                 std::holds_alternative<std::uint64_t>(value.data) ||
                                 std::holds_alternative<BigInteger>(value.data);
            expected(integer ? integer_expectation(field) : "a value that fits the field", text);
        }
        return value;
    }
    Tuple tuple;
    const std::vector<std::string_view> parts = split_in("()", text, field.fields.size(), "record");
    for (std::size_t i = 0; i < parts.size(); ++i) tuple.items.push_back(parse_field_text(field.fields[i], parts[i]));
    return {std::move(tuple)};
}

Value parse_list(const Field& field, std::span<const std::int64_t> shape, std::string_view text) {
    if (shape.empty()) return parse_one(field, text);
    List list;
    for (const std::string_view part : split_in("[]", text, static_cast<std::size_t>(shape[0]), "list")) {
        list.items.push_back(parse_list(field, shape.subspan(1), part));
    }
    return {std::move(list)};
}

std::string joined_text(const std::vector<Value>& items, const std::function<std::string(std::size_t)>& text_of) {
    std::string text;
    for (std::size_t i = 0; i < items.size(); ++i) text += (i == 0 ? "" : ", ") + text_of(i);
    return text;
}

}  // namespace

std::string field_text(const Field& field, const Value& value) {
    if (const auto* list = std::get_if<List>(&value.data)) {
        return "[" + joined_text(list->items, [&](std::size_t i) { return field_text(field, list->items[i]); }) + "]";
    }
    const auto* tuple = std::get_if<Tuple>(&value.data);
    if (tuple == nullptr) return leaf_text(field, value);
    const bool matches = tuple->items.size() == field.fields.size();
    return "(" +
           joined_text(tuple->items,
                       [&](std::size_t i) {
                           return matches ? field_text(field.fields[i], tuple->items[i]) : repr(tuple->items[i]);
                       }) +
           ")";
}

Value parse_field_text(const Field& field, std::string_view text) {
    return parse_list(field, list_shape(field), trimmed(text));
}

}  // namespace byteprism
