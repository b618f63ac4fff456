#include "app/model/saving/output_file.hpp"

#include <cerrno>
#include <filesystem>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/model/saving/save_place.hpp"
#include "core/error.hpp"

namespace byteprism {

namespace {
constexpr std::size_t flush_at = std::size_t{1} << 20;
}  // namespace

OutputFile::OutputFile(const std::string& path) : path_(path), device_(-1, path) {
    std::error_code error;
    target_ = resolved(std::filesystem::absolute(path, error).string());
    if (error) throw IoError(path + ": " + error.message());
    struct stat old {};
    const bool exists = ::stat(path.c_str(), &old) == 0;
    if (exists && S_ISDIR(old.st_mode)) throw IoError(path + ": is a directory");
    if (exists && !S_ISREG(old.st_mode)) {
        device_ = PosixFile(::open(path.c_str(), O_WRONLY | O_CLOEXEC), path);
        if (!device_.is_open()) fail_with_errno(path, "open");
        return;
    }
    std::optional<Temporary> made = Temporary::make(place_beside(target_).temporary, 0666);
    if (!made) fail_with_errno(path, "make the file");
    temporary_.emplace(std::move(*made));
    if (exists && ::fchmod(file().number(), old.st_mode & 07777) != 0) fail_with_errno(path, "keep the mode");
}

void OutputFile::reserve(std::int64_t size) {
    if (temporary_) file().reserve({0, size});
}

void OutputFile::write(std::span<const std::byte> bytes) {
    pending_.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (pending_.size() >= flush_at) flush();
}

void OutputFile::flush() {
    std::string_view rest = pending_;
    while (!rest.empty()) {
        const ssize_t written = ::write(file().number(), rest.data(), rest.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0 && errno == EPIPE) throw OutputClosed();
        if (written < 0) fail_with_errno(path_, "write");
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
    pending_.clear();
}

void OutputFile::finish() {
    flush();
    if (!temporary_) return;
    file().sync();
    if (!temporary_->rename_to(target_)) fail_with_errno(path_, "put the new file in its place");
}

}  // namespace byteprism
