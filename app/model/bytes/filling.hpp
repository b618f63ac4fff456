// Filling: what bytes are filled with, as plain data.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

namespace byteprism {

struct PatternFilling {
    std::vector<std::byte> bytes;
};  // again and again
struct RandomFilling {
    std::uint64_t seed;
};  // the same bytes for the same seed
struct CounterFilling {
    std::uint64_t start = 0, step = 1;
    int width = 1;  // bytes of a number: 1, 2, 4 or 8, and the number wraps there
    bool big_endian = false;
};
using Filling = std::variant<PatternFilling, RandomFilling, CounterFilling>;

// "41 42", with the ways to write hex of hex_text.hpp. Throws ValueError, also if there is no byte.
PatternFilling parse_pattern(std::string_view hex);
// A number. Throws ValueError.
RandomFilling parse_seed(std::string_view text);
// "START STEP WIDTH ORDER": numbers and "little" or "big"; what is left out is 0 1 1 little. Throws ValueError.
CounterFilling parse_counter(std::string_view text);

// Fills all of the target. A number that is cut off at its end is there in part.
void fill(std::span<std::byte> target, const Filling& filling);

}  // namespace byteprism
