// Picture files whose pixels lie in them plainly, so that the file itself can be shown and painted on: BMP without
// compression (Microsoft's BITMAPFILEHEADER and BITMAPINFOHEADER), and binary PGM and PPM (Netpbm's P5 and P6).
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "core/image/view_image.hpp"

namespace byteprism {

// Nothing: another file, a compressed one, or a damaged header. The pixels may reach beyond the end of the file.
std::optional<ViewImage> plain_picture(std::span<const std::byte> file);

}  // namespace byteprism
