// How bytes reach a file so that a reader, or a crash, finds the old file or the new one.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "core/memory/byte_range.hpp"

namespace byteprism {

// Makes `path` hold `bytes`: a temporary file in the same folder, synced, renamed over it. Keeps mode, owner, extended
// attributes and the target of a symbolic link. `changed` are the ranges that differ from the file as it is. A file
// that rename would harm or take too long for (several hard links, another owner, 64 MiB and more with the length
// unchanged) gets only the changed ranges, written in place. Throws IoError naming the file, the operation and the
// reason; with the first way the old file is untouched then.
void save_file(const std::string& path, std::span<const std::byte> bytes, std::span<const ByteRange> changed);

}  // namespace byteprism
