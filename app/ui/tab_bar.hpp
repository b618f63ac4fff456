// One tab for each sheet, with a mark where edits are not saved.
#pragma once

#include <optional>

#include "app/model/workbench.hpp"

namespace byteprism {

class TabBar {
public:
    void draw(const Workbench& bench, Actions& actions);

private:
    std::optional<SheetId> shown_;  // the active sheet when it was drawn last; ImGui is told when that changes
};

}  // namespace byteprism
