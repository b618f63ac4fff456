// One element of a field as a value: the leaves that items, fields and the struct functions are made of.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/view/format.hpp"
#include "core/view/value.hpp"

namespace byteprism {

// Who refuses a value that does not fit, and how.
enum class Judge {
    Item,            // memoryview: TypeError, ValueError; a float beyond 'f' becomes infinite
    NativeStruct,    // struct with '@': StructError; a float beyond 'f' becomes infinite
    StandardStruct,  // struct with '=', '<', '>': StructError, for a float beyond 'f' too
};

// 's', 'p', 'w', 'u', 'x': the count is a length, not a repetition.
bool counts_length(const Field& field);
// The dimensions that the field adds: its shape, then its count where that repeats. Empty: one element.
std::vector<std::int64_t> list_shape(const Field& field);

// Requires field.unit bytes at `at` (of a bit field field.size), and no record.
Value read_element(const Field& field, const std::byte* at);
// Writes these bytes, or throws and writes nothing.
void write_element(const Field& field, std::byte* at, const Value& value, Judge judge);

// The two halves of a conversion between double and IEEE half precision; to nearest, ties to even. No value above
// 65504 after rounding fits: `false` then.
double from_half(std::uint16_t bits);
bool to_half(double number, std::uint16_t& bits);

}  // namespace byteprism
