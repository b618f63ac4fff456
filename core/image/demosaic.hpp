// Demosaic: the three colours of every pixel of a colour filter mosaic, of whole rows.
//
// Samples beyond an edge are those mirrored at it, so that they have the colour that the mosaic would have there. What
// a pixel gets depends on the picture alone, never on the rectangle or the step that is decoded.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/image/colour.hpp"
#include "core/image/geometry.hpp"
#include "core/image/pixel_format.hpp"
#include "core/image/samples.hpp"
#include "core/image/tone.hpp"

namespace byteprism {

class Demosaic {
public:
    // Requires a format with a component C, and a view that is not gray. Refers to format, layout and source.
    Demosaic(const PixelFormat& format, const ImageLayout& layout, std::span<const std::byte> source, MosaicView view,
             std::uint64_t inversion);

    // Red, green and blue in the unit of the stored numbers. Requires run.count values.
    void read(const PixelRun& run, std::array<double, 3>* values);

private:
    static constexpr int reach = 2;
    static constexpr std::size_t taps_a_row = 2 * reach + 1;

    char colour_at(std::int64_t x, std::int64_t y) const;
    void read_taps(const PixelRun& run);
    void read_codes(PixelRun run, std::int64_t row, double* values);
    double tap(std::size_t pixel, int x, int y) const;
    std::array<double, 3> coloured(char colour, double value) const;
    std::array<double, 3> averaged(std::size_t pixel, std::int64_t x, std::int64_t y) const;
    std::array<double, 3> filtered(std::size_t pixel, std::int64_t x, std::int64_t y) const;

    const PixelFormat& format_;
    const ImageLayout& layout_;
    std::span<const std::byte> source_;
    MosaicView view_;
    std::uint64_t inversion_;
    const Channel& channel_;
    std::int64_t side_ = 2;  // of a cell
    bool bayer_ = false;     // two greens diagonally, one red, one blue
    double black_ = 0;
    double white_ = 1;
    // For each of the five rows the samples from two before the first pixel to two after the last one; with a step,
    // for each row and each of the five columns around them those of all pixels.
    std::vector<double> taps_;
    std::size_t row_size_ = 0;
    bool stepped_ = false;
    std::vector<std::uint64_t> codes_;
    std::vector<std::uint8_t> outside_;
};

}  // namespace byteprism
