// Offscreen: an OpenGL 3.3 context and a framebuffer without any display, current as long as it lives.
#pragma once

#include <cstddef>
#include <vector>

#include "app/model/launch.hpp"
#include "app/platform/surface.hpp"

namespace byteprism {

class Offscreen {
public:
    // Throws IoError if the system has no EGL that works without a display.
    explicit Offscreen(WindowSize size);
    ~Offscreen();
    Offscreen(const Offscreen&) = delete;
    Offscreen& operator=(const Offscreen&) = delete;

    Surface surface() const { return {size_.width, size_.height, size_.width, size_.height, 1}; }
    // What was drawn: three bytes a pixel, row by row from the top.
    std::vector<std::byte> read_rgb() const;

private:
    void make_framebuffer();

    WindowSize size_;
    void* display_ = nullptr;
    void* context_ = nullptr;
};

}  // namespace byteprism
