// The files that were opened, newest first; for the start page and the file dialog.
#pragma once

#include <string>
#include <vector>

#include "app/model/workbench.hpp"

namespace byteprism {

class RecentFiles {
public:
    // Takes note of documents opened since the last time, and of the active one.
    void note(const Workbench& bench);
    const std::vector<std::string>& paths() const { return paths_; }
    // Their folders, each once.
    std::vector<std::string> folders() const;

private:
    void put_first(const std::string& path);

    SheetId newest_{};  // sheets are numbered in the order in which they are opened
    std::vector<std::string> paths_;
};

}  // namespace byteprism
