// Jumps from place to place, and the way back.

#include <algorithm>

#include "app/model/actions/steps.hpp"
#include "app/model/places.hpp"

namespace byteprism {
namespace {

constexpr std::size_t most_places = 200;

void keep(std::vector<std::int64_t>& places, std::int64_t offset) {
    if (!places.empty() && places.back() == offset) return;
    if (places.size() == most_places) places.erase(places.begin());
    places.push_back(offset);
}

std::int64_t take(std::vector<std::int64_t>& places) {
    const std::int64_t offset = places.back();
    places.pop_back();
    return offset;
}

}  // namespace

void leave_place(Sheet& sheet) {
    keep(sheet.journey.back, sheet.cursor.offset);
    sheet.journey.forward.clear();
}

void leave_place_for(Sheet& sheet, std::int64_t offset) {
    if (row_to_reveal(sheet.hex, offset) != sheet.hex.first_row) leave_place(sheet);
}

void apply(Workbench& bench, const GoTo& action) {
    Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    const std::int64_t offset = parse_offset(action.place, place_context(bench, *sheet));
    sheet->journey.went_to = action.place;
    apply(bench, Jump{action.sheet, offset});
}

void apply(Workbench& bench, const Jump& action) {
    Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    leave_place(*sheet);
    place_cursor(*sheet, bench.document(*sheet), action.offset, Extend::No);
}

void apply(Workbench& bench, const Revisit& action) {
    Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    auto& [back, forward, went_to] = sheet->journey;
    auto& from = action.steps < 0 ? back : forward;
    auto& to = action.steps < 0 ? forward : back;
    for (int i = std::abs(action.steps); i > 0 && !from.empty(); --i) {
        keep(to, sheet->cursor.offset);
        place_cursor(*sheet, bench.document(*sheet), take(from), Extend::No);
    }
}

}  // namespace byteprism
