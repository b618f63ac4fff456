// Formats written back from their fields.
#pragma once

#include <string>

#include "core/view/format.hpp"

namespace byteprism {

// The format of one element of the field, without its count and shape: "H", ">d", "5s", "T{<h:x:2x<i:y:=B:z:}". What is
// in native order is spelled with native characters, so that it can be cast and compared without unpacking; records say
// every order and every padding byte.
std::string element_format_text(const Field& field);

}  // namespace byteprism
