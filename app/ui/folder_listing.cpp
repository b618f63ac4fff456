#include "app/ui/folder_listing.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <ctime>
#include <filesystem>

#include <sys/stat.h>

namespace byteprism {
namespace {

namespace fs = std::filesystem;

char lower(char letter) { return static_cast<char>(std::tolower(static_cast<unsigned char>(letter))); }

bool less_by_name(std::string_view a, std::string_view b) {
    return std::ranges::lexicographical_compare(a, b, {}, lower, lower);
}

bool contains(std::string_view name, std::string_view text) {
    const auto same = [](char a, char b) { return lower(a) == lower(b); };
    return std::search(name.begin(), name.end(), text.begin(), text.end(), same) != name.end() || text.empty();
}

// Follows symbolic links.
void ask(const std::string& path, FolderListing::Entry& entry) {
    entry.asked = true;
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) return;
    if (S_ISREG(status.st_mode)) entry.size = status.st_size;
    std::tm time{};
    ::localtime_r(&status.st_mtime, &time);
    std::array<char, 32> text{};
    std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M", &time);
    entry.changed = text.data();
}

}  // namespace

void FolderListing::open(const std::string& folder) {
    std::error_code error;
    folder_ = fs::absolute(folder, error).lexically_normal().string();
    while (folder_.size() > 1 && folder_.ends_with('/')) folder_.pop_back();
    entries_.clear();
    fs::directory_iterator at(folder_, error);
    for (; !error && at != fs::directory_iterator(); at.increment(error)) {
        std::error_code unknown;
        entries_.push_back(
            {.name = at->path().filename().string(), .folder = at->is_directory(unknown), .changed = {}});
    }
    error_ = error ? folder_ + ": " + error.message() : std::string();
    std::ranges::sort(entries_, [](const Entry& a, const Entry& b) {
        return a.folder != b.folder ? a.folder : less_by_name(a.name, b.name);
    });
    filter("", Hidden::Left);
}

void FolderListing::filter(std::string_view text, Hidden hidden) {
    const bool dotted = hidden == Hidden::Shown || text.starts_with('.');
    shown_.clear();
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        const std::string& name = entries_[i].name;
        if ((dotted || !name.starts_with('.')) && contains(name, text)) shown_.push_back(i);
    }
}

std::string FolderListing::parent() const { return fs::path(folder_).parent_path().string(); }

std::string FolderListing::path_of(std::string_view name) const { return (fs::path(folder_) / name).string(); }

const FolderListing::Entry& FolderListing::entry(std::size_t row) {
    Entry& entry = entries_[shown_[row]];
    if (!entry.asked) ask(path_of(entry.name), entry);
    return entry;
}

}  // namespace byteprism
