// OpenMark: tells that this program has a file open, and hears which other one has. A file of the state folder, named
// after the file that is open; locked as long as the mark lives, so that a crash leaves nothing that counts.
#pragma once

#include <optional>
#include <string>

#include "app/model/saving/file_stamp.hpp"

namespace byteprism {

class OpenMark {
public:
    // Marks the file in a folder that the programs of this user share. Writes into the mark, so that others that listen
    // for path() hear of it. Where no mark can be made there is none, and path() is empty.
    OpenMark(const std::string& folder, const FileStamp& file);
    OpenMark(const OpenMark&) = delete;
    OpenMark& operator=(const OpenMark&) = delete;
    ~OpenMark();

    const std::string& path() const { return file_.path(); }
    bool is_of(const FileStamp& file) const { return file.inode == inode_ && file.device == device_; }
    // A process that has the file open as well.
    std::optional<int> other() const;

private:
    std::uint64_t device_, inode_;
    PosixFile file_{-1, ""};
};

}  // namespace byteprism
