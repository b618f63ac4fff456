// The painting of a hex grid, from a frame that was laid out before. It decides nothing and changes nothing.
#pragma once

#include <vector>

#include <imgui.h>

#include "app/ui/hex/hex_frame.hpp"
#include "app/ui/hex/hex_look.hpp"
#include "app/ui/hex/text_column.hpp"

namespace byteprism {

// Kept between frames, so that a steady one neither decodes nor allocates.
struct HexScratch {
    std::vector<CellLook> looks;             // of a row
    std::vector<const Bookmark*> bookmarks;  // in sight
    std::vector<ByteRange> hits, different, absent;
    FieldRanges fields;
    TextColumn text;
};

void paint_hex(ImDrawList& list, const HexFrame& frame, HexScratch& scratch);

}  // namespace byteprism
