// What moves: the cursor, and the rows in sight.

#include <algorithm>

#include "app/model/actions/apply.hpp"

namespace byteprism {
namespace {

std::int64_t last_offset(const Document& document) { return std::max<std::int64_t>(document.size() - 1, 0); }

// Up and down keep the column: where the document ends before the row below, nothing moves.
std::int64_t moved(const Sheet& sheet, const Document& document, Motion motion) {
    const std::int64_t at = sheet.cursor.offset;
    const std::int64_t columns = sheet.hex.columns;
    const std::int64_t last = last_offset(document);
    const std::int64_t rows_down = (last - at) / columns;
    const std::int64_t page = std::max<std::int64_t>(sheet.hex.visible_rows, 1);
    switch (motion) {
        case Motion::Left:
            return std::max<std::int64_t>(at - 1, 0);
        case Motion::Right:
            return at < last ? at + 1 : last;
        case Motion::Up:
            return at >= columns ? at - columns : at;
        case Motion::Down:
            return rows_down > 0 ? at + columns : at;
        case Motion::PageUp:
            return at - std::min(page, at / columns) * columns;
        case Motion::PageDown:
            return at + std::min(page, rows_down) * columns;
        case Motion::RowStart:
            return at - at % columns;
        case Motion::RowEnd:
            return last - at < columns - 1 - at % columns ? last : at - at % columns + columns - 1;
        case Motion::Start:
            return 0;
        case Motion::End:
            return last;
    }
    return at;
}

void scroll_to(Sheet& sheet, const Document& document, std::int64_t row) {
    const std::int64_t last_row = last_offset(document) / sheet.hex.columns;
    const std::int64_t bottom = std::max<std::int64_t>(last_row - sheet.hex.visible_rows + 1, 0);
    sheet.hex.first_row = std::clamp<std::int64_t>(row, 0, bottom);
}

}  // namespace

void place_cursor(Sheet& sheet, const Document& document, std::int64_t offset, Extend extend) {
    Cursor& cursor = sheet.cursor;
    if (extend == Extend::No) {
        cursor.anchor.reset();
    } else if (!cursor.anchor) {
        cursor.anchor = cursor.offset;
    }
    cursor.items.reset();
    cursor.offset = std::clamp<std::int64_t>(offset, 0, last_offset(document));
    cursor.nibble = 0;
    cursor.typing = Gesture::None;
    sheet.hex.first_row = row_to_reveal(sheet.hex, cursor.offset);
}

void apply(Workbench& bench, const MoveCursor& action) {
    Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    const Document& document = bench.document(*sheet);
    const std::int64_t to = moved(*sheet, document, action.motion);
    // A page scrolls by a page, so that the cursor keeps its place in the window.
    const std::int64_t rows = to / sheet->hex.columns - sheet->cursor.offset / sheet->hex.columns;
    if (action.motion == Motion::PageDown || action.motion == Motion::PageUp) {
        scroll_to(*sheet, document, sheet->hex.first_row + rows);
    }
    place_cursor(*sheet, document, to, action.extend);
}

void apply(Workbench& bench, const PlaceCursor& action) {
    if (Sheet* sheet = bench.find(action.sheet)) {
        place_cursor(*sheet, bench.document(*sheet), action.offset, action.extend);
    }
}

void apply(Workbench& bench, const SetSide& action) {
    if (Sheet* sheet = bench.find(action.sheet)) {
        sheet->cursor.side = action.side;
        sheet->cursor.nibble = 0;
    }
}

void apply(Workbench& bench, const ScrollRows& action) {
    if (Sheet* sheet = bench.find(action.sheet)) {
        scroll_to(*sheet, bench.document(*sheet), sheet->hex.first_row + action.rows);
    }
}

void apply(Workbench& bench, const ScrollToRow& action) {
    if (Sheet* sheet = bench.find(action.sheet)) scroll_to(*sheet, bench.document(*sheet), action.row);
}

void apply(Workbench& bench, const ReportRows& action) {
    Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    const std::int64_t before = sheet->hex.visible_rows;
    const bool in_sight = row_to_reveal(sheet->hex, sheet->cursor.offset) == sheet->hex.first_row;
    sheet->hex.visible_rows = std::max<std::int64_t>(action.visible_rows, 1);
    // A window that becomes smaller keeps the cursor in sight, if it was.
    if (in_sight && sheet->hex.visible_rows < before) {
        sheet->hex.first_row = row_to_reveal(sheet->hex, sheet->cursor.offset);
    }
    scroll_to(*sheet, bench.document(*sheet), sheet->hex.first_row);
}

void apply(Workbench& bench, const SetColumns& action) {
    Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    // The row of the cursor stays where the eye is.
    const std::int64_t rows_above = sheet->cursor.offset / sheet->hex.columns - sheet->hex.first_row;
    sheet->hex.columns = action.columns;
    scroll_to(*sheet, bench.document(*sheet), sheet->cursor.offset / action.columns - rows_above);
}

}  // namespace byteprism
