// A file mapped private: opening costs the same for every size, and no write to the bytes reaches the file. The
// descriptor stays open: the fault guard asks it for the file's length.

#include <cerrno>
#include <cstring>
#include <limits>
#include <string>
#include <utility>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/error.hpp"
#include "core/memory/fault_guard.hpp"
#include "core/memory/storage.hpp"

namespace byteprism {
namespace {

[[noreturn]] void fail(const std::string& path, const std::string& what) { throw IoError(path + ": " + what); }

class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&&) = delete;
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    int number() const { return number_; }

private:
    int number_;
};

// A mapping of at least one byte. Members go in the reverse order: the guard looks at the mapping and the descriptor.
class MappedStorage final : public Storage {
public:
    MappedStorage(Descriptor file, std::span<std::byte> bytes, Access access)
        : file_(std::move(file)), mapping_{bytes}, guard_(bytes, file_.number()), access_(access) {}
    std::span<std::byte> bytes() noexcept override { return mapping_.bytes; }
    std::size_t intact_size() noexcept override { return guard_.intact_size(); }
    Access access() const noexcept override { return access_; }

private:
    struct Mapping {
        std::span<std::byte> bytes;
        ~Mapping() { ::munmap(bytes.data(), bytes.size()); }
    };

    Descriptor file_;
    Mapping mapping_;
    GuardedMapping guard_;
    Access access_;
};

const char* kind_of(mode_t mode) {
    if (S_ISDIR(mode)) return "is a directory, not a file";
    if (S_ISCHR(mode)) return "is a character device, which has no size";
    if (S_ISFIFO(mode)) return "is a pipe, which has no size";
    if (S_ISSOCK(mode)) return "is a socket";
    return "is a block device, which cannot be opened yet";
}

// Looking leaves no trace: no time stamp changes where the system lets us ask for that (O_NOATIME is the owner's
// right). O_NONBLOCK: opening a pipe with nobody at its other end must not wait for ever.
int open_to_look(const char* path) {
    constexpr int flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
    const int number = ::open(path, flags | O_NOATIME);
    return number < 0 && errno == EPERM ? ::open(path, flags) : number;
}

}  // namespace

std::unique_ptr<Storage> map_file_private(const std::string& path) {
    Descriptor file(open_to_look(path.c_str()));
    if (file.number() < 0) fail(path, std::strerror(errno));
    struct stat status {};
    if (::fstat(file.number(), &status) != 0) fail(path, std::strerror(errno));
    if (!S_ISREG(status.st_mode)) fail(path, kind_of(status.st_mode));

    const auto size = static_cast<std::size_t>(status.st_size);
    if (size == 0) return heap_storage(0);

    Access access = Access::ReadWrite;
    void* address = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_NORESERVE, file.number(), 0);
    if (address == MAP_FAILED) {
        access = Access::ReadOnly;
        address = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_NORESERVE, file.number(), 0);
    }
    if (address == MAP_FAILED) fail(path, "cannot map " + std::to_string(size) + " bytes: " + std::strerror(errno));
    return std::make_unique<MappedStorage>(std::move(file), std::span(static_cast<std::byte*>(address), size), access);
}

}  // namespace byteprism
