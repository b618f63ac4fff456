// RecoveryLog: the unsaved edits of one document in a file, so that a crash does not lose them.
//
// What was done is written, not what resulted: a fill of 10 GiB takes a line. Each edit is with the system before the
// next frame; a crash of the program loses none of them. The file is locked while its writer lives, and removed by
// end() alone: a program that ends otherwise leaves it. If it cannot be written the log gives up and says why: edits go
// on without it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "app/model/document/history.hpp"
#include "app/model/saving/file_stamp.hpp"
#include "app/model/saving/posix_file.hpp"

namespace byteprism {

// What the edits were made on. Without a path: on nothing, the first edit brings all the bytes.
struct RecoveryBase {
    std::string path;
    std::string name;
    FileStamp stamp;
};

class RecoveryLog {
public:
    // The folder is made when the first edit is written.
    explicit RecoveryLog(std::string folder) : folder_(std::move(folder)), file_(-1, "") {}
    RecoveryLog(const RecoveryLog&) = delete;
    RecoveryLog& operator=(const RecoveryLog&) = delete;

    bool begun() const { return file_.is_open(); }
    // Begins a file. Nothing happens if that failed once.
    void begin(const RecoveryBase& base);
    // All the bytes of a document that has no file, up to 64 MiB. Nothing happens unless begun().
    void snapshot(std::span<const std::byte> bytes);
    // Nothing happens unless begun().
    void edited(const Edit& edit, Direction direction, Gesture gesture);
    void undone();
    void redone();
    // Removes the file: the edits were saved, or given up.
    void end();
    // Why the log was given up; empty: it was not.
    const std::string& failure() const { return failure_; }

private:
    void write(std::span<const std::byte> record);
    void write_bytes(std::int64_t offset, const StoredBytes& bytes, std::uint64_t gesture);
    template <class Action>
    void attempt(const Action& action);

    std::string folder_;
    PosixFile file_;
    std::int64_t size_ = 0;
    std::uint64_t gestures_ = 0;  // made here, for edits that are written in pieces
    std::string failure_;
};

}  // namespace byteprism
