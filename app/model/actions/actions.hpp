// Actions: what the user did, as plain data, in order. Panels and commands push them; the workbench applies them.
//
// An action says what was done ("this digit was typed"), never the bytes that result: two digits can arrive in one
// frame, and a result computed from what the frame showed would lose the first.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "app/model/bookmarks/bookmarks.hpp"
#include "app/model/bytes/byte_operations.hpp"
#include "app/model/bytes/filling.hpp"
#include "app/model/settings.hpp"
#include "app/model/sheet.hpp"
#include "app/model/sources/source.hpp"
#include "core/memory/byte_range.hpp"
#include "core/view/format.hpp"
#include "core/view/layout.hpp"
#include "core/view/value.hpp"

namespace byteprism {

// clang-format off
// Files and sheets.
enum class Edits { AskFirst, Discard };  // what becomes of edits that would be lost
struct NewFile { std::int64_t size; };  // of zeros
struct NewFromClipboard {};  // the bytes that its text says in hex
struct OpenFile { std::string path; };
struct OpenSource { Source source; };
struct Refresh { SheetId sheet; };  // fetches the bytes of a live source again
struct ReadMore { SheetId sheet; };  // of a stream that was read up to its limit
struct ActivateSheet { SheetId sheet; };
struct ActivateNextSheet { int steps; };  // round and round; negative: backwards
struct CloseSheet { SheetId sheet; Edits edits; };
struct Save { SheetId sheet; };
struct SaveAs { SheetId sheet; std::string path; };
struct SaveCopy { SheetId sheet; std::string path; };
struct SaveSelection { SheetId sheet; std::string path; };
struct Reload { SheetId sheet; Edits edits; };
struct KeepEdits { SheetId sheet; };  // against what another program did to the file
struct Recover {};  // the edits that a crash has left: the first of Workbench::recoverable
struct ForgetRecoverable {};  // deletes them
struct Quit { Edits edits; };
struct ToggleEditing { SheetId sheet; };

// The cursor.
enum class Motion { Left, Right, Up, Down, PageUp, PageDown, RowStart, RowEnd, Start, End };
enum class Extend { No, Yes };  // whether the selection grows with the movement
struct MoveCursor { SheetId sheet; Motion motion; Extend extend; };
struct PlaceCursor { SheetId sheet; std::int64_t offset; Extend extend; };
struct Select { SheetId sheet; ByteRange range; };
struct GoTo { SheetId sheet; std::string place; };  // as typed: of place_text.hpp
struct Jump { SheetId sheet; std::int64_t offset; };  // the place that is left can be gone back to
struct Revisit { SheetId sheet; int steps; };  // places that were left; negative: back
struct SelectItems { SheetId sheet; Layout items; };  // the bytes of any view
struct SwapEnds { SheetId sheet; };  // of the selection: the cursor goes to the other one
struct SelectAll { SheetId sheet; };
struct SelectBetween { SheetId sheet; std::int64_t anchor; std::int64_t offset; };  // both included; the cursor is at the latter
struct ClearSelection { SheetId sheet; };
struct SetSide { SheetId sheet; Side side; };
struct SetEntry { SheetId sheet; Entry entry; };

// Bytes.
struct TypeHexDigit { SheetId sheet; int digit; };  // 0 to 15, at the cursor
struct TypeBit { SheetId sheet; int bit; };  // 0 or 1, at the cursor, of its byte the highest first
struct TypeText { SheetId sheet; std::string text; };  // UTF-8, written in the encoding of the text column
struct WriteField { SheetId sheet; std::int64_t record; Field field; Value value; };  // the panel has checked that it fits
struct Insert { SheetId sheet; std::int64_t count; };  // so many zeros before the cursor
struct Delete { SheetId sheet; };  // the selection, or the byte under the cursor
struct DeleteBack { SheetId sheet; };  // the selection, or the byte before the cursor; takes a single digit back
struct Fill { SheetId sheet; Filling filling; };  // the selection, or the byte under the cursor
struct Operate { SheetId sheet; Operation operation; };  // on the same bytes
struct Undo { SheetId sheet; };
struct Redo { SheetId sheet; };
struct CancelEdit { SheetId sheet; };  // the long one that is going on
struct GoToStep { SheetId sheet; std::size_t position; };  // so many steps of the history are done then
struct Copy { SheetId sheet; };  // the selection as hex, or as text on the text side
struct CopyAs { SheetId sheet; std::string form; };  // a name of copy_forms.hpp
struct Cut { SheetId sheet; };  // copies, then deletes
enum class PasteWay { OfEntry, Over, Between };  // between the bytes, or in the place of the selection
enum class Overhang { Ask, Cut, Extend };  // what becomes of bytes that reach beyond the end
struct Paste { SheetId sheet; PasteForm form; PasteWay way; Overhang overhang; };

// A value in a notation of the inspector, as typed; the bytes it stands for are written from the offset on.
struct WriteNotation { SheetId sheet; std::int64_t offset; std::string notation; ByteOrder order; std::string text; };

// Bookmarks of the sheet's document.
struct AddBookmark { SheetId sheet; std::string name; };  // of what is selected; without a name it gets one
struct ChangeBookmark { SheetId sheet; Bookmark bookmark; };  // that with its id
struct RemoveBookmark { SheetId sheet; BookmarkId bookmark; };
struct GoToBookmark { SheetId sheet; BookmarkId bookmark; };  // selects its bytes
struct ImportBookmarks { SheetId sheet; std::string path; };
struct ExportBookmarks { SheetId sheet; std::string path; };

// What is shown.
struct ScrollRows { SheetId sheet; std::int64_t rows; };
struct ScrollToRow { SheetId sheet; std::int64_t row; };
struct ReportGrid { SheetId sheet; std::int64_t visible_rows; int columns_that_fit; };
struct SetHex { SheetId sheet; HexSettings settings; };  // where the window is stays
enum class AlignTo { View, Image, Structure };
struct AlignRows { SheetId sheet; AlignTo to; };  // of the hex grid
struct SetLook { SheetId sheet; std::string expression; };  // of core/view/expression.hpp
struct SetStructure { SheetId sheet; StructureSettings settings; };
struct SetImage { SheetId sheet; ImageSettings settings; };
struct Hover { SheetId sheet; std::vector<ByteRange> bytes; };
struct Configure { Settings settings; };
struct FocusPanel { Panel panel; };

// Questions and messages.
struct Ask { Question question; };
struct Dismiss {};  // closes the question
struct DismissNotices {};
// clang-format on

using Action =
    std::variant<NewFile, NewFromClipboard, OpenFile, OpenSource, Refresh, ReadMore, ActivateSheet, ActivateNextSheet,
                 CloseSheet, Save, SaveAs, SaveCopy, SaveSelection, Reload, KeepEdits, Recover, ForgetRecoverable, Quit,
                 ToggleEditing, MoveCursor, PlaceCursor, Select, GoTo, Jump, Revisit, SelectItems, SwapEnds, SelectAll,
                 SelectBetween, ClearSelection, SetSide, SetEntry, TypeHexDigit, TypeBit, TypeText, WriteField, Insert,
                 Delete, DeleteBack, Fill, Operate, Undo, Redo, CancelEdit, GoToStep, Copy, CopyAs, Cut, Paste,
                 WriteNotation, AddBookmark, ChangeBookmark, RemoveBookmark, GoToBookmark, ImportBookmarks,
                 ExportBookmarks, ScrollRows, ScrollToRow, ReportGrid, SetHex, AlignRows, SetLook, SetStructure,
                 SetImage, Hover, Configure, FocusPanel, Ask, Dismiss, DismissNotices>;

class Actions {
public:
    void push(Action action) { list_.push_back(std::move(action)); }
    bool empty() const { return list_.empty(); }
    std::vector<Action> take() { return std::exchange(list_, {}); }

private:
    std::vector<Action> list_;
};

}  // namespace byteprism
