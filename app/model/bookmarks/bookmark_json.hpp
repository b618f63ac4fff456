// Bookmarks as JSON: in a file of their own, and in that of the workspace.
//
//     {"name": "header", "comment": "", "color": 2, "format": "<H", "offset": 54, "shape": [3], "strides": [2]}
//
// The colour is a number, one of those of fields, or "#rrggbb". Without a format the items are bytes, without strides
// they follow each other, without a shape there is one.
#pragma once

#include <vector>

#include "app/model/bookmarks/bookmarks.hpp"
#include "app/model/workspace/json_file.hpp"

namespace byteprism {

Json json_of(const std::vector<Bookmark>& bookmarks);
// Throws ValueError, "bookmark 3: offset is missing", or StructError for a format. They may lie anywhere, but not
// beyond what 64 bits can say.
std::vector<Bookmark> bookmarks_in(const Json& list);

}  // namespace byteprism
