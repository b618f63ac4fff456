// StoredBytes: a run of bytes that is kept aside and never changes: in memory, in a temporary file, or as a pattern
// that repeats.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <variant>
#include <vector>

#include "core/memory/descriptor.hpp"
#include "core/progress.hpp"

namespace byteprism {

// A file without a name that grows as bytes are put into it. Runs of zeros take no room in it.
class SpillFile {
public:
    SpillFile();  // throws IoError

    // Where the bytes are from then on. Throws IoError or Cancelled, and nothing is kept.
    std::int64_t append(std::span<const std::byte> bytes, Progress* progress = nullptr);
    void read(std::int64_t offset, std::span<std::byte> target) const;  // throws IoError
    // Gives the room back.
    void discard(std::int64_t offset, std::int64_t size) noexcept;

private:
    Descriptor file_;
    std::int64_t size_ = 0;
};

class StoredBytes {
public:
    StoredBytes() = default;  // none
    explicit StoredBytes(std::vector<std::byte> bytes) : kept_(std::move(bytes)) {}
    // The first `size` bytes of the pattern again and again. Requires a pattern that is not empty.
    static StoredBytes repeated(std::vector<std::byte> pattern, std::int64_t size);
    // The bytes go straight to the file. Throws IoError, or Cancelled.
    static StoredBytes spilled(std::span<const std::byte> bytes, const std::shared_ptr<SpillFile>& file,
                               Progress* progress = nullptr);
    // Bytes that are in the file already.
    static StoredBytes spilled(std::int64_t offset, std::int64_t size, const std::shared_ptr<SpillFile>& file);

    std::int64_t size() const;
    bool empty() const { return size() == 0; }
    // The pattern, if it is one; the bytes, if they are in memory; else nothing.
    std::span<const std::byte> pattern() const;
    std::span<const std::byte> in_memory() const;
    // Requires the bytes to be inside. Throws IoError if the temporary file cannot be read.
    void read(std::int64_t from, std::span<std::byte> target) const;

private:
    struct Repeated {
        std::vector<std::byte> pattern;
        std::int64_t size = 0;
    };
    struct Spilled {
        std::shared_ptr<SpillFile> file;
        std::int64_t offset = 0;
        std::int64_t size = 0;
        ~Spilled() { file->discard(offset, size); }
    };

    std::variant<std::vector<std::byte>, std::shared_ptr<const Repeated>, std::shared_ptr<const Spilled>> kept_;
};

// Calls take(offset in the run, piece) for all of the bytes, in order, in pieces of at most 1 MiB. Throws what reading
// throws.
template <class Take>
void for_each_piece(const StoredBytes& bytes, const Take& take) {
    if (const auto memory = bytes.in_memory(); !memory.empty()) return take(std::int64_t{0}, memory);
    constexpr std::int64_t piece = std::int64_t{1} << 20;
    std::vector<std::byte> scratch;
    for (std::int64_t at = 0; at < bytes.size(); at += piece) {
        scratch.resize(static_cast<std::size_t>(std::min(piece, bytes.size() - at)));
        bytes.read(at, scratch);
        take(at, std::span<const std::byte>(scratch));
    }
}

}  // namespace byteprism
