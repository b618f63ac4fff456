#include "core/view/view.hpp"

#include <algorithm>
#include <cassert>
#include <string>
#include <utility>

#include "core/error.hpp"
#include "core/view/pack.hpp"
#include "core/view/walk.hpp"

namespace byteprism {

ReadView::ReadView(BufferPin pin, Format format, Layout layout)
    : pin_(std::move(pin)),
      base_(pin_.data()),
      format_(std::move(format)),
      layout_(std::move(layout)),
      readonly_(pin_.readonly()) {}

ReadView ReadView::of(const Buffer& buffer) {
    BufferPin pin(buffer);
    const auto size = static_cast<std::int64_t>(pin.size());
    const BufferDescription* description = buffer.description();
    if (description == nullptr) {
        static const Format bytes = Format::parse("B");
        return {std::move(pin), bytes, Layout{0, 1, {{size, 1}}}};
    }
    Format format = Format::parse_or_keep(description->format);
    if (description->suboffsets.empty()) {
        Layout layout =
            checked_layout(description->shape, description->strides, description->itemsize, description->offset, size);
        return {std::move(pin), std::move(format), std::move(layout)};
    }
    // The items lie in other blocks; pointer_table() checked them there.
    Layout layout{description->offset, description->itemsize, Axes(description->shape.size())};
    for (std::size_t i = 0; i < layout.ndim(); ++i) layout.axes[i] = {description->shape[i], description->strides[i]};
    ReadView view(std::move(pin), std::move(format), std::move(layout));
    view.suboffsets_ = std::make_shared<const Strides>(std::span(description->suboffsets));
    return view;
}

void ReadView::refuse_released() { throw ValueError("operation forbidden on released memoryview object"); }

void ReadView::refuse_indirect(const char* what) const {
    checked();
    if (suboffsets_ != nullptr || base_ != pin_.data()) {
        throw BufferError(std::string(what) + " needs items at fixed places of the buffer, not behind its pointers");
    }
}

// ---- what it is

Strides ReadView::suboffsets() const { return checked().suboffsets_ != nullptr ? *suboffsets_ : Strides{}; }

bool ReadView::c_contiguous() const { return checked().suboffsets_ == nullptr && is_c_contiguous(layout_); }
bool ReadView::f_contiguous() const { return checked().suboffsets_ == nullptr && is_f_contiguous(layout_); }

Buffer ReadView::obj() const { return checked().pin_.buffer(); }

std::int64_t ReadView::length() const {
    if (checked().layout_.ndim() == 0) throw TypeError("0-dim memory has no length");
    return layout_.axes[0].count;
}

// ---- release

void ReadView::release() {
    if (released_) return;
    if (const long exports = exports_.count(); exports > 0) {
        throw BufferError("memoryview has " + std::to_string(exports) + " exported buffer" + (exports == 1 ? "" : "s"));
    }
    pin_.release();
    base_ = nullptr;
    released_ = true;
}

// ---- items

void ReadView::check_readable() const {
    if (checked().format_.error()) throw StructError(*format_.error());
}

std::byte* ReadView::address(std::span<const std::int64_t> index) const {
    if (layout_.ndim() == 0 && !index.empty()) throw TypeError("invalid indexing of 0-dim memory");
    const std::int64_t offset = checked_offset_of(layout_, index);
    if (suboffsets_ == nullptr) return base_ + offset;
    std::byte* at = first();
    for (std::size_t i = 0; i < index.size(); ++i) {
        const Axis axis = layout_.axes[i];
        at = follow(at + axis.stride * (index[i] < 0 ? index[i] + axis.count : index[i]), (*suboffsets_)[i]);
    }
    return at;
}

std::span<const std::byte> ReadView::item_bytes(std::span<const std::int64_t> index) const {
    return {checked().address(index), static_cast<std::size_t>(layout_.itemsize)};
}

Value ReadView::get(std::span<const std::int64_t> index) const {
    check_readable();
    return read_item(format_, item_bytes(index));
}

namespace {

// Without items no pointer is moved: strides may then be anything.
struct ListReader {
    const Format& format;
    const Axes& axes;
    const Strides* suboffsets;
    std::size_t itemsize;
    bool empty;

    Value read(std::byte* at, std::size_t axis) const {
        if (axis == axes.size()) return read_item(format, {at, itemsize});
        List list;
        const Axis along = axes[axis];
        list.items.reserve(static_cast<std::size_t>(along.count));
        for (std::int64_t i = 0; i < along.count; ++i) {
            std::byte* item = empty ? at : at + i * along.stride;
            const bool leads_on = suboffsets != nullptr && !empty;
            list.items.push_back(read(leads_on ? follow(item, (*suboffsets)[axis]) : item, axis + 1));
        }
        return {std::move(list)};
    }
};

}  // namespace

Value ReadView::tolist() const {
    check_readable();
    const auto itemsize = static_cast<std::size_t>(layout_.itemsize);
    const ListReader reader{format_, layout_.axes, suboffsets_.get(), itemsize, item_count(layout_) == 0};
    return reader.read(first(), 0);
}

std::span<const std::byte> ReadView::bytes() const {
    if (!c_contiguous()) throw BufferError("memoryview: underlying buffer is not C-contiguous");
    return {first(), static_cast<std::size_t>(byte_count(layout_))};
}

// ---- writing

void View::check_writable() const {
    checked();
    if (readonly_) throw TypeError("cannot modify read-only memory");
}

void View::set(std::span<const std::int64_t> index, const Value& value) const {
    check_readable();
    check_writable();
    write_item(format_, {address(index), static_cast<std::size_t>(layout_.itemsize)}, value);
}

std::span<std::byte> View::mutable_bytes() const {
    check_writable();
    const std::span<const std::byte> all = bytes();
    return {first(), all.size()};
}

void View::assign(const ReadView& source) const {
    check_writable();
    overwrite(source);
}

void View::assign(std::span<const KeyPart> key, const ReadView& source) const {
    check_writable();
    select(key).overwrite(source);
}

}  // namespace byteprism
