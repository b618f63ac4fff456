// The form behind "Geometry": what is said of a picture's place beyond its size, row stride and offset.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "app/model/image/image_binding.hpp"
#include "app/ui/fields.hpp"
#include "app/ui/theme.hpp"

namespace byteprism {

class ImageGeometryForm {
public:
    // Changes the settings to what the user asked for; what means no picture is refused at its field.
    void draw(ImageSettings& settings, const BoundImage& image, const Colors& colors);

private:
    void optional_number(const char* label, NumberField& field, std::optional<std::int64_t> ImageSettings::*member,
                         std::int64_t meant, ImageSettings& settings, const Colors& colors);
    void draw_tiles(ImageSettings& settings, const Colors& colors);
    void draw_mosaic(ImageSettings& settings, const Colors& colors);
    void draw_planes(ImageSettings& settings, const BoundImage& image, const Colors& colors);

    struct PlaneFields {
        NumberField offset, row_stride;
    };

    NumberField pixel_stride_, frame_, frame_stride_, mip_;
    NumberField tile_width_, tile_height_;
    NumberField slices_, columns_;
    std::array<PlaneFields, max_planes> planes_;
};

}  // namespace byteprism
