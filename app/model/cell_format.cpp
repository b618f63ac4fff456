#include "app/model/cell_format.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <concepts>
#include <cstdint>
#include <string>

#include "core/error.hpp"
#include "core/view/element.hpp"
#include "core/view/pack.hpp"

namespace byteprism {
namespace {

using CellBytes = std::span<const std::byte>;

template <std::unsigned_integral T, ByteOrder order>
T load(CellBytes bytes) {
    T number = 0;
    for (std::size_t at = 0; at < sizeof(T); ++at) {
        const std::size_t from = order == ByteOrder::Big ? at : sizeof(T) - 1 - at;
        if constexpr (sizeof(T) > 1) number = static_cast<T>(number << 8);
        number = static_cast<T>(number | std::to_integer<T>(bytes[from]));
    }
    return number;
}

// Digits of one byte, all of them: `bits` to a digit.
template <int digits, int bits>
std::size_t print_digits(CellBytes bytes, char* to, const char* alphabet) {
    const auto byte = std::to_integer<unsigned>(bytes[0]);
    for (int digit = 0; digit < digits; ++digit) {
        to[digit] = alphabet[byte >> bits * (digits - 1 - digit) & ((1u << bits) - 1)];
    }
    return digits;
}

std::size_t print_upper(CellBytes bytes, char* to) { return print_digits<2, 4>(bytes, to, "0123456789ABCDEF"); }
std::size_t print_lower(CellBytes bytes, char* to) { return print_digits<2, 4>(bytes, to, "0123456789abcdef"); }
std::size_t print_octal(CellBytes bytes, char* to) { return print_digits<3, 3>(bytes, to, "01234567"); }
std::size_t print_bits(CellBytes bytes, char* to) { return print_digits<8, 1>(bytes, to, "01"); }

std::size_t printed(std::to_chars_result result, const char* to) { return static_cast<std::size_t>(result.ptr - to); }

template <std::integral T, ByteOrder order>
std::size_t print_integer(CellBytes bytes, char* to) {
    const auto number = static_cast<T>(load<std::make_unsigned_t<T>, order>(bytes));
    return printed(std::to_chars(to, to + cell_text_limit, number), to);
}

// In as few digits as read back as the same number of the width.
template <class T, class Bits, ByteOrder order>
std::size_t print_real(CellBytes bytes, char* to) {
    return printed(std::to_chars(to, to + cell_text_limit, std::bit_cast<T>(load<Bits, order>(bytes))), to);
}

// Five digits tell all halves apart.
template <ByteOrder order>
std::size_t print_half(CellBytes bytes, char* to) {
    const double number = from_half(load<std::uint16_t, order>(bytes));
    return printed(std::to_chars(to, to + cell_text_limit, number, std::chars_format::general, 5), to);
}

std::int64_t octal_number(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, 8);
    if (error != std::errc() || end != text.data() + text.size()) {
        throw ValueError("'" + std::string(text) + "': octal digits were expected, 0 to 377");
    }
    return number;
}

constexpr auto Hex = CellFormat::Typing::HexDigits;
constexpr auto Octal = CellFormat::Typing::Octal;
constexpr auto Bits = CellFormat::Typing::Bits;
constexpr auto Number = CellFormat::Typing::Number;
constexpr auto Little = ByteOrder::Little;
constexpr auto Big = ByteOrder::Big;

// clang-format off
constexpr CellFormat table[] = {
    {"hex", "hexadecimal, 2A", 1, 2, Hex, "B", print_upper},
    {"hex-lower", "hexadecimal, 2a", 1, 2, Hex, "B", print_lower},
    {"decimal", "decimal, 42: unsigned integers of 8 bits", 1, 3, Number, "B", print_integer<std::uint8_t, Little>},
    {"octal", "octal, 052", 1, 3, Octal, "B", print_octal},
    {"binary", "binary, 00101010", 1, 8, Bits, "B", print_bits},
    {"i8", "signed integers of 8 bits", 1, 4, Number, "b", print_integer<std::int8_t, Little>},
    {"u16le", "unsigned integers of 16 bits, little-endian", 2, 5, Number, "<H", print_integer<std::uint16_t, Little>},
    {"u16be", "unsigned integers of 16 bits, big-endian", 2, 5, Number, ">H", print_integer<std::uint16_t, Big>},
    {"i16le", "signed integers of 16 bits, little-endian", 2, 6, Number, "<h", print_integer<std::int16_t, Little>},
    {"i16be", "signed integers of 16 bits, big-endian", 2, 6, Number, ">h", print_integer<std::int16_t, Big>},
    {"u32le", "unsigned integers of 32 bits, little-endian", 4, 10, Number, "<I", print_integer<std::uint32_t, Little>},
    {"u32be", "unsigned integers of 32 bits, big-endian", 4, 10, Number, ">I", print_integer<std::uint32_t, Big>},
    {"i32le", "signed integers of 32 bits, little-endian", 4, 11, Number, "<i", print_integer<std::int32_t, Little>},
    {"i32be", "signed integers of 32 bits, big-endian", 4, 11, Number, ">i", print_integer<std::int32_t, Big>},
    {"u64le", "unsigned integers of 64 bits, little-endian", 8, 20, Number, "<Q", print_integer<std::uint64_t, Little>},
    {"u64be", "unsigned integers of 64 bits, big-endian", 8, 20, Number, ">Q", print_integer<std::uint64_t, Big>},
    {"i64le", "signed integers of 64 bits, little-endian", 8, 20, Number, "<q", print_integer<std::int64_t, Little>},
    {"i64be", "signed integers of 64 bits, big-endian", 8, 20, Number, ">q", print_integer<std::int64_t, Big>},
    {"f16le", "floats of 16 bits, little-endian", 2, 11, Number, "<e", print_half<Little>},
    {"f16be", "floats of 16 bits, big-endian", 2, 11, Number, ">e", print_half<Big>},
    {"f32le", "floats of 32 bits, little-endian", 4, 15, Number, "<f", print_real<float, std::uint32_t, Little>},
    {"f32be", "floats of 32 bits, big-endian", 4, 15, Number, ">f", print_real<float, std::uint32_t, Big>},
    {"f64le", "floats of 64 bits, little-endian", 8, 24, Number, "<d", print_real<double, std::uint64_t, Little>},
    {"f64be", "floats of 64 bits, big-endian", 8, 24, Number, ">d", print_real<double, std::uint64_t, Big>},
};
// clang-format on

}  // namespace

std::span<const CellFormat> cell_formats() { return table; }

const CellFormat* find_cell_format(std::string_view name) {
    const auto* const at = std::ranges::find(table, name, &CellFormat::name);
    return at == std::end(table) ? nullptr : at;
}

Field cell_field(const CellFormat& format) { return Format::parse(format.format).fields().front(); }

Value parse_cell_text(const CellFormat& format, std::string_view text) {
    const Field field = cell_field(format);
    Value value =
        format.typing == CellFormat::Typing::Octal ? Value{octal_number(text)} : parse_field_text(field, text);
    std::array<std::byte, 8> scratch{};
    write_field(field, scratch, value);  // refuses what does not fit
    return value;
}

}  // namespace byteprism
