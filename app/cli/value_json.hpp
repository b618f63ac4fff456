// Values as the JSON of the command line: integers exact at any size, floats that round-trip with "nan", "inf" and
// "-inf" as text, bytes {"b":"00ff"}, complex {"z":[re,im]}, tuples as lists.
#pragma once

#include <string>

#include "core/view/value.hpp"

namespace byteprism {

std::string value_json(const Value& value);
// A JSON string. Bytes that are not UTF-8 become U+FFFD.
std::string text_json(const std::string& text);

}  // namespace byteprism
