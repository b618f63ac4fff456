// Whole numbers of 1 to 8 bytes in either order, for notations that are made of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/view/format.hpp"

namespace byteprism {

inline std::uint64_t integer_of(std::span<const std::byte> bytes, ByteOrder order) {
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const std::size_t at = order == ByteOrder::Big ? i : bytes.size() - 1 - i;
        number = number << 8 | std::to_integer<std::uint64_t>(bytes[at]);
    }
    return number;
}

inline std::vector<std::byte> bytes_of(std::uint64_t number, std::size_t size, ByteOrder order) {
    std::vector<std::byte> bytes(size);
    for (std::size_t i = 0; i < size; ++i, number >>= 8) {
        bytes[order == ByteOrder::Big ? size - 1 - i : i] = static_cast<std::byte>(number & 0xff);
    }
    return bytes;
}

}  // namespace byteprism
