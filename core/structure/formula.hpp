// Formula: an integer expression inside declarations: the length of an array, a condition, an offset, a constant.
//
// Constants follow C: `1u << 31` wraps, `2147483647 + 1` is an error. Where fields of the data take part, every number
// is a whole 64-bit one, and what does not fit is an error rather than wrapped: `width * height` of two uint32_t is
// what it says.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/structure/token_cursor.hpp"

namespace byteprism {

// Holds every result of an operation on two 64-bit numbers.
__extension__ using WideInteger = __int128;
std::string decimal(WideInteger value);

// A number and the type that C gives it.
struct TypedInteger {
    WideInteger value = 0;
    int bits = 32;
    bool is_unsigned = false;
};

struct Formula;
using FormulaPtr = std::shared_ptr<const Formula>;

struct Formula {
    enum class Kind : std::uint8_t { Number, Field, Cast, Unary, Binary, Choice };
    Kind kind = Kind::Number;
    TypedInteger number;            // of Number; of Cast bits and is_unsigned
    std::string operation;          // of Unary and Binary, as written
    std::vector<std::string> path;  // of Field: header.width; after "&" where that is rather than what it holds
    std::vector<FormulaPtr> operands;
    std::size_t at = 0;  // where in the text
    int depth = 1;
};

bool is_constant(const Formula& formula);

// The value of a constant. ValueError, with the numbers, for an overflow, a division by 0, a shift too far.
TypedInteger constant_value(const Formula& formula);

// What the field of that path holds; throws if there is none.
using FieldLookup = std::function<WideInteger(const std::vector<std::string>& path)>;
// ValueError likewise.
std::int64_t exact_value(const Formula& formula, const FieldLookup& field);

FormulaPtr number_formula(TypedInteger number, std::size_t at = 0);
FormulaPtr both(const FormulaPtr& a, const FormulaPtr& b);    // a && b; either may be null
FormulaPtr either(const FormulaPtr& a, const FormulaPtr& b);  // a || b, likewise

// What names mean where the formula stands.
class FormulaScope {
public:
    virtual ~FormulaScope() = default;
    virtual int long_bits() const = 0;
    // The operand that begins with the word or & under the cursor, which moves past it: a constant, a field, sizeof.
    virtual FormulaPtr named(TokenCursor& cursor) = 0;
    // What is under the cursor begins the name of a type.
    virtual bool begins_type(const TokenCursor& cursor) = 0;
    // The bits of the integer type whose name begins under the cursor, which moves past it.
    virtual TypedInteger cast_type(TokenCursor& cursor) = 0;
    // A literal that is no integer; null: it means nothing here.
    virtual FormulaPtr other_literal(const Token&) { return nullptr; }
};

// Throws DeclarationError saying what was expected. A comma ends the formula.
FormulaPtr parse_formula(TokenCursor& cursor, FormulaScope& scope);

}  // namespace byteprism
