// How often this program has asked for memory, to show that something does not.
#pragma once

#include <cstddef>

namespace byteprism::bench {

std::size_t allocations();

}  // namespace byteprism::bench
