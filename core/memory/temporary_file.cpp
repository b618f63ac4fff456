#include "core/memory/temporary_file.hpp"

#include <cstdlib>

#include <fcntl.h>

namespace byteprism {

std::string temporary_folder() {
    const char* const chosen = std::getenv("TMPDIR");
    return chosen != nullptr && *chosen != '\0' ? chosen : "/var/tmp";
}

Descriptor temporary_file() {
    const std::string folder = temporary_folder();
    Descriptor file(::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC | O_EXCL, 0600));
    if (file.number() >= 0) return file;
    // Not every file system knows O_TMPFILE.
    std::string path = folder + "/byteprism-XXXXXX";
    Descriptor named(::mkostemp(path.data(), O_CLOEXEC));
    if (named.number() < 0) throw io_error(folder, "make a temporary file there");
    ::unlink(path.c_str());
    return named;
}

}  // namespace byteprism
