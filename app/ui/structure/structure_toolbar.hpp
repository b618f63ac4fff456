// What stands over the tree of the structure panel: format or declarations, definitions, offset and count.
#pragma once

#include <optional>
#include <string>

#include "app/model/structure/definition_library.hpp"
#include "app/ui/fields.hpp"
#include "app/ui/panel.hpp"

namespace byteprism {

class StructureToolbar {
public:
    void draw(const PanelContext& context, const DefinitionLibrary& library, const Colors& look);

private:
    void text(const PanelContext& context, const Colors& look);
    void declarations(const PanelContext& context, const Colors& look);
    void definitions(const PanelContext& context, const DefinitionLibrary& library, const Colors& look);
    void place(const PanelContext& context, const Colors& look);
    void steps(const PanelContext& context, const Colors& look);

    TextField format_, offset_;
    NumberField count_;
    std::string typed_;  // into the field for declarations
};

}  // namespace byteprism
