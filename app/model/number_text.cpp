#include "app/model/number_text.hpp"

#include <array>
#include <cctype>
#include <charconv>
#include <limits>
#include <optional>

#include "core/error.hpp"

namespace byteprism {
namespace {

[[noreturn]] void refuse(std::string_view text) {
    throw ValueError("'" + std::string(text) + "' is not a number: expected 0x1F, 1Fh, $1F, 31, 1_000 or 4K");
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front()))) text.remove_prefix(1);
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back()))) text.remove_suffix(1);
    return text;
}

// How far the suffix K, M, G or T shifts; nothing if there is none.
std::optional<int> shift_of(char suffix) {
    switch (suffix) {
        case 'K':
        case 'k':
            return 10;
        case 'M':
        case 'm':
            return 20;
        case 'G':
        case 'g':
            return 30;
        case 'T':
        case 't':
            return 40;
        default:
            return std::nullopt;
    }
}

std::int64_t parse_magnitude(std::string_view text, std::string_view whole) {
    int base = 10;
    int shift = 0;
    if (text.starts_with("0x") || text.starts_with("0X")) {
        base = 16;
        text.remove_prefix(2);
    } else if (text.starts_with('$')) {
        base = 16;
        text.remove_prefix(1);
    } else if (text.ends_with('h') || text.ends_with('H')) {
        base = 16;
        text.remove_suffix(1);
    } else if (!text.empty()) {
        if (const auto by = shift_of(text.back())) {
            shift = *by;
            text.remove_suffix(1);
        }
    }
    std::string digits;
    for (const char c : text) {
        if (c != '_') digits += c;
    }
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
    const bool too_large = value > (std::numeric_limits<std::int64_t>::max() >> shift);
    if (error == std::errc::result_out_of_range || (error == std::errc() && too_large)) {
        throw ValueError("'" + std::string(whole) + "' is more than 9,223,372,036,854,775,807");
    }
    if (digits.empty() || digits[0] == '-' || error != std::errc() || end != digits.data() + digits.size())
        refuse(whole);
    return value << shift;
}

std::string hex(std::uint64_t number) {
    std::array<char, 16> digits{};
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number, 16);
    return std::string(digits.data(), end);
}

}  // namespace

std::int64_t parse_number(std::string_view text) {
    const std::string_view whole = trimmed(text);
    if (whole.starts_with('-')) return -parse_magnitude(whole.substr(1), whole);
    return parse_magnitude(whole, whole);
}

std::string grouped_text(std::int64_t number) {
    std::string digits = std::to_string(number);
    for (std::size_t at = digits.size(); at > 3 + (number < 0 ? 1u : 0u);) {
        at -= 3;
        digits.insert(at, ",");
    }
    return digits;
}

std::string address_text(std::uint64_t number) { return "0x" + hex(number); }

std::string offset_text(std::int64_t offset) {
    return "0x" + hex(static_cast<std::uint64_t>(offset)) + " (" + grouped_text(offset) + ")";
}

std::string short_size_text(std::int64_t bytes) {
    if (bytes < 1024) return grouped_text(bytes) + (bytes == 1 ? " byte" : " bytes");
    static constexpr std::array units = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    double size = static_cast<double>(bytes) / 1024;
    std::size_t unit = 0;
    while (size >= 1023.95 && unit + 1 < units.size()) {
        size /= 1024;
        ++unit;
    }
    std::array<char, 32> digits{};
    const auto [end, error] =
        std::to_chars(digits.data(), digits.data() + digits.size(), size, std::chars_format::fixed, 1);
    return std::string(digits.data(), end) + " " + units[unit];
}

std::string size_text(std::int64_t bytes) {
    if (bytes < 1024) return short_size_text(bytes);
    return short_size_text(bytes) + " (" + grouped_text(bytes) + " bytes)";
}

}  // namespace byteprism
