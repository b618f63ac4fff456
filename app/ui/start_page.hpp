// What the window shows while no file is open.
#pragma once

#include "app/model/workbench.hpp"

namespace byteprism {

class StartPage {
public:
    void draw(const Workbench& bench, Actions& actions);
};

}  // namespace byteprism
