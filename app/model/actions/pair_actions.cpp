// Two sheets beside each other.

#include <algorithm>

#include "app/model/compare/comparing.hpp"
#include "app/model/workbench.hpp"

namespace byteprism {

void apply(Workbench& bench, const ShowBeside& action) {
    if (action.sheet == action.other || !bench.find(action.sheet) || !bench.find(action.other)) return;
    apply(bench, EndComparison{});
    bench.active_sheet = action.sheet;
    bench.pair = SideBySide{{action.sheet, action.other}, SideBySide::Link{}};
}

// A place that there is already is shown again, before another one is made. It is on the right, and the keyboard with
// it: it is there to go elsewhere with. So they scroll apart.
void apply(Workbench& bench, const ShowSecondPlace& action) {
    const Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    const auto is_other = [&](const Sheet& other) {
        return other.document == sheet->document && other.id != action.sheet;
    };
    const auto there = std::ranges::find_if(bench.sheets, is_other);
    const SheetId second = there != bench.sheets.end() ? there->id : bench.add_copy(Sheet(*sheet)).id;
    apply(bench, EndComparison{});
    bench.pair = SideBySide{{action.sheet, second}, std::nullopt};
    bench.active_sheet = second;
}

void apply(Workbench& bench, const ShowAlone&) {
    apply(bench, EndComparison{});
    bench.pair.reset();
}

void apply(Workbench& bench, const SetScrolling& action) {
    action.scrolling == Scrolling::Together ? link_sides(bench) : unlink_sides(bench);
}

}  // namespace byteprism
