// From bytes back to items: which item holds a byte, and which bytes a rectangle of items has.

#include <algorithm>
#include <numeric>

#include "core/view/layout.hpp"

namespace byteprism {
namespace {

// An axis that moves: more than one item, a stride that is not 0, turned so that the stride is positive.
struct Step {
    std::size_t axis;
    std::int64_t count;
    std::int64_t stride;
    bool flipped;
};
using Steps = InlineVector<Step>;

// The steps by falling stride, and the offset of the lowest item.
Steps rising_steps(const Layout& layout, std::int64_t& lowest) {
    Steps steps;
    lowest = layout.offset;
    for (std::size_t i = 0; i < layout.ndim(); ++i) {
        const Axis axis = layout.axes[i];
        if (axis.count < 2 || axis.stride == 0) continue;
        const bool flipped = axis.stride < 0;
        if (flipped) lowest += axis.stride * (axis.count - 1);
        steps.push_back({i, axis.count, flipped ? -axis.stride : axis.stride, flipped});
    }
    std::stable_sort(steps.begin(), steps.end(), [](const Step& a, const Step& b) { return a.stride > b.stride; });
    return steps;
}

class Locator {
public:
    Locator(const Layout& layout, std::int64_t byte_offset)
        : layout_(layout), steps_(rising_steps(layout, lowest_)), best_(layout.ndim()) {
        reach_ = InlineVector<std::int64_t>(steps_.size() + 1);
        for (std::size_t i = steps_.size(); i-- > 0;)
            reach_[i] = reach_[i + 1] + steps_[i].stride * (steps_[i].count - 1);
        distance_ = byte_offset - lowest_;
    }

    std::optional<Index> find() {
        if (distance_ < 0 || distance_ >= reach_[0] + layout_.itemsize) return std::nullopt;
        Index index(layout_.ndim());
        search(0, distance_, index);
        return found_ ? std::optional<Index>(best_) : std::nullopt;
    }

private:
    // Tries the positions along step `k` from which the later steps can still reach the byte. Where items do not
    // overlap that is one, so that this is a walk, not a search.
    void search(std::size_t k, std::int64_t distance, Index& index) {
        if (budget_-- <= 0 && found_) return;
        if (k == steps_.size()) {
            if (distance >= layout_.itemsize) return;
            if (!found_ || std::ranges::lexicographical_compare(index, best_)) best_ = index;
            found_ = true;
            return;
        }
        const Step step = steps_[k];
        const std::int64_t beyond = distance - reach_[k + 1] - layout_.itemsize;  // what the later steps cannot cover
        const std::int64_t first = beyond < 0 ? 0 : beyond / step.stride + 1;
        const std::int64_t last = std::min(distance / step.stride, step.count - 1);
        for (std::int64_t at = first; at <= last; ++at) {
            // Counted so that the first index in C order is found first.
            const std::int64_t position = step.flipped ? first + last - at : at;
            index[step.axis] = step.flipped ? step.count - 1 - position : position;
            search(k + 1, distance - position * step.stride, index);
            if (found_ && budget_ <= 0) return;
        }
        index[step.axis] = 0;
    }

    const Layout& layout_;
    std::int64_t lowest_ = 0;
    Steps steps_;
    InlineVector<std::int64_t> reach_;  // bytes that the steps from this one on can cover
    std::int64_t distance_ = 0;
    Index best_;
    bool found_ = false;
    // Strides that overlap irregularly could make the search long; past this many tries the first find will do.
    int budget_ = 100'000;
};

Layout part_of(const Layout& layout, const Rect& rect) {
    Layout part = layout;
    for (std::size_t i = 0; i < rect.size(); ++i) part = slice_axis(part, i, {rect[i].first, 1, rect[i].count});
    return part;
}

// Steps merged where the outer continues the inner; what is contiguous goes into `run`.
Steps merged_steps(Steps steps, std::int64_t& run) {
    while (!steps.empty() && steps.back().stride <= run) {
        // Also items that overlap, or touch, make one run.
        run += steps.back().stride * (steps.back().count - 1);
        steps.resize(steps.size() - 1);
    }
    for (std::size_t i = steps.size(); i-- > 1;) {
        if (steps[i - 1].stride != steps[i].stride * steps[i].count) continue;
        steps[i - 1] = {steps[i - 1].axis, steps[i - 1].count * steps[i].count, steps[i].stride, false};
        steps.erase(i);
    }
    return steps;
}

void append_runs(const Steps& steps, std::size_t k, std::int64_t offset, std::int64_t run,
                 std::vector<ByteRange>& runs) {
    if (k == steps.size()) {
        runs.push_back({offset, run});
        return;
    }
    for (std::int64_t i = 0; i < steps[k].count; ++i)
        append_runs(steps, k + 1, offset + i * steps[k].stride, run, runs);
}

// Where runs of different steps interleave.
void sort_and_merge(std::vector<ByteRange>& runs) {
    std::ranges::sort(runs, {}, &ByteRange::offset);
    std::size_t kept = 0;
    for (std::size_t i = 1; i < runs.size(); ++i) {
        if (runs[i].offset <= runs[kept].end()) {
            runs[kept].length = std::max(runs[kept].end(), runs[i].end()) - runs[kept].offset;
        } else {
            runs[++kept] = runs[i];
        }
    }
    if (!runs.empty()) runs.resize(kept + 1);
}

}  // namespace

std::optional<Index> locate(const Layout& layout, std::int64_t byte_offset) {
    if (item_count(layout) == 0 || layout.itemsize == 0) return std::nullopt;
    return Locator(layout, byte_offset).find();
}

std::vector<ByteRange> byte_ranges(const Layout& layout, const Rect& rect) {
    const Layout part = part_of(layout, rect);
    std::vector<ByteRange> runs;
    if (byte_count(part) == 0) return runs;
    std::int64_t lowest = 0;
    std::int64_t run = part.itemsize;
    const Steps steps = merged_steps(rising_steps(part, lowest), run);
    append_runs(steps, 0, lowest, run, runs);
    // Nested steps give the runs in order, with gaps between them.
    std::int64_t inner = run;
    bool nested = true;
    for (std::size_t i = steps.size(); i-- > 0;) {
        nested &= steps[i].stride > inner;
        inner += steps[i].stride * (steps[i].count - 1);
    }
    if (!nested) sort_and_merge(runs);
    return runs;
}

}  // namespace byteprism
