// A temporary file without a name: gone with its descriptor, whatever becomes of the program.
#pragma once

#include <string>

#include "core/memory/descriptor.hpp"

namespace byteprism {

// Where large temporary files go: $TMPDIR, else /var/tmp, which is on a disk where /tmp often is memory.
std::string temporary_folder();

// Empty, for reading and writing. Throws IoError with the folder and the reason.
Descriptor temporary_file();

}  // namespace byteprism
