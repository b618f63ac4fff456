#include "app/model/saving/overwriting.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <functional>
#include <numeric>

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "app/model/saving/interrupted_save.hpp"
#include "app/model/saving/save_place.hpp"
#include "app/model/saving/save_temporary.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

namespace fs = std::filesystem;

// From the first byte that differs to the end.
std::vector<ByteRange> differing_tail(const PosixFile& file, const Content& content) {
    std::int64_t same = 0;
    std::vector<std::byte> there;
    content.expect(content.size());
    content.visit({0, content.size()}, [&](std::int64_t offset, std::span<const std::byte> bytes) {
        if (same < offset) return;
        there.resize(bytes.size());
        const auto differs = std::ranges::mismatch(bytes, file.read(there, offset));
        same += differs.in1 - bytes.begin();
    });
    if (same == content.size()) return {};
    return {{same, content.size() - same}};
}

// A limit that would stop us half-way is told before anything is written.
void check_limit(const std::string& target, std::int64_t end) {
    rlimit limit{};
    if (::getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur < static_cast<std::uint64_t>(end)) {
        throw IoError(target + ": cannot write " + std::to_string(end) + " bytes: files are limited to " +
                      std::to_string(limit.rlim_cur));
    }
}

// The file's time of modification tells others that it has changed, which it has not.
void put_time_back(const PosixFile& file, const FileStamp& stamp) {
    constexpr std::int64_t second = 1'000'000'000;
    const timespec times[] = {{0, UTIME_OMIT}, {stamp.modified_ns / second, stamp.modified_ns % second}};
    ::futimens(file.number(), times);
}

// Holes and what lies past the end need room on the disk, which is better found now.
void make_room(const PosixFile& file, const FileStamp& stamp, std::span<const ByteRange> ranges) {
    try {
        for (const ByteRange& range : ranges) file.reserve(range);
    } catch (const IoError&) {
        put_time_back(file, stamp);
        throw;
    }
}

// The journal has the file's bytes in it: whoever may read those may read it, and nobody else.
void let_read(const PosixFile& journal, const struct stat& file) {
    constexpr auto same = static_cast<uid_t>(-1);
    const bool owned =
        ::fchown(journal.number(), file.st_uid, file.st_gid) == 0 || ::fchown(journal.number(), same, file.st_gid) == 0;
    if (owned) ::fchmod(journal.number(), file.st_mode & 0666);
}

// What a save by overwriting is going to do.
struct Plan {
    const std::string& target;
    const struct stat& old;
    const Content& content;
    JournalHeader header;
    std::vector<ByteRange> ranges;
};

// The name comes before the sync, so that one sync can be enough for both: a journal that is not whole is no journal.
// But one that is there already, of a save that failed, is only replaced by one that is safe.
std::optional<Journal> commit_at(const SavePlace& place, const Plan& plan) {
    auto temporary = Temporary::make(place.temporary, 0600);
    if (!temporary) return std::nullopt;
    let_read(temporary->file(), plan.old);
    write_journal(temporary->file(), plan.header, plan.content, plan.ranges);
    plan.content.commit();
    if (::access(place.journal.c_str(), F_OK) == 0) temporary->file().sync();
    if (!temporary->rename_to(place.journal)) return std::nullopt;
    try {
        temporary->file().sync();
        sync_folder_of(place.journal);
        return Journal(std::move(*temporary).take_file());
    } catch (const IoError&) {
        ::unlink(place.journal.c_str());
        throw;
    }
}

void make_folder_of(const std::string& path) {
    const fs::path folder = fs::path(path).parent_path();
    std::error_code error;
    if (!fs::create_directories(folder, error)) return;
    fs::permissions(folder, fs::perms::owner_all, error);
    sync_folder_of(folder);
    sync_folder_of(folder.parent_path());
}

// The file has other names, in other folders perhaps: opened by one of them, its journal is found through this link.
void link_in_state_folder(const Journal& journal, const SavePlace& state) {
    if (state.journal.empty()) return;
    make_folder_of(state.journal);
    ::unlink(state.journal.c_str());
    if (::symlink(journal.path().c_str(), state.journal.c_str()) == 0) sync_folder_of(state.journal);
}

Journal commit(const Plan& plan) {
    const SavePlace state = place_in_state_folder(plan.header.before);
    // What lies beside a device is gone when the machine stops.
    auto journal = S_ISBLK(plan.old.st_mode) ? std::nullopt : commit_at(place_beside(plan.target), plan);
    if (journal) {
        if (plan.old.st_nlink > 1) link_in_state_folder(*journal, state);
        return std::move(*journal);
    }
    const int reason = errno;
    if (!state.journal.empty()) {
        make_folder_of(state.journal);
        if ((journal = commit_at(state, plan))) return std::move(*journal);
    }
    errno = reason;
    fail_with_errno(plan.target, "make a journal beside it or in the state folder");
}

Journal journal_of(const PosixFile& file, const FileStamp& before, const Plan& plan) {
    try {
        return commit(plan);
    } catch (const Cancelled&) {
        put_time_back(file, before);
        throw;
    }
}

std::int64_t now_ns() {
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now().time_since_epoch())
        .count();
}

}  // namespace

void overwrite_file(const std::string& target, const struct stat& old, const Content& content,
                    std::optional<std::vector<ByteRange>> changed, ReadBack read_back) {
    const PosixFile file(::open(target.c_str(), O_RDWR | O_CLOEXEC), target);
    if (!file.is_open()) fail_with_errno(target, "open it for writing");
    const std::vector<ByteRange> ranges = changed ? *std::move(changed) : differing_tail(file, content);
    const FileStamp now = stamp_of(file);
    if (ranges.empty() && content.size() == now.size) return;
    if (S_ISBLK(old.st_mode) && content.size() != now.size) throw IoError(target + ": a device keeps its length");
    if (!ranges.empty()) check_limit(target, ranges.back().end());
    if (has_holes(old) || content.size() > now.size) make_room(file, now, ranges);

    const std::int64_t amount = std::transform_reduce(ranges.begin(), ranges.end(), std::int64_t{0}, std::plus(),
                                                      [](const ByteRange& range) { return range.length; });
    content.expect(2 * amount);
    const Journal journal =
        journal_of(file, now, {target, old, content, {stamp_of(file), content.size(), now_ns()}, ranges});
    try {
        journal.carry_out(file);
        content.add(amount);
        if (read_back == ReadBack::Yes && !journal.is_carried_out(file)) {
            throw IoError(target + ": what was written reads back otherwise");
        }
    } catch (const IoError& error) {
        throw IoError(std::string(error.what()) +
                      "; the file is written in part: saving or opening it again completes "
                      "it from '" +
                      journal.path() + "'");
    }
}

}  // namespace byteprism
