// The bytes that commands work on: a selection, also a strided one, or the byte under the cursor.
#pragma once

#include <cstdint>
#include <string>

#include "app/model/document/document.hpp"
#include "app/model/sheet.hpp"
#include "core/view/layout.hpp"
#include "core/view/value.hpp"

namespace byteprism {

// As many bytes at most are taken out and changed at once.
inline constexpr std::int64_t most_target_bytes = std::int64_t{256} << 20;

// Throws ValueError, with the numbers, if the target is larger. `what` is not possible then: "XOR".
Layout bounded_target(const Sheet& sheet, const Document& document, const std::string& what,
                      std::int64_t most = most_target_bytes);
// The items in C order. Requires a layout inside the document.
Bytes bytes_of(const Document& document, const Layout& items);
// "16 bytes from 0x10 (16) on", "16 bytes, strided, from 0x10 (16) on".
std::string target_text(const Layout& items, const Document& document);

}  // namespace byteprism
