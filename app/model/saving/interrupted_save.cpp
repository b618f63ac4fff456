#include "app/model/saving/interrupted_save.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <vector>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/model/number_text.hpp"
#include "app/model/saving/save_place.hpp"
#include "app/model/saving/save_temporary.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

using Outcome = InterruptedSave::Outcome;

InterruptedSave left_alone(std::string message) { return {Outcome::LeftAlone, std::move(message), std::nullopt}; }

// Whoever may write the file, or be anybody, may have left it a journal.
bool trusted(const PosixFile& journal, uid_t owner_of_file) {
    struct stat status {};
    if (::fstat(journal.number(), &status) != 0 || !S_ISREG(status.st_mode)) return false;
    return status.st_uid == ::geteuid() || status.st_uid == owner_of_file || status.st_uid == 0;
}

// Why it could not be done, if it could not.
std::optional<std::string> carry_out(const Journal& journal, const std::string& target) {
    const PosixFile file(::open(target.c_str(), O_RDWR | O_CLOEXEC), target);
    if (!file.is_open() || !journal.take_over()) return std::strerror(errno);
    try {
        journal.carry_out(file);
    } catch (const IoError& error) {
        return error.what();
    }
    return std::nullopt;
}

std::optional<InterruptedSave> complete(Journal journal, const std::string& target, const FileStamp& now,
                                        Access access) {
    const std::string amount = size_text(journal.byte_count());
    std::string why = "it is opened for reading only";
    if (access == Access::ReadWrite) {
        const auto refused = carry_out(journal, target);
        if (!refused) {
            remove_journals_of(target, now);
            return InterruptedSave{Outcome::Completed, target + ": an interrupted save was completed: " + amount, {}};
        }
        why = *refused;
    }
    // A longer file gets its length first: as long as it has the old one, it is the old file.
    const JournalHeader& header = journal.header();
    if (now.size == header.before.size && header.new_size > header.before.size) return std::nullopt;
    return InterruptedSave{Outcome::ToBeOverlaid,
                           target + ": a save of " + amount +
                               " was interrupted; they are shown as saved, but the file " +
                               "could not be completed: " + why,
                           std::move(journal)};
}

std::optional<InterruptedSave> settle(PosixFile file, const std::string& target, const FileStamp& now, Access access) {
    const std::string path = file.path();
    if (!lock(file, access == Access::ReadWrite ? Sharing::Alone : Sharing::WithReaders)) {
        return left_alone(target + ": another program is saving it; what is shown may be half old, half new");
    }
    if (!has_a_name(file)) return std::nullopt;  // that save has ended by now
    const std::optional<JournalHeader> header = read_header(file);
    try {
        Journal journal(std::move(file));
        if (journal.explains(now)) return complete(std::move(journal), target, now, access);
    } catch (const IoError& error) {
        // Not whole: the file was not touched, unless the journal was damaged later.
        if (header && header->before != now) {
            return left_alone(target + ": a save was interrupted and cannot be completed: " + error.what());
        }
        if (access == Access::ReadWrite) remove_journals_of(target, now);
        return std::nullopt;
    }
    return left_alone(target +
                      ": a save was interrupted, but the file has been changed since: what was to be written is "
                      "in '" +
                      path + "' until the next save");
}

// Those that there are. The one in the state folder may be a link to the one beside another name of the same file; that
// folder is ours, so it may be followed.
std::vector<PosixFile> open_journals(const std::string& target, const FileStamp& now) {
    constexpr int flags = O_RDONLY | O_NONBLOCK | O_CLOEXEC;
    const std::string beside = place_beside(target).journal;
    const std::string state = place_in_state_folder(now).journal;
    std::vector<PosixFile> journals;
    journals.emplace_back(::open(beside.c_str(), flags | O_NOFOLLOW), beside);
    if (!state.empty()) journals.emplace_back(::open(state.c_str(), flags), state);
    std::erase_if(journals, [](const PosixFile& file) { return !file.is_open(); });
    for (PosixFile& file : journals) file.renamed_to(resolved(file.path()));
    return journals;
}

}  // namespace

std::optional<InterruptedSave> complete_interrupted_save(const std::string& path, Access access) {
    const std::string target = resolved(path);
    struct stat status {};
    if (::stat(target.c_str(), &status) != 0 || !(S_ISREG(status.st_mode) || S_ISBLK(status.st_mode))) {
        return std::nullopt;
    }
    const FileStamp now = stamp_of(target);
    if (access == Access::ReadWrite) {
        for (const SavePlace& place : {place_beside(target), place_in_state_folder(now)}) {
            remove_leftover(place.temporary);
        }
    }
    std::optional<InterruptedSave> found;
    for (PosixFile& file : open_journals(target, now)) {
        const std::string journal = file.path();
        found = trusted(file, status.st_uid) ? settle(std::move(file), target, now, access)
                                             : left_alone(journal + ": left alone, this journal is somebody else's");
        if (found && found->outcome != Outcome::LeftAlone) return found;
    }
    return found;
}

std::optional<Journal> unfinished_save_of(const std::string& target, const FileStamp& before, const FileStamp& now) {
    for (PosixFile& file : open_journals(target, now)) {
        if (!lock(file)) throw IoError(target + ": another program is saving it at the same time");
        try {
            Journal journal(std::move(file));
            if (journal.header().before == before && journal.explains(now)) return journal;
        } catch (const IoError&) {
            // Damaged: the next one replaces it.
        }
    }
    return std::nullopt;
}

// Not synced: what comes back after a power cut says what the file has in it, or is seen to be older than the file.
void remove_journals_of(const std::string& target, const FileStamp& file) {
    const std::string state = place_in_state_folder(file).journal;
    std::error_code no_link;
    const std::string elsewhere = std::filesystem::read_symlink(state, no_link).string();
    // A link first: what it leads to is still found by its own name.
    for (const std::string& path : {state, elsewhere, place_beside(target).journal}) {
        if (!path.empty()) ::unlink(path.c_str());
    }
}

}  // namespace byteprism
