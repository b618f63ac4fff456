#include "core/view/layout.hpp"

#include <algorithm>
#include <limits>
#include <string>

#include "core/error.hpp"

namespace byteprism {
namespace {

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();

// As NumPy and CPython do, a 0 among the counts does not excuse the others: what a slice could bring back would
// overflow.
std::int64_t checked_bytes(std::span<const std::int64_t> shape, std::int64_t itemsize) {
    if (itemsize < 0) throw ValueError("an item cannot have " + std::to_string(itemsize) + " bytes");
    std::int64_t bytes = std::max<std::int64_t>(itemsize, 1);
    bool empty = itemsize == 0;
    for (const std::int64_t count : shape) {
        if (count < 0) throw ValueError("a shape cannot have negative counts: " + shape_text(shape));
        if (count == 0) empty = true;
        if (__builtin_mul_overflow(bytes, std::max<std::int64_t>(count, 1), &bytes)) {
            throw ValueError("an array of shape " + shape_text(shape) + " and itemsize " + std::to_string(itemsize) +
                             " has more than 2**63 - 1 bytes");
        }
    }
    return empty ? 0 : bytes;
}

void check_dimensions(std::size_t ndim) {
    if (ndim > max_dimensions) {
        throw ValueError("number of dimensions must not exceed " + std::to_string(max_dimensions) + ", not " +
                         std::to_string(ndim));
    }
}

}  // namespace

std::string shape_text(std::span<const std::int64_t> shape) {
    std::string text = "(";
    for (std::size_t i = 0; i < shape.size(); ++i) text += (i == 0 ? "" : ", ") + std::to_string(shape[i]);
    return text + (shape.size() == 1 ? ",)" : ")");
}

SliceRange resolve(const Slice& slice, std::int64_t count) {
    // The most negative step cannot be negated; one more selects the same.
    const std::int64_t step = std::max(slice.step.value_or(1), -largest);
    if (step == 0) throw ValueError("slice step cannot be zero");
    constexpr std::int64_t before_all = std::numeric_limits<std::int64_t>::min();
    const std::int64_t start = slice.start.value_or(step < 0 ? largest : 0);
    const std::int64_t stop = slice.stop.value_or(step < 0 ? before_all : largest);
    return clamped_range(start, stop, step, count);
}

Layout c_order(std::span<const std::int64_t> shape, std::int64_t itemsize, std::int64_t offset) {
    check_dimensions(shape.size());
    checked_bytes(shape, itemsize);
    Layout layout{offset, itemsize, Axes(shape.size())};
    std::int64_t stride = itemsize;
    for (std::size_t i = shape.size(); i-- > 0;) {
        layout.axes[i] = {shape[i], stride};
        stride *= shape[i];
    }
    return layout;
}

Layout f_order(std::span<const std::int64_t> shape, std::int64_t itemsize, std::int64_t offset) {
    check_dimensions(shape.size());
    checked_bytes(shape, itemsize);
    Layout layout{offset, itemsize, Axes(shape.size())};
    std::int64_t stride = itemsize;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        layout.axes[i] = {shape[i], stride};
        stride *= shape[i];
    }
    return layout;
}

Layout checked_layout(std::span<const std::int64_t> shape, std::span<const std::int64_t> strides, std::int64_t itemsize,
                      std::int64_t offset, std::int64_t size) {
    check_dimensions(shape.size());
    if (shape.size() != strides.size()) {
        throw ValueError("a shape of " + std::to_string(shape.size()) + " dimensions with " +
                         std::to_string(strides.size()) + " strides");
    }
    checked_bytes(shape, itemsize);
    Layout layout{offset, itemsize, Axes(shape.size())};
    bool empty = false;
    bool overflow = false;
    std::int64_t low = offset;
    std::int64_t high = offset;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        layout.axes[i] = {shape[i], strides[i]};
        empty |= shape[i] == 0;
        std::int64_t reach = 0;
        overflow |= shape[i] > 0 && __builtin_mul_overflow(strides[i], shape[i] - 1, &reach);
        std::int64_t& end = reach < 0 ? low : high;
        overflow |= __builtin_add_overflow(end, reach, &end);
    }
    overflow |= __builtin_add_overflow(high, itemsize, &high);
    const bool inside = empty ? offset >= 0 && offset <= size : !overflow && low >= 0 && high <= size;
    if (inside) return layout;
    std::string where = "beyond 64 bits";
    if (empty)
        where = "at byte " + std::to_string(offset);
    else if (!overflow)
        where = "from byte " + std::to_string(low) + " to " + std::to_string(high);
    throw ValueError("an array of shape " + shape_text(shape) + " with strides " + shape_text(strides) +
                     " and itemsize " + std::to_string(itemsize) + " lies " + where + ": outside the buffer of " +
                     std::to_string(size) + " bytes");
}

std::int64_t item_count(const Layout& layout) {
    std::int64_t count = 1;
    for (const Axis& axis : layout.axes) {
        if (axis.count == 0) return 0;
        count *= axis.count;
    }
    return count;
}

std::int64_t byte_count(const Layout& layout) { return item_count(layout) * layout.itemsize; }

Shape shape_of(const Layout& layout) {
    Shape shape(layout.ndim());
    std::ranges::transform(layout.axes, shape.begin(), &Axis::count);
    return shape;
}

Strides strides_of(const Layout& layout) {
    Strides strides(layout.ndim());
    std::ranges::transform(layout.axes, strides.begin(), &Axis::stride);
    return strides;
}

bool is_c_contiguous(const Layout& layout) {
    const Axes& axes = layout.axes;
    if (axes.size() == 1) return axes[0].count == 1 || axes[0].stride == layout.itemsize;
    if (byte_count(layout) == 0) return true;
    std::int64_t expected = layout.itemsize;
    for (std::size_t i = axes.size(); i-- > 0;) {
        if (axes[i].count > 1 && axes[i].stride != expected) return false;
        expected *= axes[i].count;
    }
    return true;
}

bool is_f_contiguous(const Layout& layout) {
    const Axes& axes = layout.axes;
    if (axes.size() == 1) return axes[0].count == 1 || axes[0].stride == layout.itemsize;
    if (byte_count(layout) == 0) return true;
    std::int64_t expected = layout.itemsize;
    for (const Axis& axis : axes) {
        if (axis.count > 1 && axis.stride != expected) return false;
        expected *= axis.count;
    }
    return true;
}

ByteRange bounds(const Layout& layout) {
    if (item_count(layout) == 0) return {layout.offset, 0};
    std::int64_t low = layout.offset;
    std::int64_t high = layout.offset;
    for (const Axis& axis : layout.axes) (axis.stride < 0 ? low : high) += axis.stride * (axis.count - 1);
    return {low, high - low + layout.itemsize};
}

std::int64_t offset_of(const Layout& layout, std::span<const std::int64_t> index) {
    std::int64_t offset = layout.offset;
    for (std::size_t i = 0; i < index.size(); ++i) offset += layout.axes[i].stride * index[i];
    return offset;
}

std::int64_t checked_offset_of(const Layout& layout, std::span<const std::int64_t> index) {
    if (index.size() != layout.ndim()) {
        throw TypeError("a view of " + std::to_string(layout.ndim()) + " dimensions takes as many indices, not " +
                        std::to_string(index.size()));
    }
    std::int64_t offset = layout.offset;
    for (std::size_t i = 0; i < index.size(); ++i) {
        const Axis axis = layout.axes[i];
        const std::int64_t at = index[i] < 0 ? index[i] + axis.count : index[i];
        if (at < 0 || at >= axis.count) [[unlikely]] {
            throw IndexError("index " + std::to_string(index[i]) + " out of bounds on dimension " +
                             std::to_string(i + 1) + " of " + std::to_string(axis.count) + " items");
        }
        offset += axis.stride * at;
    }
    return offset;
}

Layout slice_axis(const Layout& layout, std::size_t axis, SliceRange range) {
    Layout result = layout;
    Axis& sliced = result.axes[axis];
    result.offset = wrapping_sum(result.offset, wrapping_product(range.first, sliced.stride));
    sliced = {range.count, wrapping_product(sliced.stride, range.step)};
    return result;
}

Layout drop_axis(const Layout& layout, std::size_t axis, std::int64_t index) {
    Layout result = layout;
    result.offset = wrapping_sum(result.offset, wrapping_product(index, layout.axes[axis].stride));
    result.axes.erase(axis);
    return result;
}

Layout transposed(const Layout& layout) {
    Layout result = layout;
    std::ranges::reverse(result.axes);
    return result;
}

Layout transposed(const Layout& layout, std::span<const std::int64_t> order) {
    Layout result = layout;
    std::uint64_t seen = 0;
    const auto ndim = static_cast<std::int64_t>(layout.ndim());
    for (const std::int64_t axis : order) {
        if (axis >= -ndim && axis < ndim) seen |= std::uint64_t{1} << (axis < 0 ? axis + ndim : axis);
    }
    const std::uint64_t all = ndim == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << ndim) - 1;
    if (order.size() != layout.ndim() || seen != all) {
        throw ValueError("axes " + shape_text(order) + " are no permutation of the " + std::to_string(ndim) +
                         " dimensions");
    }
    for (std::size_t i = 0; i < order.size(); ++i) {
        result.axes[i] = layout.axes[static_cast<std::size_t>(order[i] < 0 ? order[i] + ndim : order[i])];
    }
    return result;
}

Layout flipped(const Layout& layout, std::size_t axis) {
    return slice_axis(layout, axis, resolve({{}, {}, -1}, layout.axes[axis].count));
}

}  // namespace byteprism
