// The files that were opened, newest first; for the start page and the file dialog.
#pragma once

#include <string>
#include <vector>

#include "app/model/workbench.hpp"

namespace byteprism {

class RecentFiles {
public:
    // Takes note of the active document.
    void note(const Workbench& bench);
    const std::vector<std::string>& paths() const { return paths_; }
    // Their folders, each once.
    std::vector<std::string> folders() const;

private:
    std::vector<std::string> paths_;
};

}  // namespace byteprism
