// Values of the oracle protocol: JSON to library values and back.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/view/format.hpp"
#include "core/view/layout.hpp"
#include "core/view/value.hpp"
#include "core/view/view.hpp"
#include "tests/conformance/json.hpp"

namespace byteprism::oracle {

// Each throws TypeError if the JSON is of another kind, ValueError for hex digits that are none.
Value decode_value(const Json& json);
Bytes decode_hex(const Json& json);
std::string decode_text(const Json& json);
// What lies beyond 64 bits becomes the nearest number that does not: it is out of range, or clamped, all the same.
std::int64_t decode_integer(const Json& json);
std::vector<std::int64_t> decode_integers(const Json& json);
std::vector<Value> decode_values(const Json& json);
Subscript decode_key(const Json& json);

std::string encode(const Value& value);
std::string encode(std::span<const std::int64_t> numbers);
std::string encode_bytes(std::span<const std::byte> bytes);
std::string encode_fields(std::span<const Field> fields);

}  // namespace byteprism::oracle
