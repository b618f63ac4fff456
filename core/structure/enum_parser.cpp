// enum: its constants, and the integer type that holds them.

#include <algorithm>

#include "core/structure/declaration_parser.hpp"

namespace byteprism {
namespace {

WideInteger two_to(std::int64_t exponent) { return WideInteger{1} << exponent; }

bool fits(const DataType& integer, WideInteger value) {
    const WideInteger limit = two_to(8 * integer.size - (integer.is_signed ? 1 : 0));
    return value < limit && value >= (integer.is_signed ? -limit : 0);
}

// As GCC chooses: unsigned unless a value is negative, of at least so many bytes. Nothing: 64 bits are too few.
std::optional<DataType> smallest_type(const std::vector<Enumerator>& enumerators, std::int64_t least) {
    const auto by_value = [](const Enumerator& a, const Enumerator& b) { return a.value < b.value; };
    const auto [low, high] = std::ranges::minmax_element(enumerators, by_value);
    for (std::int64_t size = least; size <= 8; size *= 2) {
        const DataType type = integer_type(size, !enumerators.empty() && low->value < 0);
        if (enumerators.empty() || (fits(type, low->value) && fits(type, high->value))) return type;
    }
    return std::nullopt;
}

}  // namespace

TypeUse DeclarationParser::enumeration() {
    const Deeper deeper(*this);
    cursor_.expect("enum");
    const bool scoped = cursor_.take_if("class") || cursor_.take_if("struct");
    Attributes attributes;
    while (take_attributes(attributes)) {
    }
    TypeUse use;
    const std::size_t at = cursor_.next().at;
    const std::optional<TypeId> id = take_tag("enum", use);
    std::optional<DataType> fixed = enum_base();
    if (scoped && !fixed) fixed = integer_type(4, true);
    if (!cursor_.at("{")) {
        if (!id) cursor_.fail_expected("a tag or '{'");
        if (fixed && !result_.types[*id].complete) define(id, *fixed, use);
        return use;
    }
    if (id && !result_.types[*id].enumerators.empty()) cursor_.fail_at(at, "'" + use.name + "' is defined already");
    std::vector<Enumerator> values = enumerators(fixed ? &*fixed : nullptr, scoped);
    while (take_attributes(attributes)) {
    }
    std::optional<DataType> type = fixed ? fixed : smallest_type(values, attributes.packed ? 1 : 4);
    if (!type) cursor_.fail_at(at, "no integer type holds all constants of the enum");
    type->kind = DataType::Kind::Enum;
    type->enumerators = std::move(values);
    define(id, std::move(*type), use);
    return use;
}

// ": uint8_t". In a list of members, `enum E : 3` is a bit-field.
std::optional<DataType> DeclarationParser::enum_base() {
    TokenCursor ahead = cursor_;
    if (!ahead.take_if(":") || !begins_type(ahead)) return std::nullopt;
    cursor_.take();
    const std::size_t at = cursor_.next().at;
    DataType type = result_.types[specifiers().type.type];
    if (type.kind != DataType::Kind::Number || type.leaf.code.find_first_of("bBhHiIqQ?") != 0) {
        cursor_.fail_at(at, "expected an integer type for the enum");
    }
    type.kind = DataType::Kind::Enum;
    return type;
}

std::vector<Enumerator> DeclarationParser::enumerators(const DataType* fixed, bool scoped) {
    std::vector<Enumerator> result;
    WideInteger next = 0;
    cursor_.expect("{");
    while (!cursor_.at("}")) {
        const std::size_t at = cursor_.next().at;
        const std::string name(cursor_.take_word("the name of a constant or '}'"));
        Attributes ignored;
        while (take_attributes(ignored)) {
        }
        if (cursor_.take_if("=")) next = typed_constant(parse_formula(cursor_, *this)).value;
        if (fixed != nullptr ? !fits(*fixed, next) : next >= two_to(64)) {
            cursor_.fail_at(at, "the value of '" + name + "' does not fit the enum");
        }
        result.push_back({name, next});
        const bool is_int = next >= -two_to(31) && next < two_to(31);
        if (!scoped) constants_[name] = {next, is_int ? 32 : 64, next >= two_to(63)};
        ++next;
        if (!cursor_.take_if(",") && !cursor_.at("}")) cursor_.fail_expected("',' or '}'");
    }
    cursor_.expect("}");
    return result;
}

}  // namespace byteprism
