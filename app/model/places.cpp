#include "app/model/places.hpp"

#include "app/model/structure/field_tree.hpp"

namespace byteprism {

OffsetContext place_context(const Workbench& bench, const Sheet& sheet) {
    const Document& document = bench.document(sheet);
    const auto named = [&bench, &sheet](std::string_view name) -> std::optional<std::int64_t> {
        if (const Bookmark* bookmark = bench.bookmarks(sheet).named(name)) return bookmark->offset();
        const auto field = FieldTree(sheet, bench.document(sheet)).find(name);
        if (!field || field->lost) return std::nullopt;
        return field->bytes.offset;
    };
    return {sheet.cursor.offset, document.size(), static_cast<std::int64_t>(document.base_address()), named};
}

}  // namespace byteprism
