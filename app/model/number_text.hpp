// Numbers as people type and paste them, and numbers and offsets as the program shows them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace byteprism {

// 0x1F, 1Fh, $1F, 31, 1_000, 4K (K M G T: powers of 1024), -5. Throws ValueError saying what was expected.
std::int64_t parse_number(std::string_view text);

// "3,355,443".
std::string grouped_text(std::int64_t number);
// "0x36".
std::string address_text(std::uint64_t number);
// "0x36 (54)".
std::string offset_text(std::int64_t offset);
// "3.2 MiB (3,355,443 bytes)"; "12 bytes" below 1 KiB.
std::string size_text(std::int64_t bytes);
// "1.2 MiB".
std::string short_size_text(std::int64_t bytes);

}  // namespace byteprism
