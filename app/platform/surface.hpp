// Surface: how large the thing is that is drawn on, in the units that matter.
#pragma once

namespace byteprism {

struct Surface {
    int width = 0, height = 0;                          // in the coordinates of the mouse
    int framebuffer_width = 0, framebuffer_height = 0;  // in pixels
    float scale = 1;                                    // of the display: how much larger than 96 dots per inch

    bool operator==(const Surface&) const = default;
};

}  // namespace byteprism
