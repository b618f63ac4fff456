#include "core/view/value.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <limits>
#include <optional>

namespace byteprism {
namespace {

constexpr double two_to_63 = 9223372036854775808.0;
constexpr double two_to_64 = 18446744073709551616.0;

// A number without its kind: an integer, a float, or a float pair.
struct Number {
    enum class Kind { Signed, Unsigned, Big, Float } kind;
    std::int64_t small = 0;
    std::uint64_t large = 0;
    const std::string* decimal = nullptr;
    double real = 0;
    double imaginary = 0;
};

std::optional<Number> number_of(const Value& value) {
    using Kind = Number::Kind;
    if (const auto* truth = std::get_if<bool>(&value.data)) return Number{.kind = Kind::Signed, .small = *truth};
    if (const auto* small = std::get_if<std::int64_t>(&value.data))
        return Number{.kind = Kind::Signed, .small = *small};
    if (const auto* large = std::get_if<std::uint64_t>(&value.data)) {
        if (*large <= std::uint64_t{std::numeric_limits<std::int64_t>::max()}) {
            return Number{.kind = Kind::Signed, .small = static_cast<std::int64_t>(*large)};
        }
        return Number{.kind = Kind::Unsigned, .large = *large};
    }
    if (const auto* big = std::get_if<BigInteger>(&value.data)) {
        return Number{.kind = Kind::Big, .decimal = &big->decimal};
    }
    if (const auto* real = std::get_if<double>(&value.data)) return Number{.kind = Kind::Float, .real = *real};
    if (const auto* pair = std::get_if<std::complex<double>>(&value.data)) {
        return Number{.kind = Kind::Float, .real = pair->real(), .imaginary = pair->imag()};
    }
    return std::nullopt;
}

// Every finite double is a fraction with an exact decimal form; of whole ones "%.0f" prints all digits.
bool equal_to_big(double real, const std::string& decimal) {
    if (!std::isfinite(real) || std::abs(real) < two_to_63) return false;
    char digits[320];
    const int length = std::snprintf(digits, sizeof digits, "%.0f", real);
    return std::string_view(digits, static_cast<std::size_t>(length)) == decimal;
}

bool equal_to_float(const Number& integer, double real) {
    switch (integer.kind) {
        case Number::Kind::Signed:
            return real >= -two_to_63 && real < two_to_63 && std::trunc(real) == real &&
                   static_cast<std::int64_t>(real) == integer.small;
        case Number::Kind::Unsigned:
            return real >= two_to_63 && real < two_to_64 && static_cast<std::uint64_t>(real) == integer.large;
        case Number::Kind::Big:
            return equal_to_big(real, *integer.decimal);
        case Number::Kind::Float:
            return integer.real == real;
    }
    return false;
}

bool equal_numbers(const Number& a, const Number& b) {
    if (a.kind == Number::Kind::Float) return a.imaginary == b.imaginary && equal_to_float(b, a.real);
    if (b.kind == Number::Kind::Float) return b.imaginary == 0 && equal_to_float(a, b.real);
    if (a.kind != b.kind) return false;
    if (a.kind == Number::Kind::Big) return *a.decimal == *b.decimal;
    return a.small == b.small && a.large == b.large;
}

bool equal_items(const std::vector<Value>& a, const std::vector<Value>& b) {
    return std::ranges::equal(a, b, [](const Value& x, const Value& y) { return equal(x, y); });
}

}  // namespace

Value integer_value(std::uint64_t number) {
    if (number <= std::uint64_t{std::numeric_limits<std::int64_t>::max()}) {
        return {static_cast<std::int64_t>(number)};
    }
    return {number};
}

Value integer_value(std::string_view decimal) {
    const bool negative = decimal.starts_with('-');
    std::string_view digits = decimal.substr(negative ? 1 : 0);
    digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
    if (digits.empty()) return {std::int64_t{0}};
    const std::string text = (negative ? "-" : "") + std::string(digits);
    std::int64_t small = 0;
    const char* end = text.data() + text.size();
    if (std::from_chars(text.data(), end, small).ec == std::errc()) return {small};
    std::uint64_t large = 0;
    if (!negative && std::from_chars(text.data(), end, large).ec == std::errc()) return {large};
    return {BigInteger{text}};
}

bool equal(const Value& a, const Value& b) {
    const std::optional<Number> x = number_of(a);
    const std::optional<Number> y = number_of(b);
    if (x && y) return equal_numbers(*x, *y);
    if (a.data.index() != b.data.index()) return false;
    if (std::holds_alternative<None>(a.data)) return true;
    if (const auto* bytes = std::get_if<Bytes>(&a.data)) return *bytes == std::get<Bytes>(b.data);
    if (const auto* text = std::get_if<std::string>(&a.data)) return *text == std::get<std::string>(b.data);
    if (const auto* tuple = std::get_if<Tuple>(&a.data))
        return equal_items(tuple->items, std::get<Tuple>(b.data).items);
    if (const auto* list = std::get_if<List>(&a.data)) return equal_items(list->items, std::get<List>(b.data).items);
    return false;
}

bool truth(const Value& value) {
    if (const std::optional<Number> number = number_of(value)) {
        if (number->kind == Number::Kind::Float) return number->real != 0 || number->imaginary != 0;
        return number->kind != Number::Kind::Signed || number->small != 0;
    }
    if (const auto* bytes = std::get_if<Bytes>(&value.data)) return !bytes->empty();
    if (const auto* text = std::get_if<std::string>(&value.data)) return !text->empty();
    if (const auto* tuple = std::get_if<Tuple>(&value.data)) return !tuple->items.empty();
    if (const auto* list = std::get_if<List>(&value.data)) return !list->items.empty();
    return false;
}

}  // namespace byteprism
