#include "core/memory/storage.hpp"

#include <cassert>
#include <new>
#include <stdexcept>
#include <vector>

#include "core/error.hpp"

namespace byteprism {

void Storage::resize(std::size_t) { assert(false && "resize() requires resizable()"); }

namespace {

class HeapStorage final : public Storage {
public:
    explicit HeapStorage(std::size_t size) { HeapStorage::resize(size); }
    std::span<std::byte> bytes() noexcept override { return bytes_; }
    bool resizable() const noexcept override { return true; }
    void resize(std::size_t size) override {
        try {
            bytes_.resize(size);
        } catch (const std::bad_alloc&) {
            throw ValueError("not enough memory for " + std::to_string(size) + " bytes");
        } catch (const std::length_error&) {
            throw ValueError("a buffer cannot have " + std::to_string(size) + " bytes");
        }
    }

private:
    std::vector<std::byte> bytes_;
};

}  // namespace

std::unique_ptr<Storage> heap_storage(std::size_t size) { return std::make_unique<HeapStorage>(size); }

}  // namespace byteprism
