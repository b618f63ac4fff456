// The files that were opened, newest first; for the start page and the file dialog.
#pragma once

#include <span>
#include <string>
#include <vector>

namespace byteprism {

struct RecentFile {
    std::string path;
    enum class Opened { AsFile, Live } opened = Opened::AsFile;
    bool operator==(const RecentFile&) const = default;
};

class RecentFiles {
public:
    static constexpr std::size_t kept = 12;

    void put_first(const RecentFile& file);
    // Behind those that are there already.
    void append(std::span<const RecentFile> files);
    std::span<const RecentFile> files() const { return files_; }
    // Their folders, each once.
    std::vector<std::string> folders() const;

private:
    std::vector<RecentFile> files_;
};

}  // namespace byteprism
