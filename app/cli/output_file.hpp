// OutputFile: a file that a verb makes, streamed; it takes its place when it is whole.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "app/model/saving/save_temporary.hpp"

namespace byteprism {

// What stood there before stays until finish(), so the file may be the one that is being read. A pipe or a device is
// written straight away. Throws IoError.
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
