// Numbers and offsets as people type and paste them, and as the program shows them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace byteprism {

// What words and signs in an offset refer to.
struct OffsetContext {
    std::int64_t cursor = 0;
    std::int64_t size = 0;
    std::int64_t base =
        0;  // the address of the first byte: a number that is an address in the document means that byte
};

// 0x1F, 1Fh, $1F, 31, 1_000, 4K (K M G T: powers of 1024), -5. Throws ValueError saying what was expected.
std::int64_t parse_number(std::string_view text);

// A place in the document: a number, or +N / -N from the cursor, or `end`, `end-N`, `start+N`; terms add up. Throws
// ValueError if it does not parse or lies outside 0 ... size.
std::int64_t parse_offset(std::string_view text, const OffsetContext& context);

// "0x36".
std::string address_text(std::uint64_t number);
// "0x36 (54)".
std::string offset_text(std::int64_t offset);
// "3.2 MiB (3,355,443 bytes)"; "12 bytes" below 1 KiB.
std::string size_text(std::int64_t bytes);
// "1.2 MiB".
std::string short_size_text(std::int64_t bytes);

}  // namespace byteprism
