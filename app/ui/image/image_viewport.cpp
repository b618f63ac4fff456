#include "app/ui/image/image_viewport.hpp"

#include <algorithm>
#include <cmath>

namespace byteprism {
namespace {

constexpr double largest_zoom = 256;
constexpr double largest_fit = 64;

double kept_in_sight(double pan, double image, double room, double zoom) {
    const double shown = room / zoom;
    if (image <= shown) {
        // In the middle, at a whole screen pixel.
        return -std::floor((room - image * zoom) / 2) / zoom;
    }
    return std::clamp(pan, 0.0, image - shown);
}

ImageViewport within_edges(ImageViewport viewport) {
    viewport.pan_x = kept_in_sight(viewport.pan_x, viewport.image_width, viewport.room_width, viewport.zoom);
    viewport.pan_y = kept_in_sight(viewport.pan_y, viewport.image_height, viewport.room_height, viewport.zoom);
    return viewport;
}

// The next of 1, 1.5, 2, 3, 4, 6, .. and of their halves.
double next_zoom(double zoom, bool larger) {
    const double power = std::exp2(std::floor(std::log2(zoom)));
    if (larger) {
        return zoom < 1.5 * power * (1 - 1e-9) ? 1.5 * power : 2 * power;
    }
    return zoom > 1.5 * power * (1 + 1e-9) ? 1.5 * power : zoom > power * (1 + 1e-9) ? power : 0.75 * power;
}

// The whole numbers of one axis that lie in sight: [first, end), not empty.
struct Span {
    std::int64_t first, end;
};

Span span_in_sight(double pan, double shown, std::int64_t count) {
    const auto most = static_cast<double>(count - 1);
    const auto first = static_cast<std::int64_t>(std::clamp(std::floor(pan), 0.0, most));
    const auto last = static_cast<std::int64_t>(std::clamp(std::ceil(pan + shown) - 1, 0.0, most));
    // Beyond 2^53 a double may round up to the count.
    return {std::min(first, count - 1), std::min(std::max(first, last), count - 1) + 1};
}

}  // namespace

double fitting_zoom(double image_width, double image_height, double room_width, double room_height) {
    const double zoom = std::min(room_width / image_width, room_height / image_height);
    return zoom >= 1 ? std::min(std::floor(zoom), largest_fit) : zoom;
}

ImageViewport viewport_of(const ImageSettings& settings, const ImageLayout& layout, double room_width,
                          double room_height) {
    ImageViewport viewport;
    viewport.image_width = static_cast<double>(layout.width);
    viewport.image_height = static_cast<double>(layout.height);
    viewport.room_width = std::max(1.0, room_width);
    viewport.room_height = std::max(1.0, room_height);
    viewport.pan_x = settings.pan_x;
    viewport.pan_y = settings.pan_y;
    const double fit =
        fitting_zoom(viewport.image_width, viewport.image_height, viewport.room_width, viewport.room_height);
    viewport.zoom = settings.zoom > 0 ? std::clamp(settings.zoom, std::min(fit, 1.0) / 4, largest_zoom) : fit;
    return within_edges(viewport);
}

ImageViewport zoomed(ImageViewport viewport, double notches, double screen_x, double screen_y) {
    const double x = viewport.image_x(screen_x);
    const double y = viewport.image_y(screen_y);
    const double fit =
        fitting_zoom(viewport.image_width, viewport.image_height, viewport.room_width, viewport.room_height);
    double zoom = viewport.zoom;
    double left = std::min(std::fabs(notches), 16.0);
    for (; left >= 1; --left) {
        zoom = next_zoom(zoom, notches > 0);
    }
    zoom *= std::exp2(std::copysign(left / 2, notches));
    viewport.zoom = std::clamp(zoom, std::min(fit, 1.0) / 4, largest_zoom);
    viewport.pan_x = x - screen_x / viewport.zoom;
    viewport.pan_y = y - screen_y / viewport.zoom;
    return within_edges(viewport);
}

ImageViewport panned(ImageViewport viewport, double screen_dx, double screen_dy) {
    viewport.pan_x += screen_dx / viewport.zoom;
    viewport.pan_y += screen_dy / viewport.zoom;
    return within_edges(viewport);
}

DecodeArea area_in_sight(const ImageViewport& viewport, const ImageLayout& layout, int limit) {
    const Span x = span_in_sight(viewport.pan_x, viewport.room_width / viewport.zoom, layout.width);
    const Span y = span_in_sight(viewport.pan_y, viewport.room_height / viewport.zoom, layout.height);
    const std::int64_t most = std::max<std::int64_t>(1, limit - 1);  // one more may come from the alignment
    const std::int64_t for_limit = std::max((x.end - x.first - 1) / most, (y.end - y.first - 1) / most) + 1;
    const std::int64_t for_zoom = viewport.zoom < 1 ? static_cast<std::int64_t>(std::min(1 / viewport.zoom, 4e18)) : 1;
    const std::int64_t step = std::max<std::int64_t>({1, for_limit, for_zoom});
    const std::int64_t left = x.first - x.first % step;
    const std::int64_t top = y.first - y.first % step;
    return {{left, top, x.end - left, y.end - top}, step};
}

}  // namespace byteprism
