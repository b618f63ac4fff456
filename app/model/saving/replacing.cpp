#include "app/model/saving/replacing.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <vector>

#include <fcntl.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "app/model/saving/posix_file.hpp"
#include "app/model/saving/save_place.hpp"
#include "app/model/saving/save_temporary.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

constexpr std::int64_t holes_from = std::int64_t{64} << 20;
constexpr std::size_t hole_size = std::size_t{64} << 10;

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
    const PosixFile old(::open(from.c_str(), O_RDONLY | O_CLOEXEC), from);
    return old.is_open() && copy_attributes(old.number(), to);
}

bool all_zero(std::span<const std::byte> bytes) {
    return bytes.front() == std::byte{0} && std::memcmp(bytes.data(), bytes.data() + 1, bytes.size() - 1) == 0;
}

// Leaves blocks of zeros out, and gives the rest to the file in pieces as long as can be.
void write_around_zeros(const PosixFile& file, std::int64_t offset, std::span<const std::byte> bytes) {
    std::size_t begin = 0;
    for (std::size_t at = 0; at < bytes.size(); at += hole_size) {
        const auto block = bytes.subspan(at, std::min(hole_size, bytes.size() - at));
        if (!all_zero(block)) continue;
        file.write(bytes.subspan(begin, at - begin), offset + static_cast<std::int64_t>(begin));
        begin = at + block.size();
    }
    file.write(bytes.subspan(begin), offset + static_cast<std::int64_t>(begin));
}

void write_content(const PosixFile& file, const struct stat* old, const Content& content) {
    const bool holes = content.size() >= holes_from || (old != nullptr && has_holes(*old));
    if (!holes) file.reserve({0, content.size()});
    content.visit({0, content.size()}, [&](std::int64_t offset, std::span<const std::byte> bytes) {
        holes ? write_around_zeros(file, offset, bytes) : file.write(bytes, offset);
    });
    file.set_size(content.size());
    file.sync();
}

void compare(const PosixFile& file, const Content& content) {
    std::vector<std::byte> there;
    file.drop_cache();
    content.visit({0, content.size()}, [&](std::int64_t offset, std::span<const std::byte> bytes) {
        there.resize(bytes.size());
        if (!std::ranges::equal(file.read(there, offset), bytes)) {
            throw IoError(file.path() + ": what was written reads back otherwise, between " + std::to_string(offset) +
                          " and " + std::to_string(offset + static_cast<std::int64_t>(bytes.size())));
        }
    });
}

}  // namespace

bool replace_file(const std::string& target, const struct stat* old, const FileStamp* expected, const Content& content,
                  ReadBack read_back) {
    // A new file gets what the user's mask says; one that replaces another is nobody else's until it looks like it.
    auto temporary = Temporary::make(place_beside(target).temporary, old == nullptr ? 0666 : 0600);
    if (!temporary) return false;
    const PosixFile& file = temporary->file();
    content.expect(read_back == ReadBack::Yes ? 2 * content.size() : content.size());
    if (old != nullptr && !copy_identity(target, *old, file.number())) return false;
    write_content(file, old, content);
    if (read_back == ReadBack::Yes) compare(file, content);
    content.commit();
    if (expected != nullptr && stamp_of(target) != *expected) {
        throw IoError(target + ": another program has changed the file while it was being saved");
    }
    if (!temporary->rename_to(target)) return false;
    sync_folder_of(target);
    return true;
}

}  // namespace byteprism
