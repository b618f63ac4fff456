// Sheet: one look at one document: cursor, selection and the panels' settings, as plain data, so that it can be
// saved. Two sheets may show two places of one document.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/model/document/history.hpp"
#include "app/model/hex_settings.hpp"
#include "app/model/image/image_settings.hpp"
#include "app/model/recipe.hpp"
#include "app/model/structure/structure_settings.hpp"
#include "core/memory/byte_range.hpp"
#include "core/view/format.hpp"
#include "core/view/layout.hpp"

namespace byteprism {

enum class DocumentId : std::uint32_t {};
enum class SheetId : std::uint32_t {};
enum class Side { Hex, Text };

// Whether what is typed takes the place of bytes, or goes between them.
enum class Entry { Overwrite, Insert };

// The cursor stands on a byte, 0 <= offset < size; where bytes are inserted also behind the last one, and in an empty
// document at 0. A selection reaches from the anchor to the cursor, both bytes included, or is the items of a layout;
// with neither there is none. Whatever moves the cursor ends both.
struct Cursor {
    std::int64_t offset = 0;
    std::optional<std::int64_t> anchor;
    std::optional<Layout> items;  // inside the document; never with an anchor, and never one run
    Side side = Side::Hex;
    int nibble = 0;                  // 1: the high digit of the byte was typed, the low one comes next
    Gesture typing = Gesture::None;  // the undo step that the next digit joins

    bool selects() const { return anchor || items; }
    // The run that is selected; empty when there is none.
    ByteRange selection() const;
    // The run that is selected, or the byte under the cursor.
    ByteRange target() const;
    // What commands work on: the items, or the target as single bytes, those of a document of `size` bytes.
    Layout target_items(std::int64_t size) const;
};

// The places that jumps have left, the nearest last: single steps of the cursor leave none.
struct Journey {
    std::vector<std::int64_t> back, forward;
    std::string went_to;  // the place that was asked for last, as typed
};

// What the user typed that could not be taken, shown at its field until it is typed over.
struct Refusal {
    std::string text;
    std::string message;
    std::optional<std::size_t> column;  // where in the text, from 0
};

// The settings with what they mean: compiled when they are set, so that a frame neither parses nor throws. A text that
// does not compile leaves the last good one and says why.
struct Structure {
    StructureSettings settings;
    StructureTypePtr type = first_structure_type();
    std::optional<Refusal> refusal;
};

// What the view bar says: the view that was asked for, and what it is in words; of an expression that gives a value,
// the value. An expression that fails leaves the last good view and says why.
struct Look {
    Recipe recipe;
    std::string description;
    std::optional<Refusal> refusal;
};

struct Sheet {
    SheetId id{};
    DocumentId document{};
    Cursor cursor;
    Entry entry = Entry::Overwrite;
    Journey journey;
    HexSettings hex;
    Look look;
    Structure structure;
    ImageSettings image;
    ImageHand hand;
    std::vector<ByteRange> hover;  // the bytes of what the mouse is over, in any panel
};

}  // namespace byteprism
