#include "app/model/paths.hpp"

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

}  // namespace byteprism
