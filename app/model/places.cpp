#include "app/model/places.hpp"

namespace byteprism {
namespace {

// Of a field, or of a field in a record: "header.width".
std::optional<std::int64_t> offset_of_field(std::span<const Field> fields, std::string_view name) {
    const std::size_t dot = name.find('.');
    for (const Field& field : fields) {
        if (field.name == name) return field.offset;
        if (dot == std::string_view::npos || field.name != name.substr(0, dot)) continue;
        if (const auto inner = offset_of_field(field.fields, name.substr(dot + 1))) return field.offset + *inner;
    }
    return std::nullopt;
}

}  // namespace

OffsetContext place_context(const Workbench& bench, const Sheet& sheet) {
    const Document& document = bench.document(sheet);
    const auto named = [&bench, &sheet](std::string_view name) -> std::optional<std::int64_t> {
        if (const Bookmark* bookmark = bench.bookmarks(sheet).named(name)) return bookmark->offset();
        const auto field = offset_of_field(sheet.structure.format.fields(), name);
        if (!field) return std::nullopt;
        return sheet.structure.settings.offset + *field;
    };
    return {sheet.cursor.offset, document.size(), static_cast<std::int64_t>(document.base_address()), named};
}

}  // namespace byteprism
