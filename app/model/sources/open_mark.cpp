#include "app/model/sources/open_mark.hpp"

#include <array>
#include <filesystem>

#include <fcntl.h>
#include <unistd.h>

namespace byteprism {
namespace {

// A lock of the process's own number: asking who holds one is never answered with oneself.
struct flock lock_of(off_t begin, off_t length) {
    struct flock lock {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    lock.l_start = begin;
    lock.l_len = length;
    return lock;
}

}  // namespace

OpenMark::OpenMark(const std::string& folder, const FileStamp& file) : device_(file.device), inode_(file.inode) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    const std::string path = folder + "/" + std::to_string(file.device) + "-" + std::to_string(file.inode);
    PosixFile mark(::open(path.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600), path);
    if (!mark.is_open()) return;
    struct flock mine = lock_of(::getpid(), 1);
    constexpr std::array news{std::byte{'\n'}};
    if (::fcntl(mark.number(), F_SETLK, &mine) != 0 || ::pwrite(mark.number(), news.data(), 1, 0) != 1) return;
    file_ = std::move(mark);
}

OpenMark::~OpenMark() {
    // Who opens the mark in between is not seen by those after: a warning less, once.
    if (file_.is_open() && !other()) ::unlink(file_.path().c_str());
}

std::optional<int> OpenMark::other() const {
    if (!file_.is_open()) return std::nullopt;
    struct flock any = lock_of(0, 0);
    if (::fcntl(file_.number(), F_GETLK, &any) != 0 || any.l_type == F_UNLCK) return std::nullopt;
    return any.l_pid;
}

}  // namespace byteprism
