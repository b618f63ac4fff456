// What a user says of pixel formats: options in their text, "nv12;m=709;r=full", and names of their own.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "app/model/settings.hpp"

namespace byteprism {

// The text with an option set to a value, or, where that is empty, without it.
std::string with_option(std::string_view pixels, std::string_view key, std::string_view value);

// The layout that was given this name; the text itself if none was.
std::string layout_named(std::span<const NamedLayout> formats, std::string_view text);
// Throws ValueError for a name that is empty, that a format has already, or that reads as a layout.
void check_format_name(std::string_view name);

}  // namespace byteprism
