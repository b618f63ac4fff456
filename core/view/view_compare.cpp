// Comparing views: through the values of their items, never through their bytes.

#include <algorithm>
#include <functional>
#include <string_view>

#include "core/error.hpp"
#include "core/view/pack.hpp"
#include "core/view/view.hpp"
#include "core/view/walk.hpp"

namespace byteprism {
namespace {

bool is_byte_format(char native) { return native == 'c' || native == 'b' || native == 'B'; }

// Formats whose values are equal where their bytes are, and only there.
bool compares_as_bytes(char native) {
    return native != 0 && std::string_view("cbBhHiIlLqQnNP").find(native) != std::string_view::npos;
}

}  // namespace

// Walks two views of one shape side by side.
class ItemComparison {
public:
    ItemComparison(const ReadView& a, const ReadView& b)
        : a_(a),
          b_(b),
          as_bytes_(a.format().native() == b.format().native() && compares_as_bytes(a.format().native())) {}

    bool equal() const { return equal_from(a_.first(), b_.first(), 0); }

private:
    static std::byte* step(const ReadView& view, std::byte* at, std::size_t axis, std::int64_t i) {
        std::byte* item = at + i * view.layout_.axes[axis].stride;
        return view.suboffsets_ != nullptr ? follow(item, (*view.suboffsets_)[axis]) : item;
    }

    bool equal_from(std::byte* x, std::byte* y, std::size_t axis) const {
        if (axis == a_.layout_.ndim()) return equal_items(x, y);
        const std::int64_t count = a_.layout_.axes[axis].count;
        for (std::int64_t i = 0; i < count; ++i) {
            if (!equal_from(step(a_, x, axis, i), step(b_, y, axis, i), axis + 1)) return false;
        }
        return true;
    }

    bool equal_items(const std::byte* x, const std::byte* y) const {
        const auto size_a = static_cast<std::size_t>(a_.layout_.itemsize);
        const auto size_b = static_cast<std::size_t>(b_.layout_.itemsize);
        if (as_bytes_) return std::equal(x, x + size_a, y);
        return byteprism::equal(read_item(a_.format_, {x, size_a}), read_item(b_.format_, {y, size_b}));
    }

    const ReadView& a_;
    const ReadView& b_;
    bool as_bytes_;
};

bool equal(const ReadView& a, const ReadView& b) {
    if (a.released_ || b.released_) return &a == &b;
    const Axes& x = a.layout_.axes;
    const Axes& y = b.layout_.axes;
    if (x.size() != y.size()) return false;
    bool empty = false;
    for (std::size_t i = 0; i < x.size() && !empty; ++i) {
        if (x[i].count != y[i].count) return false;
        empty = x[i].count == 0;
    }
    if (!a.format_.plain() || !b.format_.plain()) return false;
    return empty || ItemComparison(a, b).equal();
}

std::int64_t ReadView::find(const Value& value, std::optional<std::int64_t> start,
                            std::optional<std::int64_t> stop) const {
    check_readable();
    if (layout_.ndim() != 1)
        throw TypeError("find needs a view of one dimension, not of " + std::to_string(layout_.ndim()));
    const std::int64_t count = layout_.axes[0].count;
    const auto from_end = [&](std::int64_t position) {
        return position < 0 ? std::max<std::int64_t>(position + count, 0) : position;
    };
    const std::int64_t end = std::min(from_end(stop.value_or(count)), count);
    for (std::int64_t i = from_end(start.value_or(0)); i < end; ++i) {
        if (byteprism::equal(read_item(format_, item_bytes({&i, 1})), value)) return i;
    }
    throw ValueError("memoryview.index(x): x not found: " + repr(value));
}

std::int64_t ReadView::count(const Value& value) const {
    check_readable();
    if (layout_.ndim() != 1)
        throw TypeError("count needs a view of one dimension, not of " + std::to_string(layout_.ndim()));
    std::int64_t total = 0;
    for (std::int64_t i = 0; i < layout_.axes[0].count; ++i) {
        if (byteprism::equal(read_item(format_, item_bytes({&i, 1})), value)) ++total;
    }
    return total;
}

std::size_t ReadView::hash() const {
    if (!checked().readonly_) throw ValueError("cannot hash writable memoryview object");
    if (!is_byte_format(format_.native())) {
        throw ValueError("memoryview: hashing is restricted to formats 'B', 'b' or 'c', not '" + format_.text() + "'");
    }
    if (!pin_.readonly()) throw TypeError("unhashable: the buffer behind this read-only view can change");
    const Bytes bytes = tobytes();
    const std::string_view text(static_cast<const char*>(static_cast<const void*>(bytes.data())), bytes.size());
    return std::hash<std::string_view>()(text);
}

}  // namespace byteprism
