// What the cells of the hex grid look like, before anything is drawn: colours and marks by byte, field, selection,
// modification and hover.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include <imgui.h>

#include "app/model/bookmarks/bookmarks.hpp"
#include "app/model/document/document.hpp"
#include "app/model/sheet.hpp"
#include "app/model/structure/field_ranges.hpp"
#include "app/ui/theme.hpp"

namespace byteprism {

// What a byte may be marked as; each is seen without its colour, too.
enum class Mark : std::uint16_t {
    Missing = 1,         // there is no such byte, the source does not give it: dashes
    ChangedOutside = 2,  // by another program: a line over it
    Modified = 4,        // and not saved: a dot
    Hit = 8,             // of a search: a frame
    Hovered = 16,        // the mouse is over what it belongs to: a line under it
    Selected = 32,       // a band, with a bar at its begin and its end
    SelectionBegin = 64,
    SelectionEnd = 128,
    BookmarkBegin = 256,  // brackets
    BookmarkEnd = 512,
    Different = 1024,  // from the other side: a notch at its lower left, over a tint
    Absent = 2048,     // before it the other side has bytes: a bar at its left with ends
};

struct CellLook {
    ImU32 background = 0;  // 0: none
    ImU32 edge = 0;        // a line at the cell's left, where a field begins; 0: none
    std::uint16_t marks = 0;

    bool has(Mark mark) const { return (marks & static_cast<std::uint16_t>(mark)) != 0; }
    void add(Mark mark) { marks |= static_cast<std::uint16_t>(mark); }
    void remove(Mark mark) { marks &= static_cast<std::uint16_t>(~static_cast<unsigned>(mark)); }
};

// What was found about the bytes of a document.
struct FoundRanges {
    std::span<const ByteRange> hits{};
    std::span<const ByteRange> different{};
    std::span<const ByteRange> absent{};  // a byte each
};

// Holds for one frame: it refers to what it was made from.
class HexLook {
public:
    // Of all that is given, what may be in sight is enough.
    HexLook(const Sheet& sheet, const Document& document, const Colors& colors,
            std::span<const Bookmark* const> bookmarks = {}, std::span<const FieldRange> fields = {},
            const FoundRanges& found = {});

    // Of the bytes of a row, or of a part of it. Requires cells.size() >= row.length.
    void look_at(ByteRange row, std::span<CellLook> cells) const;
    // Of the digits of a byte.
    ImU32 digit_ink(std::byte byte, const CellLook& cell) const {
        return marked_ink(cell).value_or(inks(cell)[std::to_integer<std::size_t>(byte)]);
    }
    // Of a character; 0 is the dot for none, which stays in the background.
    ImU32 character_ink(char32_t character, const CellLook& cell) const {
        return marked_ink(cell).value_or(character == 0     ? background_ink(cell)
                                         : character < 0x7f ? colors_.printable
                                                            : colors_.high);
    }

private:
    // Ranges in order and apart, which mark what they cover in one way.
    struct Marks {
        Mark mark;
        std::span<const ByteRange> ranges;
    };
    using Inks = std::array<ImU32, 256>;  // by byte

    void tint_fields(ByteRange row, std::span<CellLook> cells) const;
    void mark(const Marks& marks, ByteRange row, std::span<CellLook> cells) const;
    void select(ByteRange row, std::span<CellLook> cells) const;
    const Inks& inks(const CellLook& cell) const { return cell.background == 0 ? plain_ : on_background_; }
    ImU32 background_ink(const CellLook& cell) const { return cell.background == 0 ? colors_.zero : quiet_; }
    std::optional<ImU32> marked_ink(const CellLook& cell) const {
        return cell.has(Mark::Missing)    ? std::optional(colors_.zero)
               : cell.has(Mark::Modified) ? std::optional(colors_.modified)
                                          : std::nullopt;
    }

    const Sheet& sheet_;
    const Colors& colors_;
    std::span<const Bookmark* const> bookmarks_;
    std::span<const FieldRange> fields_;
    ByteRange selection_;
    std::array<Marks, 6> marks_;  // later ones lie over earlier ones; another kind of mark is one more row
    ImU32 quiet_;
    Inks plain_;
    Inks on_background_;  // what is dimmed must still be seen on a colour
};

// A colour of the field set as it lies under bytes: translucent.
ImU32 field_tint(const Colors& colors, std::size_t field);

}  // namespace byteprism
