// Copying the items of one layout of memory into another: the work behind tobytes() and assign().
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/view/inline_vector.hpp"

namespace byteprism {

// One axis of a copy: how many items, and how far apart they are on both sides, in bytes.
struct CopyAxis {
    std::int64_t count = 0;
    std::int64_t target = 0;
    std::int64_t source = 0;
};
using CopyAxes = InlineVector<CopyAxis>;

// Copies every item. Requires that no byte of the target is one of the source; where the target's items overlap each
// other, one of them wins.
void copy_items(std::byte* target, const std::byte* source, const CopyAxes& axes, std::int64_t itemsize);

}  // namespace byteprism
