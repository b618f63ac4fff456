// The tables of BPTC (BC6H and BC7), as the Khronos Data Format Specification gives them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace byteprism::bptc {

// Which subset a texel (row by row) belongs to, by the number of the partition.
int subset_of(int subsets, int partition, int texel);
// The texel of a subset whose index has one bit less.
int anchor_of(int subsets, int partition, int subset);

// Of 64, by the index of 2, 3 or 4 bits.
constexpr int weight_of(int bits, int index) {
    return bits == 2   ? index * 21 + (index >> 1)
           : bits == 3 ? index * 9 + (index >> 2)
                       : (index << 2) + (index >> 2) + (index >> 1 & 1);
}

struct Bc7Mode {
    int subsets, partition_bits, rotation_bits, selection_bits, colour_bits, alpha_bits;
    bool endpoint_p_bits, shared_p_bits;
    int index_bits, second_index_bits;
};
constexpr Bc7Mode bc7_modes[] = {
    {3, 4, 0, 0, 4, 0, true, false, 3, 0},  {2, 6, 0, 0, 6, 0, false, true, 3, 0},
    {3, 6, 0, 0, 5, 0, false, false, 2, 0}, {2, 6, 0, 0, 7, 0, true, false, 2, 0},
    {1, 0, 2, 1, 5, 6, false, false, 2, 3}, {1, 0, 2, 0, 7, 8, false, false, 2, 2},
    {1, 0, 0, 0, 7, 7, true, false, 4, 0},  {2, 6, 0, 0, 5, 5, true, false, 2, 0},
};

struct Bc6hMode {
    int number;
    bool two_subsets;
    bool transformed;  // the other endpoints are differences from the first one
    int endpoint_bits;
    std::array<int, 3> other_bits;  // of the other endpoints: red, green, blue
    // The fields after the number from the low bits up: R0.9:0 is bits 0 to 9 of red of endpoint 0, R0.10:11 the same
    // from the high one down.
    std::string_view fields;
};
// Null for the numbers that are reserved.
const Bc6hMode* bc6h_mode(int number);

}  // namespace byteprism::bptc
