// What changes bytes, takes changes back, and carries bytes to and from the clipboard.

#include <algorithm>

#include "app/model/actions/apply.hpp"
#include "app/model/hex_text.hpp"
#include "app/model/number_text.hpp"
#include "core/error.hpp"
#include "core/view/pack.hpp"
#include "core/view/text_encoding.hpp"

namespace byteprism {
namespace {

constexpr std::int64_t copy_limit = std::int64_t{64} << 20;

// The cursor shows what was undone only if the eye would not see it anyway.
void show_change(Sheet& sheet, const Document& document, const std::optional<ByteRange>& changed) {
    sheet.cursor.nibble = 0;
    sheet.cursor.typing = Gesture::None;
    if (changed && row_to_reveal(sheet.hex, changed->offset) != sheet.hex.first_row) {
        place_cursor(sheet, document, changed->offset, Extend::No);
    }
}

void write_at_cursor(Sheet& sheet, Document& document, std::span<const std::byte> bytes) {
    const std::int64_t at = sheet.cursor.target().offset;
    document.write(at, bytes, Gesture::None);
    place_cursor(sheet, document, at + static_cast<std::int64_t>(bytes.size()), Extend::No);
}

// What the clipboard has for a side of the grid.
std::vector<std::byte> pasted(Clipboard& clipboard, Side side) {
    const std::string text = clipboard.text();
    if (side == Side::Text) {
        const auto bytes = std::as_bytes(std::span(text));
        return {bytes.begin(), bytes.end()};
    }
    try {
        return parse_hex(text);
    } catch (const ValueError& error) {
        throw ValueError(std::string("cannot paste: ") + error.what());
    }
}

}  // namespace

void apply(Workbench& bench, const TypeHexDigit& action) {
    Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    Document& document = bench.document(*sheet);
    Cursor& cursor = sheet->cursor;
    if (document.size() == 0) throw ValueError(document.name() + " is empty: there is no byte to type over");
    if (cursor.anchor) place_cursor(*sheet, document, cursor.target().offset, Extend::No);
    if (cursor.nibble == 0) cursor.typing = document.new_gesture();
    const auto old = std::to_integer<unsigned>(document.bytes()[static_cast<std::size_t>(cursor.offset)]);
    const auto digit = static_cast<unsigned>(action.digit);
    const auto byte = static_cast<std::byte>(cursor.nibble == 0 ? (digit << 4) | (old & 0x0f) : (old & 0xf0) | digit);
    document.write(cursor.offset, {&byte, 1}, cursor.typing);
    if (cursor.nibble == 0) {
        cursor.nibble = 1;
        sheet->hex.first_row = row_to_reveal(sheet->hex, cursor.offset);
    } else {
        place_cursor(*sheet, document, cursor.offset + 1, Extend::No);
    }
}

void apply(Workbench& bench, const TypeText& action) {
    Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    write_at_cursor(*sheet, bench.document(*sheet), encode(*find_text_encoding(sheet->hex.encoding), action.text));
}

void apply(Workbench& bench, const WriteField& action) {
    Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    Document& document = bench.document(*sheet);
    const std::int64_t at = action.record + action.field.offset;
    if (at < 0 || action.field.size > document.size() - at) {
        throw ValueError("a field of " + std::to_string(action.field.size) + " bytes at " + offset_text(at) +
                         " lies outside " + document.name());
    }
    const auto old =
        document.bytes().subspan(static_cast<std::size_t>(at), static_cast<std::size_t>(action.field.size));
    std::vector<std::byte> bytes(old.begin(), old.end());
    Field field = action.field;
    field.offset = 0;
    write_field(field, bytes, action.value);
    document.write(at, bytes, Gesture::None);
}

void apply(Workbench& bench, const Insert& action) {
    Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    bench.document(*sheet).insert_zeros(sheet->cursor.target().offset, action.count, Gesture::None);
}

void apply(Workbench& bench, const Delete& action) {
    Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    Document& document = bench.document(*sheet);
    const ByteRange range = intersection(sheet->cursor.target(), {0, document.size()});
    document.replace(range, {}, Gesture::None);
    place_cursor(*sheet, document, range.offset, Extend::No);
}

void apply(Workbench& bench, const Fill& action) {
    const Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    Document& document = bench.document(*sheet);
    document.fill(intersection(sheet->cursor.target(), {0, document.size()}), parse_hex(action.pattern), Gesture::None);
}

void apply(Workbench& bench, const Undo& action) {
    if (Sheet* sheet = bench.find(action.sheet)) {
        Document& document = bench.document(*sheet);
        show_change(*sheet, document, document.undo());
    }
}

void apply(Workbench& bench, const Redo& action) {
    if (Sheet* sheet = bench.find(action.sheet)) {
        Document& document = bench.document(*sheet);
        show_change(*sheet, document, document.redo());
    }
}

void apply(Workbench& bench, const CancelEdit& action) {
    if (const Sheet* sheet = bench.find(action.sheet)) bench.document(*sheet).cancel_work();
}

void apply(Workbench& bench, const GoToStep& action) {
    if (Sheet* sheet = bench.find(action.sheet)) {
        Document& document = bench.document(*sheet);
        show_change(*sheet, document,
                    document.go_to_step(std::min(action.position, document.history().steps().size())));
    }
}

void apply(Workbench& bench, const Copy& action) {
    const Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr || bench.clipboard == nullptr) return;
    const Document& document = bench.document(*sheet);
    const ByteRange range = intersection(sheet->cursor.target(), {0, document.size()});
    if (range.length > copy_limit) {
        throw ValueError("a selection of " + size_text(range.length) + " is too large for the clipboard: at most " +
                         size_text(copy_limit));
    }
    const auto bytes =
        document.bytes().subspan(static_cast<std::size_t>(range.offset), static_cast<std::size_t>(range.length));
    const std::string text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (sheet->cursor.side == Side::Text && text.find('\0') != std::string::npos) {
        throw ValueError("cannot copy as text: there are zero bytes in it; copy from the hex side");
    }
    bench.clipboard->set_text(sheet->cursor.side == Side::Hex ? hex_text(bytes) : text);
}

void apply(Workbench& bench, const Cut& action) {
    apply(bench, Copy{action.sheet});
    apply(bench, Delete{action.sheet});
}

void apply(Workbench& bench, const Paste& action) {
    Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr || bench.clipboard == nullptr) return;
    write_at_cursor(*sheet, bench.document(*sheet), pasted(*bench.clipboard, sheet->cursor.side));
}

void apply(Workbench& bench, const PasteInsert& action) {
    Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr || bench.clipboard == nullptr) return;
    Document& document = bench.document(*sheet);
    const std::vector<std::byte> bytes = pasted(*bench.clipboard, sheet->cursor.side);
    const ByteRange selection = sheet->cursor.selection();
    const ByteRange place = selection.empty() ? ByteRange{sheet->cursor.offset, 0} : selection;
    document.replace(place, bytes, Gesture::None);
    place_cursor(*sheet, document, place.offset + static_cast<std::int64_t>(bytes.size()), Extend::No);
}

}  // namespace byteprism
