// LagDifferences: how alike bytes are that lie a given distance apart, for every distance at once. Rows of a picture
// show as sharp minima at the row stride.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/progress.hpp"

namespace byteprism {

struct LagDifferences {
    // By lag; entry 0 means nothing. The mean of the squared difference, and the share of pairs that differ
    // (estimated).
    std::vector<double> squared;
    std::vector<double> unequal;

    std::size_t largest_lag() const { return squared.empty() ? 0 : squared.size() - 1; }
};

// Over at most 4 windows of at most 256 KiB, spread over the bytes; lags up to `largest_lag`, or as far as 3/4 of a
// window goes. Counts in `progress` what it announces there. Throws Cancelled.
LagDifferences lag_differences(std::span<const std::byte> bytes, std::size_t largest_lag, Progress& progress);

}  // namespace byteprism
