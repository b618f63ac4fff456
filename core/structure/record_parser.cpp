// struct and union: their tags, their bodies, their members.

#include <algorithm>

#include "core/structure/declaration_parser.hpp"

namespace byteprism {

// The type that a tag stands for; made, without a body, if it is new.
TypeId DeclarationParser::tagged(std::string_view keyword, std::string_view tag, std::size_t at) {
    const bool is_enum = keyword == "enum";
    const auto known = result_.tags.find(tag);
    if (known != result_.tags.end()) {
        const DataType& type = result_.types[known->second];
        if (is_enum != (type.kind == DataType::Kind::Enum) || (!is_enum && type.is_union != (keyword == "union"))) {
            cursor_.fail_at(at, "'" + std::string(tag) + "' is not declared as " + std::string(keyword));
        }
        return known->second;
    }
    DataType type;
    type.kind = is_enum ? DataType::Kind::Enum : DataType::Kind::Record;
    type.complete = false;
    type.is_union = keyword == "union";
    const TypeId id = result_.types.add(std::move(type));
    result_.tags.emplace(tag, id);
    return id;
}

// The tag under the cursor, if there is one.
std::optional<TypeId> DeclarationParser::take_tag(std::string_view keyword, TypeUse& use) {
    use.name = keyword;
    const Token tag = cursor_.next();
    if (tag.kind != Token::Kind::Word) return std::nullopt;
    cursor_.take();
    use.name += " " + std::string(tag.text);
    use.type = tagged(keyword, tag.text, tag.at);
    return use.type;
}

// The type that has its body now, under its tag if it has one.
void DeclarationParser::define(std::optional<TypeId> id, DataType type, TypeUse& use) {
    if (id) {
        result_.types[*id] = std::move(type);
    } else {
        use.type = result_.types.add(std::move(type));
    }
}

TypeUse DeclarationParser::record(Specifiers& specifiers) {
    const Deeper deeper(*this);
    const std::string keyword(cursor_.take().text);
    RecordDeclaration declaration;
    declaration.is_union = keyword == "union";
    while (take_attributes(declaration.attributes)) {
    }
    TypeUse use;
    const std::size_t at = cursor_.next().at;
    const std::optional<TypeId> id = take_tag(keyword, use);
    while (take_attributes(declaration.attributes)) {
    }
    if (id && cursor_.at("<")) cursor_.fail_expected("'{'; templates are C++");
    if (id && cursor_.at(":")) cursor_.fail_expected("'{'; base classes are C++");
    if (!cursor_.at("{")) {
        if (!id) cursor_.fail_expected("a tag or '{'");
        return use;
    }
    if (id && result_.types[*id].complete) cursor_.fail_at(at, "'" + use.name + "' is defined already");
    const ByteOrder outer_order = order_;
    declaration.order = order_ = specifiers.order.value_or(order_);
    if (specifiers.order) declaration.attributes.order = specifiers.order;
    record_body(declaration);
    order_ = outer_order;
    while (take_attributes(declaration.attributes)) {
    }
    specifiers.order.reset();
    specifiers.nameless_record = !id;
    define(id, laid_out(result_.types, std::move(declaration), result_.model, cursor_.text()), use);
    if (id) result_.records.push_back(use);
    return use;
}

void DeclarationParser::record_body(RecordDeclaration& record) {
    cursor_.expect("{");
    open_records_.push_back(&record);
    while (true) {
        take_pragmas();
        if (cursor_.at("}")) break;
        member_or_block(record, nullptr);
    }
    record.pack_limit = pack_limit_;
    open_records_.pop_back();
    cursor_.expect("}");
}

void DeclarationParser::member_or_block(RecordDeclaration& record, const FormulaPtr& condition) {
    const Deeper deeper(*this);
    if (cursor_.take_if(";")) return;
    if (cursor_.at("_Static_assert") || cursor_.at("static_assert")) return static_assertion();
    if (condition && cursor_.take_if("break")) {
        record.last_if = either(record.last_if, condition);
        if (record.last_if->depth > 300) cursor_.fail("more than 300 conditions of break");
        return cursor_.expect(";");
    }
    if (!cursor_.take_if("if")) return members(record, condition);
    cursor_.expect("(");
    const FormulaPtr here = both(condition, parse_formula(cursor_, *this));
    if (here->depth > 300) cursor_.fail("conditions nested too deep");
    cursor_.expect(")");
    if (!cursor_.take_if("{")) return member_or_block(record, here);
    while (!cursor_.take_if("}")) {
        take_pragmas();
        member_or_block(record, here);
    }
}

void DeclarationParser::members(RecordDeclaration& record, const FormulaPtr& condition) {
    DeclaredMember common;
    common.member.condition = condition;
    if (cursor_.take_if("@")) common.member.place = parse_formula(cursor_, *this);
    const Specifiers before = specifiers();
    if (before.is_typedef) cursor_.fail_at(before.at, "expected a member, not a typedef");
    common.attributes = before.attributes;
    common.member.at = before.at;
    if (cursor_.at(";")) {
        // A nameless record lends its members; what has a tag was only declared here.
        const DataType::Kind kind = result_.types[before.type.type].kind;
        if (before.nameless_record) {
            common.member.type = before.type;
            record.members.push_back(std::move(common));
        } else if (kind != DataType::Kind::Record && kind != DataType::Kind::Enum) {
            cursor_.fail_expected("a name for the member");
        }
        cursor_.take();
        return;
    }
    do {
        member(record, before, common);
    } while (cursor_.take_if(","));
    cursor_.expect(";");
}

void DeclarationParser::member(RecordDeclaration& record, const Specifiers& specifiers, DeclaredMember declared) {
    const Declarator named = declarator();
    DataMember& member = declared.member;
    member.name = named.name;
    member.type = derived(specifiers.type, named);
    member.at = named.at;
    declared.attributes.packed |= named.attributes.packed;
    declared.attributes.alignment = std::max(declared.attributes.alignment, named.attributes.alignment);
    if (cursor_.take_if(":")) {
        bit_width(declared);
        while (take_attributes(declared.attributes)) {
        }
    } else if (named.name.empty()) {
        cursor_.fail_expected("a name for the member");
    }
    if (!result_.types[member.type.type].complete) {
        cursor_.fail_at(named.at, "'" + named.name + "' has the type '" + member.type.name + "', which has no size");
    }
    if (specifiers.order) give_order(declared, *specifiers.order);
    // Under different conditions a name may come again.
    const bool first = named.name.empty() || member.condition || record.names.insert(named.name).second;
    if (!first) cursor_.fail_at(named.at, "there is a member '" + named.name + "' already");
    record.members.push_back(std::move(declared));
}

void DeclarationParser::give_order(DeclaredMember& declared, ByteOrder order) {
    DataMember& member = declared.member;
    if (declared.bit_width >= 0) cursor_.fail_at(member.at, "a bit-field has the byte order of its record");
    member.type.type = with_order(result_.types, member.type.type, order, true);
}

void DeclarationParser::bit_width(DeclaredMember& declared) {
    const std::size_t at = cursor_.next().at;
    const std::int64_t width = constant(parse_formula(cursor_, *this));
    const DataType& type = result_.types[declared.member.type.type];
    const bool whole =
        type.kind == DataType::Kind::Enum || type.kind == DataType::Kind::Character ||
        (type.kind == DataType::Kind::Number && type.leaf.code.find_first_of("bBhHiIqQ?") == 0 && type.size <= 8);
    if (!whole)
        cursor_.fail_at(at, "a bit-field needs an integer of up to 64 bits, not '" + declared.member.type.name + "'");
    const std::int64_t most = type.leaf.code == "?" ? 1 : 8 * type.size;
    if (width < 0 || width > most) {
        cursor_.fail_at(at, "a bit-field of " + std::to_string(width) + " bits in '" + declared.member.type.name +
                                "', which has " + std::to_string(most));
    }
    if (width == 0 && !declared.member.name.empty()) cursor_.fail_at(at, "a bit-field without bits has no name");
    declared.bit_width = static_cast<int>(width);
}

}  // namespace byteprism
