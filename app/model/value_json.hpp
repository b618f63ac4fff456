// Values as the JSON that the program writes: integers exact at any size, floats that round-trip with "nan", "inf" and
// "-inf" as text, bytes {"b":"00ff"}, complex {"z":[re,im]}, tuples as lists.
#pragma once

#include <string>
#include <string_view>

#include "core/view/value.hpp"

namespace byteprism {

std::string value_json(const Value& value);
// A JSON string. Bytes that are not UTF-8 become U+FFFD.
std::string text_json(std::string_view text);

}  // namespace byteprism
