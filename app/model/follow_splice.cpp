#include "app/model/follow_splice.hpp"

#include <algorithm>
#include <limits>

namespace byteprism {
namespace {

constexpr std::int64_t any_size = std::numeric_limits<std::int64_t>::max();

void follow(Cursor& cursor, const Splice& splice) {
    if (cursor.anchor) {
        const ByteRange left = moved(cursor.selection(), splice);
        const bool forwards = *cursor.anchor <= cursor.offset;
        cursor.offset = forwards && !left.empty() ? left.end() - 1 : left.offset;
        cursor.anchor = forwards ? left.offset : left.end() - 1;
        if (left.empty()) cursor.anchor.reset();
        return;
    }
    cursor.offset = moved(cursor.offset, splice);
    if (!cursor.items) return;
    const ByteRange range = bounds(*cursor.items);
    if (splice.offset + splice.removed <= range.offset) {
        cursor.items->offset += splice.inserted - splice.removed;
    } else if (splice.offset < range.end()) {
        cursor.items.reset();
    }
}

}  // namespace

std::int64_t moved(std::int64_t place, const Splice& splice) {
    if (place < splice.offset) return place;
    if (place >= splice.offset + splice.removed) return place + (splice.inserted - splice.removed);
    return std::min(place, splice.offset + splice.inserted);
}

ByteRange moved(const ByteRange& run, const Splice& splice) {
    const std::int64_t cut_end = splice.offset + splice.removed;
    const std::int64_t further = splice.inserted - splice.removed;
    if (run.end() <= splice.offset && !(run.empty() && run.offset == splice.offset)) return run;
    if (cut_end <= run.offset) return {run.offset + further, run.length};
    const std::int64_t begin = run.offset <= splice.offset ? run.offset : splice.offset + splice.inserted;
    const std::int64_t end = run.end() >= cut_end ? run.end() + further : splice.offset;
    return {std::min(begin, std::max(end, splice.offset)), std::max<std::int64_t>(end - begin, 0)};
}

void follow(Sheet& sheet, const Splice& splice) {
    follow(sheet.cursor, splice);
    for (auto* places : {&sheet.journey.back, &sheet.journey.forward}) {
        for (std::int64_t& place : *places) place = moved(place, splice);
    }
    const HexRows rows = rows_of(sheet.hex, any_size);
    const std::int64_t top = std::max<std::int64_t>(rows.start_of(sheet.hex.first_row), 0);
    sheet.hex.first_row = rows.row_of(moved(top, splice));
}

}  // namespace byteprism
