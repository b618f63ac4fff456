// How places in a document, and a sheet with all of its places, go along when another sheet inserts or deletes bytes.
#pragma once

#include <cstdint>

#include "app/model/document/splice.hpp"
#include "app/model/sheet.hpp"
#include "core/memory/byte_range.hpp"

namespace byteprism {

// A place stays with its byte; where that was deleted, at what came instead, or follows.
std::int64_t moved(std::int64_t place, const Splice& splice);

// A run keeps those of its bytes that are left; with none it is empty.
ByteRange moved(const ByteRange& run, const Splice& splice);

// The cursor, what is selected, the places left behind and the rows in sight. What is half typed ends. A strided
// selection that is cut is one no longer.
void follow(Sheet& sheet, const Splice& splice);

}  // namespace byteprism
