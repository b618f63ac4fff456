// When a command can be done, and what its argument says: shared by the tables of commands.
#pragma once

#include <cstdint>

#include "app/model/commands/commands.hpp"
#include "app/model/settings.hpp"
#include "app/model/workbench.hpp"

namespace byteprism {

bool always(const Workbench& bench);
bool has_sheet(const Workbench& bench);
bool has_several(const Workbench& bench);
bool has_bytes(const Workbench& bench);
bool has_selection(const Workbench& bench);
bool has_run(const Workbench& bench);  // a selection that is no strided one
bool has_file(const Workbench& bench);
bool is_live(const Workbench& bench);
bool can_reload(const Workbench& bench);
bool can_read_more(const Workbench& bench);
bool can_save(const Workbench& bench);
bool has_gone(const Workbench& bench);  // to a place that was asked for
bool can_go_back(const Workbench& bench);
bool can_go_forward(const Workbench& bench);
bool can_undo(const Workbench& bench);
bool can_redo(const Workbench& bench);
bool is_busy(const Workbench& bench);
bool has_steps(const Workbench& bench);
bool can_grow(const Workbench& bench);
bool can_change_length(const Workbench& bench);
bool has_notices(const Workbench& bench);

// The offset that was typed, or the cursor's.
std::int64_t offset_argument(const Invocation& invocation);
// Another open tab, by its title or its place: "photo.raw", "tab 2". Throws ValueError.
SheetId other_sheet_argument(const Invocation& invocation);
ChoiceList other_sheets(const Workbench& bench, const std::string& typed);
// A number of bytes; ValueError if it is negative, or more than the memory of any machine.
std::int64_t count_argument(const Invocation& invocation);

void configure(Invocation& invocation, void (*change)(Settings&));

}  // namespace byteprism
