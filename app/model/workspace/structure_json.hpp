// What the structure panel is set to, as JSON.
#pragma once

#include "app/model/structure/structure_settings.hpp"
#include "app/model/workspace/json_file.hpp"

namespace byteprism {

Json json_of(const StructureSettings& structure);
// Throws ValueError.
StructureSettings structure_in(const Json& object);

}  // namespace byteprism
