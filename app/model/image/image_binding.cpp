#include "app/model/image/image_binding.hpp"

#include <cstdlib>

#include "core/error.hpp"
#include "core/image/pixel_format_table.hpp"

namespace byteprism {
namespace {

// Zoom and pan do not matter.
bool same_picture(ImageSettings a, const ImageSettings& b) {
    a.zoom = b.zoom;
    a.pan_x = b.pan_x;
    a.pan_y = b.pan_y;
    return a == b;
}

// Whether groups of a plane lie one behind the other, as do its rows. What is not plain is not looked into.
bool is_apart(const PixelGroup& group, const PlaneLayout& plane) {
    if (plane.x.size() != 1 || plane.y.size() != 1) return false;
    const std::int64_t across = plane.x.back().stride, down = std::abs(plane.y.back().stride);
    return across >= group.bytes && (plane.rows == 1 || down / across >= plane.columns);
}

}  // namespace

ImageGeometry geometry_of(const ImageSettings& settings, const PixelFormat& format) {
    ImageGeometry geometry;
    geometry.width = settings.width;
    geometry.height = settings.height;
    geometry.offset = settings.offset;
    geometry.pixel_stride = settings.pixel_stride;
    geometry.planes = settings.planes;
    geometry.frame = settings.frame;
    geometry.frame_stride = settings.frame_stride;
    geometry.tiling = settings.tiling;
    geometry.mosaic = settings.mosaic;
    geometry.row_stride = settings.row_stride ? *settings.row_stride : tight_row_stride(format, geometry);
    return mip_level(format, geometry, settings.mip);
}

BoundImage bind(const ImageSettings& settings) {
    BoundImage image;
    image.settings = settings;
    image.format = find_pixel_format(settings.pixels);
    const NamedPixelFormat* const row = name_of(image.format);
    image.name = row != nullptr ? std::string(row->name) : image.format.layout;
    const ImageGeometry geometry = geometry_of(settings, image.format);
    image.row_stride = geometry.row_stride;
    image.layout = layout_of(image.format, geometry);
    image.frame_stride = geometry.frame_stride.value_or(image.layout.frame_bytes);
    image.apart = settings.planes.empty();
    for (std::size_t i = 0; i < image.format.planes.size(); ++i) {
        image.apart = image.apart && is_apart(image.format.planes[i], image.layout.planes[i]);
    }
    return image;
}

std::vector<ByteRange> bytes_of(const BoundImage& image, PixelPlace pixel, std::int64_t size) {
    std::vector<ByteRange> ranges;
    for (const ByteRange range : pixel_bytes(image.format, image.layout, pixel.x, pixel.y).ranges) {
        const ByteRange inside = intersection(range, {0, size});
        if (!inside.empty()) ranges.push_back(inside);
    }
    return ranges;
}

PixelRect region_of(const Sheet& sheet, const BoundImage& image) {
    const PixelRect whole{0, 0, image.layout.width, image.layout.height};
    if (!sheet.hand.region) return whole;
    const PixelRect region = intersection(*sheet.hand.region, whole);
    return region.width > 0 ? region : whole;
}

void ImageBinding::follow(const Sheet& sheet) {
    if (sheet_ == sheet.id && same_picture(followed_, sheet.image)) return;
    if (sheet_ != sheet.id) image_.reset();
    sheet_ = sheet.id;
    followed_ = sheet.image;
    try {
        image_ = bind(sheet.image);
        image_->number = ++bindings_;
        refusal_.clear();
    } catch (const Error& error) {
        refusal_ = error.what();
    }
}

}  // namespace byteprism
