#include "app/model/saving/posix_file.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "core/error.hpp"

namespace byteprism {
namespace {

constexpr std::size_t most_in_one_call = std::size_t{8} << 20;

std::string what(const char* verb, std::size_t length, std::int64_t offset) {
    return std::string(verb) + " " + std::to_string(length) + " bytes at " + std::to_string(offset);
}

}  // namespace

void fail_with_errno(const std::string& path, const std::string& operation) {
    throw IoError(path + ": cannot " + operation + ": " + std::strerror(errno));
}

PosixFile::PosixFile(PosixFile&& other) noexcept
    : number_(std::exchange(other.number_, -1)), path_(std::move(other.path_)) {}

PosixFile& PosixFile::operator=(PosixFile&& other) noexcept {
    std::swap(number_, other.number_);
    std::swap(path_, other.path_);
    return *this;
}

PosixFile::~PosixFile() {
    if (number_ >= 0) ::close(number_);
}

void PosixFile::write(std::span<const std::byte> bytes, std::int64_t offset) const {
    while (!bytes.empty()) {
        const ssize_t written = ::pwrite(number_, bytes.data(), std::min(bytes.size(), most_in_one_call), offset);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0 && errno == EFAULT) {
            throw IoError(path_ + ": cannot " + what("write", bytes.size(), offset) +
                          ": the file they come from has become shorter");
        }
        if (written < 0) fail_with_errno(path_, what("write", bytes.size(), offset));
        bytes = bytes.subspan(static_cast<std::size_t>(written));
        offset += written;
    }
}

std::span<std::byte> PosixFile::read(std::span<std::byte> into, std::int64_t offset) const {
    std::size_t got = 0;
    while (got < into.size()) {
        const std::size_t wanted = std::min(into.size() - got, most_in_one_call);
        const ssize_t count = ::pread(number_, into.data() + got, wanted, offset + static_cast<std::int64_t>(got));
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) fail_with_errno(path_, what("read", wanted, offset + static_cast<std::int64_t>(got)));
        if (count == 0) break;
        got += static_cast<std::size_t>(count);
    }
    return into.first(got);
}

void PosixFile::reserve(ByteRange range) const {
    if (range.empty()) return;
    while (::fallocate(number_, FALLOC_FL_KEEP_SIZE, range.offset, range.length) != 0) {
        if (errno == EINTR) continue;
        if (errno == EOPNOTSUPP || errno == ENOSYS || errno == ENODEV || errno == EINVAL) return;
        fail_with_errno(path_, "find room for " + std::to_string(range.length) + " bytes");
    }
}

void PosixFile::set_size(std::int64_t size) const {
    while (::ftruncate(number_, size) != 0) {
        if (errno != EINTR) fail_with_errno(path_, "set its length to " + std::to_string(size) + " bytes");
    }
}

void PosixFile::sync() const {
    if (::fsync(number_) != 0) fail_with_errno(path_, "sync");
}

void PosixFile::drop_cache() const { ::posix_fadvise(number_, 0, 0, POSIX_FADV_DONTNEED); }

void sync_folder_of(const std::filesystem::path& path) {
    const PosixFile folder(::open(path.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC), path.string());
    if (folder.is_open()) ::fsync(folder.number());
}

}  // namespace byteprism
