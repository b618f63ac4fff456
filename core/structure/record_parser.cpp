// struct, union and enum: their tags, their bodies, their members.

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

TypeUse DeclarationParser::record(Specifiers& specifiers) {
    const Deeper deeper(*this);
    const std::string keyword(cursor_.take().text);
    RecordDeclaration declaration;
    declaration.is_union = keyword == "union";
    while (take_attributes(declaration.attributes)) {
    }
    TypeUse use{0, keyword};
    std::optional<TypeId> id;
    const Token tag = cursor_.next();
    if (tag.kind == Token::Kind::Word) {
        cursor_.take();
        use.name += " " + std::string(tag.text);
        while (take_attributes(declaration.attributes)) {
        }
        if (cursor_.at("<")) cursor_.fail_expected("'{'; templates are C++");
        if (cursor_.at(":") && cursor_.next(1).kind == Token::Kind::Word)
            cursor_.fail_expected("'{'; base classes are C++");
        id = tagged(keyword, tag.text, tag.at);
    }
    if (!cursor_.at("{")) {
        if (!id) cursor_.fail_expected("a tag or '{'");
        use.type = *id;
        return use;
    }
    if (id && result_.types[*id].complete) cursor_.fail_at(tag.at, "'" + use.name + "' is defined already");
    const ByteOrder outer_order = order_;
    order_ = specifiers.order.value_or(order_);
    declaration.order = order_;
    record_body(declaration);
    order_ = outer_order;
    while (take_attributes(declaration.attributes)) {
    }
    specifiers.order.reset();
    specifiers.has_body = true;
    specifiers.nameless_record = !id;
    DataType type = laid_out(result_.types, std::move(declaration), result_.model, cursor_.text());
    if (!id) {
        use.type = result_.types.add(std::move(type));
        return use;
    }
    result_.types[*id] = std::move(type);
    use.type = *id;
    result_.records.push_back(use);
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
    if (!cursor_.take_if("if")) return members(record, condition);
    cursor_.expect("(");
    const FormulaPtr here = both(condition, parse_formula(cursor_, *this));
    if (here->depth > 300) cursor_.fail("conditions nested too deep");
    cursor_.expect(")");
    if (!cursor_.take_if("{")) return members(record, here);
    while (!cursor_.take_if("}")) {
        take_pragmas();
        member_or_block(record, here);
    }
}

void DeclarationParser::members(RecordDeclaration& record, const FormulaPtr& condition) {
    FormulaPtr place;
    if (cursor_.take_if("@")) place = parse_formula(cursor_, *this);
    const Specifiers before = specifiers();
    if (before.is_typedef) cursor_.fail_at(before.at, "expected a member, not a typedef");
    if (cursor_.at(";")) {
        // A nameless record lends its members; what has a tag was only declared here.
        const DataType& type = result_.types[before.type.type];
        if (type.kind == DataType::Kind::Record && before.nameless_record) {
            DeclaredMember declared;
            declared.member.type = before.type;
            declared.member.condition = condition;
            declared.member.place = place;
            declared.member.at = before.at;
            declared.attributes = before.attributes;
            record.members.push_back(std::move(declared));
        } else if (type.kind != DataType::Kind::Record && type.kind != DataType::Kind::Enum) {
            cursor_.fail_expected("a name for the member");
        }
        cursor_.take();
        return;
    }
    member(record, before, condition, place);
}

void DeclarationParser::member(RecordDeclaration& record, const Specifiers& specifiers, const FormulaPtr& condition,
                               const FormulaPtr& place) {
    do {
        const Declarator named = declarator();
        DeclaredMember declared;
        declared.member.name = named.name;
        declared.member.type = derived(specifiers.type, named);
        declared.member.condition = condition;
        declared.member.place = place;
        declared.member.at = named.at;
        declared.attributes = specifiers.attributes;
        declared.attributes.packed |= named.attributes.packed;
        declared.attributes.alignment = std::max(specifiers.attributes.alignment, named.attributes.alignment);
        if (cursor_.take_if(":")) {
            bit_width(declared);
            while (take_attributes(declared.attributes)) {
            }
        } else if (named.name.empty()) {
            cursor_.fail_expected("a name for the member");
        }
        const TypeUse& use = declared.member.type;
        if (!result_.types[use.type].complete) {
            cursor_.fail_at(named.at, "'" + named.name + "' has the type '" + use.name + "', which has no size");
        }
        if (specifiers.order) {
            if (declared.bit_width >= 0) cursor_.fail_at(named.at, "a bit-field has the byte order of its record");
            declared.member.type.type = with_order(result_.types, use.type, *specifiers.order, true);
            if (result_.types[use.type].kind == DataType::Kind::Record) {
                cursor_.fail_at(named.at, "a byte order belongs where '" + use.name + "' is defined");
            }
        }
        const auto same = std::ranges::find_if(record.members, [&](const DeclaredMember& other) {
            return other.member.name == named.name && !other.member.condition;
        });
        if (!named.name.empty() && same != record.members.end() && !condition) {
            cursor_.fail_at(named.at, "there is a member '" + named.name + "' already");
        }
        record.members.push_back(std::move(declared));
    } while (cursor_.take_if(","));
    cursor_.expect(";");
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

TypeUse DeclarationParser::enumeration() {
    const Deeper deeper(*this);
    cursor_.expect("enum");
    const bool scoped = cursor_.take_if("class") || cursor_.take_if("struct");
    Attributes attributes;
    while (take_attributes(attributes)) {
    }
    TypeUse use{0, "enum"};
    std::optional<TypeId> id;
    const Token tag = cursor_.next();
    if (tag.kind == Token::Kind::Word) {
        cursor_.take();
        use.name += " " + std::string(tag.text);
        id = tagged("enum", tag.text, tag.at);
    }
    DataType type = integer_type(4, scoped);
    bool fixed = scoped;
    // In a member list, `enum E : 3` is a bit-field.
    if (cursor_.at(":") && cursor_.next(1).kind == Token::Kind::Word && begins_type([&] {
            TokenCursor ahead = cursor_;
            ahead.take();
            return ahead;
        }())) {
        cursor_.take();
        const std::size_t at = cursor_.next().at;
        type = result_.types[specifiers().type.type];
        fixed = true;
        if (type.kind != DataType::Kind::Number || type.leaf.code.find_first_of("bBhHiIqQ?") != 0) {
            cursor_.fail_at(at, "expected an integer type for the enum");
        }
    }
    type.kind = DataType::Kind::Enum;
    if (!cursor_.at("{")) {
        if (!id) cursor_.fail_expected("a tag or '{'");
        if (fixed && !result_.types[*id].complete) result_.types[*id] = std::move(type);
        use.type = *id;
        return use;
    }
    if (id && !result_.types[*id].enumerators.empty()) cursor_.fail_at(tag.at, "'" + use.name + "' is defined already");
    enumerators(type, scoped, fixed);
    while (take_attributes(attributes)) {
    }
    if (attributes.packed && !fixed) {
        WideInteger low = 0;
        WideInteger high = 0;
        for (const Enumerator& one : type.enumerators) {
            low = std::min(low, one.value);
            high = std::max(high, one.value);
        }
        std::int64_t size = 1;
        while (size < 8 && (low < -(WideInteger{1} << (8 * size - 1)) ||
                            high >= WideInteger{1} << (8 * size - (low < 0 ? 1 : 0)))) {
            size *= 2;
        }
        std::vector<Enumerator> kept = std::move(type.enumerators);
        type = integer_type(size, low < 0);
        type.kind = DataType::Kind::Enum;
        type.enumerators = std::move(kept);
    }
    if (id) {
        result_.types[*id] = std::move(type);
        use.type = *id;
    } else {
        use.type = result_.types.add(std::move(type));
    }
    return use;
}

// As GCC: unsigned int, or int where a value is negative, or their 64-bit forms.
void DeclarationParser::enumerators(DataType& type, bool scoped, bool fixed) {
    cursor_.expect("{");
    WideInteger next = 0;
    WideInteger low = 0;
    WideInteger high = 0;
    while (!cursor_.at("}")) {
        const Token name = cursor_.next();
        cursor_.take_word("the name of a constant or '}'");
        Attributes ignored;
        while (take_attributes(ignored)) {
        }
        if (cursor_.take_if("=")) next = typed_constant(parse_formula(cursor_, *this)).value;
        low = std::min(low, next);
        high = std::max(high, next);
        const WideInteger limit = WideInteger{1} << (8 * type.size - (type.is_signed ? 1 : 0));
        const bool fits = fixed ? next < limit && next >= (type.is_signed ? -limit : 0)
                                : next < WideInteger{1} << (low < 0 ? 63 : 64) && high < WideInteger{1}
                                                                                             << (low < 0 ? 63 : 64);
        if (!fits) cursor_.fail_at(name.at, "the value of '" + std::string(name.text) + "' does not fit the enum");
        type.enumerators.push_back({std::string(name.text), next});
        const bool is_int = next >= -(WideInteger{1} << 31) && next < WideInteger{1} << 31;
        if (!scoped) constants_[std::string(name.text)] = {next, is_int ? 32 : 64, next >= WideInteger{1} << 63};
        ++next;
        if (!cursor_.take_if(",") && !cursor_.at("}")) cursor_.fail_expected("',' or '}'");
    }
    cursor_.expect("}");
    if (fixed) return;
    const bool wide = low < -(WideInteger{1} << 31) || high >= WideInteger{1} << (low < 0 ? 31 : 32);
    std::vector<Enumerator> kept = std::move(type.enumerators);
    type = integer_type(wide ? 8 : 4, low < 0);
    type.kind = DataType::Kind::Enum;
    type.enumerators = std::move(kept);
}

}  // namespace byteprism
