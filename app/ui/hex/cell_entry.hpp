// CellEntry: a cell of the hex grid as a field, for cells that are typed as a whole.
#pragma once

#include "app/model/actions/actions.hpp"
#include "app/ui/fields.hpp"
#include "app/ui/hex/hex_frame.hpp"

namespace byteprism {

class CellEntry {
public:
    enum class With { Value, Nothing };  // what the field begins with

    // At the cell of the cursor. Nothing happens where the document ends in it.
    void open(const HexFrame& frame, With with);
    bool is_open() const { return field_.is_open(); }
    // Closes by itself when it is left, or when the cursor is elsewhere.
    void draw(const HexFrame& frame, Actions& actions);

private:
    InPlaceField field_;
    SheetId sheet_{};  // of the cell that is open
    ByteRange cell_{};
};

}  // namespace byteprism
