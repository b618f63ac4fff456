#include "core/structure/declaration_parser.hpp"

#include <algorithm>
#include <array>

#include "core/error.hpp"

namespace byteprism {

DeclarationParser::DeclarationParser(std::string_view text, DataModel model)
    : source_(preprocess(text)), cursor_(text, source_.tokens) {
    result_.model = model;
}

Declarations DeclarationParser::parse() {
    while (!cursor_.at_end()) declaration();
    return std::move(result_);
}

void DeclarationParser::declaration() {
    if (cursor_.next().kind == Token::Kind::Directive) return take_pragmas();
    if (cursor_.take_if(";") || take_extern_block()) return;
    if (cursor_.at("_Static_assert") || cursor_.at("static_assert")) return static_assertion();
    if (cursor_.at("asm") || cursor_.at("__asm__")) return skip_to_end_of_declaration();
    if (cursor_.at("@") || cursor_.at("if")) cursor_.fail_expected("a struct around the member");
    const Specifiers before = specifiers();
    before.is_typedef ? typedefs(before) : skip_to_end_of_declaration();
}

void DeclarationParser::typedefs(const Specifiers& specifiers) {
    do {
        const Declarator named = declarator();
        if (named.name.empty()) cursor_.fail_expected("a name for the type");
        TypeUse use = derived(specifiers.type, named);
        const std::int64_t alignment = std::max(specifiers.attributes.alignment, named.attributes.alignment);
        const std::int64_t mode = std::max(specifiers.attributes.mode_size, named.attributes.mode_size);
        if (mode > 0) use.type = result_.types.add(integer_type(mode, result_.types[use.type].is_signed));
        if (alignment > 0) {
            DataType aligned = result_.types[use.type];
            aligned.alignment = alignment;
            aligned.aligned_by_user = true;
            use.type = result_.types.add(std::move(aligned));
        }
        const auto order = specifiers.order ? specifiers.order : order_in_name(named.name);
        if (order) use.type = with_order(result_.types, use.type, *order, true);
        use.name = named.name;
        const auto known = result_.typedefs.find(named.name);
        if (known != result_.typedefs.end()) {
            const DataType& old = result_.types[known->second.type];
            const DataType& type = result_.types[use.type];
            if (old.kind != type.kind || old.size != type.size) {
                cursor_.fail_at(named.at, "'" + named.name + "' is already another type");
            }
        }
        result_.typedefs[named.name] = use;
        if (specifiers.nameless_record && named.derivations.empty()) result_.records.push_back(use);
    } while (cursor_.take_if(","));
    cursor_.expect(";");
}

// A variable with its value, or a function with its body: neither is data of a type that somebody looks at.
void DeclarationParser::skip_to_end_of_declaration() {
    bool has_value = false;
    bool has_arguments = false;
    while (!cursor_.at_end()) {
        if (cursor_.take_if(";")) return;
        if (cursor_.at("=")) has_value = true;
        if (cursor_.at("{") && has_arguments && !has_value) return cursor_.skip_brackets();
        if (cursor_.at("}") || cursor_.at(")") || cursor_.at("]")) break;
        if (cursor_.next().kind == Token::Kind::Directive) break;
        if (cursor_.at("(")) has_arguments = true;
        if (cursor_.at("(") || cursor_.at("[") || cursor_.at("{")) {
            cursor_.skip_brackets();
        } else {
            cursor_.take();
        }
    }
    cursor_.fail_expected("';'");
}

// extern "C" { .. }: its declarations are read as if it were not there.
bool DeclarationParser::take_extern_block() {
    if (!cursor_.at("extern") || cursor_.next(1).kind != Token::Kind::String) return false;
    cursor_.take();
    cursor_.take();
    if (!cursor_.take_if("{")) return true;
    const Deeper deeper(*this);
    while (!cursor_.at("}")) {
        if (cursor_.at_end()) cursor_.fail_expected("'}'");
        declaration();
    }
    cursor_.expect("}");
    return true;
}

void DeclarationParser::static_assertion() {
    cursor_.take();
    cursor_.expect("(");
    const FormulaPtr formula = parse_formula(cursor_, *this);
    if (typed_constant(formula).value == 0) cursor_.fail_at(formula->at, "the assertion does not hold");
    if (cursor_.take_if(",")) {
        while (cursor_.next().kind == Token::Kind::String) cursor_.take();
    }
    cursor_.expect(")");
    cursor_.expect(";");
}

void DeclarationParser::take_pragmas() {
    while (cursor_.next().kind == Token::Kind::Directive) {
        const Token directive = cursor_.take();
        const std::size_t begin = directive.at + 1;  // behind '#'
        const std::vector<Token> tokens = tokenize(cursor_.text(), begin, directive.at + directive.text.size());
        TokenCursor pragma(cursor_.text(), tokens);
        pragma.expect("pragma");
        if (pragma.take_if("pack")) take_pack(pragma);
        if (pragma.take_if("scalar_storage_order")) take_storage_order(pragma);
        if (pragma.take_if("data_model")) {
            const Token name = pragma.take();
            const auto model = find_data_model(name.text);
            if (!model) pragma.fail_at(name.at, "expected LP64, LLP64 or ILP32, not '" + std::string(name.text) + "'");
            result_.model = *model;
        }
    }
}

// pack(N), pack(), pack(push), pack(push, name, N), pack(pop, name).
void DeclarationParser::take_pack(TokenCursor& pragma) {
    pragma.expect("(");
    const bool push = pragma.take_if("push");
    const bool pop = !push && pragma.take_if("pop");
    std::string name;
    std::optional<std::int64_t> limit;
    if (push || pop) {
        while (pragma.take_if(",")) {
            if (pragma.next().kind == Token::Kind::Word) {
                name = pragma.take().text;
            } else {
                limit = constant(parse_formula(pragma, *this));
            }
        }
    } else {
        limit = pragma.at(")") ? 0 : constant(parse_formula(pragma, *this));
    }
    if (limit && *limit != 0 && *limit != 1 && *limit != 2 && *limit != 4 && *limit != 8 && *limit != 16) {
        pragma.fail("expected #pragma pack of 1, 2, 4, 8 or 16, not " + std::to_string(*limit));
    }
    pragma.expect(")");
    if (push) pack_stack_.emplace_back(name, pack_limit_);
    if (pop) {
        if (pack_stack_.empty()) pragma.fail("#pragma pack(pop) without a push");
        auto at = pack_stack_.end() - 1;
        while (!name.empty() && at != pack_stack_.begin() && at->first != name) --at;
        pack_limit_ = at->second;
        pack_stack_.erase(at, pack_stack_.end());
    }
    if (limit) pack_limit_ = *limit;
}

void DeclarationParser::take_storage_order(TokenCursor& pragma) {
    const std::size_t at = pragma.next().at;
    const std::string_view word = pragma.take_word("big-endian or little-endian");
    if (word == "default") {
        order_ = ByteOrder::Little;
        return;
    }
    if (word != "big" && word != "little") pragma.fail_at(at, "expected big-endian or little-endian");
    order_ = word == "big" ? ByteOrder::Big : ByteOrder::Little;
}

Declarations parse_declarations(std::string_view text, DataModel model) {
    return DeclarationParser(text, model).parse();
}

TypeUse find_type(const Declarations& declarations, std::string_view name) {
    std::string_view tag = name;
    for (const std::string_view keyword : {"struct ", "union ", "enum "}) {
        if (tag.starts_with(keyword)) tag.remove_prefix(keyword.size());
    }
    if (tag == name) {
        const auto found = declarations.typedefs.find(name);
        if (found != declarations.typedefs.end()) return found->second;
    }
    const auto found = declarations.tags.find(tag);
    if (found != declarations.tags.end() && declarations.types[found->second].complete) {
        return {found->second, std::string(name)};
    }
    if (const auto known = library_type(name, declarations.model))
        throw ValueError("'" + std::string(name) + "' is no record");
    std::string known;
    constexpr std::size_t most = 20;
    for (std::size_t i = 0; i < std::min(most, declarations.records.size()); ++i) {
        known += (i == 0 ? "" : ", ") + declarations.records[i].name;
    }
    if (declarations.records.size() > most) known += ", ..";
    throw ValueError("no type '" + std::string(name) + "' is declared; there is " + (known.empty() ? "none" : known));
}

}  // namespace byteprism
