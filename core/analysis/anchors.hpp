// Anchors: places of two runs of bytes that have the same bytes and belong together. Inside core/analysis only.
#pragma once

#include <cstdint>
#include <vector>

#include "core/analysis/alignment.hpp"

namespace byteprism {

struct AnchorPair {
    std::int64_t first = 0, second = 0;
};

// Places of both, each behind the one before on both sides, in order. The fewer bytes a window has, the more anchors
// survive between edits, and the less each of them says. Requires 16, 32 or 64.
std::vector<AnchorPair> find_anchors(const AlignedBytes& first, const AlignedBytes& second, std::size_t samples,
                                     int window, Progress& progress);

}  // namespace byteprism
