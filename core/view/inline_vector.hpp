// InlineVector: a short list of numbers about dimensions (shapes, strides, axes, indices).
//
// Up to four entries live inside, more on the heap; never more than 64, as memoryview allows (ValueError).
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <type_traits>

#include "core/error.hpp"

namespace byteprism {

inline constexpr std::size_t max_dimensions = 64;

template <class T>
class InlineVector {
    static_assert(std::is_trivially_copyable_v<T>);

public:
    static constexpr std::size_t inline_capacity = 4;
    using value_type = T;

    InlineVector() = default;
    explicit InlineVector(std::size_t size) {
        resize(size);
        std::fill(begin(), end(), T{});
    }
    InlineVector(std::initializer_list<T> items) : InlineVector(std::span(items.begin(), items.size())) {}
    explicit InlineVector(std::span<const T> items) {
        resize(items.size());
        std::copy(items.begin(), items.end(), begin());
    }

    InlineVector(const InlineVector& other) : size_(other.size_) {
        if (other.heap_ == nullptr) [[likely]] {
            std::copy_n(other.inline_, inline_capacity, inline_);
        } else {
            heap_ = std::make_unique<T[]>(max_dimensions);
            std::copy_n(other.heap_.get(), size_, heap_.get());
        }
    }
    InlineVector(InlineVector&& other) noexcept : heap_(std::move(other.heap_)), size_(other.size_) {
        std::copy_n(other.inline_, inline_capacity, inline_);
        other.size_ = 0;
    }
    InlineVector& operator=(const InlineVector& other) {
        if (this != &other) *this = InlineVector(other);
        return *this;
    }
    InlineVector& operator=(InlineVector&& other) noexcept {
        heap_ = std::move(other.heap_);
        std::copy_n(other.inline_, inline_capacity, inline_);
        size_ = other.size_;
        other.size_ = 0;
        return *this;
    }
    ~InlineVector() = default;

    std::size_t size() const noexcept { return size_; }
    bool empty() const noexcept { return size_ == 0; }
    T* data() noexcept { return heap_ != nullptr ? heap_.get() : inline_; }
    const T* data() const noexcept { return heap_ != nullptr ? heap_.get() : inline_; }
    T* begin() noexcept { return data(); }
    T* end() noexcept { return data() + size_; }
    const T* begin() const noexcept { return data(); }
    const T* end() const noexcept { return data() + size_; }
    T& operator[](std::size_t at) noexcept { return data()[at]; }
    const T& operator[](std::size_t at) const noexcept { return data()[at]; }
    T& back() noexcept { return data()[size_ - 1]; }
    const T& back() const noexcept { return data()[size_ - 1]; }

    void push_back(const T& item) {
        resize(size_ + 1);
        back() = item;
    }
    // New entries are not set.
    void resize(std::size_t size) {
        if (size > max_dimensions) {
            throw ValueError("number of dimensions must not exceed " + std::to_string(max_dimensions) + ", not " +
                             std::to_string(size));
        }
        if (size > inline_capacity && heap_ == nullptr) {
            heap_ = std::make_unique<T[]>(max_dimensions);
            std::copy_n(inline_, std::min(size_, inline_capacity), heap_.get());
        }
        size_ = size;
    }
    void erase(std::size_t at) {
        std::copy(begin() + at + 1, end(), begin() + at);
        --size_;
    }

    bool operator==(const InlineVector& other) const { return std::equal(begin(), end(), other.begin(), other.end()); }

private:
    T inline_[inline_capacity] = {};
    std::unique_ptr<T[]> heap_;
    std::size_t size_ = 0;
};

using Shape = InlineVector<std::int64_t>;    // items along each dimension
using Strides = InlineVector<std::int64_t>;  // bytes from one item to the next along each dimension
using Index = InlineVector<std::int64_t>;    // one number for each dimension; a negative one counts from the end

}  // namespace byteprism
