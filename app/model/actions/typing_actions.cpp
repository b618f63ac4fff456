// What typing and the keys beside it do: bytes are overwritten, inserted, deleted.

#include <array>

#include "app/model/actions/steps.hpp"
#include "core/error.hpp"
#include "core/view/text_encoding.hpp"

namespace byteprism {
namespace {

// What is inserted takes the place of a selected run.
ByteRange place_to_insert(const Cursor& cursor) {
    return cursor.anchor ? cursor.selection() : ByteRange{cursor.offset, 0};
}

void delete_bytes(Sheet& sheet, Document& document, ByteRange range) {
    document.replace(range, {}, Gesture::None);
    place_cursor(sheet, document, range.offset, Extend::No);
}

void refuse_strided(const Cursor& cursor) {
    if (cursor.items) throw ValueError("a strided selection cannot be deleted: fill it, or select a run of bytes");
}

// The first digit makes a byte, or takes one's place; the second one ends it.
void insert_digit(Sheet& sheet, Document& document, std::byte digit) {
    Cursor& cursor = sheet.cursor;
    if (half_typed(cursor, document)) {
        const std::byte whole = document.bytes()[static_cast<std::size_t>(cursor.offset)] | digit;
        document.write(cursor.offset, {&whole, 1}, cursor.typing);
        return place_cursor(sheet, document, cursor.offset + 1, Extend::No);
    }
    make_room(sheet, document);
    const std::byte half = digit << 4;
    document.write(cursor.offset, {&half, 1}, cursor.typing);
    cursor.nibble = 1;
}

void overwrite_digit(Sheet& sheet, Document& document, std::byte digit) {
    Cursor& cursor = sheet.cursor;
    begin_overwriting(sheet, document);
    const std::byte old = document.bytes()[static_cast<std::size_t>(cursor.offset)];
    const std::byte byte =
        cursor.nibble == 0 ? (digit << 4) | (old & std::byte{0x0f}) : (old & std::byte{0xf0}) | digit;
    document.write(cursor.offset, {&byte, 1}, cursor.typing);
    if (cursor.nibble == 1) return place_cursor(sheet, document, cursor.offset + 1, Extend::No);
    cursor.nibble = 1;
    sheet.hex.first_row = row_to_reveal(sheet.hex, cursor.offset);
}

}  // namespace

bool half_typed(const Cursor& cursor, const Document& document) {
    const Step* const step = document.history().previous();
    return cursor.nibble != 0 && cursor.offset < document.size() && step != nullptr && step->gesture == cursor.typing;
}

void make_room(Sheet& sheet, Document& document) {
    const Gesture typing = document.new_gesture();
    const ByteRange place = place_to_insert(sheet.cursor);
    constexpr std::byte nothing{0};
    document.replace(place, {&nothing, 1}, typing);
    document.finish_work();  // the byte is to be there
    place_cursor(sheet, document, place.offset, Extend::No);
    sheet.cursor.typing = typing;
}

void begin_overwriting(Sheet& sheet, Document& document) {
    Cursor& cursor = sheet.cursor;
    if (document.size() == 0) throw ValueError(document.name() + " is empty: there is no byte to type over");
    if (cursor.selects()) place_cursor(sheet, document, cursor.target().offset, Extend::No);
    if (cursor.nibble == 0) cursor.typing = document.new_gesture();
}

void apply(Workbench& bench, const SetEntry& action) {
    Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    const Document& document = bench.document(*sheet);
    if (const auto why = document.length_refusal(); why && action.entry == Entry::Insert) {
        throw TypeError(document.name() + " cannot change its length: " + *why);
    }
    sheet->entry = action.entry;
    if (sheet->cursor.offset > last_place(*sheet, document)) {
        place_cursor(*sheet, document, sheet->cursor.offset, Extend::No);
    }
    sheet->cursor.nibble = 0;
}

void apply(Workbench& bench, const TypeHexDigit& action) {
    Sheet* sheet = bench.find_settled(action.sheet);
    if (sheet == nullptr) return;
    const auto digit = static_cast<std::byte>(action.digit);
    if (sheet->entry == Entry::Insert) {
        insert_digit(*sheet, bench.document(*sheet), digit);
    } else {
        overwrite_digit(*sheet, bench.document(*sheet), digit);
    }
}

void apply(Workbench& bench, const TypeText& action) {
    Sheet* sheet = bench.find_settled(action.sheet);
    if (sheet == nullptr) return;
    Document& document = bench.document(*sheet);
    const auto bytes = encode(*find_text_encoding(sheet->hex.encoding), action.text);
    std::int64_t at = sheet->cursor.target().offset;
    if (sheet->entry == Entry::Insert) {
        const ByteRange place = place_to_insert(sheet->cursor);
        at = place.offset;
        document.replace(place, bytes, Gesture::None);
    } else {
        document.write(at, bytes, Gesture::None);
    }
    place_cursor(*sheet, document, at + std::ssize(bytes), Extend::No);
}

void apply(Workbench& bench, const Insert& action) {
    Sheet* sheet = bench.find_settled(action.sheet);
    if (sheet == nullptr) return;
    bench.document(*sheet).insert_zeros(sheet->cursor.target().offset, action.count, Gesture::None);
}

void apply(Workbench& bench, const Delete& action) {
    Sheet* sheet = bench.find_settled(action.sheet);
    if (sheet == nullptr) return;
    Document& document = bench.document(*sheet);
    refuse_strided(sheet->cursor);
    delete_bytes(*sheet, document, intersection(sheet->cursor.target(), {0, document.size()}));
}

void apply(Workbench& bench, const DeleteBack& action) {
    Sheet* sheet = bench.find_settled(action.sheet);
    if (sheet == nullptr) return;
    Document& document = bench.document(*sheet);
    Cursor& cursor = sheet->cursor;
    refuse_strided(cursor);
    if (half_typed(cursor, document)) {
        document.undo();
        place_cursor(*sheet, document, cursor.offset, Extend::No);
    } else if (cursor.anchor) {
        delete_bytes(*sheet, document, cursor.selection());
    } else if (sheet->entry == Entry::Overwrite || cursor.offset == 0) {
        const std::int64_t before = cursor.nibble != 0 ? cursor.offset : cursor.offset - 1;
        place_cursor(*sheet, document, before, Extend::No);
    } else {
        delete_bytes(*sheet, document, {cursor.offset - 1, 1});
    }
}

}  // namespace byteprism
