#include "app/model/paths.hpp"

#include <cstdlib>
#include <filesystem>

namespace byteprism {

namespace fs = std::filesystem;

namespace {

// Ours in the folder that the variable names, or else in one of the user's home.
std::string own_folder(const char* variable, const char* in_home) {
    const char* folder = std::getenv(variable);
    if (folder != nullptr && fs::path(folder).is_absolute()) return (fs::path(folder) / "byteprism").string();
    const char* home = std::getenv("HOME");
    if (home == nullptr || !fs::path(home).is_absolute()) return "";
    return (fs::path(home) / in_home / "byteprism").string();
}

// Of what the program brings along.
std::string asset_folder(const char* name) {
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    const fs::path installed = program.parent_path().parent_path() / "share" / "byteprism" / name;
    for (const fs::path& folder : {installed, fs::path(BYTEPRISM_SOURCE_ASSETS) / name}) {
        if (fs::is_directory(folder, error)) return folder.string();
    }
    return "";
}

}  // namespace

std::string samples_folder() { return asset_folder("samples"); }

std::string definitions_folder() { return asset_folder("structures"); }

std::string own_definitions_folder() {
    const std::string folder = own_folder("XDG_DATA_HOME", ".local/share");
    return folder.empty() ? "" : (fs::path(folder) / "structures").string();
}

std::string settings_folder() { return own_folder("XDG_CONFIG_HOME", ".config"); }

std::string state_folder() { return own_folder("XDG_STATE_HOME", ".local/state"); }

}  // namespace byteprism
