#include "app/model/saving.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <optional>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "core/error.hpp"

namespace byteprism {
namespace {

constexpr std::size_t replace_below = std::size_t{64} << 20;

[[noreturn]] void fail(const std::string& path, const std::string& operation) {
    throw IoError(path + ": cannot " + operation + ": " + std::strerror(errno));
}

class File {
public:
    File(int number, std::string path) : number_(number), path_(std::move(path)) {
        if (number_ < 0) fail(path_, "open for writing");
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    ~File() {
        if (number_ >= 0) ::close(number_);
    }

    int number() const { return number_; }

    void write(std::span<const std::byte> bytes, std::int64_t offset) const {
        while (!bytes.empty()) {
            const ssize_t written =
                ::pwrite(number_, bytes.data(), std::min<std::size_t>(bytes.size(), 1u << 30), offset);
            if (written < 0 && errno == EINTR) continue;
            if (written < 0)
                fail(path_, "write " + std::to_string(bytes.size()) + " bytes at " + std::to_string(offset));
            bytes = bytes.subspan(static_cast<std::size_t>(written));
            offset += written;
        }
    }

    void sync() const {
        if (::fsync(number_) != 0) fail(path_, "sync");
    }

    // Some file systems report a full disk only here.
    void close() {
        if (::close(std::exchange(number_, -1)) != 0) fail(path_, "close");
    }

private:
    int number_;
    std::string path_;
};

// A file that is gone again unless it was renamed to its place.
class Temporary {
public:
    explicit Temporary(const std::filesystem::path& target)
        : path_((target.parent_path() / ".byteprism-save.XXXXXX").string()),
          number_(::mkostemp(path_.data(), O_CLOEXEC)) {
        if (number_ < 0) fail(target.string(), "make a temporary file beside it");
    }
    Temporary(const Temporary&) = delete;
    Temporary& operator=(const Temporary&) = delete;
    ~Temporary() {
        if (!path_.empty()) ::unlink(path_.c_str());
    }

    const std::string& path() const { return path_; }
    int number() const { return number_; }

    // False where the file's place cannot be taken: it is mounted there by itself.
    bool rename_to(const std::string& target) {
        if (::rename(path_.c_str(), target.c_str()) != 0) {
            if (errno == EBUSY) return false;
            fail(target, "rename '" + path_ + "' to it");
        }
        path_.clear();
        return true;
    }

private:
    std::string path_;
    int number_;
};

void sync_folder_of(const std::filesystem::path& path) {
    const int folder = ::open(path.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return;  // the data is safe; a folder that cannot be opened cannot be synced either
    ::fsync(folder);
    ::close(folder);
}

bool copy_attribute(int from, int to, const char* name) {
    const ssize_t size = ::fgetxattr(from, name, nullptr, 0);
    if (size < 0) return false;
    std::vector<char> value(static_cast<std::size_t>(size));
    const ssize_t got = ::fgetxattr(from, name, value.data(), value.size());
    return got >= 0 && ::fsetxattr(to, name, value.data(), static_cast<std::size_t>(got), 0) == 0;
}

// The kernel sets attributes of "security." by its own policy; those alone may differ.
bool copy_attributes(int from, int to) {
    const ssize_t size = ::flistxattr(from, nullptr, 0);
    if (size <= 0) return size == 0 || errno == ENOTSUP;
    std::vector<char> names(static_cast<std::size_t>(size));
    const ssize_t got = ::flistxattr(from, names.data(), names.size());
    for (ssize_t at = 0; at < got;) {
        const char* name = names.data() + at;
        if (!copy_attribute(from, to, name) && std::strncmp(name, "security.", 9) != 0) return false;
        at += static_cast<ssize_t>(std::strlen(name)) + 1;
    }
    return got >= 0;
}

// Whether the new file could be made to look like the old one.
bool copy_identity(const std::string& from, const struct stat& status, int to) {
    if (::fchown(to, status.st_uid, status.st_gid) != 0 || ::fchmod(to, status.st_mode & 07777) != 0) return false;
    const int old = ::open(from.c_str(), O_RDONLY | O_CLOEXEC);
    if (old < 0) return false;
    const bool copied = copy_attributes(old, to);
    ::close(old);
    return copied;
}

// Replaces the file; false, with nothing changed, if the new file would not look like the old one.
bool replace(const std::string& path, const struct stat* status, std::span<const std::byte> bytes) {
    Temporary temporary(path);
    File file(temporary.number(), temporary.path());
    if (status != nullptr) {
        if (!copy_identity(path, *status, file.number())) return false;
    } else {
        const mode_t mask = ::umask(0);
        ::umask(mask);
        ::fchmod(file.number(), 0666 & ~mask);
    }
    file.write(bytes, 0);
    file.sync();
    file.close();
    if (!temporary.rename_to(path)) return false;
    sync_folder_of(path);
    return true;
}

void overwrite(const std::string& path, std::span<const std::byte> bytes, std::span<const ByteRange> changed) {
    File file(::open(path.c_str(), O_WRONLY | O_CLOEXEC), path);
    for (const ByteRange& range : changed) {
        file.write(bytes.subspan(static_cast<std::size_t>(range.offset), static_cast<std::size_t>(range.length)),
                   range.offset);
    }
    file.sync();
    file.close();
}

// Where a chain of symbolic links ends.
std::string resolved(const std::string& path) {
    std::error_code error;
    const std::filesystem::path target = std::filesystem::canonical(path, error);
    return error ? path : target.string();
}

}  // namespace

FileStamp stamp_of(const std::string& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) fail(path, "look at it");
    return {status.st_dev, status.st_ino, status.st_size,
            std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec};
}

void save_file(const std::string& path, const FileStamp& stamp, std::span<const std::byte> bytes,
               std::span<const ByteRange> changed) {
    const std::string target = resolved(path);
    struct stat status {};
    if (::stat(target.c_str(), &status) != 0) fail(path, "save");
    const FileStamp now = stamp_of(target);
    if (now != stamp) {
        const std::string size = now.size == stamp.size ? ""
                                                        : ", it has " + std::to_string(now.size) + " bytes now, not " +
                                                              std::to_string(stamp.size);
        throw IoError(path + ": not saved: another program has changed the file" + size +
                      "; reload it, or save under another name");
    }
    // A file that may not be written is not replaced either, though its folder would allow that.
    if (::access(target.c_str(), W_OK) != 0) fail(path, "save");
    const bool folder_allows = ::access(std::filesystem::path(target).parent_path().c_str(), W_OK) == 0;
    const bool replaceable = folder_allows && status.st_nlink == 1 && bytes.size() < replace_below;
    if (!replaceable || !replace(target, &status, bytes)) overwrite(target, bytes, changed);
}

void write_new_file(const std::string& path, std::span<const std::byte> bytes) {
    const std::string target = resolved(path);
    struct stat status {};
    const bool exists = ::stat(target.c_str(), &status) == 0;
    if (exists && !S_ISREG(status.st_mode)) throw IoError(path + ": cannot save: it is not a regular file");
    if (exists && ::access(target.c_str(), W_OK) != 0) fail(path, "save");
    std::error_code error;
    const std::string absolute = std::filesystem::absolute(target, error).string();
    if (error) throw IoError("'" + path + "': cannot save: " + error.message());
    if (!replace(absolute, exists ? &status : nullptr, bytes)) {
        throw IoError(path + ": cannot save: the owner or the attributes of the file there cannot be kept");
    }
}

}  // namespace byteprism
