#include "core/structure/format_types.hpp"

#include <span>

#include "core/view/element.hpp"

namespace byteprism {
namespace {

class FormatTypes {
public:
    explicit FormatTypes(DataTypes& types) : types_(types) {}

    TypeId record(std::span<const Field> fields, std::int64_t size) {
        DataType type;
        type.kind = DataType::Kind::Record;
        type.size = size;
        std::int64_t end = 0;
        for (std::size_t i = 0; i < fields.size(); ++i) {
            const Field& field = fields[i];
            add_padding(type, end, field.offset);
            DataMember member;
            member.name = field.name.value_or("f" + std::to_string(i));
            member.type = {field.code == "t" ? bits() : arrays(field, list_shape(field)), spelling(field)};
            member.offset = field.offset;
            member.size = field.size;
            if (field.code == "t") member.bits = {field.bit_offset, static_cast<int>(field.count)};
            end = std::max(end, field.offset + field.size);
            type.members.push_back(std::move(member));
        }
        add_padding(type, end, size);
        return types_.add(std::move(type));
    }

private:
    static void add_padding(DataType& type, std::int64_t from, std::int64_t to) {
        if (to <= from) return;
        DataMember gap;
        gap.kind = DataMember::Kind::Padding;
        gap.type.name = "pad";
        gap.offset = from;
        gap.size = to - from;
        type.members.push_back(std::move(gap));
    }

    // As the format has it, without its byte order: "H", "4s", "(2,3)H", "T{..}".
    static std::string spelling(const Field& field) {
        std::string text;
        for (const std::int64_t length : field.shape) {
            text += (text.empty() ? "(" : ",") + std::to_string(length);
        }
        if (!text.empty()) text += ")";
        if (field.count != 1) text += std::to_string(field.count);
        return text + (field.code == "T" ? "T{}" : field.code);
    }

    TypeId bits() {
        DataType type;
        type.kind = DataType::Kind::Number;
        type.size = 8;
        type.leaf.code = "Q";
        type.leaf.unit = 8;
        return types_.add(std::move(type));
    }

    TypeId arrays(const Field& field, std::span<const std::int64_t> shape) {
        if (shape.empty()) return element(field);
        DataType array;
        array.kind = DataType::Kind::Array;
        array.target.type = arrays(field, shape.subspan(1));
        Field inner = field;
        inner.shape.assign(shape.begin() + 1, shape.end());
        inner.count = counts_length(field) ? field.count : 1;
        array.target.name = spelling(inner);
        array.count = shape[0];
        array.size = array.count * types_[array.target.type].size;
        return types_.add(std::move(array));
    }

    TypeId element(const Field& field) {
        if (field.code == "T") return record(field.fields, field.unit);
        DataType type;
        type.kind = DataType::Kind::Number;
        type.size = field.unit;
        type.leaf = field;
        type.leaf.name.reset();
        type.leaf.shape.clear();
        type.leaf.offset = 0;
        type.leaf.size = field.unit;
        if (!counts_length(field)) type.leaf.count = 1;
        type.is_signed = std::string_view("bhilqn").find(field.code[0]) != std::string_view::npos;
        return types_.add(std::move(type));
    }

    DataTypes& types_;
};

std::string ordered(const Field& leaf, const std::string& code) { return static_cast<char>(leaf.order) + code; }

// Of characters the last dimension is a length.
std::optional<std::string> array_format(const DataTypes& types, TypeId id) {
    std::string shape;
    for (; types[id].kind == DataType::Kind::Array; id = types[id].target.type) {
        const DataType& array = types[id];
        const DataType& element = types[array.target.type];
        const bool text = element.kind == DataType::Kind::Character;
        if (text) {
            if (!shape.empty()) shape += ")";
            const std::string code = element.leaf.code == "c" ? "s" : element.leaf.code;
            return shape + ordered(element.leaf, std::to_string(array.count) + code);
        }
        shape += (shape.empty() ? "(" : ",") + std::to_string(array.count);
    }
    const auto element = format_of(types, id);
    if (!element) return std::nullopt;
    return shape + ")" + *element;
}

std::optional<std::string> record_format(const DataTypes& types, const DataType& record) {
    if (record.is_union) return std::nullopt;
    std::string text = "T{";
    for (const DataMember& member : record.members) {
        if (member.kind == DataMember::Kind::Padding) {
            text += std::to_string(member.size) + "x";
            continue;
        }
        const auto format = format_of(types, member.type.type);
        if (!format || member.bits.width > 0) return std::nullopt;
        text += *format + (member.name.empty() ? "" : ":" + member.name + ":");
    }
    return text + "}";
}

}  // namespace

std::optional<std::string> format_of(const DataTypes& types, TypeId id) {
    const DataType& type = types[id];
    if (type.varies) return std::nullopt;
    switch (type.kind) {
        case DataType::Kind::Void:
            return std::nullopt;
        case DataType::Kind::Array:
            return array_format(types, id);
        case DataType::Kind::Record:
            return record_format(types, type);
        case DataType::Kind::Pointer:  // no standard size: an integer of the same
            return ordered(type.leaf, type.size == 8 ? "Q" : "I");
        default:
            // Of n and N, a long double, 16-byte integers there is no form that every format reads alike.
            if (type.leaf.code.size() > 2 || type.leaf.code.find_first_of("gnNOX&P") != std::string::npos) {
                return std::nullopt;
            }
            return ordered(type.leaf,
                           (counts_length(type.leaf) ? std::to_string(type.leaf.count) : "") + type.leaf.code);
    }
}

TypeUse add_format(DataTypes& types, const Format& format) {
    if (format.error()) throw StructError(*format.error());
    return {FormatTypes(types).record(format.fields(), format.itemsize()), format.text()};
}

}  // namespace byteprism
