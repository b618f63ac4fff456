// What an argument is chosen from: shared memory blocks, processes, regions of one.
#pragma once

#include <string>
#include <vector>

#include "app/model/commands/commands.hpp"

namespace byteprism {

struct Choice {
    std::string answer;  // the argument
    std::string text;    // what is shown, and searched in; columns stand under each other
};

struct ChoiceList {
    std::string heading;  // over the columns
    std::vector<Choice> choices;
};

bool has_choices(Argument argument);
// Those there are now. `given` is what was answered before: a process whose region is chosen. Throws IoError. Requires
// has_choices().
ChoiceList choices_of(Argument argument, const std::string& given);

}  // namespace byteprism
