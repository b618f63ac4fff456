// The view bar: the expression that says how the sheet looks at its bytes, and what it gives. Not a panel: it belongs
// to the whole sheet.
#pragma once

#include "app/model/workbench.hpp"
#include "app/ui/fields.hpp"

namespace byteprism {

class ViewBar {
public:
    void draw(const Workbench& bench, const Sheet& sheet, Actions& actions);

private:
    TextField field_;
};

}  // namespace byteprism
