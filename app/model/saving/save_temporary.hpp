// A file under construction: it takes its place by a rename when it is whole, or is gone.
//
// Its name is fixed, so that one left behind by a crash is found and removed; a lock that dies with the program tells
// one left behind from one that is being written.
#pragma once

#include <optional>
#include <string>

#include <sys/types.h>

#include "app/model/saving/posix_file.hpp"

namespace byteprism {

enum class Leftover { None, Removed, InUse, NotOurs };
// Removes what a crash left at `path`.
Leftover remove_leftover(const std::string& path);

enum class Sharing { Alone, WithReaders };
// Takes the lock that a temporary file keeps until it is closed, under its later name too; false: somebody has it.
bool lock(const PosixFile& file, Sharing sharing = Sharing::Alone);

// Whether nobody has removed it meanwhile.
bool has_a_name(const PosixFile& file);

class Temporary {
public:
    // Empty, if the folder or what stands there in the way does not allow it; errno says why. Throws IoError for other
    // reasons (a full disk), and if somebody else is writing it.
    static std::optional<Temporary> make(const std::string& path, mode_t mode);
    Temporary(Temporary&& other) noexcept = default;
    Temporary& operator=(Temporary&&) = delete;
    ~Temporary();

    const PosixFile& file() const { return file_; }
    // After it was renamed: still locked.
    PosixFile take_file() && { return std::move(file_); }
    // False, and errno says why, where that place cannot be taken: a mount point, or a folder that keeps others' files.
    // Throws IoError for other reasons.
    bool rename_to(const std::string& place);

private:
    explicit Temporary(PosixFile file) : file_(std::move(file)) {}

    PosixFile file_;
    bool in_place_ = false;
};

}  // namespace byteprism
