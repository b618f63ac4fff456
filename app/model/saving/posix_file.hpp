// An open file of the system, and what a save asks of it. No call fails unnoticed: each failure is an IoError that
// names the file, the operation and the reason.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

#include "core/memory/byte_range.hpp"

namespace byteprism {

// Throws IoError "PATH: cannot OPERATION: reason", the reason from errno.
[[noreturn]] void fail_with_errno(const std::string& path, const std::string& operation);

class PosixFile {
public:
    // Takes the descriptor over; -1: no file.
    PosixFile(int number, std::string path) : number_(number), path_(std::move(path)) {}
    PosixFile(PosixFile&& other) noexcept;
    PosixFile& operator=(PosixFile&& other) noexcept;
    ~PosixFile();

    bool is_open() const { return number_ >= 0; }
    int number() const { return number_; }
    const std::string& path() const { return path_; }
    // Somebody has given the file another name.
    void renamed_to(const std::string& path) { path_ = path; }

    void write(std::span<const std::byte> bytes, std::int64_t offset) const;
    // Gives the part that was there: all of `into`, or up to the end of the file.
    std::span<std::byte> read(std::span<std::byte> into, std::int64_t offset) const;
    // Finds room on the disk before anything is written, where the file system can do that. Never changes the length.
    void reserve(ByteRange range) const;
    void set_size(std::int64_t size) const;
    void sync() const;
    // Lets the system forget its copy, so that what is read next comes from the disk.
    void drop_cache() const;

private:
    int number_;
    std::string path_;
};

// Makes names that came, went or changed in the folder of `path` last. A folder that cannot be opened is not synced.
void sync_folder_of(const std::filesystem::path& path);

}  // namespace byteprism
