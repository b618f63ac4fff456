// Frame: the whole window once. A function of the workbench and the input: it needs no screen.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "app/model/workbench.hpp"
#include "app/ui/input.hpp"
#include "app/ui/panel.hpp"
#include "app/ui/textures.hpp"

namespace byteprism {

class Frame {
public:
    Frame();
    ~Frame();

    // Gives the events to Dear ImGui and to the shortcuts, draws everything, applies what was done. Requires a current
    // ImGui context with its backend's NewFrame (if there is one) called; calls ImGui::NewFrame and ImGui::Render.
    // Whether another frame should follow at once: something was done, or a widget is still settling.
    bool run(Workbench& bench, Textures& textures, std::span<const InputEvent> events);

private:
    struct Scratch;
    std::unique_ptr<Scratch> scratch_;
};

}  // namespace byteprism
