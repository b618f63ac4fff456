// What several actions do to a sheet on their way.
#pragma once

#include <cstdint>

#include "app/model/actions/actions.hpp"
#include "app/model/workbench.hpp"

namespace byteprism {

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
// Whether the byte at the cursor was inserted for digits of which some are to come: its step is the newest one. (One
// that is typed over may have no step: its digits can be those it had.)
bool half_typed(const Cursor& cursor, const Document& document);
// Where bytes are inserted: a byte of 0 in the place of the selected run, or before the cursor, which is on it then.
// Typing begins with it.
void make_room(Sheet& sheet, Document& document);
// Where bytes are overwritten: at the start of the selection. ValueError: there is no byte.
void begin_overwriting(Sheet& sheet, Document& document);
// Moves the cursor to a byte, kept inside the document, and into sight. Ends a half-typed byte.
void place_cursor(Sheet& sheet, const Document& document, std::int64_t offset, Extend extend);

}  // namespace byteprism
