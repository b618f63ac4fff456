// RangeSet: some bytes of a buffer, as ranges in order and apart: which were changed, which are lost.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/memory/byte_range.hpp"

namespace byteprism {

class RangeSet {
public:
    // Sorted; none is empty, none touches the next.
    std::span<const ByteRange> ranges() const { return ranges_; }
    bool empty() const { return ranges_.empty(); }
    void clear() { ranges_.clear(); }

    void add(ByteRange range);
    // Takes the bytes out; gives those that were in.
    std::vector<ByteRange> remove(ByteRange range);
    // The bytes of the range made way for `inserted` others, which are not in the set; those behind have moved. Gives
    // those of the range that were in, at their old places.
    std::vector<ByteRange> splice(ByteRange range, std::int64_t inserted);

private:
    std::vector<ByteRange> ranges_;
};

}  // namespace byteprism
