// The memory of another process: what regions it has, and a copy of one of them that can be written back.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <sys/types.h>

#include "core/memory/storage.hpp"

namespace byteprism {

// A range of addresses, [begin, end).
struct MemoryRegion {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
    std::string permissions;  // "rw-p": read, write, execute, private or shared
    std::string name;         // of a file, or "[heap]", "[stack]"; empty: nothing but memory

    std::uint64_t size() const { return end - begin; }
};

// By address. Throws IoError that names the process and the reason.
std::vector<MemoryRegion> process_regions(pid_t process);

constexpr std::size_t largest_region_copy = std::size_t{256} << 20;

// A copy of the region that holds `address`; of one that is larger than the limit, the part that begins with the
// address's page, or the last of it. Pages that cannot be read are missing(). The copy stays with the process it was
// made of: another one that gets its number, or another program that it starts, is told apart.
//
// write_through() and refresh() do what Storage says. Throws IoError with process, address, operation and reason.
std::unique_ptr<Storage> read_process_region(pid_t process, std::uint64_t address,
                                             std::size_t limit = largest_region_copy);

}  // namespace byteprism
