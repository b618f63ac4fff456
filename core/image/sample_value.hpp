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

// The code whose value comes nearest; integers saturate. Bits above `bits` are 0.
std::uint64_t code_of(SampleType type, int bits, double value);

}  // namespace byteprism
