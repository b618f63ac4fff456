// The bytes a verb works on.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "app/model/saving/open_file.hpp"
#include "core/analysis/slices.hpp"

namespace byteprism {

// A file, mapped; or all of standard input for "-". A save of the file that was interrupted is completed, which is said
// on standard error; with ReadOnly in memory alone. Throws IoError.
OpenedFile open_source(const std::string& path, Access access = Access::ReadWrite);

// The part of a source that --offset and --length say; as much of it as there is. Throws IoError if the offset lies
// outside.
ByteRange range_in(const Buffer& buffer, const std::string& path, std::optional<std::int64_t> offset,
                   std::optional<std::int64_t> length);

// Reads without pages of the file becoming resident. Requires that the buffer outlives it.
ReadBytes reader_of(const Buffer& buffer);

}  // namespace byteprism
