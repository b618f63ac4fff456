#include "app/model/image/image_settings.hpp"

#include <cmath>

namespace byteprism {

ImageSettings finite(ImageSettings settings) {
    const ImageSettings fresh;
    const auto keep = [](double& value, double otherwise) { value = std::isfinite(value) ? value : otherwise; };
    keep(settings.zoom, fresh.zoom);
    keep(settings.pan_x, fresh.pan_x);
    keep(settings.pan_y, fresh.pan_y);
    Tone& tone = settings.tone;
    keep(tone.exposure, fresh.tone.exposure);
    keep(tone.gamma, fresh.tone.gamma);
    if (tone.window && !(std::isfinite(tone.window->low) && std::isfinite(tone.window->high))) tone.window.reset();
    return settings;
}

}  // namespace byteprism
