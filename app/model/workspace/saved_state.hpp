// SavedState: what the program remembers from one start to the next: the settings in one folder, and in the other the
// workspace: recent files, what was open and how, bookmarks.
//
// Nothing here stops the program: a file that cannot be taken becomes a notice, and is kept aside when it would be
// written over. Several running programs share the files: each writes what it knows and leaves the rest.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/model/workbench.hpp"
#include "app/model/workspace/settings_file.hpp"

namespace byteprism {

class SavedState {
public:
    // An empty folder: nothing is read there or written.
    SavedState(const std::string& settings_folder, const std::string& state_folder);

    // Takes the settings, recent files and bookmarks.
    void restore(Workbench& bench);
    // Opens what was open at the end, as it was. A file that is gone becomes a notice.
    void reopen(Workbench& bench);

    // Writes what has changed; mostly nothing. A place in a file is no change until the program ends.
    void keep(Workbench& bench);
    void keep_all(Workbench& bench);

private:
    // Of what keep() writes the workspace for.
    struct Traces {
        std::vector<RecentFile> recent;
        std::vector<std::pair<SheetId, std::uint64_t>> sheets;  // and the version of their bookmarks
        bool operator==(const Traces&) const = default;
    };
    static Traces traces_of(const Workbench& bench);
    void write_workspace(Workbench& bench);

    std::optional<SettingsFile> settings_;
    std::string workspace_;  // the file; empty: none
    Traces written_;
    std::map<std::string, std::string> known_bookmarks_;  // of each file, as they stand in the workspace's
};

}  // namespace byteprism
