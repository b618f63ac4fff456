// A save that a crash interrupted: found when the file is opened next, and completed before anybody reads it.
#pragma once

#include <optional>
#include <string>

#include "app/model/saving/save_journal.hpp"
#include "core/memory/storage.hpp"

namespace byteprism {

struct InterruptedSave {
    enum class Outcome {
        Completed,     // the file is the new one
        ToBeOverlaid,  // the file may not be written: only its bytes in memory can be completed, from `journal`
        LeftAlone,     // the journal is of no use, or a save is going on at this moment
    };
    Outcome outcome;
    std::string message;  // for the user
    std::optional<Journal> journal;
};

// Nothing: no save of it was interrupted, or it had not begun to write into the file, whose leftovers are removed.
// ReadOnly: nothing is written or removed.
std::optional<InterruptedSave> complete_interrupted_save(const std::string& path, Access access);

// The journal of a save of this file which failed and was not completed; null if there is none.
std::optional<Journal> unfinished_save_of(const std::string& target, const FileStamp& before, const FileStamp& now);

// After the save: its journal has nothing to say any more.
void remove_journals_of(const std::string& target, const FileStamp& file);

}  // namespace byteprism
