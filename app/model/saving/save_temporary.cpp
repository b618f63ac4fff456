#include "app/model/saving/save_temporary.hpp"

#include <cerrno>
#include <cstdio>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/error.hpp"

namespace byteprism {
namespace {

// Whether a reason may be the folder's alone, so that another place is worth trying.
bool place_refused(int error) {
    return error == EACCES || error == EPERM || error == EROFS || error == EBUSY || error == EEXIST ||
           error == ENAMETOOLONG || error == ELOOP || error == EXDEV;
}

}  // namespace

bool has_a_name(const PosixFile& file) {
    struct stat status {};
    return ::fstat(file.number(), &status) == 0 && status.st_nlink > 0;
}

// A file system without locks is used without.
bool lock(const PosixFile& file, Sharing sharing) {
    const int kind = sharing == Sharing::Alone ? LOCK_EX : LOCK_SH;
    return ::flock(file.number(), kind | LOCK_NB) == 0 || errno != EWOULDBLOCK;
}

Leftover remove_leftover(const std::string& path) {
    const PosixFile file(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC), path);
    if (!file.is_open()) return errno == ENOENT ? Leftover::None : Leftover::NotOurs;
    struct stat status {};
    if (::fstat(file.number(), &status) != 0 || !S_ISREG(status.st_mode)) return Leftover::NotOurs;
    if (status.st_uid != ::geteuid() && ::geteuid() != 0) return Leftover::NotOurs;
    if (!lock(file)) return Leftover::InUse;
    return ::unlink(path.c_str()) == 0 ? Leftover::Removed : Leftover::NotOurs;
}

std::optional<Temporary> Temporary::make(const std::string& path, mode_t mode) {
    constexpr int flags = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    while (true) {
        PosixFile file(::open(path.c_str(), flags, mode), path);
        if (file.is_open()) {
            // Whoever saw it before it was locked has taken it for a leftover and removed it.
            if (lock(file) && has_a_name(file)) return Temporary(std::move(file));
            continue;
        }
        if (errno == EEXIST) {
            const Leftover leftover = remove_leftover(path);
            if (leftover == Leftover::InUse) throw IoError(path + ": another program is saving at the same time");
            if (leftover != Leftover::NotOurs) continue;
            errno = EEXIST;
        }
        if (!place_refused(errno)) fail_with_errno(path, "make this file");
        return std::nullopt;
    }
}

Temporary::~Temporary() {
    if (file_.is_open() && !in_place_) ::unlink(file_.path().c_str());
}

bool Temporary::rename_to(const std::string& place) {
    if (::rename(file_.path().c_str(), place.c_str()) != 0) {
        if (!place_refused(errno)) fail_with_errno(place, "rename '" + file_.path() + "' to it");
        return false;
    }
    in_place_ = true;
    file_.renamed_to(place);
    return true;
}

}  // namespace byteprism
