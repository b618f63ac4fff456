// OutputFile: a file that is made of what is not a document, streamed; it takes its place when it is whole.
#pragma once

#include <cstddef>
#include <cstdint>
#include <exception>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "app/model/saving/save_temporary.hpp"

namespace byteprism {

// Whoever read the output has closed it.
class OutputClosed : public std::exception {};

// What stood there before stays until finish(), so the file may be the one that is being read. A pipe or a device is
// written straight away. Throws IoError; OutputClosed for a pipe that nobody reads any more.
class OutputFile {
public:
    explicit OutputFile(const std::string& path);

    // Finds room on the disk, if the length is known before.
    void reserve(std::int64_t size);
    void write(std::span<const std::byte> bytes);
    void write(std::string_view text) { write(std::as_bytes(std::span(text))); }
    void finish();

private:
    const PosixFile& file() const { return temporary_ ? temporary_->file() : device_; }
    void flush();

    std::string path_;
    std::string target_;
    std::optional<Temporary> temporary_;
    PosixFile device_;
    std::string pending_;
};

}  // namespace byteprism
