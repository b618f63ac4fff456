#include "app/model/saving/saving.hpp"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <iterator>
#include <optional>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/model/saving/interrupted_save.hpp"
#include "app/model/saving/overwriting.hpp"
#include "app/model/saving/replacing.hpp"
#include "app/model/saving/save_place.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

constexpr std::int64_t small_below = std::int64_t{64} << 20;

ReadBack read_back(Verify verify, const Content& content) {
    const bool small = content.size() < small_below;
    return verify == Verify::Always || (verify == Verify::SmallFiles && small) ? ReadBack::Yes : ReadBack::No;
}

// What stands there, if that is a file that may be written. One that may not is not replaced either, though its folder
// would allow that.
std::optional<struct stat> look_at(const std::string& target) {
    struct stat status {};
    if (::stat(target.c_str(), &status) != 0) {
        if (errno == ENOENT) return std::nullopt;
        fail_with_errno(target, "look at it");
    }
    if (!S_ISREG(status.st_mode) && !S_ISBLK(status.st_mode)) throw IoError(target + ": it is not a regular file");
    if (::access(target.c_str(), W_OK) != 0) fail_with_errno(target, "write it");
    return status;
}

bool replaceable(const struct stat& old) { return S_ISREG(old.st_mode) && old.st_nlink == 1; }

[[noreturn]] void refuse_changed_file(const std::string& path, const FileStamp& then, const FileStamp& now) {
    const std::string size =
        now.size == then.size ? ""
                              : ", it has " + std::to_string(now.size) + " bytes now, not " + std::to_string(then.size);
    throw IoError(path + ": another program has changed the file" + size + "; reload it, or save under another name");
}

// Of two lists in order and apart.
std::vector<ByteRange> united(std::span<const ByteRange> a, std::span<const ByteRange> b) {
    std::vector<ByteRange> all;
    std::ranges::merge(a, b, std::back_inserter(all), {}, &ByteRange::offset, &ByteRange::offset);
    std::vector<ByteRange> result;
    for (const ByteRange& range : all) {
        if (result.empty() || range.offset > result.back().end()) {
            result.push_back(range);
        } else {
            result.back().length = std::max(result.back().end(), range.end()) - result.back().offset;
        }
    }
    return result;
}

void save(const std::string& target, const FileStamp& stamp, const Content& content, std::span<const ByteRange> changed,
          ReadBack read_back) {
    const auto old = look_at(target);
    if (!old) throw IoError(target + ": it is gone; save under another name");
    const FileStamp now = stamp_of(target);
    std::vector<ByteRange> ranges(changed.begin(), changed.end());
    if (now != stamp) {
        const auto ours = unfinished_save_of(target, stamp, now);
        if (!ours) refuse_changed_file(target, stamp, now);
        ranges = united(changed, ours->ranges());
    }
    const bool same_length = content.size() == stamp.size && content.size() == now.size;
    const bool replace = replaceable(*old) && (content.size() < small_below || !same_length);
    if (replace && replace_file(target, &*old, &now, content, read_back)) return;
    overwrite_file(target, *old, content, same_length ? std::optional(std::move(ranges)) : std::nullopt, read_back);
}

void write_new(const std::string& target, const Content& content, ReadBack read_back) {
    const auto old = look_at(target);
    const bool replace = !old || replaceable(*old);
    if (replace && replace_file(target, old ? &*old : nullptr, nullptr, content, read_back)) return;
    if (!old) fail_with_errno(target, "make a file in its folder");
    overwrite_file(target, *old, content, std::nullopt, read_back);
}

}  // namespace

void save_file(const std::string& path, const FileStamp& stamp, const Content& content,
               std::span<const ByteRange> changed, Verify verify) {
    const std::string target = resolved(path);
    try {
        save(target, stamp, content, changed, read_back(verify, content));
    } catch (const IoError& error) {
        throw IoError(path + ": not saved: " + error.what());
    }
    remove_journals_of(target, stamp);
}

void write_new_file(const std::string& path, const Content& content, Verify verify) {
    std::error_code error;
    const std::string target = resolved(std::filesystem::absolute(path, error).string());
    try {
        if (error) throw IoError(error.message());
        write_new(target, content, read_back(verify, content));
    } catch (const IoError& refused) {
        throw IoError(path + ": not saved: " + refused.what());
    }
    remove_journals_of(target, stamp_of(target));
}

}  // namespace byteprism
