// Where a picture is in its panel: zoom, pan, and the pixels in sight. Pure arithmetic; no ImGui.
#pragma once

#include <cstdint>

#include "app/model/sheet.hpp"
#include "core/image/decode.hpp"

namespace byteprism {

// Lengths of the room are screen pixels from its top left corner; those of the image are its own pixels.
struct ImageViewport {
    double image_width = 1, image_height = 1;
    double room_width = 1, room_height = 1;
    double zoom = 1;              // screen pixels for one pixel
    double pan_x = 0, pan_y = 0;  // the image's coordinate at the room's corner; negative where the image is centred

    double screen_x(double x) const { return (x - pan_x) * zoom; }
    double screen_y(double y) const { return (y - pan_y) * zoom; }
    double image_x(double x) const { return pan_x + x / zoom; }
    double image_y(double y) const { return pan_y + y / zoom; }
};

// As the settings say; fitted where they say so. Smaller than the room: in its middle; larger: within its edges.
ImageViewport viewport_of(const ImageSettings& settings, const ImageLayout& layout, double room_width,
                          double room_height);

// The zoom at which all of it is in sight, in whole screen pixels if it can be enlarged; at most 64.
double fitting_zoom(double image_width, double image_height, double room_width, double room_height);

// Notches of the wheel up (in) or down (out), through 1, 1.5, 2, 3, 4, 6 and their like; the point stays where it is.
ImageViewport zoomed(ImageViewport viewport, double notches, double screen_x, double screen_y);
ImageViewport panned(ImageViewport viewport, double screen_dx, double screen_dy);

// The pixels in sight, at least one; every n-th where they are smaller than screen pixels, and so that no more than
// `limit` of them stand beside each other. They begin at a multiple of n, so that panning does not choose others.
DecodeArea area_in_sight(const ImageViewport& viewport, const ImageLayout& layout, int limit);

}  // namespace byteprism
