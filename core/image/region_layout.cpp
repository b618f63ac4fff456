#include "core/image/region_layout.hpp"

namespace byteprism {

std::optional<Layout> region_layout(const PixelFormat& format, const ImageLayout& layout, const PixelRect& rect,
                                    std::int64_t size) {
    if (rect.width <= 0 || rect.height <= 0) return std::nullopt;
    const PixelGroup& group = format.planes[0];
    const PlaneLayout& plane = layout.planes[0];
    if (plane.x.size() != 1 || plane.y.size() != 1) return std::nullopt;
    const std::int64_t column = rect.x / group.width, row = rect.y / group.height;
    const std::int64_t columns = (rect.x + rect.width - 1) / group.width - column + 1;
    const std::int64_t rows = (rect.y + rect.height - 1) / group.height - row + 1;
    const Axis down{rows, plane.y.back().stride}, across{columns, plane.x.back().stride};
    Layout bytes{row_offset(plane, row) + column * across.stride, 1, {}};
    bytes.axes.push_back(down);
    if (across.stride == group.bytes) {
        bytes.axes.push_back({columns * group.bytes, 1});
    } else {
        bytes.axes.push_back(across);
        bytes.axes.push_back({group.bytes, 1});
    }
    const ByteRange range = bounds(bytes);
    if (range.offset < 0 || range.end() > size) return std::nullopt;
    return bytes;
}

}  // namespace byteprism
