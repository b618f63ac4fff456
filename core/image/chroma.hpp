// Chroma between its samples: YCbCr values of whole rows, U and V mixed linearly from the four samples around a pixel.
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

namespace byteprism {

// Where the format says that chroma is sited (loc=): `left`, beside the first column of luma and between the rows;
// `center`, between both; `topleft`, at the first of both. Samples beyond an edge, and those with bytes outside of the
// buffer, are as the nearest one.
class LinearChroma {
public:
    // Requires a YCbCr format. Refers to all of them.
    LinearChroma(const PixelFormat& format, const ImageLayout& layout, std::span<const std::byte> source,
                 const PixelColours& colours)
        : format_(format), layout_(layout), source_(source), colours_(colours) {}

    // Part 1 (U) or 2 (V) of the pixels of a run. Requires that the format has it, and run.count values.
    void read(std::size_t part, const PixelRun& run, double* values);

private:
    // Two neighbours along an axis, and how much of the second one.
    struct Mix {
        std::int64_t first = 0;
        std::int64_t second = 0;
        double part = 0;
        std::int64_t nearest = 0;
    };
    static Mix mix_at(std::int64_t pixel, int cell, bool centred, std::int64_t count);
    void read_row(std::size_t part, std::int64_t row, std::int64_t first_column, std::int64_t count, std::size_t slot);

    const PixelFormat& format_;
    const ImageLayout& layout_;
    std::span<const std::byte> source_;
    const PixelColours& colours_;
    std::array<std::vector<std::uint64_t>, 2> codes_;
    std::array<std::vector<std::uint8_t>, 2> outside_;
};

}  // namespace byteprism
