// The inner loops of searches, by vectors of whatever instruction set the machine has. Inside core/analysis only.
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/analysis/search_pattern.hpp"

namespace byteprism {

// A byte of a pattern that is looked for first.
struct Anchor {
    std::size_t at = 0;  // from the pattern's start
    std::uint8_t value = 0;
    std::uint8_t mask = 0xff;
};

// The first position from `from` on, before `limit`, with both anchors; `limit` if there is none. Requires that the
// bytes of both anchors at limit - 1 are inside.
std::size_t find_anchors(const std::byte* bytes, std::size_t from, std::size_t limit, const Anchor& first,
                         const Anchor& second);

// The same for a number in the range. Requires limit - 1 + pattern.size bytes.
std::size_t find_number(const std::byte* bytes, std::size_t from, std::size_t limit, const NumberPattern& pattern);

// The same of the positions `stride` apart from `from` on; at or behind the limit if there is none.
std::size_t find_number_at_stride(const std::byte* bytes, std::size_t from, std::size_t limit, std::size_t stride,
                                  const NumberPattern& pattern);

// Whether one stands there.
bool number_at(const std::byte* bytes, const NumberPattern& pattern);

}  // namespace byteprism
