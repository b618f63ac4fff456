// A change of length: so many bytes at an offset made way for so many others, and what lies behind moved.
#pragma once

#include <cstdint>

namespace byteprism {

struct Splice {
    std::int64_t offset = 0;
    std::int64_t removed = 0;
    std::int64_t inserted = 0;
    bool operator==(const Splice&) const = default;
};

constexpr Splice inverse(const Splice& splice) { return {splice.offset, splice.inserted, splice.removed}; }

}  // namespace byteprism
