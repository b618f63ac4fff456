// Which file it is, and which state of it.
#pragma once

#include <cstdint>
#include <string>

#include "app/model/saving/posix_file.hpp"

namespace byteprism {

// A block device has no inode, no birth and no times of its own: its birth is this disk, in this run of the system, so
// that another disk that was plugged in is never taken for it.
struct FileStamp {
    std::uint64_t device = 0, inode = 0;
    std::int64_t birth_ns = 0;  // 0: the file system does not know. An inode number comes again, a birth does not
    std::int64_t size = 0, modified_ns = 0;
    bool operator==(const FileStamp&) const = default;
};

// In whatever state: by its birth where that is known, which outlives restarts, else by device and inode.
bool same_file(const FileStamp& a, const FileStamp& b);

// Throw IoError.
FileStamp stamp_of(const std::string& path);
FileStamp stamp_of(const PosixFile& file);

}  // namespace byteprism
