#include "app/model/notations/notation.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

#include <arpa/inet.h>

#include "app/model/notations/dates.hpp"
#include "app/model/notations/integer_bytes.hpp"
#include "app/model/notations/wide_numbers.hpp"
#include "core/error.hpp"
#include "core/view/pack.hpp"
#include "core/view/unicode.hpp"

namespace byteprism {
namespace {

using Bytes = std::vector<std::byte>;
using Given = std::span<const std::byte>;
using Context = NotationContext;

// ---- what the struct module knows

template <char code>
Field field(ByteOrder order) {
    return Format::parse(std::string{static_cast<char>(order), code}).fields().front();
}

template <char code>
std::optional<Reading> read_code(Given bytes, const Context& context) {
    const Field own = field<code>(context.order);
    return Reading{field_text(own, read_field(own, bytes)), own.size, {}};
}

template <char code>
Bytes write_code(std::string_view text, const Context& context) {
    const Field own = field<code>(context.order);
    Bytes bytes(static_cast<std::size_t>(own.size));
    write_field(own, bytes, parse_field_text(own, text));
    return bytes;
}

template <char code>
constexpr Notation of_code(std::string_view name, std::int64_t size, NotationRoom room = NotationRoom::Pair) {
    return {name, room, size, "", read_code<code>, write_code<code>};
}

// The upper half of a float of 32 bits.
std::optional<Reading> read_bf16(Given bytes, const Context& context) {
    const std::uint64_t upper = integer_of(bytes.first(2), context.order) << 16;
    return Reading{read_code<'f'>(bytes_of(upper, 4, ByteOrder::Little), {})->text, 2, {}};
}

Bytes write_bf16(std::string_view text, const Context& context) {
    std::uint64_t bits = integer_of(write_code<'f'>(text, {}), ByteOrder::Little);
    const bool finite = (bits & 0x7f800000) != 0x7f800000;
    const bool nan = !finite && (bits & 0x7fffff) != 0;
    if (finite) bits += 0x7fff + (bits >> 16 & 1);  // to the nearest, to even between two
    if (finite && (bits & 0x7f800000) == 0x7f800000) {
        throw ValueError(std::string(text) + " is too large: 3.3895314e+38 is the largest of 16 bits");
    }
    return bytes_of(bits >> 16 | (nan ? 0x40u : 0u), 2, context.order);
}

// ---- a byte

std::optional<Reading> read_bits(Given bytes, const Context&) {
    std::string text;
    for (int bit = 7; bit >= 0; --bit) {
        text += (std::to_integer<int>(bytes[0]) >> bit & 1) != 0 ? '1' : '0';
        if (bit == 4) text += ' ';
    }
    return Reading{text, 1, {}};
}

// As they are shown, with or without the gap and the 0b.
Bytes write_bits(std::string_view text, const Context&) {
    std::string digits;
    for (const char digit : text.starts_with("0b") ? text.substr(2) : text) {
        if (digit != ' ' && digit != '_') digits += digit;
    }
    if (digits.empty() || digits.size() > 8 || digits.find_first_not_of("01") != std::string::npos) {
        throw ValueError("expected up to 8 binary digits, not '" + std::string(text) + "'");
    }
    return {static_cast<std::byte>(std::stoul(digits, nullptr, 2))};
}

std::optional<Reading> read_bool(Given bytes, const Context&) {
    const int number = std::to_integer<int>(bytes[0]);
    return Reading{number == 0 ? "false" : number == 1 ? "true" : "true (" + std::to_string(number) + ")", 1, {}};
}

Bytes write_bool(std::string_view text, const Context&) {
    for (const std::string_view yes : {"true", "True", "yes", "1"}) {
        if (text == yes) return {std::byte{1}};
    }
    for (const std::string_view no : {"false", "False", "no", "0"}) {
        if (text == no) return {std::byte{0}};
    }
    throw ValueError("expected true or false, not '" + std::string(text) + "'");
}

// ---- text

// A character, with its number; control characters by that alone.
std::string character_text(char32_t code) {
    std::array<char, 16> number{};
    std::snprintf(number.data(), number.size(), "U+%04X", static_cast<unsigned>(code));
    std::string text = number.data();
    if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return text;
    text += ' ';
    append_utf8(text, code);
    return text;
}

// "U+00E9", the same with the character behind it, or the character.
std::string parse_character(std::string_view text) {
    std::string character;
    if (text.starts_with("U+") && text.size() > 2) {
        const std::string_view digits = text.substr(2, text.find(' ') - 2);
        std::uint32_t code = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
        if (error != std::errc{} || end != digits.data() + digits.size() || code > 0x10ffff) {
            throw ValueError("expected U+0 to U+10FFFF, not '" + std::string(text) + "'");
        }
        if (code >= 0xd800 && code < 0xe000) throw ValueError(std::string(text) + " is half of a pair, no character");
        append_utf8(character, static_cast<char32_t>(code));
        return character;
    }
    const bool quoted = text.size() > 2 && text.front() == '\'' && text.back() == '\'';
    if (quoted) text = text.substr(1, text.size() - 2);
    if (text.empty() || decode_utf8(text, 0).length != text.size()) {
        throw ValueError("expected one character, or its number as U+00E9, not '" + std::string(text) + "'");
    }
    return std::string(text);
}

std::optional<Reading> read_character(Given bytes, const Context& context) {
    TextDecoder decoder(*context.encoding);
    const DecodedCharacter decoded = decoder.decode(bytes, 0);
    if (!decoded.character) return std::nullopt;
    return Reading{character_text(*decoded.character), static_cast<std::int64_t>(decoded.length), {}};
}

Bytes write_character(std::string_view text, const Context& context) {
    return encode(*context.encoding, parse_character(text));
}

std::optional<Reading> read_utf8(Given bytes, const Context&) {
    return read_character(bytes, {ByteOrder::Little, find_text_encoding("UTF-8")});
}

Bytes write_utf8(std::string_view text, const Context&) {
    return write_character(text, {ByteOrder::Little, find_text_encoding("UTF-8")});
}

// ---- identifiers

std::string hex_of(Given bytes) {
    std::string text;
    for (const std::byte byte : bytes) {
        std::array<char, 4> digits{};
        std::snprintf(digits.data(), digits.size(), "%02x", std::to_integer<unsigned>(byte));
        text += digits.data();
    }
    return text;
}

// The first three numbers of a GUID of Windows are little-endian.
template <ByteOrder order>
Bytes ordered_guid(Given bytes) {
    Bytes ordered(bytes.begin(), bytes.begin() + 16);
    if (order == ByteOrder::Big) return ordered;
    std::reverse(ordered.begin(), ordered.begin() + 4);
    std::reverse(ordered.begin() + 4, ordered.begin() + 6);
    std::reverse(ordered.begin() + 6, ordered.begin() + 8);
    return ordered;
}

template <ByteOrder order>
std::optional<Reading> read_guid(Given bytes, const Context&) {
    std::string text = hex_of(ordered_guid<order>(bytes));
    for (const std::size_t dash : {20UL, 16UL, 12UL, 8UL}) text.insert(dash, "-");
    return Reading{text, 16, {}};
}

template <ByteOrder order>
Bytes write_guid(std::string_view text, const Context&) {
    Bytes bytes;
    std::string digits;
    for (const char letter : text) {
        if (std::string_view("{}- ").find(letter) == std::string_view::npos) digits += letter;
    }
    if (digits.size() != 32 || digits.find_first_not_of("0123456789abcdefABCDEF") != std::string::npos) {
        throw ValueError("expected 32 hex digits as 00112233-4455-6677-8899-aabbccddeeff, not '" + std::string(text) +
                         "'");
    }
    for (std::size_t at = 0; at < 32; at += 2) {
        bytes.push_back(static_cast<std::byte>(std::stoul(digits.substr(at, 2), nullptr, 16)));
    }
    return ordered_guid<order>(bytes);
}

template <int family, std::int64_t size>
std::optional<Reading> read_address(Given bytes, const Context&) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    ::inet_ntop(family, bytes.data(), text.data(), text.size());
    return Reading{text.data(), size, {}};
}

template <int family, std::int64_t size>
Bytes write_address(std::string_view text, const Context&) {
    Bytes bytes(static_cast<std::size_t>(size));
    if (::inet_pton(family, std::string(text).c_str(), bytes.data()) != 1) {
        throw ValueError(std::string("expected an address as ") + (family == AF_INET ? "192.0.2.1" : "2001:db8::1") +
                         ", not '" + std::string(text) + "'");
    }
    return bytes;
}

// ---- colours

std::uint32_t parse_color(std::string_view text, std::size_t digits) {
    const std::string_view number = text.starts_with('#') ? text.substr(1) : text;
    if (number.size() != digits || number.find_first_not_of("0123456789abcdefABCDEF") != std::string_view::npos) {
        throw ValueError("expected " + std::to_string(digits) + " hex digits as #" + std::string("rrggbbaa", digits) +
                         ", not '" + std::string(text) + "'");
    }
    return static_cast<std::uint32_t>(std::stoul(std::string(number), nullptr, 16));
}

std::optional<Reading> read_rgba8(Given bytes, const Context&) {
    return Reading{"#" + hex_of(bytes.first(4)), 4,
                   static_cast<std::uint32_t>(integer_of(bytes.first(4), ByteOrder::Big))};
}

Bytes write_rgba8(std::string_view text, const Context&) { return bytes_of(parse_color(text, 8), 4, ByteOrder::Big); }

// A share of one range as the nearest of another.
constexpr std::uint64_t rescaled(std::uint64_t value, std::uint64_t most, std::uint64_t other_most) {
    return (value * other_most + most / 2) / most;
}

std::optional<Reading> read_rgb565(Given bytes, const Context& context) {
    const std::uint64_t code = integer_of(bytes.first(2), context.order);
    const std::uint64_t rgb =
        rescaled(code >> 11, 31, 255) << 16 | rescaled(code >> 5 & 63, 63, 255) << 8 | rescaled(code & 31, 31, 255);
    return Reading{"#" + hex_of(bytes_of(rgb, 3, ByteOrder::Big)), 2, static_cast<std::uint32_t>(rgb << 8 | 0xff)};
}

Bytes write_rgb565(std::string_view text, const Context& context) {
    const std::uint64_t rgb = parse_color(text, 6);
    return bytes_of(
        rescaled(rgb >> 16, 255, 31) << 11 | rescaled(rgb >> 8 & 255, 255, 63) << 5 | rescaled(rgb & 255, 255, 31), 2,
        context.order);
}

constexpr auto little = ByteOrder::Little, big = ByteOrder::Big;
constexpr auto pair = NotationRoom::Pair, small = NotationRoom::Small, line = NotationRoom::Line;

// clang-format off
constexpr Notation table[] = {
    of_code<'H'>("u16", 2),
    of_code<'h'>("i16", 2),
    of_code<'I'>("u32", 4),
    of_code<'i'>("i32", 4),
    of_code<'Q'>("u64", 8),
    of_code<'q'>("i64", 8),
    of_code<'e'>("f16", 2),
    of_code<'f'>("f32", 4),
    of_code<'d'>("f64", 8),
    {"bf16", pair, 2, "The upper half of an f32", read_bf16, write_bf16},
    {"time32", pair, 4, "Seconds since 1970 in 32 bits, UTC", read_time32, write_time32},
    {"time64", pair, 8, "Seconds since 1970 in 64 bits, UTC", read_time64, write_time64},
    {"FILETIME", pair, 8, "100 ns since 1601, UTC", read_file_time, write_file_time},
    {"DOS date", pair, 4, "A time and a date of 16 bits each, as in FAT and ZIP", read_dos_date, write_dos_date},
    {"RGB565", pair, 2, "A colour of 5, 6 and 5 bits", read_rgb565, write_rgb565},
    of_code<'B'>("u8", 1, small),
    of_code<'b'>("i8", 1, small),
    {"bits", small, 1, "A click turns a bit over", read_bits, write_bits},
    {"binary", small, 1, "", read_bits, write_bits},
    {"char", small, 0, "A character of the text column's encoding", read_character, write_character},
    {"UTF-8", small, 0, "A character of UTF-8", read_utf8, write_utf8},
    {"bool", small, 1, "", read_bool, write_bool},
    {"RGBA8", small, 4, "A colour of four bytes, red first", read_rgba8, write_rgba8},
    {"IPv4", small, 4, "", read_address<AF_INET, 4>, write_address<AF_INET, 4>},
    {"ULEB128", line, 0, "7 bits a byte, the lowest first, as in DWARF and WebAssembly", read_leb128<false>, write_leb128<false>},
    {"SLEB128", line, 0, "The same with a sign", read_leb128<true>, write_leb128<true>},
    {"u128", line, 16, "Little endian", read_u128<little>, write_u128<little>},
    {"u128 be", line, 16, "Big endian", read_u128<big>, write_u128<big>},
    {"i128", line, 16, "Little endian", read_i128<little>, write_i128<little>},
    {"i128 be", line, 16, "Big endian", read_i128<big>, write_i128<big>},
    {"GUID", line, 16, "As Windows lays it out: its first three numbers little endian", read_guid<little>, write_guid<little>},
    {"UUID", line, 16, "As RFC 9562 lays it out: all bytes in order", read_guid<big>, write_guid<big>},
    {"IPv6", line, 16, "", read_address<AF_INET6, 16>, write_address<AF_INET6, 16>},
};
// clang-format on

}  // namespace

std::span<const Notation> notations() { return table; }

const Notation* find_notation(std::string_view name) {
    const auto* at = std::ranges::find(table, name, &Notation::name);
    return at == std::end(table) ? nullptr : at;
}

std::optional<Reading> read_notation(const Notation& notation, std::span<const std::byte> bytes,
                                     const NotationContext& context) {
    if (bytes.empty() || std::ssize(bytes) < notation.size) return std::nullopt;
    return notation.read(bytes, context);
}

std::vector<std::byte> write_notation(const Notation& notation, std::string_view text, std::span<const std::byte> there,
                                      const NotationContext& context) {
    const auto reading = read_notation(notation, there, context);
    if (!reading) throw ValueError("there is no " + std::string(notation.name) + " whose bytes could be written over");
    std::vector<std::byte> bytes = notation.write(text, context);
    if (std::ssize(bytes) != reading->length) {
        throw ValueError(std::string(text) + " takes " + std::to_string(bytes.size()) +
                         (bytes.size() == 1 ? " byte" : " bytes") + ", and there are " +
                         std::to_string(reading->length) + " to write over");
    }
    return bytes;
}

}  // namespace byteprism
