// What the user did to a table: actions, as those of actions.hpp. Rows are numbered as they are shown, columns named.
#pragma once

#include <string>

#include "app/model/sheet.hpp"

namespace byteprism {

class Workbench;

// clang-format off
struct SelectCells { SheetId sheet; std::string column; std::int64_t first; std::int64_t count; friend void apply(Workbench&, const SelectCells&); };  // as a strided view; without a column whole rows
struct SelectColumn { SheetId sheet; std::string column; friend void apply(Workbench&, const SelectColumn&); };  // of every row
struct WriteCells { SheetId sheet; std::string column; std::int64_t first; std::int64_t count; std::string text; friend void apply(Workbench&, const WriteCells&); };  // one value, as typed, into each: one undo step
struct ExportTable { SheetId sheet; std::string path; friend void apply(Workbench&, const ExportTable&); };  // the rows and columns that are shown
struct BookmarkColumn { SheetId sheet; std::string column; friend void apply(Workbench&, const BookmarkColumn&); };
// clang-format on

}  // namespace byteprism
