#include "core/image/demosaic.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "core/image/sample_value.hpp"

namespace byteprism {
namespace {

std::int64_t mirrored(std::int64_t index, std::int64_t count) {
    if (count == 1) {
        return 0;
    }
    const std::int64_t period = 2 * (count - 1);
    index = (index % period + period) % period;
    return index < count ? index : period - index;
}

}  // namespace

Demosaic::Demosaic(const PixelFormat& format, const ImageLayout& layout, std::span<const std::byte> source,
                   MosaicView view, std::uint64_t inversion)
    : format_(format),
      layout_(layout),
      source_(source),
      view_(view),
      inversion_(inversion),
      channel_(*format.channel(Component::Cfa)),
      side_(format.options.cfa.size() == 4 ? 2 : 4) {
    const std::string& cfa = format.options.cfa;
    bayer_ = cfa == "RGGB" || cfa == "BGGR" || cfa == "GRBG" || cfa == "GBRG";
    const NumberRange range = shown_range(channel_.type, channel_.bits);
    black_ = range.low;
    white_ = range.high;
}

char Demosaic::colour_at(std::int64_t x, std::int64_t y) const {
    const std::int64_t column = (x % side_ + side_) % side_;
    const std::int64_t row = (y % side_ + side_) % side_;
    return format_.options.cfa[static_cast<std::size_t>(row * side_ + column)];
}

// The stored numbers of pixels of a row, where the run may leave the picture at both ends.
void Demosaic::read_codes(PixelRun run, std::int64_t row, double* values) {
    run.y = mirrored(row, layout_.height);
    codes_.resize(run.count);
    outside_.assign(run.count, 0);
    const auto inside = [&](std::size_t i) {
        const std::int64_t x = run.x + static_cast<std::int64_t>(i) * run.step;
        return x >= 0 && x < layout_.width;
    };
    std::size_t first = 0;
    while (first < run.count && !inside(first)) ++first;
    std::size_t end = run.count;
    while (end > first && !inside(end - 1)) --end;
    const auto read = [&](std::size_t at, std::int64_t x, std::size_t count) {
        read_run(format_, layout_, source_, channel_, {x, run.y, run.step, count}, codes_.data() + at,
                 outside_.data() + at);
    };
    if (first < end) {
        read(first, run.x + static_cast<std::int64_t>(first) * run.step, end - first);
    }
    for (std::size_t i = 0; i < run.count; ++i) {
        if (i < first || i >= end) {
            read(i, mirrored(run.x + static_cast<std::int64_t>(i) * run.step, layout_.width), 1);
        }
    }
    std::transform(codes_.begin(), codes_.end(), values,
                   [&](std::uint64_t code) { return stored_number(channel_.type, channel_.bits, code ^ inversion_); });
}

void Demosaic::read_taps(const PixelRun& run) {
    stepped_ = run.step > 1;
    row_size_ = stepped_ ? run.count : run.count + taps_a_row - 1;
    taps_.resize(taps_a_row * row_size_ * (stepped_ ? taps_a_row : 1));
    double* into = taps_.data();
    for (int dy = -reach; dy <= reach; ++dy) {
        for (int dx = -reach; dx <= (stepped_ ? reach : -reach); ++dx) {
            read_codes({run.x + dx, 0, run.step, row_size_}, run.y + dy, into);
            into += row_size_;
        }
    }
}

double Demosaic::tap(std::size_t pixel, int x, int y) const {
    const auto row = static_cast<std::size_t>(y + reach);
    const auto column = static_cast<std::size_t>(x + reach);
    return stepped_ ? taps_[(row * taps_a_row + column) * row_size_ + pixel] : taps_[row * row_size_ + pixel + column];
}

// A sample of no colour of its own (C, W and I) is gray.
std::array<double, 3> Demosaic::coloured(char colour, double value) const {
    return {colour == 'G' || colour == 'B' ? black_ : value, colour == 'R' || colour == 'B' ? black_ : value,
            colour == 'R' || colour == 'G' ? black_ : value};
}

// The mean of the nearest samples of each colour; of a colour that the mosaic has not, of those that let all through.
std::array<double, 3> Demosaic::averaged(std::size_t pixel, std::int64_t x, std::int64_t y) const {
    struct Mean {
        double sum = 0;
        int count = 0;
        int distance = 100;
    };
    std::array<Mean, 4> means{};
    constexpr std::string_view letters = "RGB";
    for (int dy = -reach; dy <= reach; ++dy) {
        for (int dx = -reach; dx <= reach; ++dx) {
            Mean& mean = means[std::min(letters.find(colour_at(x + dx, y + dy)), letters.size())];
            const int distance = dx * dx + dy * dy;
            if (distance < mean.distance) {
                mean = {0, 0, distance};
            }
            if (distance == mean.distance) {
                mean.sum += tap(pixel, dx, dy);
                ++mean.count;
            }
        }
    }
    std::array<double, 3> colour{};
    for (std::size_t i = 0; i < 3; ++i) {
        const Mean& mean = means[i].count > 0 ? means[i] : means[3];
        colour[i] = mean.count > 0 ? mean.sum / mean.count : black_;
    }
    return colour;
}

// Malvar, He and Cutler, "High-quality linear interpolation for demosaicing of Bayer-patterned color images" (2004),
// figure 2: eighths.
std::array<double, 3> Demosaic::filtered(std::size_t pixel, std::int64_t x, std::int64_t y) const {
    const auto at = [&](int dx, int dy) { return tap(pixel, dx, dy); };
    const double here = at(0, 0);
    const double beside = at(-1, 0) + at(1, 0);
    const double above = at(0, -1) + at(0, 1);
    const double diagonal = at(-1, -1) + at(1, -1) + at(-1, 1) + at(1, 1);
    const double far_beside = at(-2, 0) + at(2, 0);
    const double far_above = at(0, -2) + at(0, 2);
    const auto kept = [&](double eighths) { return std::clamp(eighths / 8, black_, white_); };
    const char colour = colour_at(x, y);
    if (colour == 'G') {
        const double across = kept(5 * here + 4 * beside - far_beside + far_above / 2 - diagonal);
        const double down = kept(5 * here + 4 * above - far_above + far_beside / 2 - diagonal);
        const bool red_beside = colour_at(x + 1, y) == 'R';
        return {red_beside ? across : down, here, red_beside ? down : across};
    }
    const double green = kept(4 * here + 2 * (beside + above) - far_beside - far_above);
    const double other = kept(6 * here + 2 * diagonal - 1.5 * (far_beside + far_above));
    return {colour == 'R' ? here : other, green, colour == 'R' ? other : here};
}

void Demosaic::read(const PixelRun& run, std::array<double, 3>* values) {
    read_taps(run);
    for (std::size_t i = 0; i < run.count; ++i) {
        const std::int64_t x = run.x + static_cast<std::int64_t>(i) * run.step;
        if (view_ == MosaicView::Coloured) {
            values[i] = coloured(colour_at(x, run.y), tap(i, 0, 0));
        } else if (view_ == MosaicView::MalvarHeCutler && bayer_) {
            values[i] = filtered(i, x, run.y);
        } else {
            values[i] = averaged(i, x, run.y);
        }
    }
}

}  // namespace byteprism
