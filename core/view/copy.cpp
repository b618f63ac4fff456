#include "core/view/copy.hpp"

#include <cstring>

namespace byteprism {
namespace {

void copy_axis(std::byte* target, const std::byte* source, const CopyAxes& axes, std::size_t axis,
               std::size_t itemsize) {
    if (axis == axes.size()) {
        std::memcpy(target, source, itemsize);
        return;
    }
    const CopyAxis along = axes[axis];
    for (std::int64_t i = 0; i < along.count; ++i) {
        copy_axis(target + i * along.target, source + i * along.source, axes, axis + 1, itemsize);
    }
}

}  // namespace

void copy_items(std::byte* target, const std::byte* source, const CopyAxes& axes, std::int64_t itemsize) {
    if (itemsize == 0) return;
    copy_axis(target, source, axes, 0, static_cast<std::size_t>(itemsize));
}

}  // namespace byteprism
