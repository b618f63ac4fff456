#include "core/analysis/point_density.hpp"

#include <algorithm>

namespace byteprism {
namespace {

// Halves, so that the distance of the ends is no infinity.
double cells_per_half(const Extremes& range) {
    constexpr double least = 1e-290;
    const double half = range.greatest / 2 - range.least / 2;
    return half > least ? static_cast<double>(PointDensity::side) / half : 0;
}

std::size_t cell_of(double number, const Extremes& range, double scale) {
    const auto cell = static_cast<std::size_t>((number / 2 - range.least / 2) * scale);
    return std::min(cell, PointDensity::side - 1);
}

}  // namespace

PointDensity::PointDensity(Extremes across, Extremes up)
    : across_(across), up_(up), counts_(side * side), firsts_(side * side, none) {}

void PointDensity::add(std::span<const double> across, std::span<const double> up, std::int64_t first) {
    const double scale_across = cells_per_half(across_), scale_up = cells_per_half(up_);
    for (std::size_t i = 0; i < across.size(); ++i) {
        const double x = across[i], y = up[i];
        // False for a NaN.
        if (!(x >= across_.least && x <= across_.greatest && y >= up_.least && y <= up_.greatest)) continue;
        const std::size_t at = cell_of(y, up_, scale_up) * side + cell_of(x, across_, scale_across);
        if (counts_[at]++ == 0) firsts_[at] = first + static_cast<std::int64_t>(i);
        if (counts_[at] == 0) --counts_[at];
        ++inside_;
    }
}

std::uint32_t PointDensity::most() const { return *std::ranges::max_element(counts_); }

}  // namespace byteprism
