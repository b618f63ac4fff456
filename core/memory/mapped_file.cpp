// A file mapped private: opening costs the same for every size, and no write to the bytes reaches the file. The
// descriptor stays open: the fault guard asks it for the file's length.

#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/error.hpp"
#include "core/memory/descriptor.hpp"
#include "core/memory/private_mapping.hpp"
#include "core/memory/storage.hpp"

namespace byteprism {
namespace {

const char* kind_of(mode_t mode) {
    if (S_ISDIR(mode)) return "is a directory, not a file";
    if (S_ISCHR(mode)) return "is a character device, which has no size";
    if (S_ISFIFO(mode)) return "is a pipe, which has no size";
    return "is a socket";
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
    if (file.number() < 0) throw IoError(path + ": " + std::strerror(errno));
    struct stat status {};
    if (::fstat(file.number(), &status) != 0) throw io_error(path, "look at it");
    if (!S_ISREG(status.st_mode) && !S_ISBLK(status.st_mode)) throw IoError(path + ": " + kind_of(status.st_mode));
    // A device has an end, but no size in its status.
    const off_t size = S_ISBLK(status.st_mode) ? ::lseek(file.number(), 0, SEEK_END) : status.st_size;
    if (size < 0) throw io_error(path, "ask for its size");
    if (size == 0) return heap_storage(0);
    return std::make_unique<PrivateMapping>(std::move(file), path, static_cast<std::size_t>(size));
}

}  // namespace byteprism
