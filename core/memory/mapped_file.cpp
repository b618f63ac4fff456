// A file mapped private: opening costs the same for every size, and no write to the bytes reaches the file. The
// descriptor stays open: the fault guard asks it for the file's length.

#include <string>
#include <utility>

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

}  // namespace

std::unique_ptr<Storage> map_file_private(const std::string& path) {
    Descriptor file = open_to_look(path);
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
