#include "core/memory/fresh_pages.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>

#include <fcntl.h>
#include <sys/mman.h>

#include "core/memory/pages.hpp"
#include "core/memory/temporary_file.hpp"

namespace byteprism {

FreshPages::FreshPages(std::byte* place, std::size_t size, Home home)
    : place_(place), size_(page_ceil(size)), home_(home) {
    if (home != Home::Memory) make_file();
    map();
}

void FreshPages::make_file() {
    file_ = std::make_shared<const Descriptor>(temporary_file());
    const std::string size = std::to_string(size_) + " bytes";
    if (::ftruncate(file_->number(), static_cast<off_t>(size_)) != 0) {
        throw io_error(temporary_folder(), "make a temporary file of " + size + " there");
    }
    if (home_ != Home::SharedFile) return;
    // A write to a mapped hole for which the disk has no room would end the program.
    const int error = ::posix_fallocate(file_->number(), 0, static_cast<off_t>(size_));
    if (error != 0) throw io_error(temporary_folder(), "reserve " + size + " there", error);
}

FreshPages::~FreshPages() {
    if (pages_ != nullptr) ::munmap(pages_, size_);
}

// Large pages, and whole page tables, can only be moved to where they are aligned as they were: this is an address as
// far from a boundary as the place is. Only a wish: null is as good.
std::byte* FreshPages::aligned_address() const {
    constexpr std::uintptr_t large = std::uintptr_t{2} << 20;
    if (size_ < 2 * large) return nullptr;
    void* const found = ::mmap(nullptr, size_ + large, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (found == MAP_FAILED) return nullptr;
    ::munmap(found, size_ + large);
    const auto begin = reinterpret_cast<std::uintptr_t>(found);
    return static_cast<std::byte*>(found) + (reinterpret_cast<std::uintptr_t>(place_) - begin) % large;
}

void FreshPages::map() {
    const int kind = home_ == Home::SharedFile ? MAP_SHARED : MAP_PRIVATE | MAP_NORESERVE;
    const int flags = file_ == nullptr ? kind | MAP_ANONYMOUS : kind;
    const int file = file_ == nullptr ? -1 : file_->number();
    void* const pages = ::mmap(aligned_address(), size_, PROT_READ | PROT_WRITE, flags, file, 0);
    if (pages == MAP_FAILED) {
        throw ValueError("not enough memory for " + std::to_string(size_) + " bytes: " + std::strerror(errno));
    }
    pages_ = static_cast<std::byte*>(pages);
}

void FreshPages::expect_data() {
    if (home_ == Home::Memory) prefer_large_pages(pages_, size_);
}

void FreshPages::write(std::size_t offset, std::span<const std::byte> bytes, Progress& progress) {
    constexpr std::size_t at_once = std::size_t{4} << 20;
    for (std::size_t at = 0; at < bytes.size(); at += at_once) {
        const auto part = bytes.subspan(at, std::min(at_once, bytes.size() - at));
        put(offset + at, part);
        progress.add(std::ssize(part));
    }
}

void FreshPages::put(std::size_t offset, std::span<const std::byte> bytes) {
    if (file_ == nullptr) {
        std::memcpy(pages_ + offset, bytes.data(), bytes.size());
        return;
    }
    while (!bytes.empty()) {
        const ssize_t put = ::pwrite(file_->number(), bytes.data(), bytes.size(), static_cast<off_t>(offset));
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) throw io_error(temporary_folder(), "write to a temporary file there");
        bytes = bytes.subspan(static_cast<std::size_t>(put));
        offset += static_cast<std::size_t>(put);
    }
}

void FreshPages::copy_file(const Descriptor& file, const std::string& path, ByteRange range, std::size_t offset,
                           Progress& progress) {
    for (std::int64_t at = range.offset; at < range.end();) {
        off_t data = ::lseek(file.number(), at, SEEK_DATA);
        if (data < 0 && errno == ENXIO) return;
        // Not every file system, and no device, knows its holes.
        const off_t hole = data < 0 ? -1 : ::lseek(file.number(), data, SEEK_HOLE);
        if (data < 0) data = at;
        if (data >= range.end()) return;
        const std::int64_t end = hole < 0 ? range.end() : std::min<std::int64_t>(hole, range.end());
        progress.add(data - at);  // a hole
        const std::size_t to = offset + static_cast<std::size_t>(data - range.offset);
        if (!copy_data(file, path, {data, end - data}, to, progress)) return;
        at = end;
    }
}

// False: the file ended.
bool FreshPages::copy_data(const Descriptor& file, const std::string& path, ByteRange data, std::size_t offset,
                           Progress& progress) {
    constexpr std::int64_t at_once = 256 << 10;
    scratch_.resize(at_once);
    for (std::int64_t at = data.offset; at < data.end(); at += at_once) {
        const auto part = std::span(scratch_).first(static_cast<std::size_t>(std::min(data.end() - at, at_once)));
        const std::size_t got = read_at(file, path, at, part);
        put(offset + static_cast<std::size_t>(at - data.offset), part.first(got));
        progress.add(std::ssize(part));
        if (got < part.size()) return false;
    }
    return true;
}

void FreshPages::replace() {
    if (::mremap(pages_, size_, size_, MREMAP_MAYMOVE | MREMAP_FIXED, place_) == MAP_FAILED) {
        throw ValueError("cannot move " + std::to_string(size_) + " bytes of memory: " + std::strerror(errno));
    }
    pages_ = nullptr;
}

}  // namespace byteprism
