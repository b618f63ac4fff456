// The row strides that bytes may have if they are a picture, and whether they look like one at all.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/progress.hpp"

namespace byteprism {

struct StrideGuess {
    std::int64_t stride = 0;
    double probability = 0;  // if it is a picture
};

struct StrideGuesses {
    double picture = 0;                     // the probability that it is one
    std::vector<StrideGuess> strides = {};  // the best first
    std::int64_t pixel_bytes = 1;           // from one pixel to the next, as far as it shows without a format
};

// `expected`: strides that something else than the bytes speaks for.
StrideGuesses guess_strides(std::span<const std::byte> bytes, std::span<const std::int64_t> expected,
                            Progress& progress);

}  // namespace byteprism
