#include "core/structure/formula.hpp"

#include <algorithm>
#include <limits>
#include <optional>

#include "core/error.hpp"

namespace byteprism {
namespace {

WideInteger lowest(const TypedInteger& type) { return type.is_unsigned ? 0 : -(WideInteger{1} << (type.bits - 1)); }
WideInteger highest(const TypedInteger& type) {
    return (WideInteger{1} << (type.is_unsigned ? type.bits : type.bits - 1)) - 1;
}

// The value brought into the range of the type, modulo 2^bits.
TypedInteger wrapped(WideInteger value, TypedInteger type) {
    const WideInteger modulus = WideInteger{1} << type.bits;
    value %= modulus;
    if (value < 0) value += modulus;
    if (value > highest(type)) value -= modulus;
    type.value = value;
    return type;
}

TypedInteger checked(WideInteger value, TypedInteger type) {
    if (type.is_unsigned) return wrapped(value, type);
    if (value < lowest(type) || value > highest(type)) {
        throw ValueError(decimal(value) + " does not fit into " + std::to_string(type.bits) + " bits");
    }
    type.value = value;
    return type;
}

TypedInteger truth(bool holds) { return {holds ? 1 : 0, 32, false}; }

// The type that both operands are converted to.
TypedInteger common_type(const TypedInteger& a, const TypedInteger& b) {
    if (a.bits == b.bits) return {0, a.bits, a.is_unsigned || b.is_unsigned};
    const TypedInteger& wider = a.bits > b.bits ? a : b;
    return {0, wider.bits, wider.is_unsigned};
}

TypedInteger shifted(const TypedInteger& a, const TypedInteger& b, bool left, bool exactly) {
    if (b.value < 0 || b.value >= a.bits) {
        throw ValueError("a shift of a " + std::to_string(a.bits) + "-bit number by " + decimal(b.value));
    }
    const auto count = static_cast<int>(b.value);
    if (!left) return wrapped(a.value >> count, a);
    const WideInteger value = a.value * (WideInteger{1} << count);
    return exactly ? checked(value, a) : wrapped(value, a);
}

std::optional<bool> compared(const std::string& operation, WideInteger a, WideInteger b) {
    if (operation == "<") return a < b;
    if (operation == ">") return a > b;
    if (operation == "<=") return a <= b;
    if (operation == ">=") return a >= b;
    if (operation == "==") return a == b;
    if (operation == "!=") return a != b;
    return std::nullopt;
}

WideInteger divided(const std::string& operation, WideInteger a, WideInteger b) {
    if (b == 0) throw ValueError(decimal(a) + " " + operation + " 0: a division by 0");
    return operation == "/" ? a / b : a % b;
}

class Evaluator {
public:
    // Without a lookup as C does it, with one exactly.
    explicit Evaluator(const FieldLookup* field) : field_(field) {}

    TypedInteger value(const Formula& formula) const {
        const auto operand = [&](std::size_t i) { return value(*formula.operands[i]); };
        switch (formula.kind) {
            case Formula::Kind::Number:
                return field_ == nullptr ? formula.number : exact(formula.number.value);
            case Formula::Kind::Field:
                return exact((*field_)(formula.path));
            case Formula::Kind::Cast:
                return wrapped(operand(0).value, formula.number);
            case Formula::Kind::Choice:
                return operand(0).value != 0 ? operand(1) : operand(2);
            case Formula::Kind::Unary:
                return unary(formula.operation, operand(0));
            case Formula::Kind::Binary:
                if (formula.operation == "&&") return truth(operand(0).value != 0 && operand(1).value != 0);
                if (formula.operation == "||") return truth(operand(0).value != 0 || operand(1).value != 0);
                return binary(formula.operation, operand(0), operand(1));
        }
        return {};
    }

private:
    static TypedInteger exact(WideInteger value) { return checked(value, {0, 64, false}); }

    TypedInteger unary(const std::string& operation, const TypedInteger& a) const {
        if (operation == "!") return truth(a.value == 0);
        if (operation == "-") return checked(-a.value, a);
        if (operation == "~") return wrapped(~a.value, a);
        return a;
    }

    TypedInteger binary(const std::string& operation, const TypedInteger& a, const TypedInteger& b) const {
        if (operation == "<<" || operation == ">>") {
            // The truth of a comparison has 32 bits in either arithmetic.
            return shifted(field_ == nullptr ? a : exact(a.value), b, operation == "<<", field_ != nullptr);
        }
        const TypedInteger type = field_ == nullptr ? common_type(a, b) : TypedInteger{0, 64, false};
        const WideInteger x = wrapped(a.value, type).value;
        const WideInteger y = wrapped(b.value, type).value;
        if (const auto answer = compared(operation, x, y)) return truth(*answer);
        switch (operation[0]) {
            case '+':
                return checked(x + y, type);
            case '-':
                return checked(x - y, type);
            case '*':
                return checked_product(x, y, type);
            case '&':
                return wrapped(x & y, type);
            case '|':
                return wrapped(x | y, type);
            case '^':
                return wrapped(x ^ y, type);
            default:
                return checked(divided(operation, x, y), type);
        }
    }

    // The product of two unsigned 64-bit numbers is beyond WideInteger; only its low bits count then.
    static TypedInteger checked_product(WideInteger x, WideInteger y, const TypedInteger& type) {
        if (!type.is_unsigned) return checked(x * y, type);
        const std::uint64_t product = static_cast<std::uint64_t>(x) * static_cast<std::uint64_t>(y);
        return wrapped(product, type);
    }

    const FieldLookup* field_;
};

}  // namespace

std::string decimal(WideInteger value) {
    const bool negative = value < 0;
    std::string digits;
    do {
        const int digit = static_cast<int>(value % 10);
        digits += static_cast<char>('0' + (negative ? -digit : digit));
        value /= 10;
    } while (value != 0);
    if (negative) digits += '-';
    return {digits.rbegin(), digits.rend()};
}

bool is_constant(const Formula& formula) {
    return formula.kind != Formula::Kind::Field &&
           std::ranges::all_of(formula.operands, [](const FormulaPtr& operand) { return is_constant(*operand); });
}

TypedInteger constant_value(const Formula& formula) { return Evaluator(nullptr).value(formula); }

std::int64_t exact_value(const Formula& formula, const FieldLookup& field) {
    return static_cast<std::int64_t>(Evaluator(&field).value(formula).value);
}

FormulaPtr number_formula(TypedInteger number, std::size_t at) {
    Formula formula;
    formula.number = number;
    formula.at = at;
    return std::make_shared<const Formula>(std::move(formula));
}

namespace {

FormulaPtr joined(const FormulaPtr& a, const std::string& operation, const FormulaPtr& b) {
    if (!a) return b;
    if (!b) return a;
    Formula formula;
    formula.kind = Formula::Kind::Binary;
    formula.operation = operation;
    formula.operands = {a, b};
    formula.at = a->at;
    formula.depth = 1 + std::max(a->depth, b->depth);
    return std::make_shared<const Formula>(std::move(formula));
}

}  // namespace

FormulaPtr both(const FormulaPtr& a, const FormulaPtr& b) { return joined(a, "&&", b); }
FormulaPtr either(const FormulaPtr& a, const FormulaPtr& b) { return joined(a, "||", b); }

}  // namespace byteprism
