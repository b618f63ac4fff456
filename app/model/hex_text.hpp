// Bytes as hexadecimal text, and back.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace byteprism {

// "42 4d 36", in lower case.
std::string hex_text(std::span<const std::byte> bytes, std::string_view between = " ");

// Digits in pairs; white space, commas, 0x and \x between them. Throws ValueError, with the column from 1, for
// anything else and for an odd number of digits.
std::vector<std::byte> parse_hex(std::string_view text);

}  // namespace byteprism
