// Where the pixels of a picture lie in a buffer: geometry as the user gives it, the layout that follows from it, and
// the way from a pixel to its bytes and back. Arithmetic only; it never touches the bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/image/image_layout.hpp"
#include "core/image/inline_list.hpp"
#include "core/image/pixel_format.hpp"
#include "core/memory/byte_range.hpp"

namespace byteprism {

enum class TileOrder : std::uint8_t { Rows, Columns };           // of the tiles in memory
enum class GroupOrder : std::uint8_t { Rows, Columns, Morton };  // inside of a tile; Morton: bits of x and y in turns

// Tiles of width x height pixels, each in one piece. A picture that is no whole number of tiles is padded to one.
// Rows: a row of tiles after the other, `row_stride` times the tile's height apart, in rows of groups.
// Columns: a column of tiles after the other; nothing but the sign of the row stride counts.
struct Tiling {
    std::int64_t width = 0;   // pixels
    std::int64_t height = 0;  // pixels
    TileOrder tiles = TileOrder::Rows;
    GroupOrder groups = GroupOrder::Rows;

    bool operator==(const Tiling&) const = default;
};

// What is said of one plane; the rest follows from the planes before it.
struct PlaneGeometry {
    std::optional<std::int64_t> offset = {};  // of the first byte of its top row, from the start of the buffer
    std::optional<std::int64_t> row_stride = {};
    std::optional<std::int64_t> pixel_stride = {};
    std::optional<Tiling> tiling = {};

    bool operator==(const PlaneGeometry&) const = default;
};

// Pictures of equal size, a frame stride apart, shown as one: a grid filled row by row. Cells after the last slice go
// on in memory in the same way.
struct Mosaic {
    std::int64_t slices = 0;
    std::int64_t columns = 0;  // of the grid

    bool operator==(const Mosaic&) const = default;
};

// Any value; layout_of checks it. Strides are bytes between groups of pixels, as the format has them: a stride of less
// than a byte is a group of several pixels (every third 4-bit sample of 12: `l24{C12*2} /2x1`).
struct ImageGeometry {
    std::int64_t width = 0;   // pixels
    std::int64_t height = 0;  // pixels
    std::int64_t offset = 0;  // of the first byte of the top row
    // Bytes from one row (of groups) of plane 0 to the next one down. Negative: the picture stands upside down in
    // memory, and `offset` is near its end. Zero and less than a row are allowed: the rows overlap.
    std::int64_t row_stride = 0;
    // Bytes from one group of plane 0 to the next one to the right; nothing: no gap. Negative: mirrored. Zero and less
    // than a group are allowed: the groups overlap.
    std::optional<std::int64_t> pixel_stride = {};
    std::vector<PlaneGeometry> planes = {};         // for the first planes, as many as are given
    std::int64_t frame = 0;                         // which picture of several
    std::optional<std::int64_t> frame_stride = {};  // bytes from one to the next; nothing: no gap
    std::optional<Tiling> tiling = {};
    std::optional<Mosaic> mosaic = {};  // from `frame` on

    bool operator==(const ImageGeometry&) const = default;
};

// The stride of rows that follow each other with no gap, of whole tiles. Throws ValueError unless width > 0, for tiles
// that cannot be, and if it overflows.
std::int64_t tight_row_stride(const PixelFormat& format, std::int64_t width);
std::int64_t tight_row_stride(const PixelFormat& format, const ImageGeometry& geometry);

// Planes follow each other tightly in memory unless their offsets are given; each has the strides of plane 0 scaled to
// its own groups and rounded up (a row's to whole groups), and odd sizes round up. Throws ValueError, with the numbers,
// for a size of 0 or less, for tiles and mosaics that cut groups or cannot be, and where an address needs more than 62
// bits.
ImageLayout layout_of(const PixelFormat& format, const ImageGeometry& geometry);

// A level of the mip chain that begins with a picture: half as wide and high as the one before, rounded down and 1 at
// least, right behind it, its rows without gaps; frames each have a chain of their own. Level 0 is the picture itself.
// Throws ValueError for a level that the chain has not, for planes with offsets of their own and rows that go upwards,
// and as layout_of does.
ImageGeometry mip_level(const PixelFormat& format, const ImageGeometry& geometry, std::int64_t level);

// All bytes from the first to the last of all planes, padding between rows and in tiles included, from offset 0 on.
ByteRange extent_of(const PixelFormat& format, const ImageLayout& layout);

// From the first byte of a picture to that of the next one, if it follows with no gap: all rows of all planes with the
// padding at their ends; of a mosaic all its slices.
inline std::int64_t frame_bytes(const PixelFormat&, const ImageLayout& layout) { return layout.frame_bytes; }

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
// group belongs to the whole group. Nothing for padding elsewhere and outside of the planes. Where groups overlap, the
// first plane and the topmost row of those that hold the byte, or, with tiles or in a mosaic, any; where thousands of
// rows overlap that have gaps, it may be that none is found. Requires byte_offset >= 0.
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
    return row_offset(plane, y / group.height) + address_of(plane.x, x / group.width) + slice.byte;
}

}  // namespace byteprism
