#include "app/cli/source.hpp"

#include <array>
#include <cerrno>
#include <cstring>

#include <unistd.h>

#include "core/error.hpp"

namespace byteprism {
namespace {

Buffer read_standard_input() {
    Buffer buffer = Buffer::zeros(0);
    std::array<std::byte, 1 << 16> chunk;
    while (true) {
        const ssize_t got = ::read(STDIN_FILENO, chunk.data(), chunk.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) throw IoError(std::string("standard input: ") + std::strerror(errno));
        if (got == 0) return buffer;
        buffer.append(std::span(chunk).first(static_cast<std::size_t>(got)));
    }
}

}  // namespace

Buffer open_source(const std::string& path) {
    return path == "-" ? read_standard_input() : Buffer(map_file_private(path));
}

}  // namespace byteprism
