// The first way to save: a new file in the same folder takes the old one's place in one step.
#pragma once

#include <string>

#include <sys/stat.h>

#include "app/model/document/content.hpp"
#include "app/model/saving/file_stamp.hpp"

namespace byteprism {

enum class ReadBack { No, Yes };

// `old` is what stands at `target`; null: nothing does. False, with nothing changed, if the folder does not allow it or
// the new file would not look like the old one. Throws IoError, with nothing changed; also if what stands there is not
// in the state `expected` any more when its turn comes (null: any state will do).
bool replace_file(const std::string& target, const struct stat* old, const FileStamp* expected, const Content& content,
                  ReadBack read_back);

// Whether its blocks are fewer than its bytes.
inline bool has_holes(const struct stat& status) { return status.st_blocks * 512 < status.st_size; }

}  // namespace byteprism
