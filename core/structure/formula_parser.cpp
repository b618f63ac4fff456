// Text to formula: C's operators by their precedence.

#include <algorithm>
#include <array>

#include "core/structure/formula.hpp"
#include "core/structure/literal.hpp"

namespace byteprism {
namespace {

// Deeper nesting is refused rather than met by an exhausted stack.
constexpr int max_depth = 200;

struct BinaryOperator {
    std::string_view mark;
    int precedence;
};
constexpr std::array<BinaryOperator, 18> binary_operators = {{{"||", 1},
                                                              {"&&", 2},
                                                              {"|", 3},
                                                              {"^", 4},
                                                              {"&", 5},
                                                              {"==", 6},
                                                              {"!=", 6},
                                                              {"<", 7},
                                                              {">", 7},
                                                              {"<=", 7},
                                                              {">=", 7},
                                                              {"<<", 8},
                                                              {">>", 8},
                                                              {"+", 9},
                                                              {"-", 9},
                                                              {"*", 10},
                                                              {"/", 10},
                                                              {"%", 10}}};

class FormulaParser {
public:
    FormulaParser(TokenCursor& cursor, FormulaScope& scope) : cursor_(cursor), scope_(scope) {}

    FormulaPtr choice() {
        FormulaPtr condition = binary(1);
        if (!cursor_.at("?")) return condition;
        const std::size_t at = cursor_.take().at;
        FormulaPtr first = deeper([&] { return choice(); });
        cursor_.expect(":");
        FormulaPtr second = deeper([&] { return choice(); });
        return make(Formula::Kind::Choice, "", at, {condition, first, second});
    }

private:
    template <class Parse>
    FormulaPtr deeper(const Parse& parse) {
        if (++depth_ > max_depth) too_deep();
        FormulaPtr formula = parse();
        --depth_;
        return formula;
    }
    [[noreturn]] void too_deep() const {
        cursor_.fail("an expression nested deeper than " + std::to_string(max_depth));
    }

    FormulaPtr make(Formula::Kind kind, std::string_view operation, std::size_t at, std::vector<FormulaPtr> operands,
                    TypedInteger number = {}) const {
        Formula formula;
        formula.kind = kind;
        formula.number = number;
        formula.operation = operation;
        formula.at = at;
        for (const FormulaPtr& operand : operands) formula.depth = std::max(formula.depth, operand->depth + 1);
        if (formula.depth > max_depth) too_deep();
        formula.operands = std::move(operands);
        return std::make_shared<const Formula>(std::move(formula));
    }

    FormulaPtr binary(int least) {
        FormulaPtr left = unary();
        while (true) {
            const Token token = cursor_.next();
            const auto* found = std::ranges::find_if(binary_operators, [&](const BinaryOperator& known) {
                return token.is(known.mark) && known.precedence >= least;
            });
            if (found == binary_operators.end()) return left;
            cursor_.take();
            FormulaPtr right = deeper([&] { return binary(found->precedence + 1); });
            left = make(Formula::Kind::Binary, found->mark, token.at, {left, right});
        }
    }

    FormulaPtr unary() {
        const Token token = cursor_.next();
        if (token.is("-") || token.is("+") || token.is("!") || token.is("~")) {
            cursor_.take();
            return make(Formula::Kind::Unary, token.text, token.at, {deeper([&] { return unary(); })});
        }
        if (token.is("(")) return parenthesis();
        if (token.kind == Token::Kind::Number || token.kind == Token::Kind::Character) {
            FormulaPtr number = literal_formula(token, scope_.long_bits());
            if (!number) number = scope_.other_literal(token);
            if (!number) cursor_.fail_expected("an integer");
            cursor_.take();
            return number;
        }
        if (token.is("&")) return scope_.named(cursor_);
        if (token.kind != Token::Kind::Word) cursor_.fail_expected("a number, a name or '('");
        return scope_.named(cursor_);
    }

    FormulaPtr parenthesis() {
        const std::size_t at = cursor_.take().at;
        if (scope_.begins_type(cursor_)) {
            const TypedInteger type = scope_.cast_type(cursor_);
            cursor_.expect(")");
            return make(Formula::Kind::Cast, "", at, {deeper([&] { return unary(); })}, type);
        }
        FormulaPtr inner = deeper([&] { return choice(); });
        cursor_.expect(")");
        return inner;
    }

    TokenCursor& cursor_;
    FormulaScope& scope_;
    int depth_ = 0;
};

}  // namespace

FormulaPtr parse_formula(TokenCursor& cursor, FormulaScope& scope) { return FormulaParser(cursor, scope).choice(); }

}  // namespace byteprism
