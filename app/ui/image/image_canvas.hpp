// ImageCanvas: one picture in the panel: zoomed, panned, painted on, linked with the bytes both ways.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <imgui.h>

#include "app/model/image/image_binding.hpp"
#include "app/ui/image/image_paint.hpp"
#include "app/ui/image/image_picture.hpp"
#include "app/ui/image/image_tools.hpp"
#include "app/ui/panel.hpp"
#include "app/ui/theme.hpp"
#include "core/image/pixel_shapes.hpp"

namespace byteprism {

class ImageCanvas {
public:
    // Binds the settings of the sheet. Once in a frame, before anything is drawn.
    void follow(const Sheet& sheet) { binding_.follow(sheet); }
    const ImageBinding& binding() const { return binding_; }
    double zoom() const { return zoom_; }  // in use when the frame before was drawn

    // Draws the picture into a child window of that size (as of ImGui::BeginChild), with what the user does there;
    // zoom, pan and width go into the settings. Compared: the difference is shown instead. Requires an image.
    void draw(const char* id, ImVec2 room, const PanelContext& context, const Compared* compared,
              ImagePatterns& patterns, ImageSettings& settings);
    // The row of tools. Requires an image.
    void draw_tools(const PanelContext& context, const Colors& look) {
        tools_.draw_bar(context, *binding_.image(), look);
    }
    // The line about the pixel under the mouse, else about that at the cursor. Requires an image.
    void draw_probe(const PanelContext& context) const;

private:
    // Which pixel the other panels were told of, and its bytes.
    struct Told {
        SheetId sheet;
        std::uint64_t binding;
        PixelPlace pixel;
        std::vector<ByteRange> bytes;
    };
    // A drag of the picture's right edge: where it began, and the width then.
    struct EdgeDrag {
        SheetId sheet;
        float mouse_x;
        std::int64_t width;
    };

    void mouse(const PanelContext& context, const BoundImage& image, const ImageFrame& frame, ImageSettings& settings);
    void drag_edge(SheetId sheet, const ImageFrame& frame, bool hovered, ImageSettings& settings);
    void scroll_bars(const ImageFrame& frame, float thickness, ImageSettings& settings, const Colors& look);
    void tell(const PanelContext& context, const BoundImage& image, std::optional<PixelPlace> pixel);

    ImageBinding binding_;
    ImageTools tools_;
    ImagePicture picture_;
    double zoom_ = 1;
    std::optional<PixelPlace> under_mouse_;
    std::optional<EdgeDrag> edge_;
    std::optional<Told> told_;
    bool leaving_ = false;
    double grabbed_at_ = 0;  // of a scroll bar's thumb, from its start
};

}  // namespace byteprism
