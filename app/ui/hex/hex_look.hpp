// What the cells of the hex grid look like, before anything is drawn: colours and marks by byte, field, selection,
// modification and hover.
#pragma once

#include <array>
#include <cstddef>
#include <span>

#include <imgui.h>

#include "app/model/document/document.hpp"
#include "app/model/sheet.hpp"
#include "app/ui/theme.hpp"

namespace byteprism {

struct CellLook {
    ImU32 background = 0;  // 0: none
    ImU32 edge = 0;        // a line at the cell's left, where a field begins; 0: none
    bool modified = false;
    bool missing = false;  // there is no such byte: the source does not give it
    bool warm = false;     // another program has changed it
    bool hovered = false;
};

// Holds for one frame: it refers to what it was made from.
class HexLook {
public:
    HexLook(const Sheet& sheet, const Document& document, const Colors& colors);

    // Requires cells.size() >= row.length.
    void look_at(ByteRange row, std::span<CellLook> cells) const;
    // Of the two digits, and of the character: where there is none to show, its dot stays in the background.
    ImU32 digit_ink(std::byte byte, const CellLook& cell) const {
        return cell.missing    ? colors_.zero
               : cell.modified ? colors_.modified
                               : inks(cell).digits[std::to_integer<std::size_t>(byte)];
    }
    ImU32 character_ink(std::byte byte, const CellLook& cell) const {
        return cell.missing    ? colors_.zero
               : cell.modified ? colors_.modified
                               : inks(cell).characters[std::to_integer<std::size_t>(byte)];
    }

private:
    void tint_fields(ByteRange row, std::span<CellLook> cells) const;

    // By byte.
    struct Inks {
        std::array<ImU32, 256> digits, characters;
    };
    const Inks& inks(const CellLook& cell) const { return cell.background == 0 ? plain_ : on_background_; }

    const Sheet& sheet_;
    const Document& document_;
    const Colors& colors_;
    ByteRange selection_;
    Inks plain_;
    Inks on_background_;  // what is dimmed must still be seen on a colour
};

// A colour of the field set as it lies under bytes: translucent.
ImU32 field_tint(const Colors& colors, std::size_t field);

}  // namespace byteprism
