// Work for all cores, for whoever waits for it.
#pragma once

#include <cstddef>
#include <functional>

namespace byteprism {

// Calls `body` for 0 .. count - 1 in as many threads as there are cores, this one among them, and returns when all are
// done. What a body throws comes out; the others are finished first.
void run_parallel(std::size_t count, const std::function<void(std::size_t)>& body);

}  // namespace byteprism
