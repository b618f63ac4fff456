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

std::int64_t added(std::int64_t a, std::int64_t b, std::string_view text) {
    std::int64_t sum = 0;
    if (__builtin_add_overflow(a, b, &sum)) throw ValueError("'" + std::string(text) + "' is too large");
    return sum;
}

std::int64_t without_base(std::int64_t number, const OffsetContext& context) {
    return number >= context.base && number - context.base <= context.size ? number - context.base : number;
}

std::uint64_t as_unsigned(std::int64_t number) { return static_cast<std::uint64_t>(number); }

std::string grouped(std::int64_t number) {
    std::string digits = std::to_string(number);
    for (std::size_t at = digits.size(); at > 3 + (number < 0 ? 1u : 0u);) {
        at -= 3;
        digits.insert(at, ",");
    }
    return digits;
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

std::int64_t parse_offset(std::string_view text, const OffsetContext& context) {
    const std::string_view whole = trimmed(text);
    if (whole.empty()) throw ValueError("an offset is expected: 0x36, 54, +8, end-16");
    // A sign in front moves from the cursor; anything else starts from zero.
    std::int64_t offset = whole[0] == '+' || whole[0] == '-' ? context.cursor : 0;
    std::string_view rest = whole;
    int sign = 1;
    while (true) {
        rest = trimmed(rest);
        if (rest.starts_with('+') || rest.starts_with('-')) {
            sign = rest[0] == '-' ? -1 : 1;
            rest = trimmed(rest.substr(1));
        }
        const std::string_view term = trimmed(rest.substr(0, rest.find_first_of("+-")));
        rest.remove_prefix(std::min(rest.size(), rest.find_first_of("+-")));
        const std::int64_t value = term == "end"     ? context.size
                                   : term == "start" ? 0
                                                     : without_base(parse_magnitude(term, whole), context);
        offset = added(offset, sign * value, whole);
        if (rest.empty()) break;
    }
    if (offset < 0 || offset > context.size) {
        throw ValueError(
            grouped(offset) + " lies outside the file of " + grouped(context.size) + " bytes" +
            (context.base == 0 ? "" : ", the first of which is at " + address_text(as_unsigned(context.base))));
    }
    return offset;
}

std::string address_text(std::uint64_t number) { return "0x" + hex(number); }

std::string offset_text(std::int64_t offset) {
    return "0x" + hex(static_cast<std::uint64_t>(offset)) + " (" + grouped(offset) + ")";
}

std::string short_size_text(std::int64_t bytes) {
    if (bytes < 1024) return grouped(bytes) + (bytes == 1 ? " byte" : " bytes");
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
    return short_size_text(bytes) + " (" + grouped(bytes) + " bytes)";
}

}  // namespace byteprism
