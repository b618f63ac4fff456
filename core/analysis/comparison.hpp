// Comparison: in which hunks two runs of bytes differ, byte by byte or aligned.
#pragma once

#include <cstdint>
#include <functional>
#include <span>

#include "core/analysis/alignment.hpp"
#include "core/progress.hpp"

namespace byteprism {

struct ComparisonRules {
    bool aligned = false;  // insertions and deletions are found, by align(); else bytes at equal distances are compared
    std::int64_t gap = 1;  // hunks with fewer equal bytes between them are one; at least 1
    bool operator==(const ComparisonRules&) const = default;
};

// Byte by byte both sides of a hunk lie at one distance from the begins and are as long; what one run has behind the
// other's end belongs to the last hunk. Expects and adds bytes of the progress. False: the sink has enough. Throws
// Cancelled.
bool compare(const AlignedBytes& first, const AlignedBytes& second, const ComparisonRules& rules, const HunkSink& sink,
             Progress& progress);

// Bytes at equal distances from the begins, as far as both go; the offset is that in the first. False: no more are
// wanted.
using PairVisit = std::function<bool(std::int64_t offset, std::span<const std::byte> a, std::span<const std::byte> b)>;
bool scan_pairs(const AlignedBytes& first, const AlignedBytes& second, const PairVisit& visit);

}  // namespace byteprism
