#include "app/model/file_stamp.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

namespace byteprism {
namespace {

std::int64_t nanoseconds(const statx_timestamp& time) { return time.tv_sec * 1'000'000'000 + time.tv_nsec; }

FileStamp stamp(int folder, const std::string& path, int flags, const std::string& name) {
    struct statx status {};
    if (::statx(folder, path.c_str(), flags, STATX_BASIC_STATS | STATX_BTIME, &status) != 0) {
        fail_with_errno(name, "look at it");
    }
    const std::int64_t birth = (status.stx_mask & STATX_BTIME) != 0 ? nanoseconds(status.stx_btime) : 0;
    return {::makedev(status.stx_dev_major, status.stx_dev_minor), status.stx_ino, birth,
            static_cast<std::int64_t>(status.stx_size), nanoseconds(status.stx_mtime)};
}

}  // namespace

FileStamp stamp_of(const std::string& path) { return stamp(AT_FDCWD, path, 0, path); }

FileStamp stamp_of(const PosixFile& file) { return stamp(file.number(), "", AT_EMPTY_PATH, file.path()); }

}  // namespace byteprism
