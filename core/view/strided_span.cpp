#include "core/view/strided_span.hpp"

#include <string>
#include <string_view>

namespace byteprism::detail {
namespace {

char sort_of_code(char code) {
    if (std::string_view("bhilqn").find(code) != std::string_view::npos) return 'i';
    if (std::string_view("BHILQNP?").find(code) != std::string_view::npos) return 'u';
    if (code == 'f' || code == 'd') return 'f';
    return 0;
}

bool matches(const Format& format, char sort, std::size_t size) {
    if (!format.bare() || format.fields().size() != 1) return false;
    const Field& field = format.fields()[0];
    if (field.unit != static_cast<std::int64_t>(size) || field.size != field.unit || !field.shape.empty()) return false;
    if (sort == 'c') return size == 1 && std::string_view("cbB?s").find(field.code[0]) != std::string_view::npos;
    return sort_of_code(field.code[0]) == sort && (size == 1 || field.order == ByteOrder::Little);
}

}  // namespace

void check_items(const ReadView& view, char sort, std::size_t size, std::size_t ndim) {
    if (!matches(view.format(), sort, size) || view.itemsize() != static_cast<std::int64_t>(size)) {
        const char* kind = sort == 'i'   ? "signed integers"
                           : sort == 'u' ? "unsigned integers"
                           : sort == 'f' ? "floats"
                                         : "bytes";
        throw TypeError("items of format '" + view.format().text() + "' are no " + std::to_string(size) + "-byte " +
                        kind + " in this machine's byte order");
    }
    if (view.ndim() != ndim) {
        throw TypeError("a view of " + std::to_string(view.ndim()) + " dimensions is no span of " +
                        std::to_string(ndim));
    }
    if (!view.suboffsets().empty()) throw BufferError("a span needs items at fixed distances, not behind pointers");
}

void check_alignment(const ReadView& view, const std::byte* first, std::size_t size) {
    const auto multiple = [&](std::int64_t number) { return number % static_cast<std::int64_t>(size) == 0; };
    bool aligned = multiple(static_cast<std::int64_t>(reinterpret_cast<std::uintptr_t>(first) % size));
    for (const Axis& axis : view.layout().axes) aligned &= axis.count < 2 || multiple(axis.stride);
    if (!aligned) {
        throw BufferError("items of " + std::to_string(size) + " bytes from offset " + std::to_string(view.offset()) +
                          " on are not at multiples of their size");
    }
}

}  // namespace byteprism::detail
