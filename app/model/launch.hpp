// Launch: what the command line asks of the window, as plain data.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/model/workbench.hpp"

namespace byteprism {

struct WindowSize {
    int width = 1280;
    int height = 800;
};

struct Launch {
    std::vector<Source> sources;
    Editing editing = Editing::Allowed;
    // Options of the first source, as typed.
    std::optional<std::string> view, pixels, size, stride, offset, frame, go_to;
    std::vector<std::string> commands;  // "ID" or "ID=ARGUMENT", in order
    WindowSize window;
    std::optional<std::string> screenshot;  // the PNG to write
};

// Opens the sources and does what was asked, in order. One that cannot be opened becomes a notice and the rest goes
// on; what does not parse throws ValueError, for exit status 2.
void open(const Launch& launch, Workbench& bench);

}  // namespace byteprism
