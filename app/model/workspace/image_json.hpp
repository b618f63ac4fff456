// Image settings as JSON, and back.
#pragma once

#include "app/model/image/image_settings.hpp"
#include "app/model/workspace/json_file.hpp"

namespace byteprism {

Json json_of(const ImageSettings& image);
// Throws ValueError for what is no settings; numbers that mean no picture are taken.
ImageSettings image_in(const Json& object);

}  // namespace byteprism
