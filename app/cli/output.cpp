#include "app/cli/output.hpp"

#include <cerrno>
#include <cstring>

#include <unistd.h>

#include "core/error.hpp"

namespace byteprism {

void Output::flush() {
    std::string_view rest = text_;
    while (!rest.empty()) {
        const ssize_t written = ::write(STDOUT_FILENO, rest.data(), rest.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0 && errno == EPIPE) throw OutputClosed();
        if (written < 0) throw IoError(std::string("standard output: ") + std::strerror(errno));
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
    text_.clear();
}

}  // namespace byteprism
