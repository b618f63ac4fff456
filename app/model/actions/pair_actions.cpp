// Two sheets beside each other.

#include "app/model/workbench.hpp"

namespace byteprism {

void apply(Workbench& bench, const ShowBeside& action) {
    if (action.sheet == action.other || !bench.find(action.sheet) || !bench.find(action.other)) return;
    bench.active_sheet = action.sheet;
    bench.pair = SideBySide{{action.sheet, action.other}, SideBySide::Link{}};
}

// The new one is on the right, and the keyboard with it: it is there to go elsewhere with. So they scroll apart.
void apply(Workbench& bench, const ShowSecondPlace& action) {
    const Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    const SheetId copy = bench.add_copy(*sheet).id;
    bench.pair = SideBySide{{action.sheet, copy}, std::nullopt};
    bench.active_sheet = copy;
}

void apply(Workbench& bench, const ShowAlone&) { bench.pair.reset(); }

void apply(Workbench& bench, const SetScrolling& action) {
    action.scrolling == Scrolling::Together ? link_sides(bench) : unlink_sides(bench);
}

}  // namespace byteprism
