#include "core/view/element.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <optional>

#include "core/error.hpp"
#include "core/view/unicode.hpp"

namespace byteprism {
namespace {

// ---- reading

template <class T>
T load(const std::byte* at, ByteOrder order) {
    std::array<std::byte, sizeof(T)> bytes;
    std::memcpy(bytes.data(), at, sizeof(T));
    if (order == ByteOrder::Big) std::reverse(bytes.begin(), bytes.end());
    return std::bit_cast<T>(bytes);
}

Value read_signed(const std::byte* at, std::int64_t size, ByteOrder order) {
    switch (size) {
        case 1:
            return {std::int64_t{load<std::int8_t>(at, order)}};
        case 2:
            return {std::int64_t{load<std::int16_t>(at, order)}};
        case 4:
            return {std::int64_t{load<std::int32_t>(at, order)}};
        default:
            return {load<std::int64_t>(at, order)};
    }
}

Value read_unsigned(const std::byte* at, std::int64_t size, ByteOrder order) {
    switch (size) {
        case 1:
            return {std::int64_t{load<std::uint8_t>(at, order)}};
        case 2:
            return {std::int64_t{load<std::uint16_t>(at, order)}};
        case 4:
            return {std::int64_t{load<std::uint32_t>(at, order)}};
        default:
            return integer_value(load<std::uint64_t>(at, order));
    }
}

// The 80-bit extended float of the platform, in 16 bytes.
double load_long_double(const std::byte* at) {
    static_assert(sizeof(long double) == 16);
    long double number = 0;
    std::memcpy(&number, at, 10);
    return static_cast<double>(number);
}

double read_real(char code, const std::byte* at, ByteOrder order) {
    switch (code) {
        case 'e':
            return from_half(load<std::uint16_t>(at, order));
        case 'f':
            return static_cast<double>(load<float>(at, order));
        case 'd':
            return load<double>(at, order);
        default:
            return load_long_double(at);
    }
}

Value read_pascal(const std::byte* at, std::int64_t size) {
    if (size == 0) return {Bytes{}};
    const auto length = std::min<std::int64_t>(std::to_integer<int>(at[0]), size - 1);
    return {Bytes(at + 1, at + 1 + length)};
}

Value read_text(const Field& field, const std::byte* at) {
    const std::int64_t width = field.code == "w" ? 4 : 2;
    std::string text;
    std::size_t kept = 0;  // up to the last character that is not 0
    for (std::int64_t i = 0; i < field.unit; i += width) {
        const std::uint32_t code =
            width == 4 ? load<std::uint32_t>(at + i, field.order) : load<std::uint16_t>(at + i, field.order);
        if (code > 0x10FFFF) throw ValueError("character " + std::to_string(code) + " is not in range(0x110000)");
        append_utf8(text, code);
        if (code != 0) kept = text.size();
    }
    text.resize(kept);
    return {text};
}

Value read_bits(const Field& field, const std::byte* at) {
    std::uint64_t number = 0;
    for (std::int64_t i = 0; i < field.count; ++i) {
        const std::int64_t bit = field.bit_offset + i;
        number |= std::uint64_t{std::to_integer<unsigned>(at[bit / 8]) >> (bit % 8) & 1U} << i;
    }
    return integer_value(number);
}

// ---- writing

std::string format_of(const Field& field) { return "format '" + field.code + "'"; }

[[noreturn]] void refuse_type(const Field& field, const Value& value, Judge judge, const char* needed) {
    const std::string message = "invalid type for " + format_of(field) + ": " + needed + ", not " + repr(value);
    if (judge == Judge::Item) throw TypeError(message);
    throw StructError(message);
}

[[noreturn]] void refuse_value(const Field& field, const Value& value, Judge judge, const std::string& needed) {
    const std::string message = "invalid value for " + format_of(field) + ": " + needed + ", not " + repr(value);
    if (judge == Judge::Item) throw ValueError(message);
    throw StructError(message);
}

template <class T>
void store(std::byte* at, T value, ByteOrder order) {
    auto bytes = std::bit_cast<std::array<std::byte, sizeof(T)>>(value);
    if (order == ByteOrder::Big) std::reverse(bytes.begin(), bytes.end());
    std::memcpy(at, bytes.data(), sizeof(T));
}

void store_bits(std::byte* at, std::uint64_t bits, std::int64_t size, ByteOrder order) {
    switch (size) {
        case 1:
            return store(at, static_cast<std::uint8_t>(bits), order);
        case 2:
            return store(at, static_cast<std::uint16_t>(bits), order);
        case 4:
            return store(at, static_cast<std::uint32_t>(bits), order);
        default:
            return store(at, bits, order);
    }
}

struct IntegerRange {
    std::int64_t lowest;
    std::uint64_t highest;
    std::string text() const { return std::to_string(lowest) + " <= number <= " + std::to_string(highest); }
};

IntegerRange unsigned_range(std::int64_t bits) { return {0, ~std::uint64_t{0} >> (64 - bits)}; }

IntegerRange range_of(const Field& field) {
    switch (field.code[0]) {
        case 'b':
        case 'h':
        case 'i':
        case 'l':
        case 'q':
        case 'n': {
            const std::uint64_t highest = unsigned_range(8 * field.unit).highest >> 1;
            return {-static_cast<std::int64_t>(highest) - 1, highest};
        }
        // CPython takes negative addresses; they wrap.
        case 'P':
            return {std::numeric_limits<std::int64_t>::min(), ~std::uint64_t{0}};
        case 't':
            return unsigned_range(field.count);
        default:
            return unsigned_range(8 * field.unit);
    }
}

bool is_integer(const Value& value) {
    return std::holds_alternative<bool>(value.data) || std::holds_alternative<std::int64_t>(value.data) ||
           std::holds_alternative<std::uint64_t>(value.data) || std::holds_alternative<BigInteger>(value.data);
}

std::uint64_t integer_bits(const Field& field, const Value& value, Judge judge) {
    if (!is_integer(value)) refuse_type(field, value, judge, "an integer is required");
    const IntegerRange range = range_of(field);
    if (const auto* flag = std::get_if<bool>(&value.data)) return *flag ? 1 : 0;
    if (const auto* small = std::get_if<std::int64_t>(&value.data)) {
        const auto bits = static_cast<std::uint64_t>(*small);
        if (*small >= range.lowest && (*small < 0 || bits <= range.highest)) return bits;
    }
    if (const auto* large = std::get_if<std::uint64_t>(&value.data)) {
        if (*large <= range.highest) return *large;
    }
    refuse_value(field, value, judge, range.text());
}

double real_of(const Field& field, const Value& value, Judge judge) {
    if (const auto* real = std::get_if<double>(&value.data)) return *real;
    if (const auto* flag = std::get_if<bool>(&value.data)) return *flag ? 1 : 0;
    if (const auto* small = std::get_if<std::int64_t>(&value.data)) return static_cast<double>(*small);
    if (const auto* large = std::get_if<std::uint64_t>(&value.data)) return static_cast<double>(*large);
    const auto* big = std::get_if<BigInteger>(&value.data);
    if (big == nullptr) refuse_type(field, value, judge, "a number is required");
    const double number = std::strtod(big->decimal.c_str(), nullptr);
    if (std::isinf(number)) refuse_value(field, value, judge, "a number that fits a double");
    return number;
}

void write_real(const Field& field, char code, std::byte* at, double number, const Value& value, Judge judge) {
    switch (code) {
        case 'e': {
            std::uint16_t bits = 0;
            if (!to_half(number, bits)) refuse_value(field, value, judge, "a number that fits a half float");
            return store(at, bits, field.order);
        }
        case 'f': {
            // The conversion of a double beyond the range of float is what IEEE says: infinity.
            const bool beyond = std::isfinite(number) && std::abs(number) >= 0x1.ffffffp127;
            if (beyond && judge == Judge::StandardStruct)
                refuse_value(field, value, judge, "a number that fits a float");
            const float narrow = beyond ? std::copysign(std::numeric_limits<float>::infinity(), number < 0 ? -1.F : 1.F)
                                        : static_cast<float>(number);
            return store(at, narrow, field.order);
        }
        case 'd':
            return store(at, number, field.order);
        default: {
            const auto wide = static_cast<long double>(number);
            std::memset(at, 0, 16);
            std::memcpy(at, &wide, 10);
        }
    }
}

void write_complex(const Field& field, std::byte* at, const Value& value, Judge judge) {
    const auto* pair = std::get_if<std::complex<double>>(&value.data);
    const std::complex<double> number = pair != nullptr ? *pair : std::complex<double>(real_of(field, value, judge), 0);
    const char part = field.code[1];
    write_real(field, part, at, number.real(), value, judge);
    write_real(field, part, at + field.unit / 2, number.imag(), value, judge);
}

const Bytes& bytes_of(const Field& field, const Value& value, Judge judge) {
    const auto* bytes = std::get_if<Bytes>(&value.data);
    if (bytes == nullptr) refuse_type(field, value, judge, "a bytes object is required");
    return *bytes;
}

void write_char(const Field& field, std::byte* at, const Value& value, Judge judge) {
    const Bytes& bytes = bytes_of(field, value, judge);
    if (bytes.size() != 1) refuse_value(field, value, judge, "a bytes object of length 1 is required");
    *at = bytes[0];
}

// Cut, or filled with zeros.
void write_bytes(const Field& field, std::byte* at, const Value& value, Judge judge) {
    const Bytes& bytes = bytes_of(field, value, judge);
    const auto room = static_cast<std::size_t>(field.unit);
    const std::size_t length = std::min(bytes.size(), room);
    std::copy_n(bytes.begin(), length, at);
    std::fill_n(at + length, room - length, std::byte{0});
}

// The length byte says at most 255, though more of the bytes are copied, as CPython does.
void write_pascal(const Field& field, std::byte* at, const Value& value, Judge judge) {
    const Bytes& bytes = bytes_of(field, value, judge);
    if (field.unit == 0) return;
    const auto room = static_cast<std::size_t>(field.unit) - 1;
    const std::size_t length = std::min(bytes.size(), room);
    at[0] = static_cast<std::byte>(std::min<std::size_t>(length, 255));
    std::copy_n(bytes.begin(), length, at + 1);
    std::fill_n(at + 1 + length, room - length, std::byte{0});
}

void write_text(const Field& field, std::byte* at, const Value& value, Judge judge) {
    const auto* text = std::get_if<std::string>(&value.data);
    if (text == nullptr) refuse_type(field, value, judge, "text is required");
    const std::int64_t width = field.code == "w" ? 4 : 2;
    std::vector<char32_t> codes;
    for (std::size_t i = 0; i < text->size() && static_cast<std::int64_t>(codes.size()) < field.count;) {
        const CodePoint point = decode_utf8(*text, i);
        if (width == 2 && point.code > 0xFFFF) refuse_value(field, value, judge, "no character beyond U+FFFF fits");
        codes.push_back(point.code);
        i += point.length;
    }
    codes.resize(static_cast<std::size_t>(field.count));
    for (std::size_t i = 0; i < codes.size(); ++i) {
        store_bits(at + static_cast<std::int64_t>(i) * width, codes[i], width, field.order);
    }
}

void write_bits(const Field& field, std::byte* at, const Value& value, Judge judge) {
    const std::uint64_t number = integer_bits(field, value, judge);
    for (std::int64_t i = 0; i < field.count; ++i) {
        const std::int64_t bit = field.bit_offset + i;
        const auto mask = static_cast<std::byte>(1U << (bit % 8));
        at[bit / 8] = (number >> i & 1U) != 0 ? at[bit / 8] | mask : at[bit / 8] & ~mask;
    }
}

}  // namespace

double from_half(std::uint16_t bits) {
    const int exponent = bits >> 10 & 0x1F;
    const int fraction = bits & 0x3FF;
    double number = 0;
    if (exponent == 0x1F) {
        number = fraction == 0 ? std::numeric_limits<double>::infinity() : std::numeric_limits<double>::quiet_NaN();
    } else if (exponent == 0) {
        number = std::ldexp(fraction, -24);
    } else {
        number = std::ldexp(fraction + 1024, exponent - 25);
    }
    return (bits & 0x8000) != 0 ? -number : number;
}

bool to_half(double number, std::uint16_t& bits) {
    const double size = std::abs(number);
    unsigned code = 0;
    if (std::isnan(number)) {
        code = 0x7E00;
    } else if (std::isinf(number)) {
        code = 0x7C00;
    } else if (size >= 65520) {
        return false;
    } else if (size < 0x1p-14) {
        // Below the smallest normal number: a multiple of 2^-24.
        code = static_cast<unsigned>(std::nearbyint(std::ldexp(size, 24)));
    } else {
        int exponent = 0;
        const double fraction = std::frexp(size, &exponent);  // in [0.5, 1)
        // A fraction that rounds up to 2048 carries into the exponent, which is right.
        code = (static_cast<unsigned>(exponent + 14) << 10) +
               static_cast<unsigned>(std::nearbyint(std::ldexp(fraction, 11))) - 1024U;
    }
    bits = static_cast<std::uint16_t>(code | (std::signbit(number) ? 0x8000U : 0U));
    return true;
}

bool counts_length(const Field& field) {
    switch (field.code[0]) {
        case 's':
        case 'p':
        case 'w':
        case 'u':
        case 'x':
            return true;
        default:
            return false;
    }
}

std::vector<std::int64_t> list_shape(const Field& field) {
    std::vector<std::int64_t> shape = field.shape;
    if (field.count != 1 && !counts_length(field) && field.code != "t") shape.push_back(field.count);
    return shape;
}

Value read_element(const Field& field, const std::byte* at) {
    switch (const char code = field.code[0]) {
        case 'b':
        case 'h':
        case 'i':
        case 'l':
        case 'q':
        case 'n':
            return read_signed(at, field.unit, field.order);
        case '?':
            return {at[0] != std::byte{0}};
        case 'c':
            return {Bytes(1, at[0])};
        case 's':
        case 'x':
            return {Bytes(at, at + field.unit)};
        case 'p':
            return read_pascal(at, field.unit);
        case 'e':
        case 'f':
        case 'd':
        case 'g':
            return {read_real(code, at, field.order)};
        case 'Z': {
            const char part = field.code[1];
            return {std::complex<double>(read_real(part, at, field.order),
                                         read_real(part, at + field.unit / 2, field.order))};
        }
        case 'w':
        case 'u':
            return read_text(field, at);
        case 't':
            return read_bits(field, at);
        default:
            return read_unsigned(at, field.unit, field.order);  // B H I L Q N, and addresses: P O & X
    }
}

void write_element(const Field& field, std::byte* at, const Value& value, Judge judge) {
    switch (const char code = field.code[0]) {
        case '?':
            at[0] = static_cast<std::byte>(truth(value) ? 1 : 0);
            return;
        case 'c':
            return write_char(field, at, value, judge);
        case 's':
        case 'x':
            return write_bytes(field, at, value, judge);
        case 'p':
            return write_pascal(field, at, value, judge);
        case 'e':
        case 'f':
        case 'd':
        case 'g':
            return write_real(field, code, at, real_of(field, value, judge), value, judge);
        case 'Z':
            return write_complex(field, at, value, judge);
        case 'w':
        case 'u':
            return write_text(field, at, value, judge);
        case 't':
            return write_bits(field, at, value, judge);
        default:
            return store_bits(at, integer_bits(field, value, judge), field.unit, field.order);
    }
}

}  // namespace byteprism
