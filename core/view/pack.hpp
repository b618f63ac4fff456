// Bytes to values and back, by a format: the struct module's functions, and one field at a time for the panels.
//
//     unpack_from(">H", view, 2)                     // (8080,): the destination port of a UDP packet
//     pack_into("<I", view, 4, {Value{std::int64_t{7}}});
//     read_field(format.fields()[1], record)         // [1, 2, 3, 4] of '4H:box:'
//
// The struct functions take what the struct module takes (native, standard, no names) and judge values as it does:
// StructError for a wrong type, a number out of range, a float too large, a buffer of the wrong size. They read
// and write the view's bytes in place, whatever its own format; the view must be C-contiguous (BufferError).
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/view/format.hpp"
#include "core/view/value.hpp"

namespace byteprism {

class ReadView;
class View;

std::int64_t calcsize(std::string_view format);
Bytes pack(std::string_view format, std::span<const Value> values);
// Requires, as struct does, exactly calcsize(format) bytes: StructError otherwise.
Tuple unpack(std::string_view format, const ReadView& source);
Tuple unpack(std::string_view format, std::span<const std::byte> source);
// A negative offset counts from the end.
Tuple unpack_from(std::string_view format, const ReadView& source, std::int64_t offset = 0);
Tuple unpack_from(std::string_view format, std::span<const std::byte> source, std::int64_t offset = 0);
// Writes everything or nothing, and no byte outside [offset, offset + calcsize). TypeError if the view is read-only or
// not C-contiguous.
void pack_into(std::string_view format, const View& target, std::int64_t offset, std::span<const Value> values);
// Calls `each` with the tuple of every calcsize(format) bytes. The view stays pinned meanwhile.
void iter_unpack(std::string_view format, const ReadView& source, const std::function<void(Tuple)>& each);

// One item of a view, `item` being its bytes: the bare value, or the tuple of the members. StructError if the format
// did not parse. Requires item.size() >= format.itemsize().
Value read_item(const Format& format, std::span<const std::byte> item);
// All or nothing; padding keeps its bytes. TypeError or ValueError, as CPython judges native characters.
void write_item(const Format& format, std::span<std::byte> item, const Value& value);

// The value of one field; a repeat count or a shape gives a list. Requires record.size() >= field.offset + field.size.
Value read_field(const Field& field, std::span<const std::byte> record);

// Writes one field and no byte outside it. TypeError or ValueError, with the numbers, if the value does not fit;
// nothing is written then.
void write_field(const Field& field, std::span<std::byte> record, const Value& value);

// How the value reads in a panel, and the way back: numbers in decimal, floats in as few digits as round-trip, bytes
// as text with escapes.
std::string field_text(const Field& field, const Value& value);
// Accepts what people paste for that field: 0x1F, 1Fh, $1F, 0b101, 31, 1_000, -1, 1e3, nan, 'text', [1, 2] for an
// array, (1, 2) for a record. ValueError says what was expected.
Value parse_field_text(const Field& field, std::string_view text);

}  // namespace byteprism
