// An array shown as a picture, and a picture said as an array: layout arithmetic only.
//
// A view of shape (height, width) or (height, width, components), with 1 to 4 components and one plain number for an
// item, is a picture and the other way round. One component is gray, two are gray and alpha, then R G B and A. Unsigned
// numbers are unorm, signed ones snorm, e f d floats. Components that lie beside each other are one group, also if they
// stand in reverse; others are planes, each with its own offset.
#pragma once

#include <string>

#include "core/image/geometry.hpp"
#include "core/image/pixel_format.hpp"
#include "core/view/format.hpp"
#include "core/view/layout.hpp"

namespace byteprism {

struct ViewImage {
    std::string pixels;  // in the notation of pixel formats
    ImageGeometry geometry;
};

// Throws ValueError that says what the view would need.
ViewImage image_of_view(const Format& format, const Layout& layout);

struct ImageExpression {
    std::string text;    // "m.as_strided('H', shape=(480, 640), strides=(1344, 2), offset=128)"; empty: there is none,
    std::string reason;  // and why
};

// One frame of whole samples, all of one kind, that lie in a regular grid. Throws what layout_of throws.
ImageExpression view_of_image(const PixelFormat& format, const ImageGeometry& geometry);

}  // namespace byteprism
