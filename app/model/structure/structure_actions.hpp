// What the user did to a structure: actions, as those of actions.hpp. Nodes are named by their paths: see
// field_tree.hpp.
#pragma once

#include <string>

#include "app/model/sheet.hpp"
#include "core/view/view.hpp"

namespace byteprism {

class Workbench;

// clang-format off
struct TurnNode { SheetId sheet; std::string path; friend void apply(Workbench&, const TurnNode&); };  // opens it, or closes it
struct WriteNode { SheetId sheet; std::string path; std::string text; friend void apply(Workbench&, const WriteNode&); };  // a value as typed; the panel has checked that it fits
struct SetDisplay { SheetId sheet; std::string path; FieldDisplay display; friend void apply(Workbench&, const SetDisplay&); };  // of the field, in all elements of arrays
struct CopyNode { SheetId sheet; std::string path; std::string form; friend void apply(Workbench&, const CopyNode&); };  // a name of node_forms.hpp
struct BookmarkNode { SheetId sheet; std::string path; friend void apply(Workbench&, const BookmarkNode&); };
struct ShowNodeAsImage { SheetId sheet; std::string path; friend void apply(Workbench&, const ShowNodeAsImage&); };
struct OpenToCursor { SheetId sheet; friend void apply(Workbench&, const OpenToCursor&); };  // whatever is around the field of the cursor
// clang-format on

// Shows the first item of a view; of a contiguous run of records all.
void show_in_structure(Sheet& sheet, const ReadView& view);

}  // namespace byteprism
