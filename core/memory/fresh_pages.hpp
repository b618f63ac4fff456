// FreshPages: zero pages that are filled out of sight and then put over others by one system call. What fills them
// tells a Progress how many bytes it has filled, and throws Cancelled.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/memory/byte_range.hpp"
#include "core/memory/descriptor.hpp"
#include "core/progress.hpp"

namespace byteprism {

class FreshPages {
public:
    enum class Home {
        Memory,
        PrivateFile,  // a temporary file with holes; pages written later are memory
        SharedFile,   // a temporary file that has its room on the disk already and takes what is written later
    };
    // To be put at `place`. Throws ValueError if there is not that much memory, IoError if the temporary file fails.
    FreshPages(std::byte* place, std::size_t size, Home home);
    FreshPages(const FreshPages&) = delete;
    FreshPages& operator=(const FreshPages&) = delete;
    ~FreshPages();

    // Says that no large part of them will stay zero.
    void expect_data();
    // Requires that replace() was not called.
    void write(std::size_t offset, std::span<const std::byte> bytes, Progress& progress);
    // The bytes of a range of a file; holes stay holes, and what is behind the file's end stays zeros. Throws IoError.
    void copy_file(const Descriptor& file, const std::string& path, ByteRange range, std::size_t offset,
                   Progress& progress);
    // Puts the pages at their place, over others that nobody needs any more; or throws ValueError, with the others
    // still there.
    void replace();

    const std::shared_ptr<const Descriptor>& file() const { return file_; }

private:
    void make_file();
    void map();
    std::byte* aligned_address() const;
    void put(std::size_t offset, std::span<const std::byte> bytes);
    bool copy_data(const Descriptor& file, const std::string& path, ByteRange data, std::size_t offset,
                   Progress& progress);

    std::byte* place_;
    std::size_t size_;  // whole pages
    Home home_;
    std::shared_ptr<const Descriptor> file_;  // none: memory
    std::byte* pages_ = nullptr;
    std::vector<std::byte> scratch_;
};

}  // namespace byteprism
