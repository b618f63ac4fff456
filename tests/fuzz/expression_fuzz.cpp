// Any text as an expression over a small buffer. What it gives must lie inside the buffer.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/memory/buffer.hpp"
#include "core/view/expression.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace byteprism;
    static const Buffer buffer =
        Buffer::copy_of(std::as_bytes(std::span("forty-seven bytes, so that little divides them")));
    const std::string_view text(static_cast<const char*>(static_cast<const void*>(data)), size);
    try {
        const Evaluated got = Expression::parse(text).evaluate(ReadView::of(buffer));
        if (const auto* view = std::get_if<ReadView>(&got.result)) {
            const ByteRange range = bounds(view->layout());
            if (!range.empty() && (range.offset < 0 || range.end() > static_cast<std::int64_t>(buffer.size())))
                std::abort();
            // A shape (many, 0) has no items, but a list of many empty lists.
            const bool few = std::ranges::all_of(view->layout().axes, [](Axis axis) { return axis.count <= 1 << 12; });
            if (few && view->nbytes() <= 1 << 16 && item_count(view->layout()) <= 1 << 12) {
                view->tobytes(Order::F);
                view->byte_ranges();
                view->locate(5);
                if (!view->format().error()) view->tolist();
            }
        } else {
            repr(std::get<Value>(got.result));
        }
    } catch (const ExpressionError& error) {
        if (error.column > size) std::abort();
    } catch (const ValueError&) {
        // Items that are no text.
    }
    return 0;
}
