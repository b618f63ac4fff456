// Bytes out of views and into them.

#include <algorithm>
#include <cassert>
#include <functional>
#include <string>

#include "core/error.hpp"
#include "core/view/copy.hpp"
#include "core/view/view.hpp"
#include "core/view/walk.hpp"

namespace byteprism {
namespace {

// Two formats hold the same items, as slice assignment asks: the same text, but for a leading '@'.
bool same_items(const ReadView& a, const ReadView& b) {
    const auto text = [](const ReadView& view) {
        const std::string_view all = view.format().text();
        return all.starts_with('@') ? all.substr(1) : all;
    };
    return text(a) == text(b) && a.itemsize() == b.itemsize();
}

// Up to and including the first 0.
bool same_shape(const Axes& a, const Axes& b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i].count != b[i].count) return false;
        if (a[i].count == 0) break;
    }
    return true;
}

CopyAxes paired(const Axes& target, const Axes& source) {
    CopyAxes axes;
    for (std::size_t i = 0; i < target.size(); ++i)
        axes.push_back({target[i].count, target[i].stride, source[i].stride});
    return axes;
}

}  // namespace

Bytes ReadView::tobytes(Order order) const {
    Bytes bytes(static_cast<std::size_t>(nbytes()));
    copy_to(bytes, order);
    return bytes;
}

void ReadView::copy_to(std::span<std::byte> target, Order order) const {
    assert(static_cast<std::int64_t>(target.size()) == nbytes());
    if (checked().layout_.itemsize == 0 || target.empty()) return;
    if (order == Order::A) order = f_contiguous() && !c_contiguous() ? Order::F : Order::C;
    if (suboffsets_ != nullptr) return copy_indirect(target, order);
    const Shape counts = shape_of(layout_);
    const Layout packed = order == Order::C ? c_order(counts, layout_.itemsize) : f_order(counts, layout_.itemsize);
    copy_items(target.data(), first(), paired(packed.axes, layout_.axes), layout_.itemsize);
}

void ReadView::copy_indirect(std::span<std::byte> target, Order order) const {
    const auto itemsize = static_cast<std::size_t>(layout_.itemsize);
    // The items come in C order; their places in F order are found by walking a packed layout along.
    const Shape counts = shape_of(layout_);
    const Layout packed = order == Order::C ? c_order(counts, layout_.itemsize) : f_order(counts, layout_.itemsize);
    std::vector<std::byte*> places;
    for_each_item(target.data(), packed.axes, nullptr, [&](std::byte* place) { places.push_back(place); });
    std::size_t next = 0;
    for_each_item(first(), layout_.axes, suboffsets_.get(),
                  [&](const std::byte* item) { std::copy_n(item, itemsize, places[next++]); });
}

// Cautious: strided views may lie in the same bytes without sharing one.
bool ReadView::shares_bytes(const ReadView& other) const {
    const auto begin = [](const ReadView& view) { return view.base_ + bounds(view.layout_).offset; };
    const auto end = [](const ReadView& view) { return view.base_ + bounds(view.layout_).end(); };
    return std::less<>()(begin(*this), end(other)) && std::less<>()(begin(other), end(*this));
}

void ReadView::overwrite(const ReadView& source) const {
    if (!same_items(*this, source) || !same_shape(layout_.axes, source.layout_.axes)) {
        throw ValueError("memoryview assignment: lvalue and rvalue have different structures: '" + format_.text() +
                         "' of shape " + shape_text(shape_of(layout_)) + " and '" + source.format().text() +
                         "' of shape " + shape_text(source.shape()));
    }
    if (byte_count(layout_) == 0) return;
    if (suboffsets_ == nullptr && source.suboffsets_ == nullptr && !shares_bytes(source)) {
        return copy_items(first(), source.first(), paired(layout_.axes, source.layout_.axes), layout_.itemsize);
    }

    const Bytes copy = source.tobytes();
    if (suboffsets_ == nullptr) {
        const Layout packed = c_order(shape_of(layout_), layout_.itemsize);
        return copy_items(first(), copy.data(), paired(layout_.axes, packed.axes), layout_.itemsize);
    }
    const std::byte* next = copy.data();
    for_each_item(first(), layout_.axes, suboffsets_.get(), [&](std::byte* item) {
        std::copy_n(next, layout_.itemsize, item);
        next += layout_.itemsize;
    });
}

std::string ReadView::hex(std::optional<std::string_view> separator, std::int64_t group) const {
    checked();
    if (separator) {
        const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
        if (separator->empty() || (separator->size() > 1 && std::ranges::all_of(*separator, is_ascii)))
            throw ValueError("sep must be length 1.");
        if (!std::ranges::all_of(*separator, is_ascii)) throw ValueError("sep must be ASCII.");
    }
    constexpr char digits[] = "0123456789abcdef";
    const Bytes bytes = tobytes();
    const std::size_t size = bytes.size();
    const std::size_t every = !separator || group == 0 ? 0
                              : group < 0              ? std::size_t{0} - static_cast<std::size_t>(group)
                                                       : static_cast<std::size_t>(group);
    std::string text;
    text.reserve(2 * size + (every == 0 ? 0 : size / every));
    for (std::size_t i = 0; i < size; ++i) {
        const std::size_t from_end_of_groups = group < 0 ? i : size - i;
        if (i != 0 && every != 0 && from_end_of_groups % every == 0) text += (*separator)[0];
        const auto byte = std::to_integer<unsigned>(bytes[i]);
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

}  // namespace byteprism
