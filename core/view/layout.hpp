// Layout: where the items of an N-dimensional view live, in bytes from the start of a buffer.
//
// Pure arithmetic; it never touches the bytes. What could overflow is checked once, where a layout is made from
// outside numbers (checked_layout, c_order, fits): ValueError. After that every item's offset fits std::int64_t.
// Shapes count items, strides and offsets count bytes; a negative stride walks backwards, a stride of 0 repeats.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <variant>
#include <vector>

#include "core/memory/byte_range.hpp"
#include "core/view/inline_vector.hpp"

namespace byteprism {

struct Axis {
    std::int64_t count = 0;   // items along this axis
    std::int64_t stride = 0;  // bytes from one item to the next; negative walks backwards
    bool operator==(const Axis&) const = default;
};
using Axes = InlineVector<Axis>;

struct Layout {
    std::int64_t offset = 0;    // of the first item: the one whose indices are all 0
    std::int64_t itemsize = 1;  // bytes of an item
    Axes axes;

    std::size_t ndim() const { return axes.size(); }
    bool operator==(const Layout&) const = default;
};

// Python's start:stop:step; the parts that are left out take the ends and a step of 1.
struct Slice {
    std::optional<std::int64_t> start, stop, step;
};

// What a slice selects of `count` items: `count` of them from `first` on, every `step`-th.
struct SliceRange {
    std::int64_t first = 0;
    std::int64_t step = 1;
    std::int64_t count = 0;
};
// Clamps as Python does. ValueError if the step is 0.
SliceRange resolve(const Slice& slice, std::int64_t count);

// The same where nothing is left out. Requires a step that is neither 0 nor -2^63.
constexpr SliceRange clamped_range(std::int64_t start, std::int64_t stop, std::int64_t step, std::int64_t count) {
    const std::int64_t lowest = step < 0 ? -1 : 0;
    const std::int64_t highest = step < 0 ? count - 1 : count;
    start = std::clamp(start < 0 ? start + count : start, lowest, highest);
    stop = std::clamp(stop < 0 ? stop + count : stop, lowest, highest);
    const std::int64_t distance = step < 0 ? start - stop : stop - start;
    if (distance <= 0) return {start, step, 0};
    if (step == 1 || step == -1) return {start, step, distance};
    const std::int64_t stride = step < 0 ? -step : step;
    // A 32-bit division is several times faster than one of 64 bits.
    if (((distance | stride) >> 32) == 0) {
        return {start, step, static_cast<std::uint32_t>(distance - 1) / static_cast<std::uint32_t>(stride) + 1};
    }
    return {start, step, (distance - 1) / stride + 1};
}

// Items of a rectangle along one axis.
struct Extent {
    std::int64_t first = 0;
    std::int64_t count = 0;
};
using Rect = InlineVector<Extent>;

// ---- making layouts

// The last index fastest, no gaps. ValueError if a count is negative or the bytes are more than 2^63 - 1.
Layout c_order(std::span<const std::int64_t> shape, std::int64_t itemsize, std::int64_t offset = 0);
// The first index fastest.
Layout f_order(std::span<const std::int64_t> shape, std::int64_t itemsize, std::int64_t offset = 0);
// ValueError unless shape and strides have one length, no count and no size is negative, and every item lies inside
// `size` bytes: with a 0 in the shape only the offset must.
Layout checked_layout(std::span<const std::int64_t> shape, std::span<const std::int64_t> strides, std::int64_t itemsize,
                      std::int64_t offset, std::int64_t size);

// ---- asking

std::int64_t item_count(const Layout& layout);  // the product of the shape; 1 without dimensions
std::int64_t byte_count(const Layout& layout);  // what tobytes() gives, not the span in memory
Shape shape_of(const Layout& layout);
Strides strides_of(const Layout& layout);
// CPython's rules: an axis of one item may have any stride; of one dimension an empty strided view is not contiguous.
bool is_c_contiguous(const Layout& layout);
bool is_f_contiguous(const Layout& layout);
// The bytes from the first to the last item in memory; empty, at the offset, if there is no item.
ByteRange bounds(const Layout& layout);
// Requires one index for each axis, each inside it.
std::int64_t offset_of(const Layout& layout, std::span<const std::int64_t> index);
// Negative indices count from the end. IndexError beyond it, TypeError if there are too many or too few.
std::int64_t checked_offset_of(const Layout& layout, std::span<const std::int64_t> index);

// The way back: the index of the item that holds the byte at `byte_offset`; of several, which overlapping strides
// allow, the first in C order (of a layout whose strides overlap in an irregular way, the first that is found).
std::optional<Index> locate(const Layout& layout, std::int64_t byte_offset);
// The bytes of a rectangle of items in as few runs as possible, in the order of their offsets. Requires one extent
// for each axis, inside it.
std::vector<ByteRange> byte_ranges(const Layout& layout, const Rect& rect);

// ---- deriving; none touches what was checked

Layout slice_axis(const Layout& layout, std::size_t axis, SliceRange range);
// One item of the axis, which goes away. Requires the index inside it.
Layout drop_axis(const Layout& layout, std::size_t axis, std::int64_t index);
// Axis i of the result is axis order[i]. ValueError unless a permutation.
Layout transposed(const Layout& layout, std::span<const std::int64_t> order);
Layout transposed(const Layout& layout);  // the axes reversed
Layout flipped(const Layout& layout, std::size_t axis);
// The same items in C order under another shape; nothing if that needs a copy. ValueError if the number of items
// differs.
std::optional<Layout> reshaped(const Layout& layout, std::span<const std::int64_t> shape);

// Where no more than one item is left, offsets and strides are kept as computed, as memoryview does, but wrap rather
// than overflow: nothing is ever read there.
constexpr std::int64_t wrapping_product(std::int64_t a, std::int64_t b) {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) * static_cast<std::uint64_t>(b));
}
constexpr std::int64_t wrapping_sum(std::int64_t a, std::int64_t b) {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
}

// As "(480, 640)", for messages.
std::string shape_text(std::span<const std::int64_t> shape);

}  // namespace byteprism
