// Views and places: bytes to items, items to runs of bytes.

#include "core/error.hpp"
#include "core/view/view.hpp"
#include "core/view/walk.hpp"

namespace byteprism {

std::optional<Index> ReadView::locate(std::int64_t byte_offset) const {
    refuse_indirect("locate");
    return byteprism::locate(layout_, byte_offset);
}

std::vector<ByteRange> ReadView::byte_ranges() const {
    Rect all;
    for (const Axis& axis : checked().layout_.axes) all.push_back({0, axis.count});
    return byte_ranges(all);
}

std::vector<ByteRange> ReadView::byte_ranges(const Rect& rect) const {
    refuse_indirect("byte_ranges");
    if (rect.size() != layout_.ndim()) {
        throw TypeError("a rectangle of " + std::to_string(rect.size()) + " dimensions in a view of " +
                        std::to_string(layout_.ndim()));
    }
    for (std::size_t i = 0; i < rect.size(); ++i) {
        const std::int64_t count = layout_.axes[i].count;
        const auto [first, extent] = rect[i];
        if (first < 0 || extent < 0 || first > count || extent > count - first) {
            throw IndexError("items " + std::to_string(first) + " to " + std::to_string(first) + " + " +
                             std::to_string(extent) + " out of bounds on dimension " + std::to_string(i + 1) + " of " +
                             std::to_string(count) + " items");
        }
    }
    return byteprism::byte_ranges(layout_, rect);
}

std::vector<iovec> ReadView::iovecs() const {
    std::vector<iovec> runs;
    const auto itemsize = static_cast<std::size_t>(checked().layout_.itemsize);
    if (byte_count(layout_) == 0) return runs;
    if (c_contiguous()) return {{first(), static_cast<std::size_t>(byte_count(layout_))}};
    for_each_item(first(), layout_.axes, suboffsets_.get(), [&](std::byte* item) {
        if (!runs.empty() && static_cast<std::byte*>(runs.back().iov_base) + runs.back().iov_len == item) {
            runs.back().iov_len += itemsize;
        } else {
            runs.push_back({item, itemsize});
        }
    });
    return runs;
}

}  // namespace byteprism
