#include "app/model/workspace/recent_files.hpp"

#include <algorithm>
#include <filesystem>

namespace byteprism {

void RecentFiles::put_first(const RecentFile& file) {
    if (file.path.empty() || (!files_.empty() && files_.front() == file)) return;
    std::erase(files_, file);
    files_.insert(files_.begin(), file);
    if (files_.size() > kept) files_.pop_back();
}

void RecentFiles::append(std::span<const RecentFile> files) {
    for (const RecentFile& file : files) {
        const bool known = std::ranges::find(files_, file) != files_.end();
        if (!file.path.empty() && !known && files_.size() < kept) files_.push_back(file);
    }
}

std::vector<std::string> RecentFiles::folders() const {
    std::vector<std::string> folders;
    for (const RecentFile& file : files_) {
        std::error_code error;
        const std::string folder = std::filesystem::absolute(file.path, error).parent_path().string();
        if (!error && std::ranges::find(folders, folder) == folders.end()) folders.push_back(folder);
    }
    return folders;
}

}  // namespace byteprism
