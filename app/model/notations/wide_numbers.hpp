// Whole numbers that the struct module does not know: of 128 bits, and of as many bytes as they need.
#pragma once

#include "app/model/notations/notation.hpp"

namespace byteprism {

template <ByteOrder order>
std::optional<Reading> read_u128(std::span<const std::byte> bytes, const NotationContext& context);
template <ByteOrder order>
std::vector<std::byte> write_u128(std::string_view text, const NotationContext& context);
template <ByteOrder order>
std::optional<Reading> read_i128(std::span<const std::byte> bytes, const NotationContext& context);
template <ByteOrder order>
std::vector<std::byte> write_i128(std::string_view text, const NotationContext& context);

template <bool has_sign>
std::optional<Reading> read_leb128(std::span<const std::byte> bytes, const NotationContext& context);
template <bool has_sign>
std::vector<std::byte> write_leb128(std::string_view text, const NotationContext& context);

}  // namespace byteprism
