#include "core/memory/shared_mapping.hpp"

#include <utility>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

namespace byteprism {

SharedMapping::Mapping::~Mapping() {
    if (!bytes.empty()) ::munmap(bytes.data(), bytes.size());
}

SharedMapping::SharedMapping(Descriptor file, const std::string& name, Access access)
    : file_(std::move(file)), access_(access) {
    const off_t end = ::lseek(file_.number(), 0, SEEK_END);
    if (end < 0) throw io_error(name, "ask for its size");
    if (end == 0) return;
    const auto size = static_cast<std::size_t>(end);
    const int protection = access == Access::ReadOnly ? PROT_READ : PROT_READ | PROT_WRITE;
    void* const place = ::mmap(nullptr, size, protection, MAP_SHARED, file_.number(), 0);
    if (place == MAP_FAILED) throw io_error(name, "map " + std::to_string(size) + " bytes");
    mapping_.bytes = {static_cast<std::byte*>(place), size};
    guard_.emplace(mapping_.bytes, file_.number());
}

std::size_t SharedMapping::intact_size() noexcept { return guard_ ? guard_->intact_size() : 0; }

std::vector<ByteRange> SharedMapping::missing() {
    const auto intact = static_cast<std::int64_t>(intact_size());
    const auto size = static_cast<std::int64_t>(mapping_.bytes.size());
    if (intact == size) return {};
    return {{intact, size - intact}};
}

std::unique_ptr<Storage> map_file_shared(const std::string& path) {
    Descriptor file(::open(path.c_str(), O_RDWR | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    if (file.number() < 0) throw io_error(path, "open it for writing, which a live view needs");
    struct stat status {};
    if (::fstat(file.number(), &status) != 0) throw io_error(path, "look at it");
    if (!S_ISREG(status.st_mode) && !S_ISBLK(status.st_mode)) {
        throw IoError(path + ": is no file with a size, so it cannot be mapped");
    }
    return std::make_unique<SharedMapping>(std::move(file), path, Access::ReadWrite);
}

}  // namespace byteprism
