// Value: what an index of a view gives, and what is written back through one.
//
// The kinds are Python's: None, bool, int (of any size), float, complex, bytes, str, tuple, list. Integers beyond 64
// bits only ever come in, to be refused with their number or rounded to a float, so they are kept as decimal text.
#pragma once

#include <complex>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/memory/bytes.hpp"

namespace byteprism {

struct Value;

struct None {
    bool operator==(const None&) const = default;
};
// An integer outside [-2^63, 2^64 - 1]: an optional '-' and decimal digits, without leading zeros.
struct BigInteger {
    std::string decimal;
    bool operator==(const BigInteger&) const = default;
};
struct Tuple {
    std::vector<Value> items;
};
struct List {
    std::vector<Value> items;
};

struct Value {
    // std::uint64_t only holds what std::int64_t cannot. Text is UTF-8; lone surrogates, which Python's str may hold,
    // are encoded like any other code point.
    std::variant<None, bool, std::int64_t, std::uint64_t, BigInteger, double, std::complex<double>, Bytes, std::string,
                 Tuple, List>
        data;
};

// An integer in the kind that holds it.
Value integer_value(std::uint64_t number);
// From an optional '-' and decimal digits, as many as you like. Requires that form.
Value integer_value(std::string_view decimal);

// Equal as Python's ==: numbers by exact mathematical value across kinds, NaN equal to nothing, bytes only to bytes.
bool equal(const Value& a, const Value& b);

// Python's bool(value): false for None, zeros and what is empty.
bool truth(const Value& value);

// What Python's repr() prints.
std::string repr(const Value& value);
std::string repr(double number);

}  // namespace byteprism
