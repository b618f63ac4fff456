// Fonts: which file of this system to draw text with.
#pragma once

#include <string>

namespace byteprism {

// A scalable monospace face, DejaVu Sans Mono where there is one; empty if there is none.
std::string monospace_font_file();

}  // namespace byteprism
