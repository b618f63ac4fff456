#include "core/memory/descriptor.hpp"

#include <fcntl.h>

namespace byteprism {

Descriptor open_to_look(const std::string& path) {
    constexpr int flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
    int number = ::open(path.c_str(), flags | O_NOATIME);
    if (number < 0 && errno == EPERM) number = ::open(path.c_str(), flags);
    if (number < 0) throw IoError(path + ": " + std::strerror(errno));
    return Descriptor(number);
}

}  // namespace byteprism
