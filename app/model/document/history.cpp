#include "app/model/document/history.hpp"

#include <algorithm>
#include <utility>

#include "app/model/number_text.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

// Saying where fewer bytes are takes as much memory as the bytes.
constexpr std::int64_t worth_spilling = 64;

std::int64_t in_memory(const Edit& edit) {
    return static_cast<std::int64_t>(edit.before.in_memory().size() + edit.after.in_memory().size());
}

std::int64_t in_memory(const Step& step) {
    std::int64_t bytes = 0;
    for (const Edit& edit : step.edits) bytes += in_memory(edit);
    return bytes;
}

// The second digit of a byte overwrites what the first has written: one edit says both.
bool joined(Edit& first, const Edit& second) {
    const bool same_place = first.offset == second.offset && !first.moves() && !second.moves() &&
                            first.after.size() == second.after.size() && first.items == nullptr &&
                            second.items == nullptr;
    if (same_place) first.after = second.after;
    return same_place;
}

// ---- lists of ranges, in order and apart, each gone through once: a strided edit has very many.

std::vector<ByteRange> common(std::span<const ByteRange> a, std::span<const ByteRange> b) {
    std::vector<ByteRange> both;
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
        const ByteRange shared = intersection(a[i], b[j]);
        if (!shared.empty()) both.push_back(shared);
        a[i].end() < b[j].end() ? ++i : ++j;
    }
    return both;
}

RangeSet united(std::span<const ByteRange> a, std::span<const ByteRange> b) {
    std::vector<ByteRange> all(a.size() + b.size());
    std::ranges::merge(a, b, all.begin(), {}, &ByteRange::offset, &ByteRange::offset);
    RangeSet set;
    for (const ByteRange& range : all) set.add(range);
    return set;
}

RangeSet without(std::span<const ByteRange> a, std::span<const ByteRange> b) {
    RangeSet set;
    std::size_t first = 0;
    for (const ByteRange& range : a) {
        std::int64_t at = range.offset;
        while (first < b.size() && b[first].end() <= at) ++first;
        for (std::size_t i = first; i < b.size() && b[i].offset < range.end(); ++i) {
            if (b[i].offset > at) set.add({at, b[i].offset - at});
            at = std::max(at, b[i].end());
        }
        if (at < range.end()) set.add({at, range.end() - at});
    }
    return set;
}

// Where it is worth going through all that differs.
constexpr std::size_t many_ranges = 16;

const StoredBytes& bytes_before(const Edit& edit, Direction direction) {
    return direction == Direction::Forth ? edit.before : edit.after;
}

}  // namespace

const StoredBytes& bytes_after(const Edit& edit, Direction direction) {
    return direction == Direction::Forth ? edit.after : edit.before;
}

std::vector<ByteRange> ranges_of(const Edit& edit, Direction direction) {
    if (edit.items == nullptr) return {{edit.offset, bytes_after(edit, direction).size()}};
    Rect all;
    for (const Axis& axis : edit.items->axes) all.push_back({0, axis.count});
    return byte_ranges(*edit.items, all);
}

std::vector<const Edit*> in_order(const Step& step, Direction direction) {
    std::vector<const Edit*> edits;
    for (const Edit& edit : step.edits) edits.push_back(&edit);
    if (direction == Direction::Back) std::ranges::reverse(edits);
    return edits;
}

StoredBytes History::keep(std::span<const std::byte> bytes, Progress* progress) {
    if (static_cast<std::int64_t>(bytes.size()) > budget_ / 4)
        return StoredBytes::spilled(bytes, spill_file(), progress);
    if (progress != nullptr) progress->add(static_cast<std::int64_t>(bytes.size()));
    return StoredBytes(std::vector<std::byte>(bytes.begin(), bytes.end()));
}

const std::shared_ptr<SpillFile>& History::spill_file() {
    if (file_ == nullptr) file_ = std::make_shared<SpillFile>();
    return file_;
}

// Going away from the saved state, what the edit puts there differs, and what it hides is remembered with it; on the
// way back that comes to light again.
void History::cross(Edit& edit, Direction direction, bool away) {
    RangeSet& changed = difference_.changed;
    const std::int64_t size = bytes_after(edit, direction).size();
    if (away || all_differs_) {
        edit.hidden.clear();
        edit.moved_from = difference_.moved_from;
        if (edit.moves()) {
            edit.hidden = changed.splice({edit.offset, bytes_before(edit, direction).size()}, size);
            difference_.moved_from = std::min(difference_.moved_from.value_or(edit.offset), edit.offset);
            changed.add({edit.offset, size});
            return;
        }
        const std::vector<ByteRange> ranges = ranges_of(edit, direction);
        if (ranges.size() >= many_ranges) {
            edit.hidden = common(changed.ranges(), ranges);
            changed = united(changed.ranges(), ranges);
            return;
        }
        for (const ByteRange& range : ranges) {
            const std::vector<ByteRange> hidden = changed.remove(range);
            edit.hidden.insert(edit.hidden.end(), hidden.begin(), hidden.end());
            changed.add(range);
        }
    } else {
        if (edit.moves()) {
            changed.splice({edit.offset, bytes_before(edit, direction).size()}, size);
        } else {
            const std::vector<ByteRange> ranges = ranges_of(edit, direction);
            if (ranges.size() >= many_ranges) {
                changed = united(without(changed.ranges(), ranges).ranges(), edit.hidden);
            } else {
                for (const ByteRange& range : ranges) changed.remove(range);
                for (const ByteRange& range : edit.hidden) changed.add(range);
            }
            edit.hidden.clear();
            difference_.moved_from = edit.moved_from;
            return;
        }
        for (const ByteRange& range : edit.hidden) changed.add(range);
        difference_.moved_from = edit.moved_from;
        edit.hidden.clear();
    }
}

void History::cross(Step& step, Direction direction, bool away) {
    if (direction == Direction::Forth) {
        for (Edit& edit : step.edits) cross(edit, direction, away);
    } else {
        for (std::size_t at = step.edits.size(); at > 0; --at) cross(step.edits[at - 1], direction, away);
    }
}

// The undone steps that lie before the saved state are forgotten, but not what they have taken back: the file has it.
void History::branch_off() {
    for (; saved_ > position_; --saved_) {
        std::vector<Edit>& edits = steps_[saved_ - 1].edits;
        while (!edits.empty()) {
            branch_.push_back(std::move(edits.back()));
            edits.pop_back();
        }
        saved_lost_ = true;
    }
}

void History::forget_branch() {
    for (const Edit& edit : branch_) in_memory_ -= in_memory(edit);
    branch_.clear();
}

void History::record(Edit edit, Gesture gesture) {
    branch_off();
    for (std::size_t at = position_; at < steps_.size(); ++at) in_memory_ -= in_memory(steps_[at]);
    steps_.resize(position_);
    first_in_memory_ = std::min(first_in_memory_, position_ == 0 ? 0 : position_ - 1);
    const bool joins = gesture != Gesture::None && !steps_.empty() && steps_.back().gesture == gesture && !at_saved();
    if (!joins) {
        steps_.push_back(Step{gesture, {}});
        ++position_;
    }
    std::vector<Edit>& edits = steps_.back().edits;
    const std::int64_t before = edits.empty() ? 0 : in_memory(edits.back());
    if (!edits.empty() && joined(edits.back(), edit)) {
        in_memory_ += in_memory(edits.back()) - before;
    } else {
        in_memory_ += in_memory(edit);
        edits.push_back(std::move(edit));
        cross(edits.back(), Direction::Forth, true);
    }
    if (in_memory_ > budget_) spill_oldest();
}

void History::step_back() {
    cross(steps_[position_ - 1], Direction::Back, position_ <= saved_);
    --position_;
}

void History::step_forth() {
    cross(steps_[position_], Direction::Forth, position_ >= saved_);
    ++position_;
}

void History::mark_saved() {
    forget_branch();
    saved_ = position_;
    saved_lost_ = false;
    all_differs_ = false;
    difference_ = {};
}

void History::forget_saved(std::int64_t size) {
    forget_branch();
    saved_lost_ = true;
    all_differs_ = true;
    difference_ = {};
    difference_.changed.add({0, size});
    difference_.moved_from = 0;
}

RangeSet History::since_first_step() const {
    RangeSet changed;
    for (const Step& step : std::span(steps_).first(position_)) {
        for (const Edit& edit : step.edits) {
            if (edit.moves()) changed.splice({edit.offset, edit.before.size()}, edit.after.size());
            for (const ByteRange& range : ranges_of(edit, Direction::Forth)) changed.add(range);
        }
    }
    return changed;
}

std::vector<std::pair<const Edit*, Direction>> History::way_from_saved() const {
    std::vector<std::pair<const Edit*, Direction>> way;
    for (const Edit& edit : branch_) way.emplace_back(&edit, Direction::Back);
    for (std::size_t step = saved_; step < position_; ++step) {
        for (const Edit& edit : steps_[step].edits) way.emplace_back(&edit, Direction::Forth);
    }
    for (std::size_t step = saved_; step > position_; --step) {
        const std::vector<Edit>& edits = steps_[step - 1].edits;
        for (std::size_t at = edits.size(); at > 0; --at) way.emplace_back(&edits[at - 1], Direction::Back);
    }
    return way;
}

// Half of the budget is made free at once, so that not every edit spills. Where the temporary file has no room the
// bytes stay in memory: too much of it is better than an edit that cannot be undone.
void History::spill_oldest() {
    try {
        while (in_memory_ > budget_ / 2 && first_in_memory_ < steps_.size()) {
            for (Edit& edit : steps_[first_in_memory_].edits) {
                for (StoredBytes* bytes : {&edit.before, &edit.after}) {
                    const auto size = static_cast<std::int64_t>(bytes->in_memory().size());
                    if (size < worth_spilling) continue;
                    *bytes = StoredBytes::spilled(bytes->in_memory(), spill_file());
                    in_memory_ -= size;
                }
            }
            if (first_in_memory_ + 1 == steps_.size()) break;  // the newest may still grow
            ++first_in_memory_;
        }
    } catch (const IoError&) {
        return;
    }
}

std::string label(const Step& step) {
    std::int64_t before = 0;
    std::int64_t after = 0;
    for (const Edit& edit : step.edits) {
        before += edit.before.size();
        after += edit.after.size();
    }
    const Edit& first = step.edits.front();
    const char* verb = !first.after.pattern().empty() ? "Fill " : "Write ";
    if (before == 0) verb = "Insert ";
    if (after == 0) verb = "Delete ";
    const std::int64_t bytes = after == 0 ? before : after;
    std::string text = verb + std::to_string(bytes) + (bytes == 1 ? " byte" : " bytes");
    if (before != 0 && after != 0 && before != after) text += " for " + std::to_string(before);
    return text + " at " + offset_text(first.offset);
}

}  // namespace byteprism
