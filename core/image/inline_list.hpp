// InlineList: a few items kept in place, for results that are made every frame and must not allocate.
#pragma once

#include <array>
#include <cassert>
#include <cstddef>

namespace byteprism {

template <typename T, std::size_t Capacity>
class InlineList {
public:
    // Requires size() < Capacity.
    void push_back(const T& item) {
        assert(size_ < Capacity);
        items_[size_++] = item;
    }
    void resize(std::size_t size) {
        assert(size <= Capacity);
        size_ = size;
    }

    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    T& operator[](std::size_t index) { return items_[index]; }
    const T& operator[](std::size_t index) const { return items_[index]; }
    T& back() { return items_[size_ - 1]; }
    const T& back() const { return items_[size_ - 1]; }
    T* begin() { return items_.data(); }
    T* end() { return items_.data() + size_; }
    const T* begin() const { return items_.data(); }
    const T* end() const { return items_.data() + size_; }

private:
    std::array<T, Capacity> items_{};
    std::size_t size_ = 0;
};

}  // namespace byteprism
