// Bytes: a growable array of bytes of our own.
//
// Bytes(n) leaves the bytes unset, as new std::byte[n] does, for whoever fills them at once; Bytes(n, std::byte{0}) is
// zeros. Large arrays lie in huge pages where the system has them: the first touch of a small page costs more than
// copying it.
#pragma once

#include <cstddef>
#include <vector>

namespace byteprism {

struct ByteAllocator {
    using value_type = std::byte;
    template <class>
    struct rebind {
        using other = ByteAllocator;
    };

    std::byte* allocate(std::size_t size);
    void deallocate(std::byte* bytes, std::size_t size) noexcept;
    void construct(std::byte*) noexcept {}

    bool operator==(const ByteAllocator&) const = default;
};

using Bytes = std::vector<std::byte, ByteAllocator>;

}  // namespace byteprism
