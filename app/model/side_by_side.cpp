#include "app/model/side_by_side.hpp"

#include <algorithm>
#include <limits>

#include "app/model/actions/steps.hpp"
#include "app/model/compare/comparing.hpp"
#include "app/model/follow_splice.hpp"
#include "app/model/hex_rows.hpp"
#include "app/model/workbench.hpp"

namespace byteprism {
namespace {

SideBySide::Seen seen(const Workbench& bench, const Sheet& sheet) {
    return {rows_of(sheet.hex, bench.document(sheet).size()), sheet.hex.visible_rows, sheet.hex.first_row};
}

std::int64_t top_of(const SideBySide::Seen& side) { return side.rows.start_of(side.first_row); }

std::array<SideBySide::Seen, 2> sides(const Workbench& bench) {
    return {seen(bench, *bench.find(bench.pair->sheets[0])), seen(bench, *bench.find(bench.pair->sheets[1]))};
}

// The side that was scrolled; where another thing than its place changed, or both did, the active one.
std::size_t leading(const Workbench& bench, std::array<SideBySide::Seen, 2> before,
                    const std::array<SideBySide::Seen, 2>& now) {
    const bool right_is_active = bench.active_sheet == bench.pair->sheets[1];
    for (const std::size_t side : {0u, 1u}) {
        if (before[1 - side] != now[1 - side]) continue;
        before[side].first_row = now[side].first_row;
        if (before[side] == now[side]) return side;
    }
    return right_is_active ? 1 : 0;
}

}  // namespace

const SideBySide* shown_pair(const Workbench& bench) {
    return bench.pair && bench.pair->has(bench.active_sheet) ? &*bench.pair : nullptr;
}

std::string title_of(const Workbench& bench, const Sheet& sheet) {
    const Document& document = bench.document(sheet);
    const auto end = std::ranges::find(bench.sheets, sheet.id, &Sheet::id);
    const auto before =
        std::count_if(bench.sheets.begin(), end, [&](const Sheet& other) { return other.document == sheet.document; });
    return before == 0 ? document.name() : document.name() + " : " + std::to_string(before + 1);
}

void link_sides(Workbench& bench) {
    if (!bench.pair) return;
    const auto now = sides(bench);
    bench.pair->link = SideBySide::Link{{top_of(now[0]), top_of(now[1])}, now};
}

void unlink_sides(Workbench& bench) {
    if (bench.pair) bench.pair->link.reset();
}

void follow_in_pair(Workbench& bench, Sheet& sheet, const Splice& splice) {
    const std::int64_t before = top_of(seen(bench, sheet));
    follow(sheet, splice);
    if (!bench.pair || !bench.pair->link || !bench.pair->has(sheet.id)) return;
    const std::size_t side = sheet.id == bench.pair->sheets[0] ? 0 : 1;
    const SideBySide::Seen now = seen(bench, sheet);
    bench.pair->link->tops[side] += top_of(now) - before;
    bench.pair->link->seen[side] = now;
}

void follow_link(Workbench& bench) {
    if (!bench.pair || !bench.pair->link) return;
    SideBySide::Link& link = *bench.pair->link;
    const auto now = sides(bench);
    if (now == link.seen) return;
    const std::size_t lead = leading(bench, link.seen, now);
    // Both are offsets, so that the way from one to the other is no number beyond 64 bits; the sum may be.
    const std::int64_t way = top_of(now[lead]) - link.tops[lead];
    const std::int64_t from = link.tops[1 - lead];
    const std::int64_t even = way > std::numeric_limits<std::int64_t>::max() - std::max<std::int64_t>(from, 0)
                                  ? std::numeric_limits<std::int64_t>::max()
                                  : from + way;
    const std::int64_t wanted = place_beside(bench, lead, top_of(now[lead])).value_or(even);
    Sheet& follower = *bench.find(bench.pair->sheets[1 - lead]);
    scroll_to(follower, bench.document(follower), now[1 - lead].rows.row_of(std::max<std::int64_t>(wanted, 0)));
    link.seen = sides(bench);
}

}  // namespace byteprism
