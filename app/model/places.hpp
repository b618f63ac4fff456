// What the words in a place mean for a sheet: its cursor, its document, and the names it knows.
#pragma once

#include "app/model/place_text.hpp"
#include "app/model/workbench.hpp"

namespace byteprism {

// Names are those of the bookmarks, and of the structure panel's fields ("size", "header.width"). Valid as long as
// bench and sheet are.
OffsetContext place_context(const Workbench& bench, const Sheet& sheet);

}  // namespace byteprism
