// Reshaping without a copy: split every group of axes that walk memory as one, and refuse where they do not.

#include "core/error.hpp"
#include "core/view/layout.hpp"

namespace byteprism {
namespace {

// Axes without those of one item, neighbours merged where the outer one continues the inner.
Axes merged(const Layout& layout) {
    Axes result;
    for (const Axis& axis : layout.axes) {
        if (axis.count == 1) continue;
        if (!result.empty() && result.back().stride == axis.stride * axis.count) {
            result.back() = {result.back().count * axis.count, axis.stride};
        } else {
            result.push_back(axis);
        }
    }
    return result;
}

}  // namespace

std::optional<Layout> reshaped(const Layout& layout, std::span<const std::int64_t> shape) {
    Layout result = c_order(shape, layout.itemsize, layout.offset);
    if (item_count(result) != item_count(layout)) {
        throw ValueError("cannot reshape " + std::to_string(item_count(layout)) + " items of shape " +
                         shape_text(shape_of(layout)) + " into shape " + shape_text(shape));
    }
    if (item_count(result) == 0) return result;
    const Axes source = merged(layout);
    // From the innermost axis outwards each new axis takes its count from the current source axis.
    std::size_t at = source.size();
    std::int64_t left = 1;  // of the current source axis
    std::int64_t stride = layout.itemsize;
    for (std::size_t i = shape.size(); i-- > 0;) {
        if (shape[i] == 1) {
            result.axes[i].stride = stride;
            continue;
        }
        if (left == 1) {
            if (at == 0) return std::nullopt;
            --at;
            left = source[at].count;
            stride = source[at].stride;
        }
        if (left % shape[i] != 0) return std::nullopt;
        result.axes[i] = {shape[i], stride};
        left /= shape[i];
        if (left > 1)
            stride *= shape[i];
        else
            stride = stride * shape[i];
    }
    return result;
}

}  // namespace byteprism
