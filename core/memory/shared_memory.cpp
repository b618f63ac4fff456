#include "core/memory/shared_memory.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/mman.h>

#include "core/memory/shared_mapping.hpp"

namespace byteprism {

std::vector<SharedMemoryBlock> list_shared_memory() {
    std::vector<SharedMemoryBlock> blocks;
    std::error_code failed;
    for (std::filesystem::directory_iterator file("/dev/shm", failed), end; !failed && file != end;
         file.increment(failed)) {
        const std::string name = file->path().filename().string();
        std::error_code gone;
        // Semaphores live there too.
        if (name.starts_with("sem.") || !file->is_regular_file(gone) || file->is_symlink(gone)) continue;
        const std::uintmax_t size = file->file_size(gone);
        if (!gone) blocks.push_back({name, static_cast<std::int64_t>(size)});
    }
    std::ranges::sort(blocks, {}, &SharedMemoryBlock::name);
    return blocks;
}

std::unique_ptr<Storage> open_shared_memory(const std::string& name) {
    const std::string full = name.starts_with('/') ? name : '/' + name;
    Access access = Access::ReadWrite;
    int number = ::shm_open(full.c_str(), O_RDWR | O_CLOEXEC, 0);
    if (number < 0 && errno == EACCES) {
        access = Access::ReadOnly;
        number = ::shm_open(full.c_str(), O_RDONLY | O_CLOEXEC, 0);
    }
    const std::string subject = "shared memory '" + full.substr(1) + "'";
    if (number < 0) throw io_error(subject, "open it");
    return std::make_unique<SharedMapping>(Descriptor(number), subject, access);
}

}  // namespace byteprism
