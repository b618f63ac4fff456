// Descriptor: an open file of the system, closed with its owner.
#pragma once

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <utility>

#include <unistd.h>

#include "core/error.hpp"

namespace byteprism {

class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&&) = delete;
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    // Negative: the system refused, errno says why.
    int number() const { return number_; }

private:
    int number_;
};

// For reading, without a trace: no time stamp changes where the system lets us ask for that (O_NOATIME is the owner's
// right). O_NONBLOCK: opening a pipe with nobody at its other end must not wait for ever. Throws IoError: "PATH:
// reason".
Descriptor open_to_look(const std::string& path);

// The bytes at `offset`, fewer where the file ends. Throws IoError about `subject`.
std::size_t read_at(const Descriptor& file, const std::string& subject, std::int64_t offset, std::span<std::byte> to);

// "SUBJECT: cannot OPERATION: REASON", the reason being that of `error`.
inline IoError io_error(const std::string& subject, const std::string& operation, int error = errno) {
    return IoError(subject + ": cannot " + operation + ": " + std::strerror(error));
}

}  // namespace byteprism
