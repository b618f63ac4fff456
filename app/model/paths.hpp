// Paths: where the program finds what it brings along.
#pragma once

#include <string>

namespace byteprism {

// The folder of the bundled samples: beside an installed program, or in the source tree. Empty if there is none.
std::string samples_folder();

}  // namespace byteprism
