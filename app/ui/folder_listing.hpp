// The contents of one folder as the file dialog lists them: folders first, then files, by name.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace byteprism {

enum class Hidden { Left, Shown };

class FolderListing {
public:
    struct Entry {
        std::string name;
        bool folder = false;
        std::int64_t size = -1;  // bytes of a file; negative: not asked yet, or unknown
        std::string changed;     // "2024-05-01 13:07"; empty: not asked yet, or unknown
        bool asked = false;
    };

    // Reads the folder; a relative path is taken from the current one. What hinders that is in error().
    void open(const std::string& folder);
    // The entries whose names contain the text, in any case. Hidden files are left out, unless the text begins with a
    // dot.
    void filter(std::string_view text, Hidden hidden);

    const std::string& folder() const { return folder_; }
    std::string parent() const;
    // The path of an entry of that name.
    std::string path_of(std::string_view name) const;
    // Why the folder cannot be listed; empty if it can.
    const std::string& error() const { return error_; }

    std::size_t size() const { return shown_.size(); }
    // The entry in that row, with its size and date, for which the file is asked the first time.
    const Entry& entry(std::size_t row);

private:
    std::string folder_;
    std::string error_;
    std::vector<Entry> entries_;
    std::vector<std::size_t> shown_;
};

}  // namespace byteprism
