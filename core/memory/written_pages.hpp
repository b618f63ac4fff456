// WrittenPages: which pages of a private mapping are ours because somebody wrote to them, as the system knows it.
//
// The others are still the mapped file's, or zeros where no file is mapped, and can be had without touching the memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/memory/descriptor.hpp"

namespace byteprism {

class WrittenPages {
public:
    WrittenPages();

    struct Run {
        std::size_t size;  // in bytes
        bool written;
    };
    // The longest run of one kind from `begin` on. Requires page boundaries and begin < end. Cheap when asked in order.
    // Where the system does not tell, everything counts as written.
    Run run(const std::byte* begin, const std::byte* end);

private:
    bool written(std::size_t page, std::size_t last);

    Descriptor map_;
    std::size_t first_ = 0;               // page that entries_ begins with
    std::vector<std::uint64_t> entries_;  // see pagemap in the kernel's documentation
};

}  // namespace byteprism
