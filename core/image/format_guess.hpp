// The pixel formats that the bytes of a picture of known rows may have.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/progress.hpp"

namespace byteprism {

struct FormatGuess {
    std::string_view name;
    double probability = 0;
    std::int64_t shift = 0;  // bytes from where rows were said to begin to where whole pixels do
};

// Where the rows lie that are looked at.
struct Rows {
    std::int64_t offset = 0;
    std::int64_t stride = 0;
    std::int64_t padding = 0;
    std::int64_t count = 0;
};

// The best first. Of formats that differ in the order of red and blue alone, one stands for both: bytes do not tell.
// Throws Cancelled.
std::vector<FormatGuess> guess_formats(std::span<const std::byte> bytes, const Rows& rows, Progress& progress);

}  // namespace byteprism
