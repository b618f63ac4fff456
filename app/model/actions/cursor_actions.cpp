// What moves: the cursor, and the rows in sight.

#include <algorithm>

#include "app/model/actions/steps.hpp"

namespace byteprism {
namespace {

std::int64_t last_offset(const Document& document) { return std::max<std::int64_t>(document.size() - 1, 0); }

// Where the cursor goes from a cell to the next one: over the bytes in the gap between two rows.
std::int64_t next_cell(const HexRows& rows, std::int64_t at, int cell) {
    const std::int64_t next = rows.cell_of(at, cell).end();
    return rows.column_of(next) < rows.columns ? next : rows.start_of(rows.row_of(next) + 1);
}

std::int64_t previous_cell(const HexRows& rows, std::int64_t at, int cell) {
    const std::int64_t before = rows.cell_of(at, cell).offset - 1;
    if (before < 0) return rows.cell_of(at, cell).offset;
    const bool in_gap = rows.column_of(before) == rows.columns;
    return rows.cell_of(in_gap ? rows.start_of(rows.row_of(before)) + rows.columns - 1 : before, cell).offset;
}

// Up and down keep the column: where the document ends before the row below, nothing moves.
std::int64_t moved(const Sheet& sheet, const Document& document, Motion motion) {
    const HexRows rows = rows_of(sheet.hex, document.size());
    const std::int64_t at = sheet.cursor.offset;
    const std::int64_t last = last_place(sheet, document);
    const std::int64_t page = std::max<std::int64_t>(sheet.hex.visible_rows, 1);
    const int cell = sheet.cursor.side == Side::Hex ? cell_bytes(sheet.hex) : 1;
    const auto up = [&](std::int64_t count) { return at - std::min(count, at / rows.stride) * rows.stride; };
    const auto down = [&](std::int64_t count) { return at + std::min(count, (last - at) / rows.stride) * rows.stride; };
    const ByteRange row = rows.bytes_of(rows.row_of(at));
    switch (motion) {
        case Motion::Left:
            return at == document.size() && at > 0 ? rows.cell_of(at - 1, cell).offset : previous_cell(rows, at, cell);
        case Motion::Right:
            return at < last ? std::min(next_cell(rows, at, cell), last) : last;
        case Motion::Up:
            return up(1);
        case Motion::Down:
            return down(1);
        case Motion::PageUp:
            return up(page);
        case Motion::PageDown:
            return down(page);
        case Motion::RowStart:
            return row.empty() ? at : row.offset;
        case Motion::RowEnd:
            return row.empty() ? at : row.end() - 1;
        case Motion::Start:
            return 0;
        case Motion::End:
            return last;
    }
    return at;
}

// On the side of the digits a selection has no part of a cell.
void take_whole_cells(Cursor& cursor, const HexRows& rows, int cell) {
    if (!cursor.anchor || cell == 1) return;
    const ByteRange from = rows.cell_of(*cursor.anchor, cell);
    const ByteRange to = rows.cell_of(cursor.offset, cell);
    const bool forwards = cursor.offset >= *cursor.anchor;
    cursor.anchor = forwards ? from.offset : from.end() - 1;
    cursor.offset = forwards ? to.end() - 1 : to.offset;
}

}  // namespace

std::int64_t last_place(const Sheet& sheet, const Document& document) {
    return sheet.entry == Entry::Insert ? document.size() : last_offset(document);
}

void place_cursor(Sheet& sheet, const Document& document, std::int64_t offset, Extend extend) {
    Cursor& cursor = sheet.cursor;
    if (extend == Extend::No) {
        cursor.anchor.reset();
    } else if (!cursor.anchor) {
        cursor.anchor = std::min(cursor.offset, last_offset(document));
    }
    cursor.items.reset();
    // A selection ends at a byte.
    const std::int64_t last = extend == Extend::Yes ? last_offset(document) : last_place(sheet, document);
    cursor.offset = std::clamp<std::int64_t>(offset, 0, last);
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
    const HexRows grid = rows_of(sheet->hex, document.size());
    const std::int64_t rows = grid.row_of(to) - grid.row_of(sheet->cursor.offset);
    if (action.motion == Motion::PageDown || action.motion == Motion::PageUp) {
        scroll_to(*sheet, document, sheet->hex.first_row + rows);
    }
    const bool jumps = action.motion == Motion::Start || action.motion == Motion::End;
    if (jumps && action.extend == Extend::No) leave_place_for(*sheet, to);
    place_cursor(*sheet, document, to, action.extend);
    if (sheet->cursor.side == Side::Hex) take_whole_cells(sheet->cursor, grid, cell_bytes(sheet->hex));
}

void apply(Workbench& bench, const PlaceCursor& action) {
    if (Sheet* sheet = bench.find(action.sheet)) {
        if (action.extend == Extend::No) leave_place_for(*sheet, action.offset);
        place_cursor(*sheet, bench.document(*sheet), action.offset, action.extend);
    }
}

void apply(Workbench& bench, const SetSide& action) {
    if (Sheet* sheet = bench.find(action.sheet)) {
        sheet->cursor.side = action.side;
        sheet->cursor.nibble = 0;
    }
}

}  // namespace byteprism
