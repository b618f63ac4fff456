// The line above a picture: format, size, stride, offset, zoom. What is typed and cannot be stays in its field, with
// the reason, and the settings stay as they were.
#pragma once

#include "app/model/document/document.hpp"
#include "app/model/image/image_binding.hpp"
#include "app/model/sheet.hpp"
#include "app/ui/fields.hpp"
#include "app/ui/image/image_geometry_form.hpp"
#include "app/ui/image/image_tone_form.hpp"
#include "app/ui/image/pixel_format_combo.hpp"
#include "app/ui/panel.hpp"
#include "app/ui/theme.hpp"

namespace byteprism {

// What the settings cannot say.
struct ImageWishes {
    bool guess = false;
    AutoRange range = AutoRange::No;
};

class ImageToolbar {
public:
    // Changes the settings to what the user asked for. `image` is what is shown, null if nothing can be; `zoom` is the
    // one in use.
    ImageWishes draw(ImageSettings& settings, const BoundImage* image, double zoom, const PanelContext& context,
                     const Colors& colors);

private:
    void draw_size(ImageSettings& settings, const Colors& colors);
    void draw_rows(ImageSettings& settings, const BoundImage* image, std::int64_t document_size, const Colors& colors);
    void draw_zoom(ImageSettings& settings, double zoom, const Colors& colors);
    AutoRange draw_forms(ImageSettings& settings, const BoundImage* image, const PanelContext& context,
                         const Colors& colors);

    PixelFormatCombo format_;
    ImageGeometryForm geometry_;
    ImageToneForm tone_;
    NumberField width_, height_, row_stride_, offset_;
};

}  // namespace byteprism
