// What writes fields, and what takes changes back.

#include <algorithm>

#include "app/model/actions/steps.hpp"
#include "app/model/number_text.hpp"
#include "core/error.hpp"
#include "core/view/pack.hpp"

namespace byteprism {
namespace {

// The cursor stands where bytes came or went, which moves it along; of others it shows what was undone only if the eye
// would not see it anyway.
void show_change(Sheet& sheet, const Document& document, std::int64_t size_before, std::optional<std::int64_t> place) {
    sheet.cursor.nibble = 0;
    sheet.cursor.typing = Gesture::None;
    if (!place) return;
    const bool out_of_sight = row_to_reveal(sheet.hex, *place) != sheet.hex.first_row;
    if (out_of_sight || document.size() != size_before) place_cursor(sheet, document, *place, Extend::No);
}

std::optional<std::int64_t> start_of(const std::optional<ByteRange>& changed) {
    return changed ? std::optional(changed->offset) : std::nullopt;
}

}  // namespace

void apply(Workbench& bench, const WriteField& action) {
    Sheet* sheet = bench.find_settled(action.sheet);
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

void apply(Workbench& bench, const Undo& action) {
    if (Sheet* sheet = bench.find_settled(action.sheet)) {
        Document& document = bench.document(*sheet);
        const std::int64_t size = document.size();
        const auto changed = document.undo();
        show_change(*sheet, document, size, start_of(changed));
    }
}

void apply(Workbench& bench, const Redo& action) {
    if (Sheet* sheet = bench.find_settled(action.sheet)) {
        Document& document = bench.document(*sheet);
        const std::int64_t size = document.size();
        const auto changed = document.redo();
        const bool grown = document.size() > size;
        show_change(*sheet, document, size, grown && changed ? changed->end() : start_of(changed));
    }
}

void apply(Workbench& bench, const CancelEdit& action) {
    if (const Sheet* sheet = bench.find(action.sheet)) bench.document(*sheet).cancel_work();
}

void apply(Workbench& bench, const GoToStep& action) {
    if (Sheet* sheet = bench.find_settled(action.sheet)) {
        Document& document = bench.document(*sheet);
        const std::int64_t size = document.size();
        const auto changed = document.go_to_step(std::min(action.position, document.history().steps().size()));
        show_change(*sheet, document, size, start_of(changed));
    }
}

}  // namespace byteprism
