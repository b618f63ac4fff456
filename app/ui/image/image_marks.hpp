// What is drawn over a picture: its pixels' grid and values, and what the other panels point at.
#pragma once

#include <optional>

#include <imgui.h>

#include "app/model/image/image_binding.hpp"
#include "app/ui/image/image_paint.hpp"
#include "app/ui/panel.hpp"
#include "core/image/pixel_shapes.hpp"

namespace byteprism {

// Lines between the pixels, and what is stored in each: where they are large enough for it.
void paint_pixel_grid(ImDrawList& list, const ImageFrame& frame, const Colors& look);
void paint_values(ImDrawList& list, const BoundImage& image, std::span<const std::byte> bytes, const ImageFrame& frame);

// The line around the pixels whose bytes the hex grid shows.
void paint_bytes_in_sight(ImDrawList& list, const PanelContext& context, const BoundImage& image,
                          const ImageFrame& frame, const Colors& look);
// The selected region, the pixel of the cursor, that under the mouse, or else those that the other panels point at.
void paint_places(ImDrawList& list, const PanelContext& context, const BoundImage& image, const ImageFrame& frame,
                  std::optional<PixelPlace> under_mouse, const Colors& look);

}  // namespace byteprism
