// The bytes a verb works on.
#pragma once

#include <string>

#include "core/memory/buffer.hpp"

namespace byteprism {

// A file, mapped; or all of standard input for "-". Throws IoError.
Buffer open_source(const std::string& path);

}  // namespace byteprism
