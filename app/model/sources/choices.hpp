// What sources are chosen from, as Command::choices: shared memory blocks, processes, regions of one.
#pragma once

#include <string>

#include "app/model/commands/commands.hpp"

namespace byteprism {

ChoiceList shared_memory_choices(const Workbench& bench, const std::string& given);
// Processes; the regions of one that was given.
ChoiceList process_choices(const Workbench& bench, const std::string& given);

}  // namespace byteprism
