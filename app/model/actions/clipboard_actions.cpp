// What carries bytes to and from the clipboard.

#include "app/model/actions/steps.hpp"
#include "app/model/bytes/base64.hpp"
#include "app/model/bytes/copy_forms.hpp"
#include "app/model/bytes/pasted_text.hpp"
#include "app/model/bytes/target_bytes.hpp"
#include "app/model/hex_text.hpp"
#include "app/model/number_text.hpp"
#include "core/error.hpp"
#include "core/view/text_encoding.hpp"

namespace byteprism {
namespace {

constexpr std::int64_t copy_limit = std::int64_t{64} << 20;

std::string count_text(std::int64_t count) { return grouped_text(count) + (count == 1 ? " byte" : " bytes"); }

PastedBytes pasted(const Workbench& bench, const Sheet& sheet, PasteForm form) {
    const std::string text = bench.clipboard->text();
    if (text.empty()) throw ValueError("cannot paste: there is no text in the clipboard");
    try {
        if (form == PasteForm::Base64) {
            PastedBytes decoded{parse_base64(text), "base64"};
            if (decoded.bytes.empty()) throw ValueError("there are no bytes in the text");
            return decoded;
        }
        if (sheet.cursor.side == Side::Hex) return parse_pasted(text);
        const CopiedText& ours = bench.copied_text;
        if (ours.text == text && ours.encoding == sheet.hex.encoding) return {ours.bytes, "text"};
        return {encode(*find_text_encoding(sheet.hex.encoding), text), "text"};
    } catch (const ValueError& error) {
        const bool text_meant = form == PasteForm::OfSide && sheet.cursor.side == Side::Hex;
        throw ValueError(std::string("cannot paste: ") + error.what() +
                         (text_meant ? "; as text it is pasted on the text side (Tab)" : ""));
    }
}

// The items take the bytes, again and again if they are fewer and divide.
void paste_into_items(Workbench& bench, Sheet& sheet, const PastedBytes& pasted) {
    Document& document = bench.document(sheet);
    const Layout items = bounded_target(sheet, document, "Paste");
    const std::int64_t count = std::ssize(pasted.bytes);
    const std::int64_t places = byte_count(items);
    if (places % count != 0) {
        throw ValueError("cannot paste: " + count_text(count) + " do not divide the " + grouped_text(places) +
                         " of the selection");
    }
    std::vector<std::byte> bytes(static_cast<std::size_t>(places));
    fill(bytes, PatternFilling{pasted.bytes});
    document.write_items(items, bytes, Gesture::None);
    bench.tell(sheet, "pasted " + std::string(pasted.form) + " over " + target_text(items, document));
}

void paste_between(Workbench& bench, Sheet& sheet, const PastedBytes& pasted) {
    Document& document = bench.document(sheet);
    const ByteRange selection = sheet.cursor.selection();
    const ByteRange place = selection.empty() ? ByteRange{sheet.cursor.offset, 0} : selection;
    const std::int64_t count = std::ssize(pasted.bytes);
    document.replace(place, pasted.bytes, Gesture::None);
    place_cursor(sheet, document, place.offset + count, Extend::No);
    bench.tell(sheet, "inserted " + count_text(count) + " of " + std::string(pasted.form) +
                          (place.empty() ? "" : " for " + count_text(place.length)) + " at " +
                          offset_text(place.offset));
}

void ask_about_overhang(Workbench& bench, const Paste& action, std::int64_t count, std::int64_t room) {
    const Document& document = bench.document(*bench.find(action.sheet));
    Question question{Question::Kind::PasteOverhang, "", action.sheet, ""};
    question.about = count_text(count) + " are to be pasted, and there are " + grouped_text(room) +
                     " up to the end of " + document.name() + ".";
    question.form = action.form;
    question.count = count;
    bench.question = std::move(question);
}

void paste_over(Workbench& bench, Sheet& sheet, PastedBytes pasted, const Paste& action) {
    Document& document = bench.document(sheet);
    const std::int64_t at = sheet.cursor.target().offset;
    const std::int64_t room = document.size() - at;
    if (std::ssize(pasted.bytes) > room) {
        const bool asked = action.asked == 0 || action.asked == std::ssize(pasted.bytes);
        if (action.overhang == Overhang::Ask || !asked) {
            return ask_about_overhang(bench, action, std::ssize(pasted.bytes), room);
        }
        if (action.overhang == Overhang::Cut) pasted.bytes.resize(static_cast<std::size_t>(room));
    }
    const std::int64_t count = std::ssize(pasted.bytes);
    document.replace({at, std::min(count, room)}, pasted.bytes, Gesture::None);
    place_cursor(sheet, document, at + count, Extend::No);
    bench.tell(sheet, "pasted " + std::string(pasted.form) + " over " +
                          target_text(Layout{at, 1, {Axis{count, 1}}}, document));
}

}  // namespace

void apply(Workbench& bench, const Copy& action) {
    const Sheet* sheet = bench.find(action.sheet);
    if (sheet != nullptr) apply(bench, CopyAs{action.sheet, sheet->cursor.side == Side::Text ? "text" : "hex"});
}

void apply(Workbench& bench, const CopyAs& action) {
    const Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr || bench.clipboard == nullptr) return;
    const Document& document = bench.document(*sheet);
    const CopyForm& form = copy_form(action.form);
    const Layout items = bounded_target(*sheet, document, "Copy", copy_limit);
    const Bytes bytes = bytes_of(document, items);
    const std::string text = form.write(copied_of(*sheet, items, bytes));
    bench.clipboard->set_text(text);
    bench.tell(*sheet, "copied " + target_text(items, document));
    if (action.form == "text") bench.copied_text = {text, sheet->hex.encoding, {bytes.begin(), bytes.end()}};
}

void apply(Workbench& bench, const Cut& action) {
    if (bench.find_settled(action.sheet) == nullptr) return;
    apply(bench, Copy{action.sheet});
    apply(bench, Delete{action.sheet});
}

void apply(Workbench& bench, const Paste& action) {
    Sheet* sheet = bench.find_settled(action.sheet);
    if (sheet == nullptr || bench.clipboard == nullptr) return;
    PastedBytes bytes = pasted(bench, *sheet, action.form);
    const bool inserts = action.way == PasteWay::OfEntry && sheet->entry == Entry::Insert;
    if (sheet->cursor.items) {
        paste_into_items(bench, *sheet, bytes);
    } else if (action.way == PasteWay::Between || inserts) {
        paste_between(bench, *sheet, bytes);
    } else {
        paste_over(bench, *sheet, std::move(bytes), action);
    }
}

}  // namespace byteprism
