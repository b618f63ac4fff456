#include "core/image/pixel_shapes.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <string>

#include "core/error.hpp"
#include "core/image/samples.hpp"

namespace byteprism {

PixelRect rect_between(PixelPlace a, PixelPlace b) {
    return {std::min(a.x, b.x), std::min(a.y, b.y), std::abs(a.x - b.x) + 1, std::abs(a.y - b.y) + 1};
}

PixelRect intersection(const PixelRect& a, const PixelRect& b) {
    const std::int64_t x = std::max(a.x, b.x), y = std::max(a.y, b.y);
    const auto end = [](std::int64_t start, std::int64_t length) {
        std::int64_t sum = 0;
        return __builtin_add_overflow(start, length, &sum) ? std::numeric_limits<std::int64_t>::max() : sum;
    };
    const std::int64_t width = std::min(end(a.x, a.width), end(b.x, b.width)) - x;
    const std::int64_t height = std::min(end(a.y, a.height), end(b.y, b.height)) - y;
    if (width <= 0 || height <= 0) return {x, y, 0, 0};
    return {x, y, width, height};
}

// Walked along its longer axis; the other coordinate is computed for each pixel, so that a part can be left out.
void visit_line(PixelPlace from, PixelPlace to, const PixelRect& within, const std::function<void(PixelPlace)>& visit) {
    const std::int64_t dx = to.x - from.x, dy = to.y - from.y;
    const bool steep = std::abs(dy) > std::abs(dx);
    const std::int64_t length = steep ? std::abs(dy) : std::abs(dx);
    const std::int64_t start = steep ? from.y : from.x;
    const std::int64_t direction = (steep ? dy : dx) < 0 ? -1 : 1;
    const std::int64_t low = steep ? within.y : within.x;
    const std::int64_t high = low + (steep ? within.height : within.width) - 1;
    const std::int64_t first = direction > 0 ? low - start : start - high;
    const std::int64_t last = direction > 0 ? high - start : start - low;
    const double slope = length == 0 ? 0 : static_cast<double>(steep ? dx : dy) / static_cast<double>(length);
    for (std::int64_t i = std::max<std::int64_t>(first, 0); i <= std::min(last, length); ++i) {
        const std::int64_t along = start + i * direction;
        const std::int64_t across = (steep ? from.x : from.y) + std::llround(slope * static_cast<double>(i));
        const PixelPlace place = steep ? PixelPlace{across, along} : PixelPlace{along, across};
        const bool inside = place.x >= within.x && place.y >= within.y && place.x < within.x + within.width &&
                            place.y < within.y + within.height;
        if (inside) visit(place);
    }
}

namespace {

class Flood {
public:
    Flood(const PixelFormat& format, const ImageLayout& layout, std::span<const std::byte> source, PixelPlace seed)
        : format_(format),
          layout_(layout),
          source_(source),
          seen_(static_cast<std::size_t>(layout.width * layout.height)) {
        const StoredPixel pixel = read_pixel(format, layout, source, seed.x, seed.y);
        if (!pixel.inside) {
            throw ValueError("pixel (" + std::to_string(seed.x) + ", " + std::to_string(seed.y) +
                             ") lies outside of the buffer of " + std::to_string(source.size()) + " bytes");
        }
        wanted_ = pixel.codes;
        waiting_.push_back(seed);
    }

    std::vector<PixelRect> runs(std::int64_t most) {
        std::vector<PixelRect> runs;
        std::int64_t count = 0;
        while (!waiting_.empty()) {
            const PixelPlace place = waiting_.back();
            waiting_.pop_back();
            if (!takes(place.x, place.y)) continue;
            std::int64_t left = place.x, right = place.x;
            while (left > 0 && takes(left - 1, place.y)) --left;
            while (right + 1 < layout_.width && takes(right + 1, place.y)) ++right;
            for (std::int64_t x = left; x <= right; ++x) seen_[index(x, place.y)] = true;
            runs.push_back({left, place.y, right - left + 1, 1});
            count += right - left + 1;
            if (count > most) {
                throw ValueError("the area has more than " + std::to_string(most) +
                                 " pixels, the most that are filled at once");
            }
            look_at(left, right, place.y - 1);
            look_at(left, right, place.y + 1);
        }
        return runs;
    }

private:
    std::size_t index(std::int64_t x, std::int64_t y) const { return static_cast<std::size_t>(y * layout_.width + x); }
    bool takes(std::int64_t x, std::int64_t y) const {
        if (seen_[index(x, y)]) return false;
        const StoredPixel pixel = read_pixel(format_, layout_, source_, x, y);
        return pixel.inside && pixel.codes == wanted_;
    }
    // The first pixel of each run of a row waits.
    void look_at(std::int64_t left, std::int64_t right, std::int64_t y) {
        if (y < 0 || y >= layout_.height) return;
        bool in_run = false;
        for (std::int64_t x = left; x <= right; ++x) {
            const bool taken = takes(x, y);
            if (taken && !in_run) waiting_.push_back({x, y});
            in_run = taken;
        }
    }

    const PixelFormat& format_;
    const ImageLayout& layout_;
    std::span<const std::byte> source_;
    PixelCodes wanted_{};
    std::vector<bool> seen_;
    std::vector<PixelPlace> waiting_;
};

}  // namespace

std::vector<PixelRect> flood(const PixelFormat& format, const ImageLayout& layout, std::span<const std::byte> source,
                             PixelPlace seed, std::int64_t most) {
    if (layout.width > most_flooded / layout.height) {
        throw ValueError("an image of " + std::to_string(layout.width) + " x " + std::to_string(layout.height) +
                         " pixels is too large to be filled from a point: " + std::to_string(most_flooded) +
                         " are the most");
    }
    return Flood(format, layout, source, seed).runs(most);
}

}  // namespace byteprism
