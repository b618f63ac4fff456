// A file opened to be looked at: mapped private, after a save that was interrupted is completed.
#pragma once

#include <string>

#include "app/model/saving/file_stamp.hpp"
#include "core/memory/buffer.hpp"

namespace byteprism {

struct OpenedFile {
    Buffer buffer;
    FileStamp stamp;
    std::string notice;  // for the user: what became of an interrupted save; mostly empty
};

// ReadOnly: nothing is written, an interrupted save is completed in memory alone. Throws IoError.
OpenedFile open_file(const std::string& path, Access access);

}  // namespace byteprism
