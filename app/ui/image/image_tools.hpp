// ImageTools: the left button in the picture: what a drag selects, paints or measures, by the tool in the hand.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

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
    // What the colour in the hand becomes in the format: as text, made when one of these is another.
    struct Stored {
        std::uint64_t binding = 0;
        std::uint64_t version = 0;  // of the document: a palette is in it
        Rgba8 colour;
        std::optional<PixelCodes> codes;
        bool operator==(const Stored&) const = default;
    };
    struct Drag {
        PixelPlace from, to;
        SheetId sheet{};
        ImageTool tool = ImageTool::Select;
    };

    const std::string& stored_text(const PanelContext& context, const BoundImage& image);
    void begin(const PanelContext& context, const BoundImage& image);
    void go_on(const PanelContext& context, const BoundImage& image, PixelPlace to);
    void end(const PanelContext& context);

    std::optional<Stored> stored_;
    std::string stored_text_;
    std::optional<Drag> drag_;   // while the button is down
    std::optional<Drag> ruler_;  // measured last
    int frame_ = 0;              // of ImGui, in which the mouse was followed last
};

}  // namespace byteprism
