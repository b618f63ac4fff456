// The form behind "Colours": how the values of a picture are shown.
#pragma once

#include "app/model/image/image_binding.hpp"
#include "app/ui/fields.hpp"
#include "app/ui/image/image_histogram.hpp"
#include "app/ui/theme.hpp"

namespace byteprism {

enum class AutoRange { No, Everything, Percentiles };

class ImageToneForm {
public:
    // Changes the settings to what the user asked for. Whether the window is to be fitted to the values.
    AutoRange draw(ImageSettings& settings, const BoundImage& image, const Document& document,
                   std::optional<PixelRect> region, const Colors& colors);

private:
    AutoRange draw_window(Tone& tone, const BoundImage& image, const Colors& colors);
    void draw_components(Tone& tone, const BoundImage& image, const Colors& colors);
    void draw_format_options(ImageSettings& settings, const BoundImage& image, const Colors& colors);

    TextField palette_;
    ImageHistogram histogram_;
};

}  // namespace byteprism
