// Bytes put into the place of others, most of which they equal.
#pragma once

#include <cstddef>
#include <span>

#include "app/model/document/document.hpp"
#include "core/memory/byte_range.hpp"

namespace byteprism {

// One undo step; where both are as long, only the runs that differ are written, unless they are very many. Throws as
// the edits of the document do.
void put_bytes(Document& document, ByteRange range, std::span<const std::byte> bytes);

}  // namespace byteprism
