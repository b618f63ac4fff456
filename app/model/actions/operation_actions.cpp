// What is done to all bytes of a selection at once, also of a strided one.

#include "app/model/bytes/target_bytes.hpp"
#include "app/model/workbench.hpp"
#include "core/error.hpp"

namespace byteprism {

// A pattern fills a run of any length, in slices if it is long.
void apply(Workbench& bench, const Fill& action) {
    const Sheet* sheet = bench.find_settled(action.sheet);
    if (sheet == nullptr) return;
    Document& document = bench.document(*sheet);
    const auto* pattern = std::get_if<PatternFilling>(&action.filling);
    if (pattern != nullptr && !sheet->cursor.items) {
        const ByteRange run = intersection(sheet->cursor.target(), {0, document.size()});
        document.fill(run, pattern->bytes, Gesture::None);
    } else {
        const Layout items = bounded_target(*sheet, document, "Fill");
        std::vector<std::byte> bytes(static_cast<std::size_t>(byte_count(items)));
        fill(bytes, action.filling);
        document.write_items(items, bytes, Gesture::None);
    }
    bench.tell(*sheet, "filled " + target_text(sheet->cursor.target_items(document.size()), document));
}

void apply(Workbench& bench, const Operate& action) {
    const Sheet* sheet = bench.find_settled(action.sheet);
    if (sheet == nullptr) return;
    Document& document = bench.document(*sheet);
    const std::string name(row_of(action.operation.what).name);
    const Layout items = bounded_target(*sheet, document, name);
    Bytes bytes = bytes_of(document, items);
    operate(bytes, action.operation);
    document.write_items(items, bytes, Gesture::None);
    bench.tell(*sheet, name + ": " + target_text(items, document));
}

}  // namespace byteprism
