// How often each byte value occurs, and what that says.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace byteprism {

using ByteHistogram = std::array<std::uint64_t, 256>;

// Adds the bytes to the counts.
void count_bytes(std::span<const std::byte> bytes, ByteHistogram& counts);

// Shannon's entropy of the values: bits for each byte, 0 (all the same, or none) to 8 (all equally often).
double entropy(const ByteHistogram& counts);

// The shares of the classes that the grid tells apart; together 1, or all 0 without bytes.
struct ByteClasses {
    double zero = 0;       // 00
    double control = 0;    // below 0x20, and 0x7f
    double printable = 0;  // 0x20 to 0x7e
    double high = 0;       // 0x80 and above
};
ByteClasses classes(const ByteHistogram& counts);

}  // namespace byteprism
