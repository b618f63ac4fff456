#include "app/model/paths.hpp"

#include <cstdlib>
#include <filesystem>

namespace byteprism {

namespace fs = std::filesystem;

std::string samples_folder() {
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    const fs::path installed = program.parent_path().parent_path() / "share" / "byteprism" / "samples";
    for (const fs::path& folder : {installed, fs::path(BYTEPRISM_SOURCE_ASSETS) / "samples"}) {
        if (fs::is_directory(folder, error)) return folder.string();
    }
    return "";
}

std::string state_folder() {
    const char* state = std::getenv("XDG_STATE_HOME");
    if (state != nullptr && fs::path(state).is_absolute()) return (fs::path(state) / "byteprism").string();
    const char* home = std::getenv("HOME");
    if (home == nullptr || !fs::path(home).is_absolute()) return "";
    return (fs::path(home) / ".local" / "state" / "byteprism").string();
}

}  // namespace byteprism
