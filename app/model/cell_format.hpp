// CellFormat: what a cell of the hex grid says of its bytes: digits of some base, or a number. One table; a new one is
// one row.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "core/view/format.hpp"
#include "core/view/value.hpp"

namespace byteprism {

struct CellFormat {
    // How it is typed into: a digit at a time where it stands, or as a whole.
    enum class Typing { HexDigits, Bits, Octal, Number };

    std::string_view name;   // as commands and saved settings say it
    std::string_view title;  // as lists show it
    int bytes;               // of a cell
    int characters;          // of its widest value
    Typing typing;
    std::string_view format;                                           // of the value, as core/view/format.hpp has them
    std::size_t (*print)(std::span<const std::byte> bytes, char* to);  // its characters: at most cell_text_limit
};
inline constexpr std::size_t cell_text_limit = 32;

std::span<const CellFormat> cell_formats();
// Null: there is none of that name.
const CellFormat* find_cell_format(std::string_view name);

// The field that a cell is, at the start of a record.
Field cell_field(const CellFormat& format);
// The value that is typed into a cell as a whole. Throws Error, with the numbers, if it is none or does not fit.
Value parse_cell_text(const CellFormat& format, std::string_view text);

}  // namespace byteprism
