// The line at the foot of the window, and the messages that stand above it until they are dismissed.
#pragma once

#include <cstdint>

#include "app/model/workbench.hpp"

namespace byteprism {

class StatusBar {
public:
    void draw(const Workbench& bench, Actions& actions);
    static float height();

private:
    std::int64_t modified_bytes(const Document& document);

    // What was counted last; ranges are many after long work.
    const Document* counted_ = nullptr;
    std::uint64_t version_ = 0;
    std::int64_t modified_ = 0;
};

// The newest messages, at most three. The rest is in the list of problems.
void draw_notices(const Workbench& bench, Actions& actions);
float notices_height(const Workbench& bench);

}  // namespace byteprism
