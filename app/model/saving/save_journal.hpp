// The redo journal of a save that overwrites a file in place: everything that will be written, safe on the disk before
// the file is touched, so that a crash half-way can be completed.
//
// Layout: header, ranges, the bytes of each range in order, then a checksum of all of that and a mark. One without a
// right checksum is not whole: its save had not begun.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "app/model/document/content.hpp"
#include "app/model/saving/file_stamp.hpp"
#include "app/model/saving/posix_file.hpp"

namespace byteprism {

struct JournalHeader {
    FileStamp before;  // the file as it was when the journal was written
    std::int64_t new_size = 0;
    std::int64_t written_ns = 0;  // by the system's clock
};

// Into an empty file, whose room on the disk is found first; not synced. Requires the ranges in order and apart.
void write_journal(const PosixFile& file, const JournalHeader& header, const Content& content,
                   std::span<const ByteRange> ranges);

// Nothing: it is no journal of this version. The rest need not be whole.
std::optional<JournalHeader> read_header(const PosixFile& file);

class Journal {
public:
    // Reads all of it. Throws IoError if it is not whole.
    explicit Journal(PosixFile file);

    const std::string& path() const { return file_.path(); }
    const JournalHeader& header() const { return header_; }
    std::span<const ByteRange> ranges() const { return ranges_; }
    std::int64_t byte_count() const;  // of all ranges
    // The bytes of the ranges, in order.
    void visit(const Content::Visit& visit) const;

    // Whether `now` is the file that the journal is for, before, during or after its save: see save_journal.cpp.
    bool explains(const FileStamp& now) const;
    // Makes the file what the journal says, and syncs it. May be done again after an interruption.
    void carry_out(const PosixFile& target) const;
    // To be called before a journal of somebody else is carried out; false, and errno says why, if it is not allowed.
    bool take_over() const;
    // Whether the file holds what the journal says, as read from the disk.
    bool is_carried_out(const PosixFile& target) const;

private:
    bool give_sign_of_life() const;

    PosixFile file_;
    JournalHeader header_;
    std::vector<ByteRange> ranges_;
};

}  // namespace byteprism
