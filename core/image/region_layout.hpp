// The bytes of a rectangle of a picture as a strided layout, as other panels select them.
#pragma once

#include <optional>

#include "core/image/geometry.hpp"
#include "core/image/pixel_format.hpp"
#include "core/view/layout.hpp"

namespace byteprism {

// The bytes of the groups of plane 0 that have pixels of the rectangle: (rows, bytes of a row), or (rows,
// groups, bytes of a group) where groups do not touch. Nothing if one of them lies outside of a buffer of `size` bytes,
// if the rectangle is empty, and of tiles and mosaics.
std::optional<Layout> region_layout(const PixelFormat& format, const ImageLayout& layout, const PixelRect& rect,
                                    std::int64_t size);

}  // namespace byteprism
