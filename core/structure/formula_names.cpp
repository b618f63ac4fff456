// What names mean in the formulas of declarations: fields, constants, sizeof.

#include <algorithm>

#include "core/error.hpp"
#include "core/structure/declaration_parser.hpp"

namespace byteprism {

const DataMember* find_member(const DataTypes& types, const std::vector<DataMember>& members, std::string_view name) {
    for (const DataMember& member : members) {
        if (member.kind == DataMember::Kind::Padding) continue;
        if (member.name == name) return &member;
        const DataType& type = types[member.type.type];
        if (!member.name.empty() || type.kind != DataType::Kind::Record) continue;
        if (const DataMember* found = find_member(types, type.members, name)) return found;
    }
    return nullptr;
}

FormulaPtr DeclarationParser::named(TokenCursor& cursor) {
    const Token word = cursor.next();
    if (word.is("&")) return place_of_field(cursor);
    if (word.is("sizeof") || word.is("_Alignof") || word.is("alignof") || word.is("__alignof__")) {
        return size_or_alignment(cursor);
    }
    if (word.is("offsetof") || word.is("__builtin_offsetof")) return offset_in_type(cursor);
    if (find_field(word.text) != nullptr) return field(cursor);
    cursor.take();
    const auto constant = constants_.find(word.text);
    if (constant != constants_.end()) return number_formula(constant->second, word.at);
    if (word.is("true") || word.is("false")) return number_formula({word.is("true") ? 1 : 0, 32, false}, word.at);
    std::string why = "'" + std::string(word.text) + "' is no constant";
    if (!open_records_.empty()) why += " and no earlier member";
    if (source_.function_macros.contains(word.text))
        why = "'" + std::string(word.text) + "' is a macro with arguments; preprocess the header (gcc -E), then paste";
    cursor.fail_at(word.at, why);
}

// Types are read from the declarations, not from a #pragma.
void DeclarationParser::needs_own(const TokenCursor& cursor) const {
    if (&cursor != &cursor_) cursor.fail("expected a number, not a type");
}

FormulaPtr DeclarationParser::size_or_alignment(TokenCursor& cursor) {
    const Token word = cursor.take();
    needs_own(cursor);
    cursor.expect("(");
    if (!begins_type(cursor)) cursor.fail_expected("a type");
    const TypeUse use = type_name();
    cursor.expect(")");
    const DataType& type = result_.types[use.type];
    if (!type.complete || !type.sized) cursor.fail_at(word.at, "'" + use.name + "' has no fixed size");
    const int bits = 8 * pointer_size(result_.model);
    return number_formula({word.is("sizeof") ? type.size : type.alignment, bits, true}, word.at);
}

FormulaPtr DeclarationParser::offset_in_type(TokenCursor& cursor) {
    const Token word = cursor.take();
    needs_own(cursor);
    cursor.expect("(");
    TypeUse use = type_name();
    cursor.expect(",");
    std::int64_t offset = 0;
    do {
        const std::size_t at = cursor.next().at;
        const std::string name(cursor.take_word("the name of a member"));
        const DataType& type = result_.types[use.type];
        const auto member = std::ranges::find(type.members, name, &DataMember::name);
        if (member == type.members.end() || !type.sized)
            cursor.fail_at(at, "'" + use.name + "' has no member '" + name + "' of a fixed place");
        offset += member->offset;
        use = TypeUse(member->type);
    } while (cursor.take_if("."));
    cursor.expect(")");
    return number_formula({offset, 8 * pointer_size(result_.model), true}, word.at);
}

TypedInteger DeclarationParser::cast_type(TokenCursor& cursor) {
    const std::size_t at = cursor.next().at;
    needs_own(cursor);
    const TypeUse use = type_name();
    const DataType& type = result_.types[use.type];
    const bool whole = type.kind == DataType::Kind::Enum || type.kind == DataType::Kind::Number ||
                       type.kind == DataType::Kind::Character;
    if (!whole || type.size > 8 || type.leaf.code.find_first_of("efdgZs") == 0) {
        cursor.fail_at(at, "expected an integer type, not '" + use.name + "'");
    }
    return {0, static_cast<int>(8 * type.size), !type.is_signed};
}

const DataMember* DeclarationParser::find_field(std::string_view name) const {
    for (auto record = open_records_.rbegin(); record != open_records_.rend(); ++record) {
        for (const DeclaredMember& declared : (*record)->members) {
            const DataMember& member = declared.member;
            if (!member.name.empty() && member.name == name) return &member;
            const DataType& type = result_.types[member.type.type];
            if (!member.name.empty() || type.kind != DataType::Kind::Record) continue;
            if (const DataMember* found = find_member(result_.types, type.members, name)) return found;
        }
    }
    return nullptr;
}

// A member before this one, and by dots a member of that; added to the path of the formula.
const DataMember& DeclarationParser::take_path(TokenCursor& cursor, Formula& formula) {
    const DataMember* member = find_field(cursor.next().text);
    formula.path.emplace_back(cursor.take().text);
    while (cursor.take_if(".")) {
        const std::size_t at = cursor.next().at;
        formula.path.emplace_back(cursor.take_word("the name of a member"));
        member = find_member(result_.types, result_.types[member->type.type].members, formula.path.back());
        if (member == nullptr) cursor.fail_at(at, "there is no member '" + formula.path.back() + "'");
        if (formula.path.size() > 50) cursor.fail_at(at, "a path of more than 50 names");
    }
    return *member;
}

// &member: how far behind the beginning of the outermost record it is, as @ counts.
FormulaPtr DeclarationParser::place_of_field(TokenCursor& cursor) {
    Formula formula;
    formula.kind = Formula::Kind::Field;
    formula.at = cursor.take().at;
    formula.path.emplace_back("&");
    if (find_field(cursor.next().text) == nullptr) cursor.fail_expected("an earlier member behind &");
    take_path(cursor, formula);
    return std::make_shared<const Formula>(std::move(formula));
}

// What a member holds.
FormulaPtr DeclarationParser::field(TokenCursor& cursor) {
    Formula formula;
    formula.kind = Formula::Kind::Field;
    formula.at = cursor.next().at;
    const DataMember& member = take_path(cursor, formula);
    const DataType& type = result_.types[member.type.type];
    const bool whole = (type.kind == DataType::Kind::Number && type.leaf.code.find_first_of("bBhHiIqQ?") == 0) ||
                       type.kind == DataType::Kind::Enum || type.kind == DataType::Kind::Character ||
                       type.kind == DataType::Kind::Pointer;
    if (!whole || type.size > 8) {
        cursor.fail_at(formula.at,
                       "expected an integer, and '" + formula.path.back() + "' is '" + member.type.name + "'");
    }
    return std::make_shared<const Formula>(std::move(formula));
}

std::int64_t DeclarationParser::constant(const FormulaPtr& formula) {
    const TypedInteger number = typed_constant(formula);
    if (number.value > INT64_MAX) cursor_.fail_at(formula->at, "the number is beyond 2^63 - 1");
    return static_cast<std::int64_t>(number.value);
}

TypedInteger DeclarationParser::typed_constant(const FormulaPtr& formula) {
    if (!is_constant(*formula)) cursor_.fail_at(formula->at, "expected a constant, not a field of the data");
    try {
        return constant_value(*formula);
    } catch (const ValueError& error) {
        cursor_.fail_at(formula->at, error.what());
    }
}

}  // namespace byteprism
