// CellEntry: a cell of the hex grid as a field, for cells that are typed as a whole.
#pragma once

#include <optional>
#include <string>

#include "app/model/actions/actions.hpp"
#include "app/ui/fields.hpp"
#include "app/ui/hex/hex_frame.hpp"

namespace byteprism {

class CellEntry {
public:
    enum class With { Value, Nothing };  // what the field begins with

    // At the cell of the cursor. Nothing happens where the document ends in it.
    void open(const HexFrame& frame, With with);
    bool is_open() const { return entry_.has_value(); }
    // Closes by itself when it is left, or when the cursor is elsewhere.
    void draw(const HexFrame& frame, Actions& actions);

private:
    struct Entry {
        SheetId sheet;
        ByteRange cell;
        EagerField field{};
        std::string refusal{};
        bool was_active = false;
    };
    void commit(const HexFrame& frame, Actions& actions);

    std::optional<Entry> entry_;
};

}  // namespace byteprism
