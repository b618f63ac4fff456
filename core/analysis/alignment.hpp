// Alignment: two runs of bytes compared so that insertions and deletions are found, as edits that make the one into the
// other.
//
// Three known methods, each for its size. Equal bytes are skipped as they lie. What is long is cut at anchors: places
// sampled by their content (U. Manber, "Finding Similar Files in a Large File System", 1994) through a gear hash (W.
// Xia and others, "Ddelta", 2014), of which those count that are unique on both sides, in the longest sequence of one
// order (B. Cohen's patience diff). What is left between anchors is sampled again, more densely, and at last compared
// by the shortest edit script in linear space, up to a bound (E. W. Myers, "An O(ND) Difference Algorithm and Its
// Variations", 1986). Bytes that were moved are deleted in one place and inserted in the other.
//
// Memory is bounded by the rules, some 64 MiB as they are, however long the bytes; the edits are correct always, and as
// few as these methods find.
#pragma once

#include <cstdint>
#include <functional>

#include "core/analysis/slices.hpp"
#include "core/memory/byte_range.hpp"
#include "core/progress.hpp"

namespace byteprism {

// An edit: the bytes of `first` became those of `second`; either may be empty, not both.
struct Hunk {
    ByteRange first, second;
    bool operator==(const Hunk&) const = default;
};

// In order, with equal bytes between them. False: no more are wanted.
using HunkSink = std::function<bool(const Hunk& edit)>;

struct AlignmentRules {
    std::int64_t gap = 4;             // edits with fewer equal bytes between them are one; at least 1
    std::size_t samples = 1 << 19;    // kept of each side at a time
    std::int64_t small = 16 << 10;    // bytes of both sides that are not sampled but compared at once
    std::int64_t compared = 1 << 20;  // the most that are
    std::int64_t most_edits = 256;    // a script of twice as many inserted and deleted bytes is not looked for
};

struct AlignedBytes {
    ByteRange range;
    ReadBytes read;
};

// False: the sink has enough. Expects as many bytes of the progress as both sides have. Throws Cancelled.
bool align(const AlignedBytes& first, const AlignedBytes& second, const AlignmentRules& rules, const HunkSink& sink,
           Progress& progress);

}  // namespace byteprism
