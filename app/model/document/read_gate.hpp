// ReadGate: how threads of jobs read a document that its owner goes on writing. They read under a shared lock, slice by
// slice; it writes under the exclusive one. It outlives the document, closed.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <shared_mutex>
#include <span>

#include "core/memory/buffer.hpp"

namespace byteprism {

class ReadGate {
public:
    // The buffer is looked at through the reference until close().
    explicit ReadGate(const Buffer& buffer) : buffer_(&buffer) {}

    // ---- for the document: held while bytes or their number change.
    [[nodiscard]] std::unique_lock<std::shared_mutex> writing() { return std::unique_lock(mutex_); }
    std::uint64_t version() const { return version_; }
    void count_change() { ++version_; }
    void close() {
        const std::unique_lock lock(mutex_);
        buffer_ = nullptr;
    }

    // ---- for jobs. False, and nothing was read: the document has another version now, or is closed. Throws IoError.
    // Requires the bytes to be inside; few enough for a millisecond.
    bool read(std::uint64_t version, std::int64_t offset, std::span<std::byte> to) {
        const std::shared_lock lock(mutex_);
        if (buffer_ == nullptr || version_ != version) return false;
        buffer_->storage().read(static_cast<std::size_t>(offset), to);
        return true;
    }

private:
    std::shared_mutex mutex_;
    const Buffer* buffer_;
    std::atomic<std::uint64_t> version_ = 1;
};

}  // namespace byteprism
