// Where the pixels of a picture lie in a buffer: geometry as the user gives it, the layout that follows from it, and
// the way from a pixel to its bytes and back. Arithmetic only; it never touches the bytes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "core/image/inline_list.hpp"
#include "core/image/pixel_format.hpp"
#include "core/memory/byte_range.hpp"

namespace byteprism {

// Any value; layout_of checks it.
struct ImageGeometry {
    std::int64_t width = 0;   // pixels
    std::int64_t height = 0;  // pixels
    std::int64_t offset = 0;  // of the first byte of the top row
    // Bytes from one row (of groups) of plane 0 to the next one down. Negative: the picture stands upside down in
    // memory, and `offset` is near its end. Zero and less than a row are allowed: the rows overlap.
    std::int64_t row_stride = 0;

    bool operator==(const ImageGeometry&) const = default;
};

// Columns and rows count groups.
struct PlaneLayout {
    std::int64_t offset = 0;  // of the first byte of the top row
    std::int64_t row_stride = 0;
    std::int64_t columns = 0;
    std::int64_t rows = 0;
};

// Planes follow each other tightly in memory; each has the row stride of plane 0 scaled to its own groups and rounded
// up to whole groups, and odd sizes round up. All sizes and addresses keep to 62 bits, so that arithmetic on them does
// not overflow; parts may well lie outside of a buffer, also before its start.
struct ImageLayout {
    std::int64_t width = 0;
    std::int64_t height = 0;
    std::array<PlaneLayout, max_planes> planes{};
};

// The stride of rows that follow each other with no gap. Throws ValueError unless width > 0, and if it overflows.
std::int64_t tight_row_stride(const PixelFormat& format, std::int64_t width);

// Throws ValueError, with the numbers, for a size of 0 or less and where an address needs more than 62 bits.
ImageLayout layout_of(const PixelFormat& format, const ImageGeometry& geometry);

// All bytes from the first to the last of all planes, row padding between them included, from offset 0 on.
ByteRange extent_of(const PixelFormat& format, const ImageLayout& layout);

// From the first byte of a picture to that of the next one, if it follows with no gap: all rows of all planes with the
// padding at their ends.
std::int64_t frame_bytes(const PixelFormat& format, const ImageLayout& layout);

struct PixelRect {
    std::int64_t x = 0;
    std::int64_t y = 0;
    std::int64_t width = 0;
    std::int64_t height = 0;

    bool operator==(const PixelRect&) const = default;
};

// A byte that takes part in a pixel, and which bits of it. It may lie past the end of the buffer.
struct PixelByte {
    std::int64_t offset = 0;
    std::uint8_t bits = 0;

    bool operator==(const PixelByte&) const = default;
};

struct PixelBytes {
    InlineList<PixelByte, max_pixel_slices> bytes;   // in ascending order
    InlineList<ByteRange, max_pixel_slices> ranges;  // the same bytes; neighbours are one range
};

// The bytes and bits that hold the samples of a pixel, those shared with other pixels too; without what would lie
// before the start of the buffer. Requires 0 <= x < width and 0 <= y < height.
PixelBytes pixel_bytes(const PixelFormat& format, const ImageLayout& layout, std::int64_t x, std::int64_t y);

// The pixels whose samples have bits in a byte: one, or a rectangle where they share it. A byte of padding inside a
// group belongs to the whole group. Nothing for padding at the end of a row and outside of the planes. Where rows or
// planes overlap, the first plane and the topmost row. Requires byte_offset >= 0.
std::optional<PixelRect> locate(const PixelFormat& format, const ImageLayout& layout, std::int64_t byte_offset);

// The sample of a channel that a pixel has.
inline const SampleBits& sample_of(const PixelFormat& format, const Channel& channel, std::int64_t x, std::int64_t y) {
    const auto column = x / channel.cell_width % channel.columns;
    const auto row = y / channel.cell_height % channel.rows;
    return format.samples[static_cast<std::size_t>(channel.first_sample + row * channel.columns + column)];
}

// The address of a slice of that sample; it may be outside of the buffer.
inline std::int64_t offset_of_slice(const PixelFormat& format, const ImageLayout& layout, const BitSlice& slice,
                                    std::int64_t x, std::int64_t y) {
    const PixelGroup& group = format.planes[slice.plane];
    const PlaneLayout& plane = layout.planes[slice.plane];
    return plane.offset + y / group.height * plane.row_stride + x / group.width * group.bytes + slice.byte;
}

}  // namespace byteprism
