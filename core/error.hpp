// Errors of the core, named after the exceptions that Python users know.
//
// Every message says what was wrong, with the numbers in it. The app catches an
// Error where the user typed and shows it there; nothing has changed by then.
#pragma once

#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>

namespace byteprism {

class Error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
    // Python's name of the kind, as the oracle protocol spells it.
    virtual const char* kind() const noexcept = 0;
};

// An operation that this kind of object does not allow: writing to a read-only view, a cast between two formats.
class TypeError : public Error {
public:
    using Error::Error;
    const char* kind() const noexcept override { return "TypeError"; }
};

// A right kind of argument with a wrong value; also any use of a released view.
class ValueError : public Error {
public:
    using Error::Error;
    const char* kind() const noexcept override { return "ValueError"; }
};

class IndexError : public Error {
public:
    using Error::Error;
    const char* kind() const noexcept override { return "IndexError"; }
};

// A buffer is asked for what its live views, or its layout, forbid.
class BufferError : public Error {
public:
    using Error::Error;
    const char* kind() const noexcept override { return "BufferError"; }
};

// A format that does not parse, or a value that does not fit one. `column` counts characters of the text from 0.
class StructError : public Error {
public:
    using Error::Error;
    StructError(const std::string& message, std::size_t at) : Error(message), column(at) {}
    const char* kind() const noexcept override { return "struct.error"; }

    std::optional<std::size_t> column;
};

// The system refused: the message names the file, the operation and the reason.
class IoError : public Error {
public:
    using Error::Error;
    const char* kind() const noexcept override { return "OSError"; }
};

}  // namespace byteprism
