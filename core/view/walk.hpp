// Visiting the items of a view in C order. Inside core/view only.
#pragma once

#include <cstddef>
#include <cstring>

#include "core/view/layout.hpp"

namespace byteprism {

// After a step along an axis with a suboffset, the pointer stored there leads on.
inline std::byte* follow(std::byte* at, std::int64_t suboffset) {
    if (suboffset < 0) return at;
    std::byte* next = nullptr;
    std::memcpy(&next, at, sizeof next);
    return next + suboffset;
}

// Calls visit(item) for every item. `suboffsets` may be null.
template <class Visit>
void for_each_item(std::byte* at, const Axes& axes, const Strides* suboffsets, const Visit& visit,
                   std::size_t axis = 0) {
    if (axis == axes.size()) return visit(at);
    const Axis along = axes[axis];
    for (std::int64_t i = 0; i < along.count; ++i) {
        std::byte* item = at + i * along.stride;
        for_each_item(suboffsets != nullptr ? follow(item, (*suboffsets)[axis]) : item, axes, suboffsets, visit,
                      axis + 1);
    }
}

}  // namespace byteprism
