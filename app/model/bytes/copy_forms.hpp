// The forms in which bytes are copied to other programs. One row of the table is one form.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "app/model/sheet.hpp"
#include "core/view/format.hpp"
#include "core/view/layout.hpp"
#include "core/view/text_encoding.hpp"

namespace byteprism {

// Bytes with where they lie: some forms say that, and not the bytes.
struct Copied {
    std::span<const std::byte> bytes;  // in C order
    Layout items;
    Format format;                 // of an item
    const TextEncoding& encoding;  // of the text column
};

// The bytes of the view that the sheet looks at have its format, others are single ones.
Copied copied_of(const Sheet& sheet, const Layout& items, std::span<const std::byte> bytes);

struct CopyForm {
    std::string_view name;
    std::string_view title;
    std::string (*write)(const Copied& copied);  // throws ValueError if the form has no words for it
};

std::span<const CopyForm> copy_forms();
// Throws ValueError, which names the forms there are.
const CopyForm& copy_form(std::string_view name);

}  // namespace byteprism
