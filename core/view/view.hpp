// View: a window into a buffer. It owns no bytes; it says what they mean: a format, a shape, strides.
//
// It is Python's memoryview, with its rules and its kinds of errors, carried on where memoryview stops: N-D slices,
// transpose, flip, reshape, fields of records, any format, and the way back from a byte to an index. Deriving a view
// copies no byte and, up to four dimensions, allocates nothing. Every view of a buffer pins it: the buffer stays
// alive and cannot change its size until the last one is released or gone (see core/memory/buffer.hpp).
//
//     const View pixels = View::of(buffer).slice({54}).cast("B", Shape{480, 640, 3});
//     const View red = pixels.flip(0).select({Ellipsis{}, std::int64_t{0}});
//     red.set({0, 0}, {std::int64_t{255}});
//
// ReadView can only read; the type, not a promise, keeps its holders from writing. View adds the writes, which still
// refuse a read-only view (TypeError), as memoryview does.
//
// Shapes count items; strides, offsets and sizes count bytes. After release() everything but release(), released()
// and equal() is a ValueError. Rules and messages: memoryview's, of CPython 3.12 where versions differ, 3.14 for
// find() and count(). Two differences: items of every format that parses can be read and written, not only single
// native characters; too few indices are a TypeError, as too many are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <sys/uio.h>

#include "core/memory/buffer.hpp"
#include "core/view/export.hpp"
#include "core/view/format.hpp"
#include "core/view/layout.hpp"
#include "core/view/value.hpp"

namespace byteprism {

template <class T, std::size_t N>
class strided_span;

struct Ellipsis {};
// One entry of a key, as in NumPy's basic indexing: a number drops its dimension, a slice keeps it, an ellipsis
// stands for the dimensions that are not named.
using KeyPart = std::variant<std::int64_t, Slice, Ellipsis>;
using Subscript = std::vector<KeyPart>;

// How tobytes() walks: C last dimension fastest, F first fastest, A as the items lie in memory if they lie without
// gaps in one of the two orders, else C.
enum class Order { C, F, A };

class ReadView {
public:
    // The buffer as it describes itself: 'B' in one dimension unless it says more. ValueError if the description
    // leaves the buffer.
    static ReadView of(const Buffer& buffer);

    // ---- what it is
    const Format& format() const { return checked().format_; }
    std::int64_t itemsize() const { return checked().layout_.itemsize; }
    std::size_t ndim() const { return checked().layout_.ndim(); }
    Shape shape() const { return shape_of(checked().layout_); }
    Strides strides() const { return strides_of(checked().layout_); }
    Strides suboffsets() const;                                            // empty unless the exporter gave some
    std::int64_t nbytes() const { return byte_count(checked().layout_); }  // of tobytes(), not the span in memory
    bool readonly() const { return checked().readonly_; }
    bool c_contiguous() const;
    bool f_contiguous() const;
    bool contiguous() const { return c_contiguous() || f_contiguous(); }
    Buffer obj() const;           // the buffer, never another view
    std::int64_t length() const;  // of the first dimension; TypeError without dimensions
    const Layout& layout() const { return checked().layout_; }
    std::int64_t offset() const { return checked().layout_.offset; }  // of the first item, from the buffer's start

    // ---- release; a view that goes away releases itself
    void release();  // BufferError while an Export of this view lives
    bool released() const noexcept { return released_; }
    // An outside consumer's request for the memory, answered as CPython answers PyObject_GetBuffer. BufferError.
    Export request(unsigned flags) const;

    // ---- items
    Value get(std::span<const std::int64_t> index) const;
    Value get(std::initializer_list<std::int64_t> index) const { return get(std::span(index.begin(), index.size())); }
    std::span<const std::byte> item_bytes(std::span<const std::int64_t> index) const;
    Value tolist() const;
    Bytes tobytes(Order order = Order::C) const;
    // The same into memory of the caller's. Requires target.size() == nbytes().
    void copy_to(std::span<std::byte> target, Order order = Order::C) const;
    // Of tobytes(). `separator` is one ASCII character or nothing (ValueError); groups count from the right, negative
    // ones from the left.
    std::string hex(std::optional<std::string_view> separator = std::nullopt, std::int64_t group = 1) const;
    std::int64_t find(const Value& value, std::optional<std::int64_t> start = {},
                      std::optional<std::int64_t> stop = {}) const;
    std::int64_t count(const Value& value) const;
    std::size_t hash() const;  // ValueError, TypeError unless read-only bytes of a read-only buffer
    // The bytes themselves. BufferError unless C-contiguous.
    std::span<const std::byte> bytes() const;
    // Typed access: TypeError unless the format is T's and the dimensions are N. See strided_span.hpp.
    template <class T, std::size_t N = 1>
    strided_span<const T, N> as() const;

    // ---- other views of the same bytes
    ReadView slice(const Slice& slice, std::size_t axis = 0) const;
    ReadView select(std::span<const KeyPart> key) const;
    ReadView select(const Subscript& key) const { return select(std::span(key)); }
    // As strict as memoryview: native formats, bytes on one side, C-contiguous.
    ReadView cast(std::string_view format) const;
    ReadView cast(std::string_view format, std::span<const std::int64_t> shape) const;
    ReadView cast(std::string_view format, const Shape& shape) const { return cast(format, std::span(shape)); }
    // Any format, byte orders and records too, of a C-contiguous view; in one dimension unless a shape is given.
    ReadView reinterpret(const Format& format) const;
    ReadView reinterpret(const Format& format, std::span<const std::int64_t> shape) const;
    ReadView transpose() const;                                    // the dimensions reversed
    ReadView transpose(std::span<const std::int64_t> axes) const;  // ValueError unless a permutation
    ReadView flip(std::size_t axis = 0) const;
    ReadView reshape(std::span<const std::int64_t> shape) const;  // ValueError where that needs a copy
    // `offset` counts from this view's first item. ValueError if an item would leave the buffer by a byte.
    ReadView as_strided(const Format& format, std::span<const std::int64_t> shape,
                        std::span<const std::int64_t> strides, std::int64_t offset = 0) const;
    // One field of every record, by name ("box", or "f1" for the second without a name) or by position. A sub-array
    // adds its dimensions. ValueError if there is no such field.
    ReadView field(std::string_view name) const;
    ReadView field(std::size_t position) const;
    ReadView toreadonly() const;

    // ---- from bytes to items and back; byte offsets count from the buffer's start
    std::optional<Index> locate(std::int64_t byte_offset) const;
    std::vector<ByteRange> byte_ranges() const;
    std::vector<ByteRange> byte_ranges(const Rect& rect) const;
    // The bytes in C order as runs of memory, for writev and sendmsg. They are valid while this view lives.
    std::vector<iovec> iovecs() const;

    // v == w of memoryview. Released views equal only themselves; formats that struct does not know are unequal.
    friend bool equal(const ReadView& a, const ReadView& b);
    friend class ItemComparison;

protected:
    ReadView(BufferPin pin, Format format, Layout layout);

    const ReadView& checked() const {
        if (released_) [[unlikely]]
            refuse_released();
        return *this;
    }
    [[noreturn]] static void refuse_released();
    void check_readable() const;  // not released, and the format parses
    void refuse_indirect(const char* what) const;
    std::byte* address(std::span<const std::int64_t> index) const;
    // Where no item is left the offset may be anywhere, as memoryview's is: it is not followed.
    std::byte* first() const { return item_count(layout_) == 0 ? base_ : base_ + layout_.offset; }
    ReadView with(Format format, Layout layout) const;
    ReadView cast_to(std::string_view format, const std::span<const std::int64_t>* shape) const;
    void move_items(std::size_t axis, std::int64_t distance);
    void narrow(const Slice& slice, std::size_t axis);
    void narrow(std::size_t axis, SliceRange range);
    void drop(std::size_t axis, std::int64_t index);
    void copy_indirect(std::span<std::byte> target, Order order) const;
    bool shares_bytes(const ReadView& other) const;
    void overwrite(const ReadView& source) const;

    BufferPin pin_;
    std::byte* base_;  // what offsets count from: the buffer's bytes, or the block that a suboffset led to
    Format format_;
    Layout layout_;
    std::shared_ptr<const Strides> suboffsets_;
    ExportCount exports_;
    bool readonly_ = false;
    bool released_ = false;
};

class View : public ReadView {
public:
    static View of(const Buffer& buffer) { return View(ReadView::of(buffer)); }

    // ---- writing: TypeError if the view is read-only
    void set(std::span<const std::int64_t> index, const Value& value) const;
    void set(std::initializer_list<std::int64_t> index, const Value& value) const {
        set(std::span(index.begin(), index.size()), value);
    }
    // view[...] = source, as if through a temporary copy. ValueError unless formats and shapes are equal.
    void assign(const ReadView& source) const;
    void assign(std::span<const KeyPart> key, const ReadView& source) const;
    void assign(const Subscript& key, const ReadView& source) const { assign(std::span(key), source); }
    std::span<std::byte> mutable_bytes() const;  // BufferError unless C-contiguous
    template <class T, std::size_t N = 1>
    strided_span<T, N> as() const;

    // ---- as in ReadView
    View slice(const Slice& slice, std::size_t axis = 0) const {
        View result(*this);  // without the move that View(ReadView) costs: this is the hot one
        result.narrow(slice, axis);
        return result;
    }
    View select(std::span<const KeyPart> key) const { return View(ReadView::select(key)); }
    View select(const Subscript& key) const { return View(ReadView::select(key)); }
    View cast(std::string_view format) const { return View(ReadView::cast(format)); }
    View cast(std::string_view format, std::span<const std::int64_t> shape) const {
        return View(ReadView::cast(format, shape));
    }
    View cast(std::string_view format, const Shape& shape) const { return View(ReadView::cast(format, shape)); }
    View reinterpret(const Format& format) const { return View(ReadView::reinterpret(format)); }
    View reinterpret(const Format& format, std::span<const std::int64_t> shape) const {
        return View(ReadView::reinterpret(format, shape));
    }
    View transpose() const { return View(ReadView::transpose()); }
    View transpose(std::span<const std::int64_t> axes) const { return View(ReadView::transpose(axes)); }
    View flip(std::size_t axis = 0) const { return View(ReadView::flip(axis)); }
    View reshape(std::span<const std::int64_t> shape) const { return View(ReadView::reshape(shape)); }
    View as_strided(const Format& format, std::span<const std::int64_t> shape, std::span<const std::int64_t> strides,
                    std::int64_t offset = 0) const {
        return View(ReadView::as_strided(format, shape, strides, offset));
    }
    View field(std::string_view name) const { return View(ReadView::field(name)); }
    View field(std::size_t position) const { return View(ReadView::field(position)); }
    View toreadonly() const { return View(ReadView::toreadonly()); }

private:
    explicit View(ReadView&& view) : ReadView(std::move(view)) {}
    void check_writable() const;
};

}  // namespace byteprism
