// The program's two ways to show itself: a window until it is closed, or one picture of the window in a file.
#pragma once

#include <string>

#include "app/model/launch.hpp"

namespace byteprism {

// Each opens the launch and returns the exit status: 0; with one line on standard error 2 where an option does not
// parse, 3 where there is no display (the line names --screenshot), or the picture cannot be made or written. Notices
// go to standard error as they arise.
int run_window(const Launch& launch);
int run_screenshot(const Launch& launch);

}  // namespace byteprism
