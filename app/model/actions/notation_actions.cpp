// Values that are typed into the inspector.

#include "app/model/notations/notation.hpp"
#include "app/model/workbench.hpp"

namespace byteprism {

void apply(Workbench& bench, const WriteNotation& action) {
    const Sheet* sheet = bench.find_settled(action.sheet);
    const Notation* notation = find_notation(action.notation);
    if (sheet == nullptr || notation == nullptr) return;
    Document& document = bench.document(*bench.find(action.sheet));
    if (action.offset < 0 || action.offset >= document.size()) return;  // it became shorter in the same frame
    const auto there = document.bytes().subspan(static_cast<std::size_t>(action.offset));
    const NotationContext context{action.order, find_text_encoding(sheet->hex.encoding)};
    document.write(action.offset, write_notation(*notation, action.text, there, context), Gesture::None);
}

}  // namespace byteprism
