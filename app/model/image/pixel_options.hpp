// Options in the text of a pixel format: "nv12;m=709;r=full".
#pragma once

#include <string>
#include <string_view>

namespace byteprism {

// The text with an option set to a value, or, where that is empty, without it.
std::string with_option(std::string_view pixels, std::string_view key, std::string_view value);

}  // namespace byteprism
