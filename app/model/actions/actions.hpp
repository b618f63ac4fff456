// Actions: what the user did, as plain data, in order. Panels and commands push them; the workbench applies them.
//
// An action says what was done ("this digit was typed"), never the bytes that result: two digits can arrive in one
// frame, and a result computed from what the frame showed would lose the first.
//
// What an action does to the workbench is its apply(), in *_actions.cpp. Each throws Error with nothing changed, and
// does nothing when its sheet is gone (it was closed in the same frame).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
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

class Workbench;

// clang-format off
// Files and sheets.
enum class Edits { AskFirst, Discard };  // what becomes of edits that would be lost
struct NewFile { std::int64_t size; friend void apply(Workbench&, const NewFile&); };  // of zeros
struct NewFromClipboard { friend void apply(Workbench&, const NewFromClipboard&); };  // the bytes that its text says in hex
struct OpenFile { std::string path; friend void apply(Workbench&, const OpenFile&); };
struct OpenSource { Source source; friend void apply(Workbench&, const OpenSource&); };
struct Refresh { SheetId sheet; friend void apply(Workbench&, const Refresh&); };  // fetches the bytes of a live source again
struct ReadMore { SheetId sheet; friend void apply(Workbench&, const ReadMore&); };  // of a stream that was read up to its limit
struct ActivateSheet { SheetId sheet; friend void apply(Workbench&, const ActivateSheet&); };
struct ActivateNextSheet { int steps; friend void apply(Workbench&, const ActivateNextSheet&); };  // round and round; negative: backwards
struct CloseSheet { SheetId sheet; Edits edits; friend void apply(Workbench&, const CloseSheet&); };
struct Save { SheetId sheet; friend void apply(Workbench&, const Save&); };
struct SaveAs { SheetId sheet; std::string path; friend void apply(Workbench&, const SaveAs&); };
struct SaveCopy { SheetId sheet; std::string path; friend void apply(Workbench&, const SaveCopy&); };
struct SaveSelection { SheetId sheet; std::string path; friend void apply(Workbench&, const SaveSelection&); };
struct Reload { SheetId sheet; Edits edits; friend void apply(Workbench&, const Reload&); };
struct KeepEdits { SheetId sheet; friend void apply(Workbench&, const KeepEdits&); };  // against what another program did to the file
struct Recover { friend void apply(Workbench&, const Recover&); };  // the edits that a crash has left: the first of Workbench::recoverable
struct ForgetRecoverable { friend void apply(Workbench&, const ForgetRecoverable&); };  // deletes them
struct Quit { Edits edits; friend void apply(Workbench&, const Quit&); };
struct ToggleEditing { SheetId sheet; friend void apply(Workbench&, const ToggleEditing&); };

// Two sheets beside each other.
struct ShowBeside { SheetId sheet; SheetId other; friend void apply(Workbench&, const ShowBeside&); };  // at its right, at the same offsets
struct ShowSecondPlace { SheetId sheet; friend void apply(Workbench&, const ShowSecondPlace&); };  // beside a new sheet of the same document
struct ShowAlone { friend void apply(Workbench&, const ShowAlone&); };
enum class Scrolling { Together, Apart };
struct SetScrolling { Scrolling scrolling; friend void apply(Workbench&, const SetScrolling&); };  // of the pair

// The cursor.
enum class Motion { Left, Right, Up, Down, PageUp, PageDown, RowStart, RowEnd, Start, End };
enum class Extend { No, Yes };  // whether the selection grows with the movement
struct MoveCursor { SheetId sheet; Motion motion; Extend extend; friend void apply(Workbench&, const MoveCursor&); };
struct PlaceCursor { SheetId sheet; std::int64_t offset; Extend extend; friend void apply(Workbench&, const PlaceCursor&); };
struct Select { SheetId sheet; ByteRange range; friend void apply(Workbench&, const Select&); };
struct GoTo { SheetId sheet; std::string place; friend void apply(Workbench&, const GoTo&); };  // as typed: of place_text.hpp
struct Jump { SheetId sheet; std::int64_t offset; friend void apply(Workbench&, const Jump&); };  // the place that is left can be gone back to
struct Revisit { SheetId sheet; int steps; friend void apply(Workbench&, const Revisit&); };  // places that were left; negative: back
struct SelectItems { SheetId sheet; Layout items; Extend extend = Extend::No; friend void apply(Workbench&, const SelectItems&); };  // the bytes of any view; one that grows under the mouse is no journey
struct SwapEnds { SheetId sheet; friend void apply(Workbench&, const SwapEnds&); };  // of the selection: the cursor goes to the other one
struct SelectAll { SheetId sheet; friend void apply(Workbench&, const SelectAll&); };
struct SelectBetween { SheetId sheet; std::int64_t anchor; std::int64_t offset; friend void apply(Workbench&, const SelectBetween&); };  // both included; the cursor is at the latter
struct ClearSelection { SheetId sheet; friend void apply(Workbench&, const ClearSelection&); };
struct SetSide { SheetId sheet; Side side; friend void apply(Workbench&, const SetSide&); };
struct SetEntry { SheetId sheet; Entry entry; friend void apply(Workbench&, const SetEntry&); };

// Bytes.
struct TypeHexDigit { SheetId sheet; int digit; friend void apply(Workbench&, const TypeHexDigit&); };  // 0 to 15, at the cursor
struct TypeBit { SheetId sheet; int bit; friend void apply(Workbench&, const TypeBit&); };  // 0 or 1, at the cursor, of its byte the highest first
struct TypeText { SheetId sheet; std::string text; friend void apply(Workbench&, const TypeText&); };  // UTF-8, written in the encoding of the text column
struct WriteField { SheetId sheet; std::int64_t record; Field field; Value value; friend void apply(Workbench&, const WriteField&); };  // the panel has checked that it fits
struct Insert { SheetId sheet; std::int64_t count; friend void apply(Workbench&, const Insert&); };  // so many zeros before the cursor
struct Delete { SheetId sheet; friend void apply(Workbench&, const Delete&); };  // the selection, or the byte under the cursor
struct DeleteBack { SheetId sheet; friend void apply(Workbench&, const DeleteBack&); };  // the selection, or the byte before the cursor; takes a single digit back
struct Fill { SheetId sheet; Filling filling; friend void apply(Workbench&, const Fill&); };  // the selection, or the byte under the cursor
struct Operate { SheetId sheet; Operation operation; friend void apply(Workbench&, const Operate&); };  // on the same bytes
struct Undo { SheetId sheet; friend void apply(Workbench&, const Undo&); };
struct Redo { SheetId sheet; friend void apply(Workbench&, const Redo&); };
struct CancelEdit { SheetId sheet; friend void apply(Workbench&, const CancelEdit&); };  // the long one that is going on
struct GoToStep { SheetId sheet; std::size_t position; friend void apply(Workbench&, const GoToStep&); };  // so many steps of the history are done then
struct Copy { SheetId sheet; friend void apply(Workbench&, const Copy&); };  // the selection as hex, or as text on the text side
struct CopyAs { SheetId sheet; std::string form; friend void apply(Workbench&, const CopyAs&); };  // a name of copy_forms.hpp
struct Cut { SheetId sheet; friend void apply(Workbench&, const Cut&); };  // copies, then deletes
enum class PasteWay { OfEntry, Over, Between };  // between the bytes, or in the place of the selection
enum class Overhang { Ask, Cut, Extend };  // what becomes of bytes that reach beyond the end
struct Paste { SheetId sheet; PasteForm form; PasteWay way; Overhang overhang; std::int64_t asked = 0; friend void apply(Workbench&, const Paste&); };  // asked: of how many bytes that was said; 0: whatever there is

// A value in a notation of the inspector, as typed; the bytes it stands for are written from the offset on.
struct WriteNotation { SheetId sheet; std::int64_t offset; std::string notation; ByteOrder order; std::string text; friend void apply(Workbench&, const WriteNotation&); };

// Bookmarks of the sheet's document.
struct AddBookmark { SheetId sheet; std::string name; friend void apply(Workbench&, const AddBookmark&); };  // of what is selected; without a name it gets one
struct ChangeBookmark { SheetId sheet; Bookmark bookmark; friend void apply(Workbench&, const ChangeBookmark&); };  // that with its id
struct RemoveBookmark { SheetId sheet; BookmarkId bookmark; friend void apply(Workbench&, const RemoveBookmark&); };
struct GoToBookmark { SheetId sheet; BookmarkId bookmark; friend void apply(Workbench&, const GoToBookmark&); };  // selects its bytes
struct ImportBookmarks { SheetId sheet; std::string path; friend void apply(Workbench&, const ImportBookmarks&); };
struct ExportBookmarks { SheetId sheet; std::string path; friend void apply(Workbench&, const ExportBookmarks&); };

// What is shown.
struct ScrollRows { SheetId sheet; std::int64_t rows; friend void apply(Workbench&, const ScrollRows&); };
struct ScrollToRow { SheetId sheet; std::int64_t row; friend void apply(Workbench&, const ScrollToRow&); };
struct ReportGrid { SheetId sheet; std::int64_t visible_rows; int columns_that_fit; friend void apply(Workbench&, const ReportGrid&); };
struct SetHex { SheetId sheet; HexSettings settings; friend void apply(Workbench&, const SetHex&); };  // where the window is stays
enum class AlignTo { View, Image, Structure };
struct AlignRows { SheetId sheet; AlignTo to; friend void apply(Workbench&, const AlignRows&); };  // of the hex grid
struct SetLook { SheetId sheet; std::string expression; friend void apply(Workbench&, const SetLook&); };  // of core/view/expression.hpp
struct SetStructure { SheetId sheet; StructureSettings settings; friend void apply(Workbench&, const SetStructure&); };
struct SetImage { SheetId sheet; ImageSettings settings; friend void apply(Workbench&, const SetImage&); };
struct GuessImage { SheetId sheet; friend void apply(Workbench&, const GuessImage&); };  // from the selected bytes, or from all
struct Hover { SheetId sheet; std::vector<ByteRange> bytes; friend void apply(Workbench&, const Hover&); };
struct Configure { Settings settings; friend void apply(Workbench&, const Configure&); };
struct FocusPanel { Panel panel; friend void apply(Workbench&, const FocusPanel&); };

// Questions and messages.
struct Ask { Question question; friend void apply(Workbench&, const Ask&); };
struct Dismiss { friend void apply(Workbench&, const Dismiss&); };  // closes the question
struct DismissNotices { friend void apply(Workbench&, const DismissNotices&); };
// clang-format on

// Whichever of them.
class Action {
public:
    template <class Did>
    Action(Did did) : did_(std::make_unique<Kept<Did>>(std::move(did))) {}

    void apply_to(Workbench& bench) const { did_->apply_to(bench); }

private:
    struct Any {
        virtual ~Any() = default;
        virtual void apply_to(Workbench& bench) const = 0;
    };
    template <class Did>
    struct Kept final : Any {
        explicit Kept(Did what) : did(std::move(what)) {}
        void apply_to(Workbench& bench) const override { apply(bench, did); }
        Did did;
    };

    std::unique_ptr<const Any> did_;
};

class Actions {
public:
    void push(Action action) { list_.push_back(std::move(action)); }
    bool empty() const { return list_.empty(); }
    std::vector<Action> take() { return std::exchange(list_, {}); }

private:
    std::vector<Action> list_;
};

}  // namespace byteprism
