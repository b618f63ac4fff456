// How Python prints a value: repr().

#include <array>
#include <charconv>
#include <cmath>

#include "core/view/unicode.hpp"
#include "core/view/value.hpp"

namespace byteprism {
namespace {

// The shortest digits that read back as the same double, laid out as Python does: an exponent below 1e-4 and from
// 1e16 on. `whole` adds ".0" to what would read as an integer.
std::string float_text(double number, bool whole) {
    if (std::isnan(number)) return "nan";
    if (std::isinf(number)) return number < 0 ? "-inf" : "inf";
    std::array<char, 40> buffer{};
    const char* end =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::scientific).ptr;
    const std::string_view text(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
    const std::size_t e = text.find('e');
    const int exponent = std::stoi(std::string(text.substr(e + 1)));
    std::string digits;
    for (const char c : text.substr(0, e)) {
        if (c != '.' && c != '-') digits += c;
    }
    std::string result = std::signbit(number) ? "-" : "";
    if (exponent < -4 || exponent >= 16) {
        result += digits[0];
        if (digits.size() > 1) result += "." + digits.substr(1);
        const std::string power = std::to_string(std::abs(exponent));
        return result + (exponent < 0 ? "e-" : "e+") + (power.size() < 2 ? "0" : "") + power;
    }
    if (exponent < 0) return result + "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
    const auto before_point = static_cast<std::size_t>(exponent) + 1;
    if (digits.size() <= before_point) {
        return result + digits + std::string(before_point - digits.size(), '0') + (whole ? ".0" : "");
    }
    return result + digits.substr(0, before_point) + "." + digits.substr(before_point);
}

std::string complex_text(std::complex<double> number) {
    const std::string imaginary = float_text(number.imag(), false) + "j";
    if (number.real() == 0 && !std::signbit(number.real())) return imaginary;
    const bool needs_plus = !imaginary.starts_with('-');
    return "(" + float_text(number.real(), false) + (needs_plus ? "+" : "") + imaginary + ")";
}

void append_hex(std::string& text, char32_t number, int digits) {
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) text += "0123456789abcdef"[(number >> shift) & 0xF];
}

// Python prefers single quotes unless only they occur in the text.
char quote_for(bool has_single, bool has_double) { return has_single && !has_double ? '"' : '\''; }

// The escapes that bytes and text share; false if the character is not one of those.
bool append_escape(std::string& text, char32_t c, char quote) {
    switch (c) {
        case '\\':
            text += "\\\\";
            return true;
        case '\t':
            text += "\\t";
            return true;
        case '\n':
            text += "\\n";
            return true;
        case '\r':
            text += "\\r";
            return true;
        default:
            break;
    }
    if (c == static_cast<unsigned char>(quote)) {
        text += '\\';
        text += quote;
        return true;
    }
    return false;
}

std::string bytes_text(const Bytes& bytes) {
    bool has_single = false;
    bool has_double = false;
    for (const std::byte byte : bytes) {
        has_single |= byte == std::byte{'\''};
        has_double |= byte == std::byte{'"'};
    }
    const char quote = quote_for(has_single, has_double);
    std::string text = {'b', quote};
    for (const std::byte byte : bytes) {
        const auto c = std::to_integer<unsigned char>(byte);
        if (append_escape(text, c, quote)) continue;
        if (c >= 0x20 && c < 0x7F) {
            text += static_cast<char>(c);
        } else {
            text += "\\x";
            append_hex(text, c, 2);
        }
    }
    return text + quote;
}

std::string string_text(const std::string& string) {
    const bool has_single = string.find('\'') != std::string::npos;
    const char quote = quote_for(has_single, string.find('"') != std::string::npos);
    std::string text(1, quote);
    for (std::size_t at = 0; at < string.size();) {
        const CodePoint point = decode_utf8(string, at);
        at += point.length;
        if (append_escape(text, point.code, quote)) continue;
        if (is_printable(point.code)) {
            append_utf8(text, point.code);
        } else if (point.code < 0x100) {
            text += "\\x";
            append_hex(text, point.code, 2);
        } else if (point.code < 0x10000) {
            text += "\\u";
            append_hex(text, point.code, 4);
        } else {
            text += "\\U";
            append_hex(text, point.code, 8);
        }
    }
    return text + quote;
}

std::string joined(const std::vector<Value>& items) {
    std::string text;
    for (const Value& item : items) text += (text.empty() ? "" : ", ") + repr(item);
    return text;
}

struct Printer {
    std::string operator()(None) const { return "None"; }
    std::string operator()(bool truth) const { return truth ? "True" : "False"; }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(std::uint64_t number) const { return std::to_string(number); }
    std::string operator()(const BigInteger& number) const { return number.decimal; }
    std::string operator()(double number) const { return float_text(number, true); }
    std::string operator()(std::complex<double> number) const { return complex_text(number); }
    std::string operator()(const Bytes& bytes) const { return bytes_text(bytes); }
    std::string operator()(const std::string& text) const { return string_text(text); }
    std::string operator()(const Tuple& tuple) const {
        return "(" + joined(tuple.items) + (tuple.items.size() == 1 ? ",)" : ")");
    }
    std::string operator()(const List& list) const { return "[" + joined(list.items) + "]"; }
};

}  // namespace

std::string repr(const Value& value) { return std::visit(Printer{}, value.data); }
std::string repr(double number) { return float_text(number, true); }

}  // namespace byteprism
