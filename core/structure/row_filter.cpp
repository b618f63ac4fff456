#include "core/structure/row_filter.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "core/error.hpp"
#include "core/structure/token.hpp"

namespace byteprism {
namespace {

bool is_real_literal(std::string_view text) { return text.find_first_of(".eEpP") != std::string_view::npos; }

// Names of columns become fields of the formula: the name, or the literal's text if it is a number with a point.
class ColumnScope final : public FormulaScope {
public:
    explicit ColumnScope(std::span<const FilterColumn> columns) : columns_(columns) {}

    int long_bits() const override { return 64; }
    bool begins_type(const TokenCursor&) override { return false; }
    TypedInteger cast_type(TokenCursor& cursor) override { cursor.fail_expected("a number"); }
    FormulaPtr other_literal(const Token& token) override {
        const bool number = token.kind == Token::Kind::Number && is_real_literal(token.text);
        return number ? field(std::string(token.text), token.at) : nullptr;
    }

    FormulaPtr named(TokenCursor& cursor) override {
        const Token word = cursor.next();
        std::string name;
        // As much of "box[2].w" as is there.
        while (true) {
            if (cursor.next().kind == Token::Kind::Word) {
                name += cursor.take().text;
            } else if (name.empty()) {
                cursor.fail_expected("the name of a column");
            }
            if (cursor.take_if("[")) {
                name += "[" + std::string(cursor.take().text) + "]";
                cursor.expect("]");
            }
            if (!cursor.take_if(".")) break;
            name += ".";
            if (cursor.next().kind != Token::Kind::Word) cursor.fail_expected("the name of a column");
        }
        const auto column = std::ranges::find(columns_, name, &FilterColumn::name);
        if (column != columns_.end()) return field(name, word.at);
        if (const auto value = enumerator(name)) return number_formula({*value, 64, false}, word.at);
        if (name == "true" || name == "false") return number_formula({name == "true" ? 1 : 0, 32, false}, word.at);
        cursor.fail_at(word.at, "'" + name + "' is no column of numbers" + some_names());
    }

private:
    static FormulaPtr field(std::string name, std::size_t at) {
        Formula formula;
        formula.kind = Formula::Kind::Field;
        formula.path = {std::move(name)};
        formula.at = at;
        return std::make_shared<const Formula>(std::move(formula));
    }
    std::optional<WideInteger> enumerator(const std::string& name) const {
        for (const FilterColumn& column : columns_) {
            const auto one = std::ranges::find(column.enumerators, name, &Enumerator::name);
            if (one != column.enumerators.end()) return one->value;
        }
        return std::nullopt;
    }
    std::string some_names() const {
        std::string text;
        for (std::size_t i = 0; i < std::min<std::size_t>(columns_.size(), 6); ++i) {
            text += (i == 0 ? ": there are " : ", ") + columns_[i].name;
        }
        return text + (columns_.size() > 6 ? ", …" : "");
    }

    std::span<const FilterColumn> columns_;
};

}  // namespace

RowFilter::RowFilter(std::string_view text, std::span<const FilterColumn> columns)
    : columns_(columns.begin(), columns.end()) {
    const std::vector<Token> tokens = tokenize(text);
    TokenCursor cursor(text, tokens);
    if (cursor.at_end()) cursor.fail_expected("a condition such as w > 100");
    ColumnScope scope(columns_);
    const FormulaPtr formula = parse_formula(cursor, scope);
    if (!cursor.at_end()) cursor.fail_expected("an operator or the end");
    compile(*formula, text);
}

std::size_t RowFilter::constant(std::int64_t integer, double real, bool is_real) {
    Step step;
    step.real = is_real;
    step.bad.assign(most, 0);
    if (is_real) step.reals.assign(most, real);
    if (!is_real) step.integers.assign(most, integer);
    steps_.push_back(std::move(step));
    return steps_.size() - 1;
}

std::size_t RowFilter::compile(const Formula& formula, std::string_view text) {
    struct Named {
        std::string_view mark;
        Operation operation;
    };
    constexpr Named binary[] = {
        {"+", Operation::Add},         {"-", Operation::Subtract},      {"*", Operation::Multiply},
        {"/", Operation::Divide},      {"%", Operation::Remainder},     {"<<", Operation::ShiftLeft},
        {">>", Operation::ShiftRight}, {"&", Operation::And},           {"|", Operation::Or},
        {"^", Operation::Xor},         {"<", Operation::Less},          {">", Operation::Greater},
        {"<=", Operation::LessEqual},  {">=", Operation::GreaterEqual}, {"==", Operation::Equal},
        {"!=", Operation::NotEqual},   {"&&", Operation::Both},         {"||", Operation::Either}};
    if (formula.kind == Formula::Kind::Number) {
        const WideInteger value = formula.number.value;
        if (value > INT64_MAX) throw DeclarationError("the number is beyond 2^63 - 1", text, formula.at);
        return constant(static_cast<std::int64_t>(value), 0, false);
    }
    if (formula.kind == Formula::Kind::Field) {
        const std::string& name = formula.path[0];
        const auto column = std::ranges::find(columns_, name, &FilterColumn::name);
        if (column == columns_.end()) {
            double number = 0;
            const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
            if (error != std::errc{} || end != name.data() + name.size()) {
                throw DeclarationError("expected a number, not '" + name + "'", text, formula.at);
            }
            return constant(0, number, true);
        }
        Step step;
        step.operation = Operation::Column;
        step.column = static_cast<std::size_t>(column - columns_.begin());
        step.real = !column->numbers.whole();
        step.bad.assign(most, 0);
        if (step.real) step.reals.resize(most);
        if (!step.real) step.integers.resize(most);
        steps_.push_back(std::move(step));
        return steps_.size() - 1;
    }
    Step step;
    step.a = compile(*formula.operands[0], text);
    if (formula.operands.size() > 1) step.b = compile(*formula.operands[1], text);
    if (formula.operands.size() > 2) step.c = compile(*formula.operands[2], text);
    const bool reals = steps_[step.a].real || (formula.operands.size() > 1 && steps_[step.b].real);
    if (formula.kind == Formula::Kind::Choice) {
        step.operation = Operation::Choice;
        step.real = steps_[step.b].real || steps_[step.c].real;
    } else if (formula.kind == Formula::Kind::Unary) {
        if (formula.operation == "+") return step.a;
        step.operation = formula.operation == "-"   ? Operation::Negate
                         : formula.operation == "!" ? Operation::Not
                                                    : Operation::Invert;
        step.real = reals && step.operation == Operation::Negate;
    } else {
        step.operation = std::ranges::find(binary, formula.operation, &Named::mark)->operation;
        step.real = reals && step.operation <= Operation::Divide;
    }
    const bool of_bits = step.operation == Operation::Invert ||
                         (step.operation >= Operation::Remainder && step.operation <= Operation::Xor);
    if (reals && of_bits) {
        throw DeclarationError("'" + formula.operation + "' is for whole numbers", text, formula.at);
    }
    step.bad.resize(most);
    if (step.real) step.reals.resize(most);
    if (!step.real) step.integers.resize(most);
    steps_.push_back(std::move(step));
    return steps_.size() - 1;
}

void RowFilter::test(const std::byte* first, std::ptrdiff_t stride, std::size_t count, std::uint8_t* holds) {
    for (Step& step : steps_) run(step, first, stride, count);
    const Step& last = steps_.back();
    for (std::size_t i = 0; i < count; ++i) {
        holds[i] = last.bad[i] == 0 && truth(last, i) ? 1 : 0;
        without_value_ += last.bad[i];
    }
}

void RowFilter::run(Step& step, const std::byte* first, std::ptrdiff_t stride, std::size_t count) {
    switch (step.operation) {
        case Operation::Constant:
            return;
        case Operation::Column:
            return read_column(step, first, stride, count);
        case Operation::Not:
        case Operation::Both:
        case Operation::Either:
        case Operation::Choice:
            return run_truths(step, count);
        default:
            break;
    }
    const bool one = step.operation == Operation::Negate || step.operation == Operation::Invert;
    const Step &a = steps_[step.a], &b = steps_[one ? step.a : step.b];
    for (std::size_t i = 0; i < count; ++i) step.bad[i] = a.bad[i] | b.bad[i];
    return a.real || b.real ? run_reals(step, count) : run_integers(step, count);
}

void RowFilter::read_column(Step& step, const std::byte* first, std::ptrdiff_t stride, std::size_t count) const {
    const FilterColumn& column = columns_[step.column];
    if (step.real) return load_doubles(column.numbers, first + column.offset, stride, count, step.reals.data());
    load_integers(column.numbers, first + column.offset, stride, count, step.integers.data());
    if (column.numbers.fits_signed()) return;
    for (std::size_t i = 0; i < count; ++i) step.bad[i] = step.integers[i] < 0 ? 1 : 0;
}

void RowFilter::run_reals(Step& step, std::size_t count) {
    const Step &a = steps_[step.a], &b = steps_[step.b];
    const auto compute = [&](const auto& operation) {
        for (std::size_t i = 0; i < count; ++i) step.reals[i] = operation(real(a, i), real(b, i));
    };
    const auto compare = [&](const auto& operation) {
        for (std::size_t i = 0; i < count; ++i) step.integers[i] = operation(real(a, i), real(b, i)) ? 1 : 0;
    };
    switch (step.operation) {
        case Operation::Negate:
            for (std::size_t i = 0; i < count; ++i) step.reals[i] = -real(a, i);
            return;
        case Operation::Add:
            return compute([](double x, double y) { return x + y; });
        case Operation::Subtract:
            return compute([](double x, double y) { return x - y; });
        case Operation::Multiply:
            return compute([](double x, double y) { return x * y; });
        case Operation::Divide:
            return compute([](double x, double y) { return x / y; });
        case Operation::Less:
            return compare([](double x, double y) { return x < y; });
        case Operation::Greater:
            return compare([](double x, double y) { return x > y; });
        case Operation::LessEqual:
            return compare([](double x, double y) { return x <= y; });
        case Operation::GreaterEqual:
            return compare([](double x, double y) { return x >= y; });
        case Operation::Equal:
            return compare([](double x, double y) { return x == y; });
        default:
            return compare([](double x, double y) { return x != y; });
    }
}

void RowFilter::run_integers(Step& step, std::size_t count) {
    using Integer = std::int64_t;
    const std::vector<Integer>& a = steps_[step.a].integers;
    const std::vector<Integer>& b = steps_[step.b].integers;
    const auto compute = [&](const auto& operation) {
        for (std::size_t i = 0; i < count; ++i) step.integers[i] = operation(a[i], b[i]) ? 1 : 0;
    };
    // operation(x, y, result): whether there is none.
    const auto checked = [&](const auto& operation) {
        for (std::size_t i = 0; i < count; ++i) {
            step.bad[i] |= static_cast<std::uint8_t>(operation(a[i], b[i], &step.integers[i]) ? 1 : 0);
        }
    };
    const auto divides_not = [](Integer x, Integer y) { return y == 0 || (y == -1 && x == INT64_MIN); };
    switch (step.operation) {
        case Operation::Negate:
            return checked([](Integer x, Integer, Integer* to) { return __builtin_sub_overflow(Integer{0}, x, to); });
        case Operation::Invert:
            return checked([](Integer x, Integer, Integer* to) { return *to = ~x, false; });
        case Operation::Add:
            return checked([](Integer x, Integer y, Integer* to) { return __builtin_add_overflow(x, y, to); });
        case Operation::Subtract:
            return checked([](Integer x, Integer y, Integer* to) { return __builtin_sub_overflow(x, y, to); });
        case Operation::Multiply:
            return checked([](Integer x, Integer y, Integer* to) { return __builtin_mul_overflow(x, y, to); });
        case Operation::Divide:
            return checked([&](Integer x, Integer y, Integer* to) {
                if (divides_not(x, y)) return true;
                return *to = x / y, false;
            });
        case Operation::Remainder:
            return checked([&](Integer x, Integer y, Integer* to) {
                if (divides_not(x, y)) return true;
                return *to = x % y, false;
            });
        case Operation::ShiftLeft:
            return checked([](Integer x, Integer y, Integer* to) {
                if (y < 0 || y > 62) return true;
                return __builtin_mul_overflow(x, Integer{1} << y, to);
            });
        case Operation::ShiftRight:
            return checked([](Integer x, Integer y, Integer* to) {
                if (y < 0 || y > 63) return true;
                return *to = x >> y, false;
            });
        case Operation::And:
            return checked([](Integer x, Integer y, Integer* to) { return *to = x & y, false; });
        case Operation::Or:
            return checked([](Integer x, Integer y, Integer* to) { return *to = x | y, false; });
        case Operation::Xor:
            return checked([](Integer x, Integer y, Integer* to) { return *to = x ^ y, false; });
        case Operation::Less:
            return compute([](Integer x, Integer y) { return x < y; });
        case Operation::Greater:
            return compute([](Integer x, Integer y) { return x > y; });
        case Operation::LessEqual:
            return compute([](Integer x, Integer y) { return x <= y; });
        case Operation::GreaterEqual:
            return compute([](Integer x, Integer y) { return x >= y; });
        case Operation::Equal:
            return compute([](Integer x, Integer y) { return x == y; });
        default:
            return compute([](Integer x, Integer y) { return x != y; });
    }
}

// What is not needed for the answer may have no value.
void RowFilter::run_truths(Step& step, std::size_t count) {
    const Step &a = steps_[step.a], &b = steps_[step.b], &c = steps_[step.c];
    for (std::size_t i = 0; i < count; ++i) {
        const bool holds = truth(a, i);
        if (step.operation == Operation::Not) {
            step.integers[i] = holds ? 0 : 1;
            step.bad[i] = a.bad[i];
        } else if (step.operation == Operation::Choice) {
            const Step& taken = holds ? b : c;
            step.bad[i] = a.bad[i] | taken.bad[i];
            if (step.real) step.reals[i] = real(taken, i);
            if (!step.real) step.integers[i] = taken.integers[i];
        } else {
            const bool decided = holds == (step.operation == Operation::Either);
            step.integers[i] = decided ? holds : truth(b, i);
            step.bad[i] = a.bad[i] | (decided ? std::uint8_t{0} : b.bad[i]);
        }
    }
}

}  // namespace byteprism
