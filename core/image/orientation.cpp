#include "core/image/orientation.hpp"

#include <string>
#include <utility>

#include "core/error.hpp"

namespace byteprism {
namespace {

// The first frame, every plane with its offset and strides.
ImageGeometry with_every_stride(const PixelFormat& format, ImageGeometry geometry) {
    if (geometry.tiling || geometry.mosaic) throw ValueError("tiles and mosaics cannot be said by strides alone");
    const ImageLayout layout = layout_of(format, geometry);
    if (!geometry.frame_stride) geometry.frame_stride = layout.frame_bytes;
    ImageGeometry first = geometry;
    first.frame = 0;
    const ImageLayout planes = layout_of(format, first);
    geometry.planes.resize(format.planes.size());
    for (std::size_t i = 0; i < format.planes.size(); ++i) {
        const PlaneLayout& plane = planes.planes[i];
        if (plane.x.size() != 1 || plane.y.size() != 1) {
            throw ValueError("tiles and mosaics cannot be said by strides alone");
        }
        geometry.planes[i] = {plane.offset, plane.y.back().stride, plane.x.back().stride, {}};
    }
    return geometry;
}

// Plane 0 is said by the geometry itself.
ImageGeometry settled(ImageGeometry geometry) {
    geometry.offset = *geometry.planes[0].offset;
    geometry.row_stride = *geometry.planes[0].row_stride;
    geometry.pixel_stride = geometry.planes[0].pixel_stride;
    if (geometry.planes.size() == 1) {
        geometry.planes.clear();
    } else {
        geometry.planes[0] = {};
    }
    return geometry;
}

void check_single_samples(const PixelFormat& format) {
    for (const Channel& channel : format.channels) {
        if (channel.columns > 1 || channel.rows > 1) {
            throw ValueError("a group of '" + format.layout + "' holds several samples of " +
                             static_cast<char>(channel.component) + ": strides cannot change their order");
        }
    }
}

// The colours of a mosaic are told by the place in the picture.
void check_mosaic(const PixelFormat& format, bool stays) {
    if (stays || format.channel(Component::Cfa) == nullptr) return;
    throw ValueError("the colour filters " + format.options.cfa +
                     " would be others: say so with ;cfa= and the offset instead");
}

}  // namespace

ImageGeometry reoriented(const PixelFormat& format, const ImageGeometry& from, Reorientation how) {
    if (format.codec != BlockCodec::None) {
        throw ValueError("'" + format.layout +
                         "' is compressed in blocks: strides cannot turn the pixels inside of them");
    }
    check_single_samples(format);
    check_mosaic(format, false);
    const bool turns = how == Reorientation::TurnRight || how == Reorientation::TurnLeft;
    ImageGeometry geometry = with_every_stride(format, from);
    for (std::size_t i = 0; i < format.planes.size(); ++i) {
        const PixelGroup& group = format.planes[i];
        if (geometry.width % group.width != 0 || geometry.height % group.height != 0) {
            throw ValueError(std::to_string(geometry.width) + " x " + std::to_string(geometry.height) +
                             " pixels are no whole number of groups of " + std::to_string(group.width) + " x " +
                             std::to_string(group.height));
        }
        if (turns && group.width != group.height) {
            throw ValueError("groups of " + std::to_string(group.width) + " x " + std::to_string(group.height) +
                             " pixels cannot be turned");
        }
        PlaneGeometry& plane = geometry.planes[i];
        const std::int64_t columns = geometry.width / group.width, rows = geometry.height / group.height;
        if (how == Reorientation::FlipAcross || how == Reorientation::TurnLeft) {
            *plane.offset += (columns - 1) * *plane.pixel_stride;
            plane.pixel_stride = -*plane.pixel_stride;
        } else {
            *plane.offset += (rows - 1) * *plane.row_stride;
            plane.row_stride = -*plane.row_stride;
        }
        if (turns) std::swap(plane.pixel_stride, plane.row_stride);
    }
    if (turns) std::swap(geometry.width, geometry.height);
    return settled(geometry);
}

ImageGeometry cropped(const PixelFormat& format, const ImageGeometry& from, const PixelRect& rect) {
    const std::int64_t cell = format.options.cfa.size() == 16 ? 4 : 2;
    check_mosaic(format, rect.x % cell == 0 && rect.y % cell == 0);
    ImageGeometry geometry = with_every_stride(format, from);
    for (std::size_t i = 0; i < format.planes.size(); ++i) {
        const PixelGroup& group = format.planes[i];
        if (rect.x % group.width != 0 || rect.y % group.height != 0) {
            throw ValueError("the corner " + std::to_string(rect.x) + ", " + std::to_string(rect.y) +
                             " is inside of a group of " + std::to_string(group.width) + " x " +
                             std::to_string(group.height) + " pixels");
        }
        PlaneGeometry& plane = geometry.planes[i];
        *plane.offset += rect.x / group.width * *plane.pixel_stride + rect.y / group.height * *plane.row_stride;
    }
    geometry.width = rect.width;
    geometry.height = rect.height;
    return settled(geometry);
}

}  // namespace byteprism
