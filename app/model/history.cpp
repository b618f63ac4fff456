#include "app/model/history.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace byteprism {
namespace {

// Sorted and apart: ranges that touch or overlap become one.
std::vector<ByteRange> merged(std::vector<ByteRange> ranges) {
    std::ranges::sort(ranges, {}, &ByteRange::offset);
    std::vector<ByteRange> result;
    for (const ByteRange& range : ranges) {
        if (!result.empty() && range.offset <= result.back().end()) {
            result.back().length = std::max(result.back().end(), range.end()) - result.back().offset;
        } else if (!range.empty()) {
            result.push_back(range);
        }
    }
    return result;
}

void append_ranges(std::vector<ByteRange>& ranges, std::span<const Step> steps) {
    for (const Step& step : steps) {
        for (const Edit& edit : step.edits) ranges.push_back(edit.range());
    }
}

// The second digit of a byte overwrites what the first has written: one edit says both.
bool joined(Edit& first, const Edit& second) {
    if (first.range() != second.range()) return false;
    first.after = second.after;
    return true;
}

}  // namespace

void History::record(Edit edit, Gesture gesture) {
    if (saved_ > position_) {
        append_ranges(forgotten_, std::span(steps_).subspan(position_, saved_ - position_));
        saved_ = position_;
        saved_lost_ = true;
    }
    steps_.resize(position_);
    const bool joins = gesture != Gesture::None && !steps_.empty() && steps_.back().gesture == gesture && !at_saved();
    if (!joins) {
        steps_.push_back(Step{gesture, {}});
        ++position_;
    }
    std::vector<Edit>& edits = steps_.back().edits;
    if (edits.empty() || !joined(edits.back(), edit)) edits.push_back(std::move(edit));
}

const Step* History::undo() { return can_undo() ? &steps_[--position_] : nullptr; }

const Step* History::redo() { return can_redo() ? &steps_[position_++] : nullptr; }

void History::mark_saved() {
    saved_ = position_;
    saved_lost_ = false;
    forgotten_.clear();
}

std::vector<ByteRange> History::ranges_since_saved() const {
    std::vector<ByteRange> ranges = forgotten_;
    const auto [first, last] = std::minmax(saved_, position_);
    append_ranges(ranges, std::span(steps_).subspan(first, last - first));
    return merged(std::move(ranges));
}

std::string label(const Step& step) {
    std::int64_t bytes = 0;
    for (const Edit& edit : step.edits) bytes += edit.range().length;
    char offset[16];
    const auto [end, error] = std::to_chars(offset, offset + sizeof offset, step.edits.front().offset, 16);
    return "Write " + std::to_string(bytes) + (bytes == 1 ? " byte at 0x" : " bytes at 0x") + std::string(offset, end);
}

}  // namespace byteprism
