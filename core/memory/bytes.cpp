#include "core/memory/bytes.hpp"

#include <cstdint>
#include <new>

#include <sys/mman.h>

namespace byteprism {
namespace {

constexpr std::size_t large = std::size_t{4} << 20;
constexpr std::size_t line = 64;
constexpr std::size_t page = 4096;

std::size_t up_to_next(std::size_t alignment, const std::byte* at) {
    return alignment - reinterpret_cast<std::uintptr_t>(at) % alignment;
}

}  // namespace

// Large blocks begin with a cache line, so that whole lines can be written past the caches. They come from the heap
// like all others, which keeps them for the next one; blocks that it aligns itself go back to the system each time. The
// byte before the first says how far it was moved.
std::byte* ByteAllocator::allocate(std::size_t size) {
    if (size < large) return static_cast<std::byte*>(::operator new(size));
    if (size > SIZE_MAX - line) throw std::bad_array_new_length();
    auto* const block = static_cast<std::byte*>(::operator new(size + line));
    const std::size_t moved = up_to_next(line, block);
    block[moved - 1] = static_cast<std::byte>(moved);
    const std::size_t first_page = up_to_next(page, block);
    // Advice: where it is refused the pages are small.
    ::madvise(block + first_page, size - first_page, MADV_HUGEPAGE);
    return block + moved;
}

void ByteAllocator::deallocate(std::byte* bytes, std::size_t size) noexcept {
    ::operator delete(size < large ? bytes : bytes - std::to_integer<std::size_t>(bytes[-1]));
}

}  // namespace byteprism
