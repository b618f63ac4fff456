// Source: what to open, as plain data.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include <sys/types.h>

#include "app/model/document/document.hpp"

namespace byteprism {

struct FileSource {
    std::string path;  // without a size, as in /proc or a FIFO: read once, up to a limit
};
struct LiveFile {
    std::string path;
};
struct StandardInput {};
struct SharedMemory {
    std::string name;
};
struct ProcessMemory {
    pid_t process = 0;
    std::optional<std::uint64_t> address;  // in the region; nothing: the user is asked which
};
using Source = std::variant<FileSource, LiveFile, StandardInput, SharedMemory, ProcessMemory>;

// Throws IoError; ValueError for a process without an address, which lists what can be given.
std::unique_ptr<Document> open_document(const Source& source, Editing editing);

// "1234", or "1234 0x7f00dead0000". Throws ValueError.
ProcessMemory parse_process(const std::string& text);

}  // namespace byteprism
