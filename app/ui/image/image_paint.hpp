// The painting of a picture and its marks, from a frame that was laid out before. It decides nothing.
#pragma once

#include <imgui.h>

#include "app/model/settings.hpp"
#include "app/ui/image/image_picture.hpp"
#include "app/ui/image/image_viewport.hpp"
#include "app/ui/textures.hpp"
#include "app/ui/theme.hpp"

namespace byteprism {

// What stands for no colour: a checkerboard under transparent pixels, a hatch over those outside of the buffer. Tiles
// that repeat on the screen, whatever the zoom.
class ImagePatterns {
public:
    // Makes the tiles, when the theme is another one.
    void prepare(Textures& textures, Theme theme, const Colors& colors);

    TextureId checkerboard() const { return checkerboard_; }
    TextureId hatch() const { return hatch_; }  // transparent between its lines
    // Under the hatch.
    static Rgba8 outside_color(const Colors& colors);

    static constexpr int tile = 256;

private:
    TextureId checkerboard_ = TextureId::None, hatch_ = TextureId::None;
    std::optional<Theme> theme_;
};

// Where the picture is, in screen pixels.
struct ImageFrame {
    ImVec2 from, to;  // the room
    ImageViewport viewport;
    DecodeArea area;

    // The screen's box of a rectangle of pixels.
    ImVec2 corner(double x, double y) const {
        return {from.x + static_cast<float>(viewport.screen_x(x)), from.y + static_cast<float>(viewport.screen_y(y))};
    }
};

void paint_picture(ImDrawList& list, const ImageFrame& frame, const ImagePicture& picture,
                   const ImagePatterns& patterns);

// A frame around pixels that is seen on every colour, and also where they are smaller than it.
void paint_pixel_frame(ImDrawList& list, const ImageFrame& frame, const PixelRect& pixels, ImU32 color);

}  // namespace byteprism
