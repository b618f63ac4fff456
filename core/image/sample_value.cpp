#include "core/image/sample_value.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace byteprism {
namespace {

__extension__ using Wide = unsigned __int128;

constexpr int exponent_bits = 5;
constexpr int exponent_bias = 15;

std::uint64_t largest(int bits) { return ~std::uint64_t{0} >> (64 - bits); }

double power_of_two(int exponent) { return std::ldexp(1.0, exponent); }

// Half precision and the unsigned floats: 5 bits of exponent, then the mantissa.
double small_float(std::uint64_t code, int mantissa_bits) {
    const auto exponent = static_cast<int>(code >> mantissa_bits & 31);
    const auto mantissa = static_cast<double>(code & largest(mantissa_bits));
    if (exponent == 31) {
        return mantissa == 0 ? std::numeric_limits<double>::infinity() : std::numeric_limits<double>::quiet_NaN();
    }
    if (exponent == 0) {
        return std::ldexp(mantissa, 1 - exponent_bias - mantissa_bits);
    }
    return std::ldexp(mantissa + power_of_two(mantissa_bits), exponent - exponent_bias - mantissa_bits);
}

// Rounds to nearest even, too large ones to infinity. Requires value >= 0 or NaN.
std::uint64_t small_float_code(double value, int mantissa_bits) {
    const std::uint64_t infinity = std::uint64_t{31} << mantissa_bits;
    if (std::isnan(value)) {
        return infinity | 1;
    }
    if (value > 1e6) {
        return infinity;
    }
    // Of what power of two the last bit of the mantissa is worth; below 2^-14 it no longer shrinks.
    const int scale = std::max(std::ilogb(value > 0 ? value : 1e-300), 1 - exponent_bias) - mantissa_bits;
    const auto units = static_cast<std::uint64_t>(std::nearbyint(std::ldexp(value, -scale)));
    // A carry out of the mantissa runs into the exponent, which is what it should do.
    const auto steps = static_cast<std::uint64_t>(scale + mantissa_bits + exponent_bias - 1);
    return std::min(units + (steps << mantissa_bits), infinity);
}

double float_value(int bits, std::uint64_t code) {
    if (bits == 64) {
        return std::bit_cast<double>(code);
    }
    if (bits == 32) {
        return std::bit_cast<float>(static_cast<std::uint32_t>(code));
    }
    const double magnitude = small_float(code, 10);
    return (code >> 15 & 1) != 0 ? -magnitude : magnitude;
}

std::uint64_t float_code(int bits, double value) {
    if (bits == 64) {
        return std::bit_cast<std::uint64_t>(value);
    }
    if (bits == 32) {
        return std::bit_cast<std::uint32_t>(static_cast<float>(value));
    }
    return small_float_code(std::fabs(value), 10) | (std::signbit(value) ? 0x8000u : 0u);
}

// The upper half of a float. Rounded once, from the double, to nearest even: by the parts of it that 8 bits hold.
std::uint64_t bfloat_code(double value) {
    if (std::isnan(value)) {
        return 0x7fc0;
    }
    const std::uint64_t sign = std::signbit(value) ? 0x8000u : 0u;
    const double magnitude = std::fabs(value);
    if (magnitude == 0) {
        return sign;
    }
    if (std::isinf(magnitude)) {
        return sign | 0x7f80u;
    }
    const int scale = std::max(std::ilogb(magnitude), -126) - 7;
    const auto units = static_cast<std::uint64_t>(std::nearbyint(std::ldexp(magnitude, -scale)));
    const auto steps = static_cast<std::uint64_t>(std::min(scale + 133, 255));
    return sign | std::min<std::uint64_t>(units + (steps << 7), 0x7f80);
}

// As a signed number of `bits` bits.
double signed_value(int bits, std::uint64_t code) {
    const int unused = 64 - bits;
    return static_cast<double>(static_cast<std::int64_t>(code << unused) >> unused);
}

std::uint64_t signed_code(int bits, double value) {
    const double least = -power_of_two(bits - 1);
    if (!(value > least)) {
        return largest(bits) ^ largest(bits) >> 1;
    }
    if (value >= -least - 1) {
        return largest(bits) >> 1;
    }
    return static_cast<std::uint64_t>(static_cast<std::int64_t>(std::floor(value + 0.5))) & largest(bits);
}

std::uint64_t unsigned_code(int bits, double value) {
    const auto most = static_cast<double>(largest(bits));
    const double code = std::floor(value * most + 0.5);
    return code >= most ? largest(bits) : code > 0 ? static_cast<std::uint64_t>(code) : 0;
}

}  // namespace

std::uint8_t unorm_to_8_bits(std::uint64_t code, int bits) {
    if (bits == 8) {
        return static_cast<std::uint8_t>(code);
    }
    const std::uint64_t most = largest(bits);
    if (bits <= 16) {
        const auto narrow = static_cast<std::uint32_t>(most);
        return static_cast<std::uint8_t>((static_cast<std::uint32_t>(code) * 510 + narrow) / (narrow * 2));
    }
    if (bits <= 48) {
        return static_cast<std::uint8_t>((code * 510 + most) / (most * 2));
    }
    return static_cast<std::uint8_t>((Wide{code} * 510 + most) / (Wide{most} * 2));
}

std::uint64_t unorm_from_8_bits(std::uint8_t value, int bits) {
    return static_cast<std::uint64_t>((Wide{largest(bits)} * value * 2 + 255) / 510);
}

double value_of(SampleType type, int bits, std::uint64_t code) {
    switch (type) {
        case SampleType::Unorm:
        case SampleType::Uint:
            break;
        case SampleType::Snorm:
            return (std::max(-1.0, signed_value(bits, code) / (power_of_two(bits - 1) - 1)) + 1) / 2;
        case SampleType::Sint:
            return (signed_value(bits, code) + power_of_two(bits - 1)) / static_cast<double>(largest(bits));
        case SampleType::Float:
            return float_value(bits, code);
        case SampleType::UnsignedFloat:
            return small_float(code, bits - exponent_bits);
        case SampleType::BFloat:
            return float_value(32, code << 16);
    }
    return static_cast<double>(code) / static_cast<double>(largest(bits));
}

double stored_number(SampleType type, int bits, std::uint64_t code) {
    switch (type) {
        case SampleType::Unorm:
        case SampleType::Uint:
            return static_cast<double>(code);
        case SampleType::Snorm:
        case SampleType::Sint:
            return signed_value(bits, code);
        case SampleType::Float:
        case SampleType::UnsignedFloat:
        case SampleType::BFloat:
            break;
    }
    return value_of(type, bits, code);
}

NumberRange shown_range(SampleType type, int bits) {
    const double half = power_of_two(bits - 1);
    switch (type) {
        case SampleType::Unorm:
        case SampleType::Uint:
            return {0, static_cast<double>(largest(bits))};
        case SampleType::Snorm:
            return {1 - half, half - 1};
        case SampleType::Sint:
            return {-half, half - 1};
        case SampleType::Float:
        case SampleType::UnsignedFloat:
        case SampleType::BFloat:
            break;
    }
    return {0, 1};
}

std::uint64_t code_of(SampleType type, int bits, double value) {
    switch (type) {
        case SampleType::Unorm:
        case SampleType::Uint:
            break;
        case SampleType::Snorm:
            return signed_code(bits, (std::clamp(value, 0.0, 1.0) * 2 - 1) * (power_of_two(bits - 1) - 1));
        case SampleType::Sint:
            return signed_code(bits, value * static_cast<double>(largest(bits)) - power_of_two(bits - 1));
        case SampleType::Float:
            return float_code(bits, value);
        case SampleType::UnsignedFloat:
            return small_float_code(std::isnan(value) ? value : std::max(0.0, value), bits - exponent_bits);
        case SampleType::BFloat:
            return bfloat_code(value);
    }
    return unsigned_code(bits, value);
}

}  // namespace byteprism
