// The bytes a verb works on.
#pragma once

#include <string>

#include "app/model/saving/open_file.hpp"

namespace byteprism {

// A file, mapped; or all of standard input for "-". A save of the file that was interrupted is completed, which is said
// on standard error; with ReadOnly in memory alone. Throws IoError.
OpenedFile open_source(const std::string& path, Access access = Access::ReadWrite);

}  // namespace byteprism
