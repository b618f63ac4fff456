#include "core/memory/stream.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace byteprism {
namespace {

// Files of /proc say that they are empty, those of /sys that they have a page; neither can be mapped.
bool has_no_pages(int file, off_t size) {
    if (size == 0) {
        char first = 0;
        return ::pread(file, &first, 1, 0) == 1;
    }
    void* const place = ::mmap(nullptr, 1, PROT_READ, MAP_PRIVATE, file, 0);
    if (place == MAP_FAILED) return errno == ENODEV;
    ::munmap(place, 1);
    return false;
}

// Asked before each read, so that a descriptor shared with other programs need not be made non-blocking for them too.
bool something_came(int file, Stream::Waiting waiting) {
    pollfd waited{file, POLLIN, 0};
    return ::poll(&waited, 1, waiting == Stream::Waiting::Yes ? -1 : 0) > 0;
}

}  // namespace

bool is_stream(const std::string& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) return false;
    if (S_ISCHR(status.st_mode) || S_ISFIFO(status.st_mode)) return true;
    if (!S_ISREG(status.st_mode)) return false;
    try {
        return has_no_pages(open_to_look(path).number(), status.st_size);
    } catch (const IoError&) {
        return false;
    }
}

Stream::Stream(Descriptor source, std::string name) : source_(std::move(source)), name_(std::move(name)) {}

Stream Stream::open(const std::string& path) { return {open_to_look(path), path}; }

Stream Stream::standard_input() {
    Descriptor copy(::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0));
    if (copy.number() < 0) throw io_error("standard input", "open it");
    return {std::move(copy), "standard input"};
}

Stream::State Stream::read(Buffer& buffer, std::size_t limit, Waiting waiting) {
    // What was read could not be given back to the stream.
    if (buffer.view_count() != 0) throw BufferError(name_ + ": its buffer cannot grow while views look at it");
    std::vector<std::byte> part(std::size_t{256} << 10);
    while (buffer.size() < limit) {
        if (!something_came(source_.number(), waiting)) {
            if (waiting == Waiting::No) return State::Open;
            continue;  // a signal came
        }
        const ssize_t got = ::read(source_.number(), part.data(), std::min(part.size(), limit - buffer.size()));
        if (got == 0) return State::Ended;
        if (got > 0) {
            buffer.append(std::span(part).first(static_cast<std::size_t>(got)));
        } else if (errno == EAGAIN && waiting == Waiting::No) {
            return State::Open;
        } else if (errno != EAGAIN && errno != EINTR) {
            throw io_error(name_, "read it at " + std::to_string(buffer.size()));
        }
    }
    return State::AtLimit;
}

StreamContents read_stream(const std::string& path, std::size_t limit) {
    Stream stream = Stream::open(path);
    StreamContents contents{Buffer(growing_storage()), Stream::State::Open};
    contents.state = stream.read(contents.buffer, limit, Stream::Waiting::Yes);
    return contents;
}

}  // namespace byteprism
