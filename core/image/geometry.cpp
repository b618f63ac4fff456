#include "core/image/geometry.hpp"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <string>

#include "core/error.hpp"

namespace byteprism {
namespace {

// Addresses keep to 62 bits and a sign, so that the difference of any two of them is a number too.
constexpr std::int64_t largest_address = std::int64_t{1} << 62;

// Numbers that are checked as they are made; the message is the one the user reads.
struct Checked {
    const ImageGeometry& geometry;

    [[noreturn]] void overflow() const {
        throw ValueError("an image of " + std::to_string(geometry.width) + " x " + std::to_string(geometry.height) +
                         " pixels with a row stride of " + std::to_string(geometry.row_stride) + " at offset " +
                         std::to_string(geometry.offset) + " does not fit addresses of 62 bits");
    }
    std::int64_t within(std::int64_t value) const {
        if (value > largest_address || value < -largest_address) {
            overflow();
        }
        return value;
    }
    std::int64_t product(std::int64_t a, std::int64_t b) const {
        std::int64_t result = 0;
        if (__builtin_mul_overflow(a, b, &result)) {
            overflow();
        }
        return within(result);
    }
    std::int64_t sum(std::int64_t a, std::int64_t b) const {
        std::int64_t result = 0;
        if (__builtin_add_overflow(a, b, &result)) {
            overflow();
        }
        return within(result);
    }
};

std::int64_t divided_up(std::int64_t a, std::int64_t b) { return a / b + (a % b != 0 ? 1 : 0); }

void check_size(std::int64_t size, const char* name) {
    if (size < 1) {
        throw ValueError(std::string(name) + " is " + std::to_string(size) + "; an image has at least 1 pixel");
    }
}

// The row stride of a plane: room for as many pixels as a row of plane 0 has, in whole groups.
std::int64_t scaled_stride(const Checked& checked, const PixelGroup& first, const PixelGroup& group,
                           std::int64_t stride) {
    const std::int64_t pixels = checked.product(std::abs(stride), first.width);
    const std::int64_t groups = divided_up(pixels, std::int64_t{first.bytes} * group.width);
    const std::int64_t scaled = checked.product(groups, group.bytes);
    return stride < 0 ? -scaled : scaled;
}

// Of all samples of a group, marks the pixels of those with bits in `byte` of plane `plane`.
struct TouchedPixels {
    int left = std::numeric_limits<int>::max();
    int top = std::numeric_limits<int>::max();
    int right = 0;
    int bottom = 0;

    void add(const PixelFormat& format, const Channel& channel, std::size_t plane, int byte) {
        for (int i = 0; i < channel.columns * channel.rows; ++i) {
            const SampleBits& sample = format.samples[static_cast<std::size_t>(channel.first_sample + i)];
            const auto first = format.slices.begin() + sample.first_slice;
            if (std::any_of(first, first + sample.slice_count,
                            [&](const BitSlice& slice) { return slice.plane == plane && slice.byte == byte; })) {
                const int x = i % channel.columns * channel.cell_width;
                const int y = i / channel.columns * channel.cell_height;
                left = std::min(left, x);
                top = std::min(top, y);
                right = std::max(right, x + channel.cell_width);
                bottom = std::max(bottom, y + channel.cell_height);
            }
        }
    }
};

// The row of groups of a plane that holds a byte `distance` after the plane's first one; -1 if none does.
std::int64_t row_at(const PlaneLayout& plane, std::int64_t row_bytes, std::int64_t distance) {
    if (plane.row_stride == 0) {
        return distance >= 0 && distance < row_bytes ? 0 : -1;
    }
    // A row r holds the byte if 0 <= distance - r * stride < row_bytes; the smallest such r is the topmost.
    const std::int64_t stride = plane.row_stride;
    const std::int64_t row = stride > 0 ? (distance < row_bytes ? 0 : divided_up(distance - row_bytes + 1, stride))
                                        : (distance >= 0 ? 0 : divided_up(-distance, -stride));
    if (row >= plane.rows) {
        return -1;
    }
    const std::int64_t within = distance - row * stride;
    return within >= 0 && within < row_bytes ? row : -1;
}

PixelRect clipped_to(const ImageLayout& layout, PixelRect rect) {
    rect.width = std::min(rect.width, layout.width - rect.x);
    rect.height = std::min(rect.height, layout.height - rect.y);
    return rect;
}

std::optional<PixelRect> locate_in_plane(const PixelFormat& format, const ImageLayout& layout, std::size_t plane,
                                         std::int64_t byte_offset) {
    const PixelGroup& group = format.planes[plane];
    const PlaneLayout& place = layout.planes[plane];
    std::int64_t distance = 0;
    if (__builtin_sub_overflow(byte_offset, place.offset, &distance)) {
        return std::nullopt;
    }
    const std::int64_t row = row_at(place, place.columns * group.bytes, distance);
    if (row < 0) {
        return std::nullopt;
    }
    const std::int64_t in_row = distance - row * place.row_stride;
    TouchedPixels touched;
    for (const Channel& channel : format.channels) {
        touched.add(format, channel, plane, static_cast<int>(in_row % group.bytes));
    }
    const bool padding = touched.right == 0;
    const PixelRect in_group =
        padding ? PixelRect{0, 0, group.width, group.height}
                : PixelRect{touched.left, touched.top, touched.right - touched.left, touched.bottom - touched.top};
    const PixelRect rect{in_row / group.bytes * group.width + in_group.x, row * group.height + in_group.y,
                         in_group.width, in_group.height};
    if (rect.x >= layout.width || rect.y >= layout.height) {
        return std::nullopt;
    }
    return clipped_to(layout, rect);
}

}  // namespace

std::int64_t tight_row_stride(const PixelFormat& format, std::int64_t width) {
    check_size(width, "width");
    const PixelGroup& group = format.planes.front();
    const ImageGeometry geometry{.width = width, .height = 1};
    return Checked{geometry}.product(divided_up(width, group.width), group.bytes);
}

ImageLayout layout_of(const PixelFormat& format, const ImageGeometry& geometry) {
    check_size(geometry.width, "width");
    check_size(geometry.height, "height");
    if (geometry.offset < 0) {
        throw ValueError("offset is " + std::to_string(geometry.offset) + "; it counts from the start of the buffer");
    }
    const Checked checked{geometry};
    checked.within(geometry.row_stride);
    checked.within(geometry.width);
    checked.within(geometry.height);
    checked.within(geometry.offset);
    ImageLayout layout{.width = geometry.width, .height = geometry.height};
    std::int64_t start = geometry.offset;  // of the bytes of the plane, whatever its direction
    for (std::size_t i = 0; i < format.planes.size(); ++i) {
        const PixelGroup& group = format.planes[i];
        PlaneLayout& plane = layout.planes[i];
        plane.columns = divided_up(geometry.width, group.width);
        plane.rows = divided_up(geometry.height, group.height);
        plane.row_stride =
            i == 0 ? geometry.row_stride : scaled_stride(checked, format.planes.front(), group, geometry.row_stride);
        const std::int64_t row_bytes = checked.product(plane.columns, group.bytes);
        const std::int64_t walk = checked.product(plane.rows - 1, plane.row_stride);
        const std::int64_t climb = std::max<std::int64_t>(0, checked.product(walk, -1));  // of an upside-down plane
        // The user's offset is the top row's; the planes after it begin where the one before ends.
        plane.offset = i == 0 ? geometry.offset : checked.sum(start, climb);
        start = checked.sum(plane.offset, -climb);
        const std::int64_t step = std::max(plane.row_stride < 0 ? -plane.row_stride : plane.row_stride, row_bytes);
        start = checked.sum(start, checked.sum(checked.product(walk < 0 ? -1 : 1, walk), step));
    }
    return layout;
}

ByteRange extent_of(const PixelFormat& format, const ImageLayout& layout) {
    std::int64_t first = std::numeric_limits<std::int64_t>::max();
    std::int64_t end = std::numeric_limits<std::int64_t>::min();
    for (std::size_t i = 0; i < format.planes.size(); ++i) {
        const PlaneLayout& plane = layout.planes[i];
        const std::int64_t last_row = plane.offset + (plane.rows - 1) * plane.row_stride;
        first = std::min({first, plane.offset, last_row});
        end = std::max(end, std::max(plane.offset, last_row) + plane.columns * format.planes[i].bytes);
    }
    first = std::max<std::int64_t>(0, first);
    return {first, std::max<std::int64_t>(0, end - first)};
}

std::int64_t frame_bytes(const PixelFormat& format, const ImageLayout& layout) {
    const std::size_t count = format.planes.size();
    const auto walk = [](const PlaneLayout& plane) { return (plane.rows - 1) * plane.row_stride; };
    const PlaneLayout& first = layout.planes[0];
    const PlaneLayout& last = layout.planes[count - 1];
    const std::int64_t begin = first.offset + std::min<std::int64_t>(0, walk(first));
    const std::int64_t row_bytes = last.columns * format.planes[count - 1].bytes;
    return last.offset + std::max<std::int64_t>(0, walk(last)) + std::max(std::abs(last.row_stride), row_bytes) - begin;
}

PixelBytes pixel_bytes(const PixelFormat& format, const ImageLayout& layout, std::int64_t x, std::int64_t y) {
    PixelBytes result;
    for (const Channel& channel : format.channels) {
        const SampleBits& sample = sample_of(format, channel, x, y);
        for (int i = 0; i < sample.slice_count; ++i) {
            const BitSlice& slice = format.slices[static_cast<std::size_t>(sample.first_slice + i)];
            const std::int64_t offset = offset_of_slice(format, layout, slice, x, y);
            if (offset >= 0) {
                result.bytes.push_back(
                    {offset, static_cast<std::uint8_t>(((1u << slice.bits) - 1u) << slice.byte_shift)});
            }
        }
    }
    std::sort(result.bytes.begin(), result.bytes.end(),
              [](const PixelByte& a, const PixelByte& b) { return a.offset < b.offset; });
    std::size_t kept = 0;
    for (const PixelByte byte : result.bytes) {
        if (kept > 0 && result.bytes[kept - 1].offset == byte.offset) {
            result.bytes[kept - 1].bits |= byte.bits;
            continue;
        }
        result.bytes[kept++] = byte;
        if (!result.ranges.empty() && result.ranges.back().end() == byte.offset) {
            ++result.ranges.back().length;
        } else {
            result.ranges.push_back({byte.offset, 1});
        }
    }
    result.bytes.resize(kept);
    return result;
}

std::optional<PixelRect> locate(const PixelFormat& format, const ImageLayout& layout, std::int64_t byte_offset) {
    for (std::size_t plane = 0; plane < format.planes.size(); ++plane) {
        if (const std::optional<PixelRect> rect = locate_in_plane(format, layout, plane, byte_offset)) {
            return rect;
        }
    }
    return std::nullopt;
}

}  // namespace byteprism
