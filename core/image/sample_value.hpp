// The number that a stored code means, by its type, and back.
#pragma once

#include <cstdint>

#include "core/image/pixel_format.hpp"

namespace byteprism {

// v * 255 / (2^bits - 1), rounded to nearest. Requires v < 2^bits, 1 <= bits <= 64.
std::uint8_t unorm_to_8_bits(std::uint64_t code, int bits);
// v * (2^bits - 1) / 255, rounded to nearest.
std::uint64_t unorm_from_8_bits(std::uint8_t value, int bits);

// What is shown as black .. white, as 0 .. 1: unsigned codes are divided by 2^n - 1, signed codes have their whole
// range laid over it (snorm -1 .. 1, sint its least to its most), floats are themselves.
double value_of(SampleType type, int bits, std::uint64_t code);

// What is stored, as a number: unsigned codes as they are, signed ones with their sign, floats themselves.
double stored_number(SampleType type, int bits, std::uint64_t code);
// The numbers that are shown black and white: the range of the type (of snorm without the least code, which means the
// same as the one after it); 0 and 1 of floats.
struct NumberRange {
    double low = 0;
    double high = 1;
};
NumberRange shown_range(SampleType type, int bits);

// The code whose value comes nearest; integers saturate. Bits above `bits` are 0.
std::uint64_t code_of(SampleType type, int bits, double value);

}  // namespace byteprism
