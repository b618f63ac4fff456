// Where a save keeps what it is working on.
#pragma once

#include <string>

#include "app/model/saving/file_stamp.hpp"

namespace byteprism {

struct SavePlace {
    std::string temporary;  // what is being written; left by a crash it means nothing
    std::string journal;    // what is whole, and has to be completed after a crash
};

// Hidden files in the folder of `target`.
SavePlace place_beside(const std::string& target);
// Files in the state folder, named after the file itself: found by whatever name it is opened, by the same user. Both
// empty if there is no such folder; it is not made.
SavePlace place_in_state_folder(const FileStamp& file);

// Where a chain of symbolic links ends, whether or not there is a file.
std::string resolved(const std::string& path);

}  // namespace byteprism
