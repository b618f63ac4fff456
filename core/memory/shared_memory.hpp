// POSIX shared memory: blocks that programs share by name, as Python's multiprocessing.shared_memory makes them.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/memory/storage.hpp"

namespace byteprism {

struct SharedMemoryBlock {
    std::string name;  // without a leading '/'
    std::int64_t size = 0;
};

// Those there are, by name. Empty where the system does not list them.
std::vector<SharedMemoryBlock> list_shared_memory();

// The block itself, not a copy; read-only if it may not be written. The name may begin with '/'. Throws IoError.
std::unique_ptr<Storage> open_shared_memory(const std::string& name);

}  // namespace byteprism
