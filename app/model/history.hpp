// History: the edits of one document, with their inverses, in steps that are undone as a whole.
//
// It never touches the bytes; Document does. Steps group by gesture (the two digits of a byte, one drag, one paste),
// never by a clock. "Modified" means that the position is not the saved one, so undoing back to it is clean again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/memory/byte_range.hpp"

namespace byteprism {

// What one hand movement of the user is known by: edits of one gesture are one step.
enum class Gesture : std::uint64_t { None = 0 };

// Bytes overwritten in place. Requires before.size() == after.size().
struct Edit {
    std::int64_t offset = 0;
    std::vector<std::byte> before;
    std::vector<std::byte> after;

    ByteRange range() const { return {offset, static_cast<std::int64_t>(after.size())}; }
};

struct Step {
    Gesture gesture = Gesture::None;
    std::vector<Edit> edits;
};

class History {
public:
    // Forgets what was undone. Joins the newest step if that has the same gesture (not None) and was not saved since.
    void record(Edit edit, Gesture gesture);

    // The step to take back, or to do again; the position has moved when it is returned. Null: there is none.
    const Step* undo();
    const Step* redo();
    bool can_undo() const { return position_ > 0; }
    bool can_redo() const { return position_ < steps_.size(); }

    void mark_saved();
    bool at_saved() const { return !saved_lost_ && saved_ == position_; }
    // What may differ from the saved bytes: sorted, apart from each other.
    std::vector<ByteRange> ranges_since_saved() const;

    std::span<const Step> steps() const { return steps_; }
    std::size_t position() const { return position_; }

private:
    std::vector<Step> steps_;
    std::size_t position_ = 0;          // steps_[0, position_) are done
    std::size_t saved_ = 0;             // where the saved state is, or where the way to it branched off
    bool saved_lost_ = false;           // it branched off: the steps from there to the saved state are forgotten
    std::vector<ByteRange> forgotten_;  // ... and these are their ranges
};

// "Write 4 bytes at 0x36".
std::string label(const Step& step);

}  // namespace byteprism
