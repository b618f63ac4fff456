// The second way to save: a redo journal first, then the changed bytes in place.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <sys/stat.h>

#include "app/model/document/content.hpp"
#include "app/model/saving/replacing.hpp"

namespace byteprism {

// Where `target` and the content differ: `changed`, in order and apart; nothing: that is found out, as is needed when
// the length changes. Throws IoError with nothing changed, or with the journal left for the next open to complete.
void overwrite_file(const std::string& target, const struct stat& old, const Content& content,
                    std::optional<std::vector<ByteRange>> changed, ReadBack read_back);

}  // namespace byteprism
