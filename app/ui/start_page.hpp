// What the window shows while no file is open.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/model/workbench.hpp"
#include "app/ui/recent_files.hpp"

namespace byteprism {

class StartPage {
public:
    // Fills the current window.
    void draw(const Workbench& bench, const RecentFiles& recent, Actions& actions);

private:
    std::optional<std::vector<std::string>> samples_;  // paths; nothing: not looked for yet
};

}  // namespace byteprism
