// How a sheet is set up, as JSON. What is not as a fresh sheet has it is said; names that are not known are skipped.
#pragma once

#include "app/model/workbench.hpp"
#include "app/model/workspace/json_file.hpp"

namespace byteprism {

Json json_of(const Sheet& sheet);
// Sets up a sheet of a document that may have changed meanwhile: places are kept inside it. Throws ValueError.
void set_up(Sheet& sheet, const Json& object, Workbench& bench);

}  // namespace byteprism
