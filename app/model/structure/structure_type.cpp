#include "app/model/structure/structure_type.hpp"

#include <algorithm>

#include "core/error.hpp"
#include "core/structure/declaration_error.hpp"
#include "core/structure/declarations.hpp"
#include "core/structure/format_types.hpp"
#include "core/structure/placement.hpp"

namespace byteprism {
namespace {

// The order is said in a line before the text, of which errors know nothing.
Declarations parsed(const StructureSettings& settings) {
    if (settings.order == ByteOrder::Little) return parse_declarations(settings.text, settings.model);
    const std::string before = "#pragma scalar_storage_order big-endian\n";
    try {
        return parse_declarations(before + settings.text, settings.model);
    } catch (const DeclarationError& error) {
        const std::string message = error.what();
        const std::size_t at = error.column.value_or(0);
        const std::size_t colon = std::min(message.find(": "), message.size() - 2);
        throw DeclarationError(message.substr(colon + 2), settings.text, at > before.size() ? at - before.size() : 0);
    }
}

StructureType declared(const StructureSettings& settings) {
    Declarations declarations = parsed(settings);
    if (declarations.records.empty()) throw StructError("no struct or union is declared", 0);
    StructureType type;
    type.declared = true;
    type.types = std::move(declarations.types);
    type.records = std::move(declarations.records);
    const auto chosen = std::ranges::find(type.records, settings.type, &TypeUse::name);
    type.record = chosen != type.records.end() ? *chosen : type.records.back();
    return type;
}

}  // namespace

bool is_declarations(std::string_view text) { return text.find(';') != std::string_view::npos; }

TypeUse several(StructureType& type, std::int64_t count) {
    const DataType& one = type.types[type.record.type];
    if (one.size == 0 && !one.varies) throw StructError("records without bytes cannot be several", 0);
    if (one.size > 0 && count > max_type_size / one.size) {
        throw StructError(std::to_string(count) + " records of " + std::to_string(one.size) + " bytes are more than " +
                              std::to_string(max_type_size) + " bytes",
                          0);
    }
    DataType array;
    array.kind = DataType::Kind::Array;
    array.target = type.record;
    array.alignment = one.alignment;
    array.depth = one.depth + 1;
    array.to_the_end = count == 0;
    array.varies = one.varies || array.to_the_end;
    array.sized = one.sized && !array.to_the_end;
    array.count = count;
    array.size = count * one.size;
    return {type.types.add(std::move(array)), array_name(type.record.name, count == 0 ? "" : std::to_string(count))};
}

StructureTypePtr compile(const StructureSettings& settings) {
    auto type = std::make_shared<StructureType>();
    if (is_declarations(settings.text)) {
        *type = declared(settings);
    } else {
        type->record = add_format(type->types, Format::parse(settings.text));
    }
    type->root = settings.count == 1 ? type->record : several(*type, std::max<std::int64_t>(0, settings.count));
    return type;
}

bool compiles_alike(const StructureSettings& a, const StructureSettings& b) {
    return a.text == b.text && a.count == b.count && a.type == b.type && a.order == b.order && a.model == b.model;
}

StructureTypePtr first_structure_type() {
    static const StructureTypePtr type = compile(StructureSettings{});
    return type;
}

std::int64_t structure_offset(const Sheet& sheet) {
    const StructureSettings& settings = sheet.structure.settings;
    return settings.follows_cursor ? sheet.cursor.offset : settings.offset;
}

}  // namespace byteprism
