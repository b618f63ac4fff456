#include "core/memory/storage.hpp"

#include <algorithm>
#include <cassert>
#include <new>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/error.hpp"

namespace byteprism {

void Storage::read(std::size_t offset, std::span<std::byte> to) {
    std::ranges::copy(bytes().subspan(offset, to.size()), to.begin());
}
void Storage::own(ByteRange) {}
void Storage::splice(ByteRange, std::size_t) { assert(false && "splice() requires resizable()"); }

namespace {

class HeapStorage final : public Storage {
public:
    explicit HeapStorage(std::size_t size) { HeapStorage::splice({}, size); }
    std::span<std::byte> bytes() noexcept override { return bytes_; }
    bool resizable() const noexcept override { return true; }

private:
    void splice(ByteRange range, std::size_t inserted) override {
        const auto removed = static_cast<std::size_t>(range.length);
        try {
            if (inserted > removed) bytes_.insert(bytes_.begin() + range.end(), inserted - removed, std::byte{0});
        } catch (const std::bad_alloc&) {
            throw ValueError("not enough memory for " + std::to_string(bytes_.size() - removed + inserted) + " bytes");
        } catch (const std::length_error&) {
            throw ValueError("a buffer cannot have " + std::to_string(bytes_.size() - removed + inserted) + " bytes");
        }
        const auto place = bytes_.begin() + range.offset;
        if (removed > inserted) bytes_.erase(place + static_cast<std::ptrdiff_t>(inserted), place + range.length);
        std::fill_n(place, std::min(inserted, removed), std::byte{0});
    }

    std::vector<std::byte> bytes_;
};

}  // namespace

std::unique_ptr<Storage> heap_storage(std::size_t size) { return std::make_unique<HeapStorage>(size); }

}  // namespace byteprism
