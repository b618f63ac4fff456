#include "app/model/saving/file_stamp.hpp"

#include <fstream>

#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <xxhash.h>

namespace byteprism {
namespace {

std::int64_t nanoseconds(const statx_timestamp& time) { return time.tv_sec * 1'000'000'000 + time.tv_nsec; }

std::string first_line(const std::string& path) {
    std::ifstream file(path);
    std::string line;
    std::getline(file, line);
    return line;
}

FileStamp stamp_of_device(const struct statx& status, const std::string& name) {
    const PosixFile device(::open(name.c_str(), O_RDONLY | O_CLOEXEC), name);
    std::uint64_t size = 0;
    if (!device.is_open() || ::ioctl(device.number(), BLKGETSIZE64, &size) != 0) fail_with_errno(name, "look at it");
    const std::string numbers = std::to_string(status.stx_rdev_major) + ":" + std::to_string(status.stx_rdev_minor);
    const std::string disk = numbers + " " + first_line("/proc/sys/kernel/random/boot_id") + " " +
                             first_line("/sys/dev/block/" + numbers + "/diskseq");
    return {::makedev(status.stx_rdev_major, status.stx_rdev_minor), 0,
            static_cast<std::int64_t>(::XXH3_64bits(disk.data(), disk.size())), static_cast<std::int64_t>(size), 0};
}

FileStamp stamp(int folder, const std::string& path, int flags, const std::string& name) {
    struct statx status {};
    if (::statx(folder, path.c_str(), flags, STATX_BASIC_STATS | STATX_BTIME, &status) != 0) {
        fail_with_errno(name, "look at it");
    }
    if (S_ISBLK(status.stx_mode)) return stamp_of_device(status, name);
    const std::int64_t birth = (status.stx_mask & STATX_BTIME) != 0 ? nanoseconds(status.stx_btime) : 0;
    return {::makedev(status.stx_dev_major, status.stx_dev_minor), status.stx_ino, birth,
            static_cast<std::int64_t>(status.stx_size), nanoseconds(status.stx_mtime)};
}

}  // namespace

bool same_file(const FileStamp& a, const FileStamp& b) {
    if (a.birth_ns != 0 && b.birth_ns != 0) return a.birth_ns == b.birth_ns && a.inode == b.inode;
    return a.device == b.device && a.inode == b.inode;
}

FileStamp stamp_of(const std::string& path) { return stamp(AT_FDCWD, path, 0, path); }

FileStamp stamp_of(const PosixFile& file) { return stamp(file.number(), "", AT_EMPTY_PATH, file.path()); }

}  // namespace byteprism
