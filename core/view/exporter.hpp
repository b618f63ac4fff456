// Exporters: buffers that say more about themselves than "bytes".
//
//     std::array<std::int32_t, 6> numbers{};
//     const View matrix = View::of(borrow_array(std::span(numbers), {2, 3}));     // 'i', shape (2, 3)
//
// View::of(buffer) starts from what the exporter says.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include "core/memory/buffer.hpp"
#include "core/view/export.hpp"

namespace byteprism {

// What is left out: format 'B', offset 0, C strides, one dimension as long as fits, the format's own itemsize (needed
// only where the format does not parse, or to add padding after a PEP 3118 record).
struct ExporterLayout {
    std::string format = "B";
    std::optional<std::vector<std::int64_t>> shape;
    std::optional<std::vector<std::int64_t>> strides;
    std::int64_t offset = 0;
    std::optional<std::int64_t> itemsize;
};

// The buffer's bytes seen through that layout; its size is fixed from now on. ValueError if an item would lie outside
// the bytes. Requires that no view of the buffer lives.
Buffer exporter(Buffer bytes, const ExporterLayout& layout);

// Dimension 0 is a table of pointers to the blocks, each of which holds the inner dimensions in C order from byte
// `suboffset` on: how PIL keeps images. The blocks are kept alive.
Buffer pointer_table(std::vector<Buffer> blocks, const std::string& format, std::span<const std::int64_t> shape,
                     std::int64_t suboffset = 0, Access access = Access::ReadWrite);

// An outside consumer's request to the buffer itself; laxer than one to a view, as those of bytes and bytearray are.
Export request(const Buffer& buffer, unsigned flags);

// The struct character of a C++ number type.
template <class T>
constexpr char format_code() {
    using U = std::remove_cv_t<T>;
    if constexpr (std::is_same_v<U, bool>)
        return '?';
    else if constexpr (std::is_same_v<U, char>)
        return 'c';
    else if constexpr (std::is_same_v<U, float>)
        return 'f';
    else if constexpr (std::is_same_v<U, double>)
        return 'd';
    else if constexpr (std::is_same_v<U, std::byte>)
        return 'B';
    else {
        static_assert(std::is_integral_v<U>, "no format for this type");
        constexpr char letters[] = "bBhHiIlL";
        constexpr int size = sizeof(U) == 1 ? 0 : sizeof(U) == 2 ? 2 : sizeof(U) == 4 ? 4 : 6;
        return letters[size + (std::is_unsigned_v<U> ? 1 : 0)];
    }
}

// The caller's array, not copied: it must outlive the buffer and every view of it. A shape may be given; const makes
// the buffer read-only.
template <class T>
Buffer borrow_array(std::span<T> items, std::optional<std::vector<std::int64_t>> shape = std::nullopt) {
    ExporterLayout layout{
        .format = {format_code<T>()}, .shape = std::move(shape), .strides = {}, .offset = 0, .itemsize = {}};
    if constexpr (std::is_const_v<T>)
        return exporter(Buffer::borrow(std::as_bytes(items)), layout);
    else
        return exporter(Buffer::borrow(std::as_writable_bytes(items)), layout);
}

// A copy of the array, which the buffer owns.
template <class T>
Buffer copy_array(std::span<T> items, std::optional<std::vector<std::int64_t>> shape = std::nullopt) {
    return exporter(
        Buffer::copy_of(std::as_bytes(items)),
        {.format = {format_code<T>()}, .shape = std::move(shape), .strides = {}, .offset = 0, .itemsize = {}});
}

}  // namespace byteprism
