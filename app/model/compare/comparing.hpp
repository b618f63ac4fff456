// Comparing: the two sides of a pair compared, and what is done with their differences. Actions, as those of
// actions.hpp.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "app/model/compare/compare_job.hpp"
#include "app/model/document/splice.hpp"
#include "app/model/side_by_side.hpp"

namespace byteprism {

class Workbench;

struct CompareSettings {
    ComparisonRules rules;
    std::array<std::int64_t, 2> from{};  // where the comparison begins, left and right
    std::optional<std::int64_t> length;  // of both at most; nothing: to their ends
    bool operator==(const CompareSettings&) const = default;
};

// Those that such a comparison begins with.
inline ComparisonRules rules_of(bool aligned) { return {aligned, aligned ? AlignmentRules{}.gap : 1}; }

// Belongs to a pair, and ends with it.
struct Comparison {
    CompareSettings settings;
    std::unique_ptr<CompareJob> job;     // null: not yet, the bytes are on the move
    std::string refusal;                 // why the settings cannot be compared by; empty: they can
    std::optional<std::uint64_t> shown;  // the hunk that was gone to last
    std::optional<bool> wanted;          // gone to as soon as it is known: the next hunk, or the one before (true)
    std::array<std::int64_t, 2> starts_before{};  // of the grids' rows, which are shifted to stand beside each other
};

// clang-format off
struct Compare { SheetId sheet; SheetId other; CompareSettings settings; friend void apply(Workbench&, const Compare&); };  // shows them beside each other, if they are not
struct CompareWithFile { SheetId sheet; std::string path; friend void apply(Workbench&, const CompareWithFile&); };
struct CompareWithSaved { SheetId sheet; friend void apply(Workbench&, const CompareWithSaved&); };  // the file as it is on the disk
struct CompareWithPlace { SheetId sheet; std::int64_t offset; friend void apply(Workbench&, const CompareWithPlace&); };  // the selection, or all from the cursor on, with what is there
struct SetComparison { CompareSettings settings; friend void apply(Workbench&, const SetComparison&); };  // of the pair in sight
struct GoToDifference { std::uint64_t index; friend void apply(Workbench&, const GoToDifference&); };
struct GoToNextDifference { bool backwards; friend void apply(Workbench&, const GoToNextDifference&); };  // from the cursor on, round and round
enum class CopyTo { Left, Right };
struct CopyDifference { CopyTo to; friend void apply(Workbench&, const CopyDifference&); };  // the one at the cursor; then goes to the next one
struct CopyDifferences { CopyTo to; friend void apply(Workbench&, const CopyDifferences&); };  // all of them, in one undo step
struct EndComparison { friend void apply(Workbench&, const EndComparison&); };
struct ExportPatch { std::string path; friend void apply(Workbench&, const ExportPatch&); };  // that makes the left into the right; its kind is told by the end of its name
struct ApplyPatch { SheetId sheet; std::string path; friend void apply(Workbench&, const ApplyPatch&); };  // in one undo step
// clang-format on

// That of the pair in sight. Null: nothing is compared there.
const Comparison* shown_comparison(const Workbench& bench);
// What it has found about the bytes of now. Null: nothing is known about them.
const CompareJob* differences_of(const Workbench& bench);
// The same, for one of the sides, with which of them it is.
struct SideDifferences {
    const CompareJob* job = nullptr;
    std::size_t side = 0;
};
SideDifferences differences_of(const Workbench& bench, const Sheet& sheet);
// The hunk that the cursor is on, or that was gone to.
std::optional<std::uint64_t> difference_at_cursor(const Workbench& bench);
// Where on the other side a byte stands, when insertions and deletions are found. Nothing: at an equal distance.
std::optional<std::int64_t> place_beside(const Workbench& bench, std::size_t side, std::int64_t offset);

// Goes to what was wanted, and compares again when bytes have changed. Whether anything happened.
bool follow_comparison(Workbench& bench);
// What is compared moves with the bytes.
void follow_comparison(Workbench& bench, DocumentId document, const Splice& splice);
bool is_comparing(const Workbench& bench);

}  // namespace byteprism
