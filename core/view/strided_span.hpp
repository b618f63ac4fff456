// strided_span: typed access to the items of a view, for loops that must be fast.
//
// A pointer, N counts and N strides in bytes: no format, no checks, no pin. It is valid while the view it came from
// lives. An element access is address arithmetic and one load or store; iteration is of random access, so that
// standard algorithms and range-for work.
//
//     strided_span<std::int16_t, 1> left = view.as<std::int16_t>();       // TypeError unless 'h'
//     std::ranges::sort(left);
//     for (double x : matrix.as<double, 2>()[3]) ..                       // row 3
//
// Reading (const T) works at any address; writing through references needs items at multiples of their size
// (BufferError from View::as otherwise).
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <type_traits>

#include "core/error.hpp"
#include "core/view/view.hpp"

namespace byteprism {

template <class T>
class strided_iterator {
    using Byte = std::conditional_t<std::is_const_v<T>, const std::byte, std::byte>;

public:
    using iterator_concept = std::random_access_iterator_tag;
    using iterator_category = std::random_access_iterator_tag;
    using value_type = std::remove_cv_t<T>;
    using difference_type = std::ptrdiff_t;
    // A const item is given by value, so that it need not be aligned.
    using reference = std::conditional_t<std::is_const_v<T>, value_type, T&>;
    using pointer = void;

    strided_iterator() = default;
    strided_iterator(Byte* at, std::ptrdiff_t stride, std::ptrdiff_t position)
        : first_(at), stride_(stride), position_(position) {}

    reference operator*() const { return (*this)[0]; }
    reference operator[](difference_type n) const {
        Byte* at = first_ + (position_ + n) * stride_;
        if constexpr (std::is_const_v<T>) {
            value_type item;
            std::memcpy(&item, at, sizeof item);
            return item;
        } else {
            return *static_cast<T*>(static_cast<void*>(at));
        }
    }
    strided_iterator& operator+=(difference_type n) {
        position_ += n;
        return *this;
    }
    strided_iterator& operator-=(difference_type n) { return *this += -n; }
    strided_iterator& operator++() { return *this += 1; }
    strided_iterator& operator--() { return *this += -1; }
    strided_iterator operator++(int) {
        strided_iterator before = *this;
        ++*this;
        return before;
    }
    strided_iterator operator--(int) {
        strided_iterator before = *this;
        --*this;
        return before;
    }
    friend strided_iterator operator+(strided_iterator it, difference_type n) { return it += n; }
    friend strided_iterator operator+(difference_type n, strided_iterator it) { return it += n; }
    friend strided_iterator operator-(strided_iterator it, difference_type n) { return it -= n; }
    friend difference_type operator-(const strided_iterator& a, const strided_iterator& b) {
        return a.position_ - b.position_;
    }
    friend bool operator==(const strided_iterator& a, const strided_iterator& b) { return a.position_ == b.position_; }
    friend auto operator<=>(const strided_iterator& a, const strided_iterator& b) {
        return a.position_ <=> b.position_;
    }

private:
    Byte* first_ = nullptr;
    std::ptrdiff_t stride_ = 0;
    std::ptrdiff_t position_ = 0;
};

template <class T, std::size_t N>
class strided_span {
    static_assert(N >= 1);
    using Byte = std::conditional_t<std::is_const_v<T>, const std::byte, std::byte>;
    template <class, std::size_t>
    friend class strided_span;

public:
    using value_type = std::remove_cv_t<T>;
    using iterator = strided_iterator<T>;
    using reference = typename iterator::reference;

    strided_span() = default;
    strided_span(Byte* first, const std::array<Axis, N>& axes) : first_(first), axes_(axes) {}

    std::ptrdiff_t extent(std::size_t axis) const { return axes_[axis].count; }
    std::ptrdiff_t stride(std::size_t axis) const { return axes_[axis].stride; }
    std::size_t size() const { return static_cast<std::size_t>(axes_[0].count); }
    bool empty() const { return axes_[0].count == 0; }

    // Requires every index inside its axis; a negative one does not count from the end.
    template <class... Indices>
    requires(sizeof...(Indices) == N) reference operator()(Indices... indices) const {
        std::ptrdiff_t offset = 0;
        std::size_t axis = 0;
        ((offset += static_cast<std::ptrdiff_t>(indices) * axes_[axis++].stride), ...);
        return *iterator(first_ + offset, 0, 0);
    }
    // An item, or of several dimensions the span without the first.
    auto operator[](std::ptrdiff_t index) const requires(N > 1) {
        Byte* at = first_ + index * axes_[0].stride;
        std::array<Axis, N - 1> rest;
        for (std::size_t i = 1; i < N; ++i) rest[i - 1] = axes_[i];
        return strided_span<T, N - 1>(at, rest);
    }
    reference operator[](std::ptrdiff_t index) const requires(N == 1) {
        return iterator(first_, axes_[0].stride, 0)[index];
    }

    iterator begin() const requires(N == 1) { return {first_, axes_[0].stride, 0}; }
    iterator end() const requires(N == 1) { return {first_, axes_[0].stride, axes_[0].count}; }

    // start:stop:step along one axis, as Python clamps it. Requires a step that is not 0.
    strided_span slice(std::size_t axis, std::int64_t start, std::int64_t stop, std::int64_t step = 1) const {
        strided_span result = *this;
        Axis& along = result.axes_[axis];
        const SliceRange range = clamped_range(start, stop, step, along.count);
        result.first_ += range.first * along.stride;
        along = {range.count, along.stride * range.step};
        return result;
    }

private:
    Byte* first_ = nullptr;
    std::array<Axis, N> axes_{};
};

namespace detail {

// Throws TypeError, with the format, unless the view's items are `size` bytes of that sort: 'i' signed, 'u' unsigned,
// 'f' floating, 'c' bytes of any sort.
void check_items(const ReadView& view, char sort, std::size_t size, std::size_t ndim);
void check_alignment(const ReadView& view, const std::byte* first, std::size_t size);

template <class T>
constexpr char sort_of() {
    static_assert(std::is_trivially_copyable_v<T> && !std::is_same_v<T, bool>,
                  "bytes other than 0 and 1 are no bool: use unsigned char");
    if constexpr (std::is_same_v<T, std::byte> || std::is_same_v<T, char>)
        return 'c';
    else if constexpr (std::is_floating_point_v<T>)
        return 'f';
    else
        return std::is_signed_v<T> ? 'i' : 'u';
}

template <std::size_t N>
std::array<Axis, N> axes_of(const Layout& layout) {
    std::array<Axis, N> axes;
    for (std::size_t i = 0; i < N; ++i) axes[i] = layout.axes[i];
    return axes;
}

}  // namespace detail

template <class T, std::size_t N>
strided_span<const T, N> ReadView::as() const {
    detail::check_items(*this, detail::sort_of<T>(), sizeof(T), N);
    return {first(), detail::axes_of<N>(layout_)};
}

template <class T, std::size_t N>
strided_span<T, N> View::as() const {
    detail::check_items(*this, detail::sort_of<std::remove_cv_t<T>>(), sizeof(T), N);
    if constexpr (!std::is_const_v<T>) {
        check_writable();
        detail::check_alignment(*this, first(), sizeof(T));
    }
    return {first(), detail::axes_of<N>(layout_)};
}

}  // namespace byteprism
