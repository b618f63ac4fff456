#include "app/cli/source.hpp"

#include <array>
#include <cerrno>
#include <cstdio>
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

OpenedFile open_source(const std::string& path, Access access) {
    if (path == "-") return {read_standard_input(), {}, ""};
    OpenedFile opened = open_file(path, access);
    if (!opened.notice.empty()) std::fprintf(stderr, "byteprism: %s\n", opened.notice.c_str());
    return opened;
}

}  // namespace byteprism
