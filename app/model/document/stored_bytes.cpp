#include "app/model/document/stored_bytes.hpp"

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

#include "core/error.hpp"
#include "core/memory/temporary_file.hpp"

namespace byteprism {
namespace {

constexpr std::size_t piece = std::size_t{1} << 20;

[[noreturn]] void fail(const char* operation, std::int64_t bytes) {
    const char* const reason = std::strerror(errno);
    throw IoError("temporary file in " + temporary_folder() + ": cannot " + operation + " " + std::to_string(bytes) +
                  " bytes: " + reason);
}

bool all_zero(std::span<const std::byte> bytes) {
    return bytes.empty() ||
           (bytes[0] == std::byte{0} && std::memcmp(bytes.data(), bytes.data() + 1, bytes.size() - 1) == 0);
}

void write_all(int file, std::span<const std::byte> bytes, std::int64_t offset) {
    while (!bytes.empty()) {
        const ssize_t written = ::pwrite(file, bytes.data(), bytes.size(), offset);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) fail("write", static_cast<std::int64_t>(bytes.size()));
        bytes = bytes.subspan(static_cast<std::size_t>(written));
        offset += written;
    }
}

}  // namespace

SpillFile::SpillFile() : file_(temporary_file()) {}

std::int64_t SpillFile::append(std::span<const std::byte> bytes, Progress* progress) {
    const std::int64_t begin = size_;
    const std::int64_t end = begin + static_cast<std::int64_t>(bytes.size());
    // The system's calls fail on a page that a shortened file has lost; reading it by hand does not.
    std::vector<std::byte> scratch(std::min(piece, bytes.size()));
    try {
        for (std::int64_t at = begin; at < end;) {
            const std::size_t length = std::min(scratch.size(), static_cast<std::size_t>(end - at));
            const auto from = bytes.subspan(static_cast<std::size_t>(at - begin), length);
            std::memcpy(scratch.data(), from.data(), length);
            const std::span<const std::byte> copy = std::span(scratch).first(length);
            if (!all_zero(copy)) write_all(file_.number(), copy, at);
            at += static_cast<std::int64_t>(length);
            if (progress != nullptr) progress->add(static_cast<std::int64_t>(length));
        }
        if (::ftruncate(file_.number(), end) != 0) fail("keep", end - begin);
    } catch (...) {
        discard(begin, end - begin);
        throw;
    }
    size_ = end;
    return begin;
}

void SpillFile::read(std::int64_t offset, std::span<std::byte> target) const {
    while (!target.empty()) {
        const ssize_t got = ::pread(file_.number(), target.data(), target.size(), offset);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) fail("read", static_cast<std::int64_t>(target.size()));
        target = target.subspan(static_cast<std::size_t>(got));
        offset += got;
    }
}

void SpillFile::discard(std::int64_t offset, std::int64_t size) noexcept {
    if (offset + size >= size_) {
        size_ = std::min(size_, offset);
        [[maybe_unused]] const int done = ::ftruncate(file_.number(), size_);
    } else {
        ::fallocate(file_.number(), FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, offset, size);
    }
}

StoredBytes StoredBytes::repeated(std::vector<std::byte> pattern, std::int64_t size) {
    assert(!pattern.empty());
    StoredBytes bytes;
    bytes.kept_ = std::make_shared<const Repeated>(Repeated{std::move(pattern), size});
    return bytes;
}

StoredBytes StoredBytes::spilled(std::span<const std::byte> bytes, const std::shared_ptr<SpillFile>& file,
                                 Progress* progress) {
    return spilled(file->append(bytes, progress), static_cast<std::int64_t>(bytes.size()), file);
}

StoredBytes StoredBytes::spilled(std::int64_t offset, std::int64_t size, const std::shared_ptr<SpillFile>& file) {
    StoredBytes stored;
    stored.kept_ = std::shared_ptr<const Spilled>(new Spilled{file, offset, size});
    return stored;
}

std::int64_t StoredBytes::size() const {
    if (const auto* memory = std::get_if<0>(&kept_)) return static_cast<std::int64_t>(memory->size());
    if (const auto* repeated = std::get_if<1>(&kept_)) return (*repeated)->size;
    return std::get<2>(kept_)->size;
}

std::span<const std::byte> StoredBytes::pattern() const {
    const auto* repeated = std::get_if<1>(&kept_);
    return repeated == nullptr ? std::span<const std::byte>() : (*repeated)->pattern;
}

std::span<const std::byte> StoredBytes::in_memory() const {
    const auto* memory = std::get_if<0>(&kept_);
    return memory == nullptr ? std::span<const std::byte>() : *memory;
}

void StoredBytes::read(std::int64_t from, std::span<std::byte> target) const {
    if (const auto* memory = std::get_if<0>(&kept_)) {
        std::ranges::copy(std::span(*memory).subspan(static_cast<std::size_t>(from), target.size()), target.begin());
    } else if (const auto* spilled = std::get_if<2>(&kept_)) {
        (*spilled)->file->read((*spilled)->offset + from, target);
    } else {
        const std::span<const std::byte> pattern = std::get<1>(kept_)->pattern;
        const auto turn = static_cast<std::size_t>(from) % pattern.size();
        const std::size_t first = std::min(pattern.size(), target.size());
        for (std::size_t i = 0; i < first; ++i) target[i] = pattern[(turn + i) % pattern.size()];
        // What is there repeats, twice as much each time.
        for (std::size_t done = first; done < target.size();) {
            const std::size_t length = std::min(done, target.size() - done);
            std::memcpy(target.data() + done, target.data(), length);
            done += length;
        }
    }
}

}  // namespace byteprism
