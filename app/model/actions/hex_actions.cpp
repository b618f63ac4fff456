// What belongs to the hex grid: how it is set up, the rows in sight, and what its cells take.

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "app/model/actions/steps.hpp"
#include "app/model/structure/structure_type.hpp"
#include "core/error.hpp"
#include "core/image/geometry.hpp"
#include "core/image/pixel_format_table.hpp"

namespace byteprism {
namespace {

// Makes the rows others. What the eye is on stays where it is: the byte under the cursor, or, where that is out of
// sight, the first byte in sight.
template <class Change>
void keep_the_place(Sheet& sheet, const Document& document, const Change& change) {
    const HexRows before = rows_of(sheet.hex, document.size());
    const bool in_sight = row_to_reveal(sheet.hex, sheet.cursor.offset) == sheet.hex.first_row;
    const std::int64_t byte = in_sight ? sheet.cursor.offset : before.bytes_of(sheet.hex.first_row).offset;
    const std::int64_t rows_above = before.row_of(byte) - sheet.hex.first_row;
    change();
    scroll_to(sheet, document, rows_of(sheet.hex, document.size()).row_of(byte) - rows_above);
    if (in_sight) sheet.hex.first_row = row_to_reveal(sheet.hex, byte);
}

void set_up(Sheet& sheet, const Document& document, const HexSettings& settings) {
    keep_the_place(sheet, document, [&] {
        const HexSettings before = std::exchange(sheet.hex, settings);
        sheet.hex.first_row = before.first_row;
        sheet.hex.visible_rows = before.visible_rows;
        sheet.hex.columns_that_fit = before.columns_that_fit;
    });
    sheet.cursor.nibble = 0;  // it may have counted digits of other cells
}

HexSettings aligned(const Sheet& sheet, const Document& document, AlignTo to) {
    if (to == AlignTo::View) return aligned_to(sheet.hex, bind(sheet.look.recipe, document.view()).layout());
    if (to == AlignTo::Structure) {
        const StructureType& type = *sheet.structure.type;
        const std::int64_t record = type.types[type.record.type].size;
        return with_rows(sheet.hex, structure_offset(sheet), record, record);
    }
    const std::int64_t row = tight_row_stride(find_pixel_format(sheet.image.pixels), sheet.image.width);
    return with_rows(sheet.hex, sheet.image.offset, row, std::abs(sheet.image.row_stride.value_or(row)));
}

}  // namespace

void scroll_to(Sheet& sheet, const Document& document, std::int64_t row) {
    const HexRows rows = rows_of(sheet.hex, document.size());
    std::int64_t bottom = rows.last_first_row(sheet.hex.visible_rows);
    // The cursor may stand in a row of its own behind the last byte.
    if (rows.row_of(sheet.cursor.offset) == rows.count() && rows.count() >= sheet.hex.visible_rows) ++bottom;
    sheet.hex.first_row = std::clamp<std::int64_t>(row, 0, bottom);
}

void apply(Workbench& bench, const SelectBetween& action) {
    Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr || bench.document(*sheet).size() == 0) return;
    const Document& document = bench.document(*sheet);
    place_cursor(*sheet, document, action.offset, Extend::No);
    sheet->cursor.anchor = std::clamp<std::int64_t>(action.anchor, 0, document.size() - 1);
}

void apply(Workbench& bench, const TypeBit& action) {
    Sheet* sheet = bench.find_settled(action.sheet);
    if (sheet == nullptr) return;
    Document& document = bench.document(*sheet);
    Cursor& cursor = sheet->cursor;
    if (sheet->entry == Entry::Insert) {
        if (!half_typed(cursor, document)) make_room(*sheet, document);
    } else {
        begin_overwriting(*sheet, document);
    }
    const std::byte mask = std::byte{0x80} >> cursor.nibble;
    const std::byte old = document.bytes()[static_cast<std::size_t>(cursor.offset)];
    const std::byte byte = action.bit == 0 ? old & ~mask : old | mask;
    document.write(cursor.offset, {&byte, 1}, cursor.typing);
    if (cursor.nibble < 7) {
        ++cursor.nibble;
        sheet->hex.first_row = row_to_reveal(sheet->hex, cursor.offset);
    } else {
        place_cursor(*sheet, document, cursor.offset + 1, Extend::No);
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

void apply(Workbench& bench, const ReportGrid& action) {
    Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    keep_the_place(*sheet, bench.document(*sheet), [&] {
        sheet->hex.visible_rows = std::max<std::int64_t>(action.visible_rows, 1);
        sheet->hex.columns_that_fit = std::max(action.columns_that_fit, 1);
    });
}

void apply(Workbench& bench, const SetHex& action) {
    Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    check(action.settings);
    set_up(*sheet, bench.document(*sheet), action.settings);
}

void apply(Workbench& bench, const AlignRows& action) {
    Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    const Document& document = bench.document(*sheet);
    set_up(*sheet, document, aligned(*sheet, document, action.to));
}

}  // namespace byteprism
