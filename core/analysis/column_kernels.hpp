// The inner loops of a column's statistics, by vectors of whatever instruction set the machine has. Inside
// core/analysis only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>

namespace byteprism {

// Of integers as unsigned ones: a number with a sign has its sign bit turned before, which keeps the order.
struct IntegerSummary {
    std::uint64_t least = std::numeric_limits<std::uint64_t>::max();
    std::uint64_t greatest = 0;
    // The sum, as those of the low and the high 32 bits of each.
    std::uint64_t low_sum = 0, high_sum = 0;
};

struct FloatSummary {
    double least = std::numeric_limits<double>::infinity();
    double greatest = -std::numeric_limits<double>::infinity();
    double sum = 0;          // without NaN
    std::uint64_t nans = 0;  // which are neither least nor greatest
};

enum class Sums : bool { Left, Taken };

// Adds numbers in the machine's order, one behind the other. Requires a size of 1, 2, 4 or 8 bytes, of floats 4 or 8,
// and fewer than 2^28 numbers.
void summarize_integers(const std::byte* numbers, std::size_t count, int size, bool has_sign, Sums sums,
                        IntegerSummary& to);
void summarize_floats(const std::byte* numbers, std::size_t count, int size, FloatSummary& to);
// Of floats of 2 bytes in the machine's order, as integers that are ordered as they are, NaN left out.
void summarize_halves(const std::byte* numbers, std::size_t count, IntegerSummary& to);
// Copies numbers of 2, 4 or 8 bytes with their bytes in the other order.
void swap_numbers(const std::byte* numbers, std::size_t count, int size, std::byte* to);

}  // namespace byteprism
