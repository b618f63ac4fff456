// Views made from views: none copies a byte.

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <utility>

#include "core/error.hpp"
#include "core/view/element.hpp"
#include "core/view/format_print.hpp"
#include "core/view/view.hpp"
#include "core/view/walk.hpp"

namespace byteprism {
namespace {

bool is_byte_format(const Format& format) {
    const char code = format.native();
    return code == 'c' || code == 'b' || code == 'B';
}

// One count may be -1: as many as fit.
Shape inferred(std::span<const std::int64_t> shape, std::int64_t items) {
    Shape result(shape);
    const auto unknown = std::ranges::find(result, -1);
    if (unknown == result.end()) return result;
    std::int64_t others = 1;
    for (auto it = result.begin(); it != result.end(); ++it) {
        if (it != unknown && __builtin_mul_overflow(others, *it, &others)) others = 0;
    }
    if (others <= 0 || items % others != 0) {
        throw ValueError("no count for -1 in shape " + shape_text(shape) + " makes " + std::to_string(items) +
                         " items");
    }
    *unknown = items / others;
    return result;
}

std::string size_difference(std::span<const std::int64_t> shape, std::int64_t itemsize, std::int64_t bytes) {
    return "product(shape) * itemsize != buffer size: shape " + shape_text(shape) + " of " + std::to_string(itemsize) +
           "-byte items for " + std::to_string(bytes) + " bytes";
}

}  // namespace

// ---- slices

// Where the items of `axis` start moves by `distance` bytes: in the last pointer's suboffset before the axis, if the
// items are behind one.
void ReadView::move_items(std::size_t axis, std::int64_t distance) {
    if (suboffsets_ != nullptr) {
        for (std::size_t i = axis; i-- > 0;) {
            if ((*suboffsets_)[i] < 0) continue;
            Strides moved = *suboffsets_;
            moved[i] += distance;
            suboffsets_ = std::make_shared<const Strides>(std::move(moved));
            return;
        }
    }
    layout_.offset = wrapping_sum(layout_.offset, distance);
}

void ReadView::narrow(std::size_t axis, SliceRange range) {
    Axis& along = layout_.axes[axis];
    const std::int64_t distance = wrapping_product(range.first, along.stride);
    along = {range.count, wrapping_product(along.stride, range.step)};
    move_items(axis, distance);
}

void ReadView::drop(std::size_t axis, std::int64_t index) {
    move_items(axis, wrapping_product(index, layout_.axes[axis].stride));
    layout_.axes.erase(axis);
    if (suboffsets_ == nullptr) return;
    Strides left = *suboffsets_;
    const std::int64_t suboffset = left[axis];
    left.erase(axis);
    if (suboffset >= 0) {
        if (std::any_of(left.begin(), left.begin() + axis, [](std::int64_t s) { return s >= 0; })) {
            throw BufferError("dimension " + std::to_string(axis + 1) +
                              " of pointers behind pointers cannot be dropped");
        }
        base_ = follow(first(), suboffset);
        layout_.offset = 0;
    }
    const bool direct = std::ranges::all_of(left, [](std::int64_t s) { return s < 0; });
    suboffsets_ = direct ? nullptr : std::make_shared<const Strides>(std::move(left));
}

void ReadView::narrow(const Slice& slice, std::size_t axis) {
    if (axis >= checked().layout_.ndim()) {
        throw TypeError("no dimension " + std::to_string(axis + 1) + " to slice in a view of " +
                        std::to_string(layout_.ndim()));
    }
    narrow(axis, resolve(slice, layout_.axes[axis].count));
}

ReadView ReadView::slice(const Slice& slice, std::size_t axis) const {
    ReadView result(*this);
    result.narrow(slice, axis);
    return result;
}

ReadView ReadView::select(std::span<const KeyPart> key) const {
    checked();
    const auto is_ellipsis = [](const KeyPart& part) { return std::holds_alternative<Ellipsis>(part); };
    const auto ellipses = static_cast<std::size_t>(std::ranges::count_if(key, is_ellipsis));
    if (ellipses > 1) throw IndexError("an index can only have a single ellipsis ('...')");
    const std::size_t named = key.size() - ellipses;
    if (named > layout_.ndim()) {
        throw TypeError("cannot index " + std::to_string(layout_.ndim()) + "-dimension view with " +
                        std::to_string(named) + "-element tuple");
    }
    ReadView result(*this);
    std::size_t axis = 0;
    for (const KeyPart& part : key) {
        if (is_ellipsis(part)) {
            axis += layout_.ndim() - named;
        } else if (const auto* slice = std::get_if<Slice>(&part)) {
            result.narrow(axis, resolve(*slice, result.layout_.axes[axis].count));
            ++axis;
        } else {
            const std::int64_t number = std::get<std::int64_t>(part);
            const std::int64_t count = result.layout_.axes[axis].count;
            const std::int64_t index = number < 0 ? number + count : number;
            if (index < 0 || index >= count) {
                throw IndexError("index " + std::to_string(number) + " out of bounds on dimension " +
                                 std::to_string(1 + axis + layout_.ndim() - result.layout_.ndim()) + " of " +
                                 std::to_string(count) + " items");
            }
            result.drop(axis, index);
        }
    }
    return result;
}

// ---- other meanings of the same bytes

ReadView ReadView::cast(std::string_view format) const { return cast_to(format, nullptr); }
ReadView ReadView::cast(std::string_view format, std::span<const std::int64_t> shape) const {
    return cast_to(format, &shape);
}

ReadView ReadView::cast_to(std::string_view text, const std::span<const std::int64_t>* shape) const {
    if (!c_contiguous()) throw TypeError("memoryview: casts are restricted to C-contiguous views");
    const bool one_dimension = layout_.ndim() == 1;
    if ((shape != nullptr || !one_dimension) && item_count(layout_) == 0) {
        throw TypeError("memoryview: cannot cast view with zeros in shape or strides");
    }
    if (shape != nullptr && shape->size() > max_dimensions) {
        throw ValueError("memoryview: number of dimensions must not exceed 64, not " + std::to_string(shape->size()));
    }
    if (shape != nullptr && !one_dimension && shape->size() != 1) {
        throw TypeError("memoryview: cast must be 1D -> ND or ND -> 1D, not " + std::to_string(layout_.ndim()) +
                        "D -> " + std::to_string(shape->size()) + "D");
    }
    const Format format = Format::parse_or_keep(text);
    if (format.native() == 0) {
        throw ValueError(
            "memoryview: destination format must be a native single character format prefixed with an optional '@', "
            "not '" +
            std::string(text.substr(0, 80)) + "'");
    }
    if (!is_byte_format(format_) && !is_byte_format(format)) {
        throw TypeError("memoryview: cannot cast between two non-byte formats, '" + format_.text() + "' and '" +
                        format.text() + "'");
    }
    const std::int64_t bytes = byte_count(layout_);
    const std::int64_t itemsize = format.itemsize();
    if (bytes % itemsize != 0) {
        throw TypeError("memoryview: length is not a multiple of itemsize: " + std::to_string(bytes) +
                        " bytes, items of " + std::to_string(itemsize));
    }
    if (shape == nullptr) return with(format, c_order(std::array{bytes / itemsize}, itemsize, layout_.offset));
    if (std::ranges::any_of(*shape, [](std::int64_t count) { return count <= 0; })) {
        throw ValueError("memoryview.cast(): elements of shape must be integers > 0, not " + shape_text(*shape));
    }
    Layout layout = c_order(*shape, itemsize, layout_.offset);
    if (byte_count(layout) != bytes) throw TypeError("memoryview: " + size_difference(*shape, itemsize, bytes));
    return with(format, std::move(layout));
}

ReadView ReadView::with(Format format, Layout layout) const {
    ReadView result(*this);
    result.format_ = std::move(format);
    result.layout_ = std::move(layout);
    return result;
}

ReadView ReadView::reinterpret(const Format& format) const {
    const std::int64_t itemsize = format.itemsize();
    if (itemsize == 0 && !format.error())
        throw ValueError("format '" + format.text() + "' has no bytes: a shape is needed");
    checked();
    if (itemsize != 0 && byte_count(layout_) % itemsize != 0) {
        throw TypeError("length is not a multiple of itemsize: " + std::to_string(byte_count(layout_)) +
                        " bytes, items of " + std::to_string(itemsize));
    }
    return reinterpret(format, std::array{itemsize == 0 ? 0 : byte_count(layout_) / itemsize});
}

ReadView ReadView::reinterpret(const Format& format, std::span<const std::int64_t> shape) const {
    if (!c_contiguous()) throw TypeError("only the bytes of a C-contiguous view can be read as another format");
    if (format.error()) throw StructError(*format.error());
    const std::int64_t bytes = byte_count(layout_);
    const std::int64_t itemsize = format.itemsize();
    const Shape counts = inferred(shape, itemsize == 0 ? 0 : bytes / itemsize);
    Layout layout = c_order(counts, itemsize, layout_.offset);
    if (byte_count(layout) != bytes) throw TypeError(size_difference(counts, itemsize, bytes));
    return with(format, std::move(layout));
}

ReadView ReadView::as_strided(const Format& format, std::span<const std::int64_t> shape,
                              std::span<const std::int64_t> strides, std::int64_t offset) const {
    refuse_indirect("as_strided");
    if (format.error()) throw StructError(*format.error());
    std::int64_t first = 0;
    if (__builtin_add_overflow(layout_.offset, offset, &first))
        throw ValueError("offset " + std::to_string(offset) + " is beyond 64 bits");
    return with(format,
                checked_layout(shape, strides, format.itemsize(), first, static_cast<std::int64_t>(pin_.size())));
}

ReadView ReadView::field(std::string_view name) const {
    check_readable();
    const std::span<const Field> fields = format_.fields();
    const auto named = std::ranges::find_if(fields, [&](const Field& field) { return field.name == name; });
    if (named != fields.end()) return field(static_cast<std::size_t>(named - fields.begin()));
    std::size_t position = 0;
    const char* end = name.data() + name.size();
    if (name.starts_with('f') &&
        std::from_chars(name.data() + 1, end, position) == std::from_chars_result{end, std::errc()} &&
        position < fields.size() && !fields[position].name) {
        return field(position);
    }
    throw ValueError("format '" + format_.text() + "' has no field '" + std::string(name.substr(0, 80)) + "'");
}

ReadView ReadView::field(std::size_t position) const {
    check_readable();
    if (position >= format_.fields().size()) {
        throw ValueError("format '" + format_.text() + "' has " + std::to_string(format_.fields().size()) +
                         " fields, no field " + std::to_string(position));
    }
    const Field& field = format_.fields()[position];
    if (field.code == "t") throw ValueError("bit fields share their bytes: there is no view of one");
    ReadView result(*this);
    result.format_ = Format::parse(element_format_text(field));
    result.layout_.itemsize = field.unit;
    result.move_items(layout_.ndim(), field.offset);
    const Layout inner = c_order(list_shape(field), field.unit);
    for (const Axis& axis : inner.axes) result.layout_.axes.push_back(axis);
    // An array without items may have any counts beside its 0; together with those of the records they may be too many.
    c_order(shape_of(result.layout_), field.unit);
    if (suboffsets_ != nullptr && inner.ndim() != 0) {
        Strides longer = *result.suboffsets_;
        for (std::size_t i = 0; i < inner.ndim(); ++i) longer.push_back(-1);
        result.suboffsets_ = std::make_shared<const Strides>(std::move(longer));
    }
    return result;
}

// ---- the same items in another arrangement

ReadView ReadView::transpose() const {
    if (checked().suboffsets_ != nullptr) refuse_indirect("transpose");
    return with(format_, transposed(layout_));
}

ReadView ReadView::transpose(std::span<const std::int64_t> axes) const {
    if (checked().suboffsets_ != nullptr) refuse_indirect("transpose");
    return with(format_, transposed(layout_, axes));
}

ReadView ReadView::flip(std::size_t axis) const { return slice({{}, {}, -1}, axis); }

ReadView ReadView::reshape(std::span<const std::int64_t> shape) const {
    if (checked().suboffsets_ != nullptr) refuse_indirect("reshape");
    const Shape counts = inferred(shape, item_count(layout_));
    std::optional<Layout> layout = reshaped(layout_, counts);
    if (!layout) {
        throw ValueError("a view of shape " + shape_text(shape_of(layout_)) + " and strides " +
                         shape_text(strides_of(layout_)) + " cannot have shape " + shape_text(counts) +
                         " without a copy");
    }
    return with(format_, *std::move(layout));
}

ReadView ReadView::toreadonly() const {
    ReadView result(checked());
    result.readonly_ = true;
    return result;
}

}  // namespace byteprism
