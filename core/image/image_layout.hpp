// ImageLayout: the address of every group of pixels, as arithmetic that never touches the bytes.
//
// A group lies at the plane's offset, plus what its column adds, plus what its row adds. Each of the two sums is a
// mixed-radix number: the index is taken apart into digits, each with a stride of its own. One digit is the plain
// case; tiles, Morton order and pictures beside each other are more digits of the same kind.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "core/image/inline_list.hpp"
#include "core/image/pixel_format.hpp"

namespace byteprism {

// index / span steps of `stride` bytes; the rest of the index belongs to the digit after this one.
struct AddressDigit {
    std::int64_t span = 1;
    std::int64_t stride = 0;
};

constexpr std::size_t max_address_digits = 16;
// From the slowest to the fastest, whose span is 1. A span need not divide the one before it: the last step is then
// not taken to its end.
using AddressDigits = InlineList<AddressDigit, max_address_digits>;

inline std::int64_t address_of(const AddressDigits& digits, std::int64_t index) {
    std::int64_t address = 0;
    for (std::size_t i = 0; i + 1 < digits.size(); ++i) {
        address += index / digits[i].span * digits[i].stride;
        index %= digits[i].span;
    }
    return address + index * digits.back().stride;
}

// How many indices from `index` on lie one stride of the fastest digit after each other. Requires 0 <= index < count.
inline std::int64_t linear_run(const AddressDigits& digits, std::int64_t index, std::int64_t count) {
    std::int64_t run = count - index;
    for (std::size_t i = 0; i + 1 < digits.size(); ++i) {
        index %= digits[i].span;
        run = run < digits[i].span - index ? run : digits[i].span - index;
    }
    return run;
}

// Columns and rows count groups.
struct PlaneLayout {
    std::int64_t offset = 0;  // of the first byte of the group at the top left
    std::int64_t columns = 0;
    std::int64_t rows = 0;
    AddressDigits x;  // of a column
    AddressDigits y;  // of a row
};

// All sizes and addresses keep to 62 bits, so that arithmetic on them does not overflow; parts may well lie outside of
// a buffer, also before its start.
struct ImageLayout {
    std::int64_t width = 0;
    std::int64_t height = 0;
    std::int64_t frame_bytes = 0;  // from the first byte of a picture to that of the next one with no gap between them
    std::array<PlaneLayout, max_planes> planes{};
};

// Of the first byte of a row of groups; columns add to it.
inline std::int64_t row_offset(const PlaneLayout& plane, std::int64_t row) {
    return plane.offset + address_of(plane.y, row);
}

}  // namespace byteprism
