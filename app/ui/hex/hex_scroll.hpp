// HexScroll: where between two rows, and how far to the right, the hex grid is scrolled; its wheel and its bars.
#pragma once

#include <cstdint>

#include "app/model/actions/actions.hpp"
#include "app/ui/hex/hex_frame.hpp"

namespace byteprism {

class HexScroll {
public:
    // Moves the cells of a frame as far as they are scrolled within rows and columns.
    void place(HexFrame& frame);
    void wheel(const HexFrame& frame, Actions& actions);
    void bars(const HexFrame& frame, Actions& actions);

private:
    float pan_to_cursor(const HexFrame& frame);

    SheetId sheet_{};
    std::int64_t cursor_ = -1;    // as it was when it was last brought into sight
    std::int64_t first_row_ = 0;  // that the wheel has scrolled to
    float above_ = 0;             // pixels of the first row that are out of sight, where a fine wheel stopped
    float pan_ = 0;               // pixels, when the columns are wider than the panel
    float grabbed_at_ = 0;        // of the thumb that is dragged, from its start
};

}  // namespace byteprism
