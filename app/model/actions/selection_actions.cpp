// What is selected: a run of bytes, or the items of a layout.

#include <algorithm>

#include "app/model/actions/steps.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

std::int64_t last_offset(const Document& document) { return std::max<std::int64_t>(document.size() - 1, 0); }

// In the order of their offsets and without gaps, whatever the shape.
std::optional<ByteRange> as_run(const Layout& items) {
    const ByteRange range = bounds(items);
    if (items.offset != range.offset || !is_c_contiguous(items)) return std::nullopt;
    return range;
}

}  // namespace

void apply(Workbench& bench, const Select& action) {
    Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    const ByteRange range = intersection(action.range, {0, bench.document(*sheet).size()});
    if (range.empty()) return;
    leave_place_for(*sheet, range.offset);
    place_cursor(*sheet, bench.document(*sheet), range.offset, Extend::No);
    sheet->cursor.anchor = range.end() - 1;
}

void apply(Workbench& bench, const SelectItems& action) {
    Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    const Document& document = bench.document(*sheet);
    const Layout items = checked_layout(shape_of(action.items), strides_of(action.items), action.items.itemsize,
                                        action.items.offset, document.size());
    if (byte_count(items) == 0) throw ValueError("the view has no bytes: there is nothing to select");
    const auto run = as_run(items);
    if (run && action.extend == Extend::Yes) {
        return apply(bench, SelectBetween{action.sheet, run->offset, run->end() - 1});
    }
    if (run) return apply(bench, Select{action.sheet, *run});
    if (action.extend == Extend::No) leave_place_for(*sheet, items.offset);
    place_cursor(*sheet, document, items.offset, Extend::No);
    sheet->cursor.items = items;
}

void apply(Workbench& bench, const SwapEnds& action) {
    Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr || !sheet->cursor.anchor) return;
    const std::int64_t other_end = sheet->cursor.offset;
    place_cursor(*sheet, bench.document(*sheet), *sheet->cursor.anchor, Extend::No);
    sheet->cursor.anchor = other_end;
}

void apply(Workbench& bench, const SelectAll& action) {
    Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr || bench.document(*sheet).size() == 0) return;
    // The place in sight stays: select all is no journey.
    Cursor& cursor = sheet->cursor;
    cursor.anchor = 0;
    cursor.items.reset();
    cursor.offset = last_offset(bench.document(*sheet));
    cursor.nibble = 0;
}

void apply(Workbench& bench, const ClearSelection& action) {
    if (Sheet* sheet = bench.find(action.sheet)) {
        sheet->cursor.anchor.reset();
        sheet->cursor.items.reset();
    }
}

}  // namespace byteprism
