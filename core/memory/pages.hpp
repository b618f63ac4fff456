// Pages: the unit in which the system maps memory.
#pragma once

#include <cstddef>

#include <sys/mman.h>
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

// First touches of many small pages cost more than the bytes that are written there. Requires whole pages of memory
// that will be filled without large gaps.
inline void prefer_large_pages(std::byte* begin, std::size_t size) {
    constexpr std::size_t worthwhile = std::size_t{4} << 20;
    if (size >= worthwhile) ::madvise(begin, size, MADV_HUGEPAGE);
}

}  // namespace byteprism
