// The parser behind parse_declarations, by C's grammar: specifiers, then declarators. Used by its own sources only.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/structure/declarations.hpp"
#include "core/structure/preprocessor.hpp"
#include "core/structure/record_layout.hpp"
#include "core/structure/token_cursor.hpp"

namespace byteprism {

class DeclarationParser final : public FormulaScope {
public:
    DeclarationParser(std::string_view text, DataModel model);
    Declarations parse();

    int long_bits() const override { return 8 * long_size(result_.model); }
    FormulaPtr named(TokenCursor& cursor) override;
    bool begins_type(const TokenCursor& cursor) override;
    TypedInteger cast_type(TokenCursor& cursor) override;

private:
    // What stands before the declarators.
    struct Specifiers {
        TypeUse type;
        Attributes attributes;
        std::optional<ByteOrder> order;
        bool is_typedef = false;
        bool nameless_record = false;  // a struct or union with a body and without a tag
        std::size_t at = 0;
    };
    struct Derivation {
        enum class Kind : std::uint8_t { Pointer, Array, Function };
        Kind kind;
        FormulaPtr length;  // of an array; null: none was given
        bool to_nul = false;
        std::string length_text;
        std::size_t at = 0;
    };
    struct Declarator {
        std::string name;
        std::size_t at = 0;
        std::vector<Derivation> derivations;  // from the specifiers' type outwards
        Attributes attributes;
    };
    struct Deeper;

    // Declarations: declaration_parser.cpp.
    void declaration();
    void typedefs(const Specifiers& specifiers);
    void skip_to_end_of_declaration();
    bool take_extern_block();
    void take_pragmas();
    void take_pack(TokenCursor& pragma);
    void take_storage_order(TokenCursor& pragma);
    void static_assertion();

    // Specifiers: specifier_parser.cpp.
    Specifiers specifiers();
    bool take_ignored();
    bool take_basic_word(std::vector<std::string_view>& words);
    bool take_attributes(Attributes& attributes);
    void gnu_attribute(Attributes& attributes);
    std::int64_t alignment_operand();
    TypeUse basic_type(const std::vector<std::string_view>& words, std::size_t at);
    std::optional<TypeUse> named_type(std::string_view name);
    [[noreturn]] void fail_no_type();
    TypeUse type_name();

    // Records: record_parser.cpp.
    TypeUse record(Specifiers& specifiers);
    TypeId tagged(std::string_view keyword, std::string_view tag, std::size_t at);
    std::optional<TypeId> take_tag(std::string_view keyword, TypeUse& use);
    void define(std::optional<TypeId> id, DataType type, TypeUse& use);
    void record_body(RecordDeclaration& record);
    void member_or_block(RecordDeclaration& record, const FormulaPtr& condition);
    void members(RecordDeclaration& record, const FormulaPtr& condition);
    void member(RecordDeclaration& record, const Specifiers& specifiers, DeclaredMember declared);
    void give_order(DeclaredMember& declared, ByteOrder order);
    void bit_width(DeclaredMember& declared);

    // Enums: enum_parser.cpp.
    TypeUse enumeration();
    std::optional<DataType> enum_base();
    std::vector<Enumerator> enumerators(const DataType* fixed, bool scoped);

    // Declarators: declarator_parser.cpp.
    Declarator declarator();
    void declarator(Declarator& into);
    std::vector<Derivation> pointers(Attributes& attributes);
    bool begins_group();
    std::vector<Derivation> suffixes();
    Derivation array_length();
    TypeUse derived(TypeUse base, const Declarator& declarator);
    TypeUse array_of(const TypeUse& element, const Derivation& derivation);

    // Names in formulas: formula_names.cpp.
    void needs_own(const TokenCursor& cursor) const;
    FormulaPtr size_or_alignment(TokenCursor& cursor);
    FormulaPtr offset_in_type(TokenCursor& cursor);
    FormulaPtr field(TokenCursor& cursor);
    FormulaPtr place_of_field(TokenCursor& cursor);
    const DataMember& take_path(TokenCursor& cursor, Formula& formula);
    const DataMember* find_field(std::string_view name) const;
    std::int64_t constant(const FormulaPtr& formula);
    TypedInteger typed_constant(const FormulaPtr& formula);

    Preprocessed source_;
    TokenCursor cursor_;
    Declarations result_;
    std::map<std::string, TypedInteger, std::less<>> constants_;
    std::map<std::pair<std::string, DataModel>, TypeId> basic_types_;  // used so far, by their words
    std::vector<RecordDeclaration*> open_records_;                     // the innermost last: their members can be named
    std::vector<std::pair<std::string, std::int64_t>> pack_stack_;
    std::int64_t pack_limit_ = 0;
    ByteOrder order_ = ByteOrder::Little;  // of what is declared now
    int depth_ = 0;
};

// Recursion that text could drive without end.
struct DeclarationParser::Deeper {
    explicit Deeper(DeclarationParser& of) : parser(of) {
        if (++parser.depth_ > 100) parser.cursor_.fail("declarations nested deeper than 100");
    }
    Deeper(const Deeper&) = delete;
    Deeper& operator=(const Deeper&) = delete;
    ~Deeper() { --parser.depth_; }
    DeclarationParser& parser;
};

// The member of that name, in nameless members too; null: there is none.
const DataMember* find_member(const DataTypes& types, const std::vector<DataMember>& members, std::string_view name);

}  // namespace byteprism
