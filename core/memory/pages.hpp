// Pages: the unit in which the system maps memory.
#pragma once

#include <cstddef>

#include <unistd.h>

namespace byteprism {

inline std::size_t page_size() {
    static const auto size = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
    return size;
}
inline std::size_t page_floor(std::size_t bytes) { return bytes - bytes % page_size(); }
// Requires that the result can be counted.
inline std::size_t page_ceil(std::size_t bytes) { return page_floor(bytes + page_size() - 1); }

inline std::size_t physical_memory() { return static_cast<std::size_t>(::sysconf(_SC_PHYS_PAGES)) * page_size(); }

}  // namespace byteprism
