// How bytes reach a file so that a reader, or a crash, finds the old file or the new one.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "app/model/document/content.hpp"
#include "app/model/saving/file_stamp.hpp"
#include "core/memory/byte_range.hpp"

namespace byteprism {

// Whether a file is read back from the disk and compared before its save is reported as done.
enum class Verify { Never, SmallFiles, Always };

// Makes the existing file `path`, which is still as `stamp` says, hold `content`. Where the length stays, they differ
// in `changed` alone: in order and apart.
//
// - A file below 64 MiB, or of another length, is replaced: a temporary file in the same folder, synced, renamed over
// the
//   old one, with its mode, owner, extended attributes and, for a symbolic link, its place kept.
// - A larger one, one with several hard links, and one whose owner, attributes or place a new file could not keep, is
//   overwritten: first a redo journal beside it, or else in the state folder, then the changed ranges in place. Other
//   programs can see it half written meanwhile; after a crash open_file() completes it.
//
// Throws IoError naming the file, the operation and the reason, also if another program has changed the file since the
// stamp was taken. The file is then untouched and nothing is left beside it; only if the disk fails in the middle of
// overwriting, the journal stays, and the message says so. Saving again then begins where it stopped.
void save_file(const std::string& path, const FileStamp& stamp, const Content& content,
               std::span<const ByteRange> changed, Verify verify = Verify::SmallFiles);

// Makes `path` hold `content`, whether or not there is such a file, with the same guarantees: Save As, a copy, a
// selection. Runs of zeros become holes in large files and where the old file had some.
void write_new_file(const std::string& path, const Content& content, Verify verify = Verify::SmallFiles);

}  // namespace byteprism
