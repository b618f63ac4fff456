#include "core/analysis/item_scan.hpp"

#include <algorithm>
#include <vector>

namespace byteprism {
namespace {

constexpr std::int64_t window_size = std::int64_t{256} << 10;

// The same items with strides that are not negative, the longest first, and as few axes as possible.
Layout in_order_of_bytes(const Layout& layout) {
    Layout sorted = layout;
    sorted.axes = {};
    std::vector<Axis> axes;
    for (Axis axis : layout.axes) {
        if (axis.count == 1) continue;
        if (axis.stride < 0) {
            sorted.offset += axis.stride * (axis.count - 1);
            axis.stride = -axis.stride;
        }
        axes.push_back(axis);
    }
    // What repeats all others comes first.
    const auto key = [](const Axis& axis) { return axis.stride == 0 ? INT64_MAX : axis.stride; };
    std::ranges::stable_sort(axes, std::greater(), key);
    for (const Axis& axis : axes) {
        const bool goes_on = sorted.ndim() > 0 && axis.stride > 0 && axis.count <= INT64_MAX / axis.stride &&
                             sorted.axes.back().stride == axis.stride * axis.count;
        if (goes_on) {
            sorted.axes.back() = {sorted.axes.back().count * axis.count, axis.stride};
        } else {
            sorted.axes.push_back(axis);
        }
    }
    return sorted;
}

class ItemScan {
public:
    ItemScan(const Layout& layout, const ReadBytes& read, const ItemVisit& visit)
        : layout_(in_order_of_bytes(layout)), end_(bounds(layout_).end()), read_(read), visit_(visit) {}

    void scan(std::size_t axis, std::int64_t offset) {
        if (axis + 1 >= layout_.ndim()) return scan_run(offset);
        const Axis along = layout_.axes[axis];
        for (std::int64_t i = 0; i < along.count; ++i) scan(axis + 1, offset + i * along.stride);
    }
    void scan() { scan(0, layout_.offset); }

private:
    void scan_run(std::int64_t offset) {
        const Axis along = layout_.ndim() == 0 ? Axis{1, 0} : layout_.axes.back();
        // What is read for nothing behind the run pays if another one begins there.
        const bool more = layout_.ndim() > 1 && layout_.axes[layout_.ndim() - 2].stride <= window_size / 4;
        const std::int64_t at_once =
            along.stride == 0 ? along.count : std::max<std::int64_t>(1, window_size / along.stride);
        for (std::int64_t i = 0; i < along.count; i += at_once, offset += at_once * along.stride) {
            const std::int64_t count = std::min(at_once, along.count - i);
            const std::int64_t length = (count - 1) * along.stride + layout_.itemsize;
            visit_(bytes(offset, length, more ? window_size : length), along.stride, static_cast<std::size_t>(count));
            if (count < at_once) break;
        }
    }

    const std::byte* bytes(std::int64_t offset, std::int64_t length, std::int64_t wish) {
        if (offset < window_.offset || offset + length > window_.end()) {
            window_ = {offset, std::max(length, std::min(wish, end_ - offset))};
            buffer_.resize(std::max(buffer_.size(), static_cast<std::size_t>(window_.length)));
            read_(offset, std::span(buffer_).first(static_cast<std::size_t>(window_.length)));
        }
        return buffer_.data() + (offset - window_.offset);
    }

    Layout layout_;
    std::int64_t end_;
    const ReadBytes& read_;
    const ItemVisit& visit_;
    ByteRange window_;
    std::vector<std::byte> buffer_;
};

}  // namespace

void scan_items(const Layout& layout, const ReadBytes& read, const ItemVisit& visit) {
    if (item_count(layout) > 0 && layout.itemsize > 0) ItemScan(layout, read, visit).scan();
}

}  // namespace byteprism
