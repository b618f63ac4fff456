// PixelWriter: painting. Colours and codes put into pixels are gathered as changed bits of bytes and handed out as
// bytes to be written. Nothing is written here.
//
// It is the table of decode() read the other way round: only the bits of the samples change, padding and the bits of
// other pixels stay. A sample that several pixels share (chroma) is that of the pixel that was put last.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/image/colour.hpp"
#include "core/image/geometry.hpp"
#include "core/image/pixel_format.hpp"
#include "core/image/samples.hpp"

namespace byteprism {

// Bytes for one place of the buffer.
struct BytePatch {
    std::int64_t offset = 0;
    std::vector<std::byte> bytes;

    bool operator==(const BytePatch&) const = default;
};

class PixelWriter {
public:
    // Refers to all three, which must outlive it.
    PixelWriter(const PixelFormat& format, const ImageLayout& layout, std::span<const std::byte> source);

    // The codes of all channels, or of those alone whose bits are set in `channels` (bit k: PixelFormat::channels[k]).
    // Bits above those of the channel are dropped. False, and nothing is put: the pixel is not in the image, or has a
    // byte outside of the buffer. Throws ValueError for a compressed format, as put() does.
    bool put_codes(std::int64_t x, std::int64_t y, const PixelCodes& codes, unsigned channels = all_channels);
    // The colour as the format can say it; with a palette, the nearest of its entries (the first of equals).
    bool put(std::int64_t x, std::int64_t y, Rgba8 colour);

    // The codes that a pixel of the buffer gets for a colour.
    PixelCodes codes_of(Rgba8 colour, const PixelCodes& before);

    // How many bytes have changed bits, counted for each pixel that has changed them.
    std::size_t pending() const { return changes_.size(); }
    // What was put, in ascending order, no two of them touching; then there is nothing pending.
    std::vector<BytePatch> take();

    static constexpr unsigned all_channels = ~0u;

private:
    struct Change {
        std::int64_t offset = 0;
        std::uint8_t mask = 0;
        std::uint8_t bits = 0;
    };
    struct NearestEntry {
        Rgba8 colour;
        std::uint64_t index = 0;
    };

    bool inside(std::int64_t x, std::int64_t y) const;
    std::uint64_t nearest_entry(Rgba8 wanted);

    const PixelFormat& format_;
    const ImageLayout& layout_;
    std::span<const std::byte> source_;
    PixelColours colours_;
    std::vector<Change> changes_;
    std::vector<Rgba8> palette_;  // looked up when it is needed first
    std::optional<NearestEntry> nearest_;
};

}  // namespace byteprism
