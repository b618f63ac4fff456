// What the window shows while no file is open.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/model/workbench.hpp"

namespace byteprism {

class StartPage {
public:
    // Fills the current window.
    void draw(const Workbench& bench, Actions& actions);

private:
    std::optional<std::vector<RecentFile>> samples_;  // nothing: not looked for yet
};

}  // namespace byteprism
