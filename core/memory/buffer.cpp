#include "core/memory/buffer.hpp"

#include <algorithm>
#include <cassert>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "core/error.hpp"

namespace byteprism {

namespace {

class BorrowedStorage final : public Storage {
public:
    BorrowedStorage(std::span<std::byte> bytes, Access access) : bytes_(bytes), access_(access) {}
    std::span<std::byte> bytes() noexcept override { return bytes_; }
    Access access() const noexcept override { return access_; }

private:
    std::span<std::byte> bytes_;
    Access access_;
};

class ConstantStorage final : public Storage {
public:
    explicit ConstantStorage(std::span<const std::byte> bytes) : bytes_(bytes.begin(), bytes.end()) {}
    std::span<std::byte> bytes() noexcept override { return bytes_; }
    Access access() const noexcept override { return Access::ReadOnly; }

private:
    std::vector<std::byte> bytes_;
};

}  // namespace

Buffer::Block::Block(std::unique_ptr<Storage> from) : storage(std::move(from)), bytes(storage->bytes()) {}

void Buffer::Block::destroy() noexcept { delete this; }

Buffer::Buffer(std::unique_ptr<Storage> storage) : block_(new Block(std::move(storage))) {}

Buffer Buffer::zeros(std::size_t size) { return Buffer(heap_storage(size)); }

Buffer Buffer::copy_of(std::span<const std::byte> bytes) {
    Buffer buffer = zeros(bytes.size());
    std::ranges::copy(bytes, buffer.block_->bytes.begin());
    return buffer;
}

Buffer Buffer::constant(std::span<const std::byte> bytes) { return Buffer(std::make_unique<ConstantStorage>(bytes)); }

Buffer Buffer::borrow(std::span<std::byte> bytes) {
    return Buffer(std::make_unique<BorrowedStorage>(bytes, Access::ReadWrite));
}

Buffer Buffer::borrow(std::span<const std::byte> bytes) {
    // The access keeps everyone from writing through the span whose const is cast away here.
    const std::span<std::byte> same(const_cast<std::byte*>(bytes.data()), bytes.size());
    return Buffer(std::make_unique<BorrowedStorage>(same, Access::ReadOnly));
}

Buffer::Buffer(const Buffer& other) noexcept : block_(other.block_) {
    if (block_ != nullptr) block_->counts.add(Block::handle);
}

Buffer::Buffer(Buffer&& other) noexcept : block_(std::exchange(other.block_, nullptr)) {}

Buffer& Buffer::operator=(Buffer other) noexcept {
    std::swap(block_, other.block_);
    return *this;
}

Buffer::~Buffer() {
    if (block_ != nullptr) block_->remove(Block::handle);
}

std::size_t Buffer::size() const noexcept { return block_->bytes.size(); }
std::span<const std::byte> Buffer::bytes() const noexcept { return block_->bytes; }
Storage& Buffer::storage() const noexcept { return *block_->storage; }
std::size_t Buffer::intact_size() const noexcept { return block_->storage->intact_size(); }
bool Buffer::readonly() const noexcept { return block_->storage->access() == Access::ReadOnly; }
bool Buffer::resizable() const noexcept { return block_->storage->resizable() && block_->description == nullptr; }

std::span<std::byte> Buffer::mutable_bytes() const {
    if (readonly()) throw TypeError("cannot modify read-only memory");
    return block_->bytes;
}

std::uint32_t Buffer::view_count() const noexcept { return static_cast<std::uint32_t>(block_->counts.load() >> 32); }

void Buffer::splice(ByteRange range, std::size_t inserted) {
    const auto size = static_cast<std::int64_t>(this->size());
    if (range.offset < 0 || range.length < 0 || range.offset > size || range.length > size - range.offset) {
        throw ValueError(std::to_string(range.length) + " bytes at " + std::to_string(range.offset) +
                         " are not inside a buffer of " + std::to_string(size) + " bytes");
    }
    const auto removed = static_cast<std::size_t>(range.length);
    if (removed == inserted) {
        if (removed == 0) return;
        std::ranges::fill(mutable_bytes().subspan(static_cast<std::size_t>(range.offset), removed), std::byte{0});
        return;
    }
    if (!resizable()) throw TypeError("this buffer cannot change its size of " + std::to_string(size) + " bytes");
    constexpr auto most = static_cast<std::size_t>(std::numeric_limits<std::int64_t>::max());
    const std::size_t kept = this->size() - removed;
    if (inserted > most - kept) {
        throw ValueError("a buffer cannot have " + std::to_string(kept) + " + " + std::to_string(inserted) + " bytes");
    }
    if (const std::uint32_t views = view_count(); views != 0) {
        throw BufferError("existing exports of data: " + std::to_string(views) +
                          (views == 1 ? " view looks" : " views look") + " at the buffer, it cannot be re-sized from " +
                          std::to_string(size) + " to " + std::to_string(kept + inserted) + " bytes");
    }
    block_->storage->splice(range, inserted);
    block_->bytes = block_->storage->bytes();
}

void Buffer::resize(std::size_t size) {
    const std::size_t kept = std::min(size, this->size());
    splice({static_cast<std::int64_t>(kept), static_cast<std::int64_t>(this->size() - kept)}, size - kept);
}

void Buffer::append(std::span<const std::byte> bytes) {
    const std::size_t before = size();
    resize(before + bytes.size());
    std::ranges::copy(bytes, block_->bytes.subspan(before).begin());
}

void Buffer::describe(BufferDescription description) {
    assert(view_count() == 0);
    block_->description = std::make_unique<const BufferDescription>(std::move(description));
}

const BufferDescription* Buffer::description() const noexcept { return block_->description.get(); }

BufferPin::BufferPin(const Buffer& buffer) noexcept
    : block_(buffer.block_), data_(block_->bytes.data()), size_(block_->bytes.size()) {
    block_->counts.add(Buffer::Block::view);
}

BufferPin& BufferPin::operator=(BufferPin other) noexcept {
    std::swap(block_, other.block_);
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    return *this;
}

void BufferPin::release() noexcept {
    if (block_ != nullptr) std::exchange(block_, nullptr)->remove(Buffer::Block::view);
    data_ = nullptr;
    size_ = 0;
}

Buffer BufferPin::buffer() const noexcept {
    assert(block_ != nullptr);
    block_->counts.add(Buffer::Block::handle);
    return Buffer(block_);
}

bool BufferPin::readonly() const noexcept { return block_->storage->access() == Access::ReadOnly; }

}  // namespace byteprism
