// The inner loops of searches, by vectors of whatever instruction set the machine has. Inside core/analysis only.
#pragma once

#include <array>
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

// Positions, as many as are looked for at a time: more than four vectors have.
struct Candidates {
    std::array<std::size_t, 1024> at;
    std::size_t count = 0;
};

// Adds the positions from `from` on, before `limit`, that have both anchors, in order, until there is no more room.
// Gives where it stopped: all before was looked at. Requires that the bytes of both anchors at limit - 1 are inside,
// and that nothing was found yet.
std::size_t find_anchors(const std::byte* bytes, std::size_t from, std::size_t limit, const Anchor& first,
                         const Anchor& second, Candidates& found);

// The first position from `from` on, before `limit`, with a number in the range; `limit` if there is none. Requires
// limit - 1 + pattern.size bytes.
std::size_t find_number(const std::byte* bytes, std::size_t from, std::size_t limit, const NumberPattern& pattern);

// The same of the positions `stride` apart from `from` on.
std::size_t find_number_at_stride(const std::byte* bytes, std::size_t from, std::size_t limit, std::size_t stride,
                                  const NumberPattern& pattern);

// Whether one stands there.
bool number_at(const std::byte* bytes, const NumberPattern& pattern);

}  // namespace byteprism
