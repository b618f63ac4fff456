// What is done with the image panel when bytes are opened that say themselves what picture they are.
#pragma once

#include "app/model/image/image_settings.hpp"
#include "app/model/sheet.hpp"
#include "core/image/view_image.hpp"
#include "core/view/format.hpp"
#include "core/view/layout.hpp"

namespace byteprism {

class Workbench;

// Shows that picture from its beginning on, fitted.
void show(ImageSettings& settings, const ViewImage& image);
// Puts a picture there, and leaves how it is shown.
void place(ImageSettings& settings, const ImageGeometry& geometry);
// A view of (height, width), (height, width, 1 to 4 components), or one of those behind an axis of frames. Throws
// ValueError that says what is missing.
void show_view(ImageSettings& settings, const Format& format, const Layout& layout);

// A BMP, PGM or PPM file is shown in its own bytes, a .npy file as the array that it is; of an encoded picture it is
// said that it can be decoded.
void show_what_it_is(Workbench& bench, Sheet& sheet);

}  // namespace byteprism
