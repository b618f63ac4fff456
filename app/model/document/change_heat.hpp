// ChangeHeat: which bytes others have changed. Where nobody tells, it is found by a copy of the bytes in sight.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/memory/range_set.hpp"

namespace byteprism {

class ChangeHeat {
public:
    static constexpr std::int64_t most_watched = std::int64_t{64} << 10;

    // What is warm: until other changes are found.
    std::span<const ByteRange> ranges() const { return changed_.ranges(); }

    // Remembers these of the document's bytes, at most so many, instead of those before.
    void watch(ByteRange range, std::span<const std::byte> document);
    // Those watched that are others now have changed.
    void compare(std::span<const std::byte> document);
    // Told by who knows.
    void changed(std::span<const ByteRange> ranges);
    // We have written there, nobody else.
    void written(ByteRange range, std::span<const std::byte> document);

private:
    RangeSet changed_;
    std::int64_t offset_ = 0;  // of the copy
    std::vector<std::byte> copy_;
};

}  // namespace byteprism
