// What stands over a table: which face the structure has, the filter, what jobs have found about the rows.
#pragma once

#include "app/model/table/table.hpp"
#include "app/ui/fields.hpp"
#include "app/ui/panel.hpp"

namespace byteprism {

// "Tree  Table  Plot", a button each.
void face_switch(const PanelContext& context, const Colors& look);

class TableBar {
public:
    void draw(const PanelContext& context, const Table& table, const Colors& look);

private:
    TextField filter_;
};

}  // namespace byteprism
