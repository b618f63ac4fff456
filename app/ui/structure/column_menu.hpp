// What can be done with a column of a table: its menu, and what stands about it under the mouse.
#pragma once

#include <string>

#include "app/model/table/table.hpp"
#include "app/ui/panel.hpp"

namespace byteprism {

// Draws into an open popup.
void column_menu(const PanelContext& context, const Table& table, const TableColumn& column);
// "w: uint16_t at byte 4 of 12. Click: select the column".
std::string column_hint(const Table& table, const TableColumn& column);
// Selects the column, and shows its statistics where those are shown.
void choose_column(const PanelContext& context, const std::string& column);

}  // namespace byteprism
