// What each action does to the workbench: one function for each. Only Workbench::apply calls them. Each throws Error
// with nothing changed, and does nothing when its sheet is gone (it was closed in the same frame).
#pragma once

#include "app/model/actions/actions.hpp"
#include "app/model/workbench.hpp"

namespace byteprism {

// file_actions.cpp
void apply(Workbench& bench, const NewFile& action);
void apply(Workbench& bench, const NewFromClipboard& action);
void apply(Workbench& bench, const OpenFile& action);
void apply(Workbench& bench, const ActivateSheet& action);
void apply(Workbench& bench, const ActivateNextSheet& action);
void apply(Workbench& bench, const CloseSheet& action);
void apply(Workbench& bench, const Save& action);
void apply(Workbench& bench, const SaveAs& action);
void apply(Workbench& bench, const SaveCopy& action);
void apply(Workbench& bench, const SaveSelection& action);
void apply(Workbench& bench, const Reload& action);
void apply(Workbench& bench, const KeepEdits& action);
void apply(Workbench& bench, const Recover& action);
void apply(Workbench& bench, const ForgetRecoverable& action);
void apply(Workbench& bench, const Quit& action);
void apply(Workbench& bench, const ToggleEditing& action);

// source_actions.cpp
void apply(Workbench& bench, const OpenSource& action);
void apply(Workbench& bench, const Refresh& action);
void apply(Workbench& bench, const ReadMore& action);

// cursor_actions.cpp
void apply(Workbench& bench, const MoveCursor& action);
void apply(Workbench& bench, const PlaceCursor& action);
void apply(Workbench& bench, const SetSide& action);

// hex_actions.cpp
void apply(Workbench& bench, const SelectBetween& action);
void apply(Workbench& bench, const TypeBit& action);
void apply(Workbench& bench, const ScrollRows& action);
void apply(Workbench& bench, const ScrollToRow& action);
void apply(Workbench& bench, const ReportGrid& action);
void apply(Workbench& bench, const SetHex& action);
void apply(Workbench& bench, const AlignRows& action);

// journey_actions.cpp
void apply(Workbench& bench, const GoTo& action);
void apply(Workbench& bench, const Jump& action);
void apply(Workbench& bench, const Revisit& action);

// selection_actions.cpp
void apply(Workbench& bench, const Select& action);
void apply(Workbench& bench, const SelectItems& action);
void apply(Workbench& bench, const SwapEnds& action);
void apply(Workbench& bench, const SelectAll& action);
void apply(Workbench& bench, const ClearSelection& action);

// byte_actions.cpp
void apply(Workbench& bench, const WriteField& action);
void apply(Workbench& bench, const Undo& action);
void apply(Workbench& bench, const Redo& action);
void apply(Workbench& bench, const CancelEdit& action);
void apply(Workbench& bench, const GoToStep& action);

// typing_actions.cpp
void apply(Workbench& bench, const SetEntry& action);
void apply(Workbench& bench, const TypeHexDigit& action);
void apply(Workbench& bench, const TypeText& action);
void apply(Workbench& bench, const Insert& action);
void apply(Workbench& bench, const Delete& action);
void apply(Workbench& bench, const DeleteBack& action);

// operation_actions.cpp
void apply(Workbench& bench, const Fill& action);
void apply(Workbench& bench, const Operate& action);

// clipboard_actions.cpp
void apply(Workbench& bench, const Copy& action);
void apply(Workbench& bench, const CopyAs& action);
void apply(Workbench& bench, const Cut& action);
void apply(Workbench& bench, const Paste& action);

// notation_actions.cpp
void apply(Workbench& bench, const WriteNotation& action);

// bookmark_actions.cpp
void apply(Workbench& bench, const AddBookmark& action);
void apply(Workbench& bench, const ChangeBookmark& action);
void apply(Workbench& bench, const RemoveBookmark& action);
void apply(Workbench& bench, const GoToBookmark& action);
void apply(Workbench& bench, const ImportBookmarks& action);
void apply(Workbench& bench, const ExportBookmarks& action);

// show_actions.cpp
void apply(Workbench& bench, const SetLook& action);
void apply(Workbench& bench, const SetStructure& action);
void apply(Workbench& bench, const SetImage& action);
void apply(Workbench& bench, const Hover& action);
void apply(Workbench& bench, const Configure& action);
void apply(Workbench& bench, const FocusPanel& action);
void apply(Workbench& bench, const Ask& action);
void apply(Workbench& bench, const Dismiss& action);
void apply(Workbench& bench, const DismissNotices& action);

// Looks at all bytes, as a sheet does that was asked for nothing else.
Look look_at_everything(const Document& document);

// Evaluates the look again, after bytes have changed. A look that has become impossible says why.
void look_again(Sheet& sheet, const Document& document);

// Scrolls so that the row is the first one in sight, or as near to it as the document's end allows.
void scroll_to(Sheet& sheet, const Document& document, std::int64_t row);

// The place that is left for another one is where "Back" leads. Requires a call before the cursor moves.
void leave_place(Sheet& sheet);
// Only if the other place is out of sight.
void leave_place_for(Sheet& sheet, std::int64_t offset);

// The last place that the cursor may have: behind the last byte, where bytes are inserted.
std::int64_t last_place(const Sheet& sheet, const Document& document);
// Where bytes are inserted: a byte of 0 in the place of the selected run, or before the cursor, which is on it then.
// Typing begins with it.
void make_room(Sheet& sheet, Document& document);
// Where bytes are overwritten: at the start of the selection. ValueError: there is no byte.
void begin_overwriting(Sheet& sheet, Document& document);
// Moves the cursor to a byte, kept inside the document, and into sight. Ends a half-typed byte.
void place_cursor(Sheet& sheet, const Document& document, std::int64_t offset, Extend extend);

}  // namespace byteprism
