// What speaks for each row stride that bytes may have if they are a picture. Numbers only; what they are worth is said
// in stride_guess.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/image/lag_differences.hpp"
#include "core/progress.hpp"

namespace byteprism {

struct StrideMeasures {
    std::int64_t stride = 0;
    // Rows one stride apart are so much more alike than rows shifted against each other by a pixel: in logarithms of
    // the squared difference, of the share of unequal bytes, and in bits that coding the difference would take.
    double squared_dip = 0;
    double unequal_dip = 0;
    double coded_dip = 0;    // bits a byte
    double coded_share = 0;  // coded_dip by what is left to code
    double agreement = 0;    // the share of places all over the bytes that say so, less those that say the opposite
    double twice_dip = 0;    // squared_dip at twice the stride, which rows have too
    double half_dip = 0;     // at half of it, which they have not
    double front_dip = 0;    // coded_dip of the first half of the bytes, by that of all: a chroma plane lies behind
    double seam = 0;         // how much of the differences between neighbours comes together in one column
};

struct MeasuredStrides {
    std::vector<StrideMeasures> strides = {};
    std::int64_t pixel_bytes = 1;  // the distance of bytes that are most alike, of those that pixels have
};

// Of the strides that stand out, and of those that are `expected` for other reasons.
MeasuredStrides measure_strides(std::span<const std::byte> bytes, std::span<const std::int64_t> expected,
                                Progress& progress);

}  // namespace byteprism
