// PointDensity: how many points of a plane lie in each cell of a grid, and which of them came first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "core/analysis/column_statistics.hpp"

namespace byteprism {

class PointDensity {
public:
    static constexpr std::size_t side = 128;
    static constexpr std::int64_t none = -1;

    // What the grid covers, both ends included. An end is as far as a double goes or nearer.
    PointDensity(Extremes across, Extremes up);

    // Points, the first of which has that number. NaN and what lies outside is left out.
    void add(std::span<const double> across, std::span<const double> up, std::int64_t first);

    const Extremes& across() const { return across_; }
    const Extremes& up() const { return up_; }
    std::uint64_t inside() const { return inside_; }
    std::uint32_t most() const;  // in one cell
    // Column 0 is at the left, row 0 at the bottom. Counts stop at 2^32 - 1.
    std::uint32_t count(std::size_t column, std::size_t row) const { return counts_[row * side + column]; }
    // The number of the first point there.
    std::int64_t first(std::size_t column, std::size_t row) const { return firsts_[row * side + column]; }

private:
    Extremes across_, up_;
    std::uint64_t inside_ = 0;
    std::vector<std::uint32_t> counts_;
    std::vector<std::int64_t> firsts_;
};

}  // namespace byteprism
