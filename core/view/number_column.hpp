// NumberColumn: numbers of one kind at even distances, the column of a table, read many at once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "core/view/format.hpp"

namespace byteprism {

struct NumberColumn {
    enum class Kind : std::uint8_t { Unsigned, Signed, Float } kind = Kind::Unsigned;
    int size = 1;  // bytes of a number: 1 to 8; of a float 2, 4 or 8
    ByteOrder order = ByteOrder::Little;
    int bit_offset = 0,
        bit_width = 0;  // of a bit-field, from the least significant bit; a width of 0: the whole number

    bool whole() const { return kind != Kind::Float; }
    // Every number fits 64 bits with a sign.
    bool fits_signed() const { return kind == Kind::Signed || size < 8 || (bit_width > 0 && bit_width < 64); }
    bool operator==(const NumberColumn&) const = default;
};

// Integers, floats, truth values, pointers. Nothing: the field is none of them, or several.
std::optional<NumberColumn> number_column(const Field& field);

// All of these read `count` numbers, the first at `first`, each `stride` bytes behind the last one.

// As doubles, which round integers beyond 2^53.
void load_doubles(const NumberColumn& column, const std::byte* first, std::ptrdiff_t stride, std::size_t count,
                  double* to);
// As 64-bit integers, signs extended. Requires whole().
void load_integers(const NumberColumn& column, const std::byte* first, std::ptrdiff_t stride, std::size_t count,
                   std::int64_t* to);
// As codes that are ordered as the numbers are, NaN last; numbers that are equal have one code.
void load_codes(const NumberColumn& column, const std::byte* first, std::ptrdiff_t stride, std::size_t count,
                std::uint64_t* to);
// The way back.
double number_of_code(const NumberColumn& column, std::uint64_t code);
// Their bytes one behind the other, in the machine's order. Requires a size of 1, 2, 4 or 8 and no bit-field.
void load_native(const NumberColumn& column, const std::byte* first, std::ptrdiff_t stride, std::size_t count,
                 std::byte* to);

}  // namespace byteprism
