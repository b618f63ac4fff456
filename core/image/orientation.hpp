// The same pixels the other way round, as another geometry over the same bytes: mirrored, turned, a part of them. It
// is done with strides alone, so nothing is copied and painting works as before.
#pragma once

#include <cstdint>

#include "core/image/geometry.hpp"
#include "core/image/pixel_format.hpp"

namespace byteprism {

enum class Reorientation : std::uint8_t { FlipAcross, FlipDown, TurnRight, TurnLeft };

// Throws ValueError where strides cannot say it: groups of several pixels of one component (packed chroma, bits),
// tiles and mosaics, colour filters, a size that is not whole groups; to turn also groups that are no squares.
ImageGeometry reoriented(const PixelFormat& format, const ImageGeometry& geometry, Reorientation how);

// The rectangle alone. Requires that it lies inside; throws ValueError for tiles and mosaics, and if its corner is
// inside of a group or of a cell of colour filters.
ImageGeometry cropped(const PixelFormat& format, const ImageGeometry& geometry, const PixelRect& rect);

}  // namespace byteprism
