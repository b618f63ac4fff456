#include "core/image/averaged_decode.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace byteprism {
namespace {

constexpr std::size_t band_pixels = 1 << 14;  // at a time
constexpr std::int64_t most_samples = 16;     // along each axis; more are not seen

// Of the pixels of a cell; colours are weighted by their alpha.
struct Sum {
    std::array<std::uint64_t, 3> colour{};
    std::uint64_t alpha = 0;
    std::uint32_t inside = 0;
    std::uint32_t all = 0;
    std::uint8_t mark = 0;  // of the first

    void add(Rgba8 pixel, std::uint8_t pixel_mark) {
        if (all++ == 0) mark = pixel_mark;
        if (pixel_mark == static_cast<std::uint8_t>(PixelMark::Outside)) return;
        colour[0] += std::uint64_t{pixel.red} * pixel.alpha;
        colour[1] += std::uint64_t{pixel.green} * pixel.alpha;
        colour[2] += std::uint64_t{pixel.blue} * pixel.alpha;
        alpha += pixel.alpha;
        ++inside;
        if (mark == static_cast<std::uint8_t>(PixelMark::Outside)) mark = pixel_mark;
        if (pixel_mark != mark) mark = 0;
    }
    Rgba8 mean() const {
        if (alpha == 0) return {0, 0, 0, 0};
        const auto part = [&](std::size_t i) { return static_cast<std::uint8_t>((colour[i] + alpha / 2) / alpha); };
        return {part(0), part(1), part(2), static_cast<std::uint8_t>((alpha + inside / 2) / inside)};
    }
};

// Where in a cell its k-th sample is, of as many as are asked for: in the middle of its share.
std::int64_t place_of(const DecodeArea& area, std::int64_t k, std::int64_t samples) {
    const std::int64_t share = area.step / samples;
    return share * k + share / 2 + area.step % samples * (2 * k + 1) / (2 * samples);
}

class Band {
public:
    Band(const DecodeArea& area, std::int64_t rows)
        : columns_(static_cast<std::size_t>(area.columns())),
          pixels_(columns_ * static_cast<std::size_t>(rows)),
          marks_(pixels_.size()),
          sums_(pixels_.size()) {}

    // Rows of cells; those at the right and at the bottom may be cut.
    void add_all(const DecodeArea& area, std::int64_t samples, const DecodeNearest& nearest) {
        std::fill(sums_.begin(), sums_.end(), Sum{});
        for (std::int64_t v = 0; v < samples; ++v) {
            for (std::int64_t u = 0; u < samples; ++u) {
                const std::int64_t x = place_of(area, u, samples);
                const std::int64_t y = place_of(area, v, samples);
                if (x < area.rect.width && y < area.rect.height) add(area, x, y, nearest);
            }
        }
    }
    // Cells so small that no sample falls into them show their first pixel.
    std::int64_t put(const DecodeArea& area, const DecodeNearest& nearest, const DecodeTarget& target) {
        nearest(area, {pixels_, columns_, marks_});
        std::int64_t outside_count = 0;
        for (std::size_t row = 0; row < static_cast<std::size_t>(area.rows()); ++row) {
            for (std::size_t i = 0; i < columns_; ++i) {
                const std::size_t at = row * columns_ + i;
                const Sum& sum = sums_[at];
                const std::uint8_t mark = sum.all == 0 ? marks_[at] : sum.mark;
                if (sum.inside > 0) pixels_[at] = sum.mean();
                target.pixels[row * target.row_pixels + i] = pixels_[at];
                if (!target.outside.empty()) target.outside[row * target.row_pixels + i] = mark;
                outside_count += mark == static_cast<std::uint8_t>(PixelMark::Outside) ? 1 : 0;
            }
        }
        return outside_count;
    }

private:
    void add(const DecodeArea& area, std::int64_t x, std::int64_t y, const DecodeNearest& nearest) {
        const DecodeArea shifted{
            {area.rect.x + x, area.rect.y + y, area.rect.width - x, area.rect.height - y}, area.step, 1};
        nearest(shifted, {pixels_, columns_, marks_});
        for (std::size_t row = 0; row < static_cast<std::size_t>(shifted.rows()); ++row) {
            for (std::size_t i = 0; i < static_cast<std::size_t>(shifted.columns()); ++i) {
                const std::size_t at = row * columns_ + i;
                sums_[at].add(pixels_[at], marks_[at]);
            }
        }
    }

    std::size_t columns_;
    std::vector<Rgba8> pixels_;
    std::vector<std::uint8_t> marks_;
    std::vector<Sum> sums_;
};

}  // namespace

std::int64_t decode_averaged(const DecodeArea& area, const DecodeTarget& target, const DecodeNearest& nearest) {
    const std::int64_t samples = std::min<std::int64_t>({area.samples, most_samples, area.step});
    const std::int64_t most_rows =
        std::clamp<std::int64_t>(static_cast<std::int64_t>(band_pixels) / area.columns(), 1, area.rows());
    Band band(area, most_rows);
    std::int64_t outside_count = 0;
    for (std::int64_t row = 0; row < area.rows(); row += most_rows) {
        DecodeArea part = area;
        part.samples = 1;
        part.rect.y += row * area.step;
        part.rect.height -= row * area.step;
        if (area.rows() - row > most_rows) part.rect.height = most_rows * area.step;
        band.add_all(part, samples, nearest);
        DecodeTarget rows = target;
        rows.pixels = target.pixels.subspan(static_cast<std::size_t>(row) * target.row_pixels);
        if (!target.outside.empty()) {
            rows.outside = target.outside.subspan(static_cast<std::size_t>(row) * target.row_pixels);
        }
        outside_count += band.put(part, nearest, rows);
    }
    return outside_count;
}

}  // namespace byteprism
