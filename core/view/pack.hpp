// Bytes to values and back, by a format: the struct module's functions, and one field at a time for the panels.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "core/view/format.hpp"
#include "core/view/value.hpp"

namespace byteprism {

// The value of one field. Requires record.size() >= field.offset + field.size.
Value read_field(const Field& field, std::span<const std::byte> record);

// Writes one field and no byte outside it. TypeError or ValueError, with the numbers, if the value does not fit;
// nothing is written then.
void write_field(const Field& field, std::span<std::byte> record, const Value& value);

// How the value reads in a panel, and the way back: numbers in decimal, floats in as few digits as round-trip, bytes
// as text with escapes.
std::string field_text(const Field& field, const Value& value);
// Accepts what people paste for that field: 0x1F, 1Fh, $1F, 0b101, 31, 1_000, -1, 1e3, nan, 'text'. ValueError says
// what was expected.
Value parse_field_text(const Field& field, std::string_view text);

}  // namespace byteprism
