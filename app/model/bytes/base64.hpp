// Base64 of RFC 4648, with padding.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace byteprism {

std::string base64_text(std::span<const std::byte> bytes);
// White space is skipped, the URL-safe letters are taken too, padding may be left out. Throws ValueError with the
// column for anything else, and for a length that no bytes have.
std::vector<std::byte> parse_base64(std::string_view text);

}  // namespace byteprism
