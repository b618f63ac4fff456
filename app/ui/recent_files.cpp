#include "app/ui/recent_files.hpp"

#include <algorithm>
#include <filesystem>

namespace byteprism {

void RecentFiles::note(const Workbench& bench) {
    for (const Sheet& sheet : bench.sheets) {
        if (sheet.id <= newest_) continue;
        newest_ = sheet.id;
        put_first(bench.document(sheet).path());
    }
    if (const Sheet* sheet = bench.active()) put_first(bench.document(*sheet).path());
}

void RecentFiles::put_first(const std::string& path) {
    constexpr std::size_t kept = 12;
    if (path.empty() || (!paths_.empty() && paths_.front() == path)) return;
    std::erase(paths_, path);
    paths_.insert(paths_.begin(), path);
    if (paths_.size() > kept) paths_.pop_back();
}

std::vector<std::string> RecentFiles::folders() const {
    std::vector<std::string> folders;
    for (const std::string& path : paths_) {
        std::error_code error;
        const std::string folder = std::filesystem::absolute(path, error).parent_path().string();
        if (!error && std::ranges::find(folders, folder) == folders.end()) folders.push_back(folder);
    }
    return folders;
}

}  // namespace byteprism
