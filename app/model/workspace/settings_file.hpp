// SettingsFile: the settings as JSON that people write and read.
//
// The file holds what is not as the program brings it, and whatever else people put there: names that this program does
// not know, and lines it cannot take, stay as they are. Each of those is told, and the rest is taken.
#pragma once

#include <string>
#include <vector>

#include "app/model/settings.hpp"

namespace byteprism {

class SettingsFile {
public:
    explicit SettingsFile(std::string path) : path_(std::move(path)) {}
    const std::string& path() const { return path_; }

    // The settings of the file over those that the program brings. What was wrong, a sentence each, is added to
    // `problems`.
    Settings read(std::vector<std::string>& problems);
    // Writes what has changed since read() or the last write; mostly nothing. A file that is no JSON is kept under
    // another name first. Throws IoError, and does not try the same again.
    void write(const Settings& settings);

private:
    std::string path_;
    Settings known_;  // as the file says
};

}  // namespace byteprism
