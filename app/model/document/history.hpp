// History: the edits of one document, with their inverses, in steps that are undone as a whole.
//
// It never touches the document's bytes; Document does. Steps group by gesture (the two digits of a byte, one drag, one
// paste), never by a clock. "Modified" means that the position is not the saved one, so undoing back to it is clean
// again. There is no limit to the steps: bytes that are more than fit the memory it may use go to a temporary file, the
// oldest first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/model/document/stored_bytes.hpp"
#include "core/memory/range_set.hpp"
#include "core/progress.hpp"
#include "core/view/layout.hpp"

namespace byteprism {

// What one hand movement of the user is known by: edits of one gesture are one step.
enum class Gesture : std::uint64_t { None = 0 };

// What differs from the saved bytes.
struct Difference {
    RangeSet changed;  // bytes that are not the saved ones, or were not there
    // From here on bytes may lie elsewhere than in the file; nothing: all lie where they did.
    std::optional<std::int64_t> moved_from;
};

// `before` at the offset made way for `after`; their sizes differ where bytes were inserted or deleted.
struct Edit {
    std::int64_t offset = 0;
    StoredBytes before;
    StoredBytes after;
    // Where the bytes lie, in C order, if not side by side from the offset on. Then the sizes are equal.
    std::shared_ptr<const Layout> items;
    // What of the difference this edit took away when it was made (or taken back) after the last save, for the way
    // back.
    std::vector<ByteRange> hidden;
    std::optional<std::int64_t> moved_from;

    bool moves() const { return before.size() != after.size(); }
};

struct Step {
    Gesture gesture = Gesture::None;
    std::vector<Edit> edits;
};

// Which way an edit is looked at: made, or taken back.
enum class Direction { Forth, Back };
constexpr Direction opposite(Direction direction) {
    return direction == Direction::Forth ? Direction::Back : Direction::Forth;
}
const StoredBytes& bytes_after(const Edit& edit, Direction direction);
// The bytes that the edit put there, in order.
std::vector<ByteRange> ranges_of(const Edit& edit, Direction direction);
// Back from the last: a later edit of a step may lie over an earlier one.
std::vector<const Edit*> in_order(const Step& step, Direction direction);

class History {
public:
    static constexpr std::int64_t default_budget = std::int64_t{256} << 20;
    // `budget`: bytes of edits in memory.
    explicit History(std::int64_t budget = default_budget) : budget_(budget) {}
    std::int64_t budget() const { return budget_; }
    std::int64_t memory() const { return in_memory_; }  // of it, in use

    // Bytes for an edit that is about to be made. Throws IoError if there are many and the temporary file has no room;
    // Cancelled. May be called while others read the history.
    StoredBytes keep(std::span<const std::byte> bytes, Progress* progress = nullptr);
    // For bytes that are kept piece by piece. Throws IoError.
    const std::shared_ptr<SpillFile>& spill_file();
    // Forgets what was undone. Joins the newest step if that has the same gesture (not None) and was not saved since.
    void record(Edit edit, Gesture gesture);

    // The step that undoing takes back, that redoing makes again; null: there is none.
    const Step* previous() const { return can_undo() ? &steps_[position_ - 1] : nullptr; }
    const Step* next() const { return can_redo() ? &steps_[position_] : nullptr; }
    bool can_undo() const { return position_ > 0; }
    bool can_redo() const { return position_ < steps_.size(); }
    // The bytes have been put back, or again. Requires a step there.
    void step_back();
    void step_forth();

    void mark_saved();
    // The saved bytes are others now: until the next save all bytes, which are `size`, may differ, and no way leads
    // back.
    void forget_saved(std::int64_t size);
    bool at_saved() const { return !saved_lost_ && saved_ == position_; }
    const Difference& since_saved() const { return difference_; }
    // What differs from the bytes that the first step was made on.
    RangeSet since_first_step() const;
    // The edits that lead from the bytes saved last to those of now, with the way they are gone, in that order.
    std::vector<std::pair<const Edit*, Direction>> way_from_saved() const;

    std::span<const Step> steps() const { return steps_; }
    std::size_t position() const { return position_; }

private:
    void cross(Edit& edit, Direction direction, bool away);
    void cross(Step& step, Direction direction, bool away);
    void branch_off();
    void forget_branch();
    void spill_oldest();

    std::int64_t budget_;
    std::int64_t in_memory_ = 0;       // bytes of the steps
    std::size_t first_in_memory_ = 0;  // the steps before are in the temporary file
    std::shared_ptr<SpillFile> file_;  // null until it is needed
    std::vector<Step> steps_;
    std::size_t position_ = 0;  // steps_[0, position_) are done
    std::size_t saved_ = 0;     // where the saved state is, or where the way to it branched off
    bool saved_lost_ = false;   // the saved bytes are others now, or the way to them branched off
    std::vector<Edit> branch_;  // from the saved state, taken back one after the other, to where it branched off
    bool all_differs_ = false;  // whatever is edited
    Difference difference_;
};

// "Write 4 bytes at 0x36".
std::string label(const Step& step);

}  // namespace byteprism
