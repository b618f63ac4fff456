// The inner loops of comparing, by vectors of whatever instruction set the machine has. Inside core/analysis only.
#pragma once

#include <cstddef>

namespace byteprism {

// The first place in [from, size) where the two differ, and where they are equal; `size` if there is none.
std::size_t find_difference(const std::byte* a, const std::byte* b, std::size_t from, std::size_t size);
std::size_t find_equal(const std::byte* a, const std::byte* b, std::size_t from, std::size_t size);

}  // namespace byteprism
