// The menu of a row of the structure panel.
#pragma once

#include "app/model/structure/structure_rows.hpp"
#include "app/ui/panel.hpp"

namespace byteprism {

// Into the popup that is open.
void field_menu(const PanelContext& context, const StructureRow& row);

}  // namespace byteprism
