// ImageTools: the left button in the picture: what a drag selects, paints or measures, by the tool in the hand.
#pragma once

#include <optional>

#include <imgui.h>

#include "app/model/image/image_binding.hpp"
#include "app/ui/image/image_paint.hpp"
#include "app/ui/panel.hpp"
#include "core/image/pixel_shapes.hpp"

namespace byteprism {

class ImageTools {
public:
    // The row of tools with the colour in the hand.
    void draw_bar(const PanelContext& context, const BoundImage& image, const Colors& look);
    // The item drawn last is the picture: follows the drag that begins in it. `panning`: the mouse does something else.
    void follow(const PanelContext& context, const BoundImage& image, const ImageFrame& frame, bool panning);
    // The shape that is being dragged, and what it measures.
    void paint(ImDrawList& list, const PanelContext& context, const ImageFrame& frame, const Colors& look) const;

private:
    struct Drag {
        PixelPlace from, to;
        bool operator==(const Drag&) const = default;
    };

    void begin(const PanelContext& context, const BoundImage& image);
    void go_on(const PanelContext& context, PixelPlace to);
    void end(const PanelContext& context);

    std::optional<Drag> drag_;   // while the button is down
    std::optional<Drag> ruler_;  // measured last
};

}  // namespace byteprism
