#include "app/model/recovery/kept_edits.hpp"

#include <utility>

namespace byteprism {

// Whether what was just done is to be added: not where the log has begun with all the bytes of now. That it does for
// bytes that were made from no file that is there; what was undone then is written as edits, as is what was done before
// the log began.
bool KeptEdits::begun(const State& state, bool from_nothing) {
    if (log_.begun()) return true;
    log_.begin({from_nothing ? "" : state.path, state.name, state.stamp});
    undoable_from_ = from_nothing || state.history.can_redo() ? never : state.history.position();
    if (from_nothing) log_.snapshot(state.bytes);
    return !from_nothing;
}

void KeptEdits::begin_apart(const State& state) {
    log_.end();
    begun(state, true);
}

void KeptEdits::edited(const Edit& edit, Gesture gesture, const State& state) {
    if (begun(state, state.path.empty())) log_.edited(edit, Direction::Forth, gesture);
}

void KeptEdits::stepped(const Step& step, Direction direction, const State& state) {
    if (!begun(state, state.path.empty())) return;
    if (direction == Direction::Forth && undoable_from_ != never) return log_.redone();
    if (direction == Direction::Back && undoable_from_ < state.history.position()) return log_.undone();
    undoable_from_ = never;
    for (const Edit* edit : in_order(step, direction)) log_.edited(*edit, direction, Gesture::None);
}

std::string KeptEdits::take_failure() {
    return log_.failure().empty() || std::exchange(failure_told_, true) ? "" : log_.failure();
}

}  // namespace byteprism
