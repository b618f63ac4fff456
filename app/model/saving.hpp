// How bytes reach a file so that a reader, or a crash, finds the old file or the new one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "core/memory/byte_range.hpp"

namespace byteprism {

// Which file it is and which state of it: another one, or another state, was not made by us.
struct FileStamp {
    std::uint64_t device = 0, inode = 0;
    std::int64_t size = 0, modified_ns = 0;
    bool operator==(const FileStamp&) const = default;
};
// Throws IoError.
FileStamp stamp_of(const std::string& path);

// Makes the existing file `path`, which is still as `stamp` says and differs from `bytes` in `changed` alone, hold
// `bytes`.
//
// Most files are replaced: a temporary file in the same folder, synced, renamed over the old one, with its mode, owner,
// extended attributes and, for a symbolic link, its place kept. A file of 64 MiB and more, one with several hard links,
// and one whose owner or folder rename cannot keep get the changed ranges in place.
//
// Throws IoError naming the file, the operation and the reason. A replaced file is then untouched. IoError too if
// another program has changed the file since the stamp was taken.
void save_file(const std::string& path, const FileStamp& stamp, std::span<const std::byte> bytes,
               std::span<const ByteRange> changed);

// Makes `path` hold `bytes`, whether or not there is such a file: as save_file, replacing it.
void write_new_file(const std::string& path, std::span<const std::byte> bytes);

}  // namespace byteprism
