// Patches: the difference between two files as a file, and the way from the one to the other by it. One row of the
// table is one kind.
//
//     const PatchKind* kind = find_patch_kind("bps");
//     const auto writer = kind->begin(source, target, out);      // edits in order, then finish()
//     kind->apply({patch_size, read_patch}, source, out);
//
// Kinds: our own, lines of JSON; IPS (24-bit offsets, no checksums); BPS (its specification by Near, public domain).
// What a patch says of itself and of the files is checked: sizes, checksums, and that nothing lies outside. A patch
// that fails has written a part, or all, to `out`: whoever gave it keeps that back until apply() returns.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/analysis/alignment.hpp"
#include "core/analysis/slices.hpp"
#include "core/progress.hpp"

namespace byteprism {

// A whole file.
struct FileBytes {
    std::int64_t size = 0;
    ReadBytes read;
};
using ByteOutput = std::function<void(std::span<const std::byte> bytes)>;

class PatchWriter {
public:
    PatchWriter() = default;
    PatchWriter(const PatchWriter&) = delete;
    PatchWriter& operator=(const PatchWriter&) = delete;
    virtual ~PatchWriter() = default;

    // Requires edits in order that make the source into the target; without `aligned` of the kind both sides of an edit
    // begin at one offset and are as long, but for the last one. Throws ValueError if the kind cannot say it.
    virtual void add(const Hunk& edit) = 0;
    virtual void finish() = 0;
};

struct PatchKind {
    std::string_view name;   // "bps"; the suffix of its files, too
    std::string_view magic;  // what its files begin with
    bool aligned;            // it can move bytes, so insertions take no more room than they have
    // Requires that all three outlive the writer.
    std::unique_ptr<PatchWriter> (*begin)(const FileBytes& source, const FileBytes& target, const ByteOutput& out);
    // Throws IoError if the patch is broken or made for another source, and if the target is not what it was made of.
    void (*apply)(const FileBytes& patch, const FileBytes& source, const ByteOutput& out);
};

std::span<const PatchKind> patch_kinds();
// Null: there is none.
const PatchKind* find_patch_kind(std::string_view name);
const PatchKind* patch_kind_of(const FileBytes& patch);
// By the end of a file's name. Throws ValueError, which says what there is.
const PatchKind& patch_kind_of_name(const std::string& path);

// All of it. Hunks with fewer equal bytes than `gap` between them are one; nothing: as many as a record costs. The
// progress is that of compare(). Throws ValueError if the kind cannot say it, Cancelled.
void write_patch(const PatchKind& kind, const FileBytes& source, const FileBytes& target,
                 std::optional<std::int64_t> gap, const ByteOutput& out, Progress& progress);

// Of a whole file, in hexadecimal.
std::string digest_of(std::string_view kind, const FileBytes& file);
// Gives the range in pieces.
void copy_bytes(const FileBytes& from, ByteRange range, const ByteOutput& out);

}  // namespace byteprism
