// A change of the sheet's structure settings, as an action.
#pragma once

#include <utility>

#include "app/model/structure/structure_actions.hpp"
#include "app/ui/panel.hpp"

namespace byteprism {

template <class Change>
void change_structure(const PanelContext& context, const Change& change) {
    StructureSettings settings = context.sheet.structure.settings;
    change(settings);
    context.actions.push(SetStructure{context.sheet.id, std::move(settings)});
}

}  // namespace byteprism
