// Buffer: owns one contiguous run of bytes and counts the views that look at it.
//
// Python calls it an exporter: a bytes, a bytearray, an mmap. A Buffer is a handle, as a Python variable is: copies
// share the same bytes. The bytes live until the last handle and the last view are gone. While views live, the
// buffer cannot change its size (BufferError, as bytearray does).
//
//     Buffer buffer = Buffer::zeros(10);
//     View bytes = View::of(buffer);
//     buffer.resize(20);                 // BufferError: 1 view looks at the buffer
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/memory/reference_count.hpp"
#include "core/memory/storage.hpp"

namespace byteprism {

// What an exporter says about its bytes: plain data, so that this layer need not know what it means. Strides, offset
// and suboffsets count bytes; core/view/exporter.hpp fills in what is left out and checks the rest.
struct BufferDescription {
    std::string format = "B";
    std::int64_t itemsize = 1;
    std::int64_t offset = 0;  // of the first item
    std::vector<std::int64_t> shape;
    std::vector<std::int64_t> strides;
    std::vector<std::int64_t> suboffsets;  // empty: none
};

class Buffer {
public:
    // A resizable array of zero bytes, as bytearray(size).
    static Buffer zeros(std::size_t size);
    // A resizable copy of the bytes, as bytearray(bytes).
    static Buffer copy_of(std::span<const std::byte> bytes);
    // A read-only copy of the bytes, as Python's bytes.
    static Buffer constant(std::span<const std::byte> bytes);
    // The caller's memory, not copied. It must outlive this buffer and every view of it.
    static Buffer borrow(std::span<std::byte> bytes);
    static Buffer borrow(std::span<const std::byte> bytes);
    explicit Buffer(std::unique_ptr<Storage> storage);

    Buffer(const Buffer& other) noexcept;
    Buffer(Buffer&& other) noexcept;
    Buffer& operator=(Buffer other) noexcept;
    ~Buffer();

    std::size_t size() const noexcept;
    std::span<const std::byte> bytes() const noexcept;
    // Throws TypeError if the buffer is read-only.
    std::span<std::byte> mutable_bytes() const;
    // See Storage::intact_size.
    std::size_t intact_size() const noexcept;
    bool readonly() const noexcept;
    bool resizable() const noexcept;
    std::uint32_t view_count() const noexcept;

    // Replaces the bytes of the range by `inserted` zeros; those behind it move. BufferError while views live (unless
    // the size stays), TypeError if not resizable, ValueError if the range is not inside or there is no memory, IoError
    // if there is no room for a temporary file: then nothing has changed.
    void splice(ByteRange range, std::size_t inserted);
    // At the end, with zeros.
    void resize(std::size_t size);
    void append(std::span<const std::byte> bytes);

    // Of the source, for what only some of them do.
    Storage& storage() const noexcept;

    // Once a buffer has been described its size is fixed. Requires that no view lives.
    void describe(BufferDescription description);
    // Nothing for plain bytes.
    const BufferDescription* description() const noexcept;

    // The same buffer, not the same bytes.
    bool operator==(const Buffer& other) const noexcept { return block_ == other.block_; }

private:
    friend class BufferPin;
    // Handles and views are counted in the two halves of one number, so that a view costs one addition and still keeps
    // the block alive.
    struct Block {
        static constexpr std::uint64_t handle = 1;
        static constexpr std::uint64_t view = std::uint64_t{1} << 32;

        explicit Block(std::unique_ptr<Storage> from);
        void remove(std::uint64_t unit) noexcept {
            if (counts.remove(unit) == 0) [[unlikely]]
                destroy();
        }
        void destroy() noexcept;

        std::unique_ptr<Storage> storage;
        std::span<std::byte> bytes;
        std::unique_ptr<const BufferDescription> description;
        ReferenceCount counts{handle};
    };
    explicit Buffer(Block* block) noexcept : block_(block) {}

    Block* block_;
};

// What a view holds: it keeps the bytes alive and their size fixed. One addition to copy, no allocation.
class BufferPin {
public:
    explicit BufferPin(const Buffer& buffer) noexcept;
    BufferPin(const BufferPin& other) noexcept : block_(other.block_), data_(other.data_), size_(other.size_) {
        if (block_ != nullptr) block_->counts.add(Buffer::Block::view);
    }
    BufferPin(BufferPin&& other) noexcept
        : block_(std::exchange(other.block_, nullptr)),
          data_(std::exchange(other.data_, nullptr)),
          size_(std::exchange(other.size_, 0)) {}
    BufferPin& operator=(BufferPin other) noexcept;
    ~BufferPin() {
        if (block_ != nullptr) block_->remove(Buffer::Block::view);
    }

    Buffer buffer() const noexcept;
    bool readonly() const noexcept;
    std::byte* data() const noexcept { return data_; }
    std::size_t size() const noexcept { return size_; }
    // Ends the pin early; data() is null afterwards.
    void release() noexcept;

private:
    Buffer::Block* block_;
    std::byte* data_;
    std::size_t size_;
};

}  // namespace byteprism
