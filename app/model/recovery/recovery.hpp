// Recovery: finding the edits that a program which crashed had not saved, and making them again.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/model/document/document.hpp"

namespace byteprism {

struct Recoverable {
    std::string log;   // the file with the edits
    std::string path;  // of the document; empty: it was never saved
    std::string name;
    std::int64_t edits = 0;
    bool same_file = true;  // the file is still the one they were made on
};

// Those whose writer does not live any more, in a folder that RecoveryLogs were written to.
std::vector<Recoverable> find_recoverable(const std::string& folder);

// Makes the edits again, undo included. Requires a document that was just opened, or an empty one for edits without a
// path. Throws Error if one cannot be made; those before it have been made.
void recover(const Recoverable& found, Document& document);

}  // namespace byteprism
