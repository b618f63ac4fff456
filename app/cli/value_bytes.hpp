// F=V on the command line: a value and the format it is stored in, as the bytes it is stored as.
#pragma once

#include <string_view>

#include "core/view/value.hpp"

namespace byteprism {

// "<H=0x1F", "d=1e3", "<IHH=(1, 2, 3)". Throws ValueError, StructError or TypeError saying what is wrong.
Bytes value_bytes(std::string_view text);

}  // namespace byteprism
