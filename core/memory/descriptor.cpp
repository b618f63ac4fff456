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

std::size_t read_at(const Descriptor& file, const std::string& subject, std::int64_t offset, std::span<std::byte> to) {
    std::size_t done = 0;
    while (done < to.size()) {
        const std::int64_t at = offset + static_cast<std::int64_t>(done);
        const ssize_t got = ::pread(file.number(), to.data() + done, to.size() - done, at);
        if (got == 0) break;
        if (got > 0) {
            done += static_cast<std::size_t>(got);
        } else if (errno != EINTR) {
            throw io_error(subject, "read " + std::to_string(to.size() - done) + " bytes at " + std::to_string(at));
        }
    }
    return done;
}

}  // namespace byteprism
