// HexSettings: how the hex grid of a sheet is set up, as plain data, and the rows that follow from it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "app/model/hex_rows.hpp"
#include "core/memory/byte_range.hpp"
#include "core/view/layout.hpp"

namespace byteprism {

enum class OffsetDigits { Hex, Decimal };

struct HexSettings {
    static constexpr int most_columns = 4096;

    std::optional<int> columns;              // bytes in a row; nothing: as many as fit
    std::optional<std::int64_t> row_stride;  // bytes from one row to the next; nothing: no gap
    std::int64_t start = 0;                  // a byte that a row begins with; the rows before it fall into line
    int group = 8;                           // bytes between two wide gaps; 1: there are none
    std::string cells = "hex";               // of cell_format.hpp
    std::string encoding = "ASCII";          // of the text column, of core/view/text_encoding.hpp
    OffsetDigits offset_digits = OffsetDigits::Hex;
    std::optional<std::int64_t> offsets_from;  // offsets are distances from this byte; nothing: they are absolute

    // Where the window is. The panel reports the last two.
    std::int64_t first_row = 0;
    std::int64_t visible_rows = 16;  // whole ones
    int columns_that_fit = 16;

    bool operator==(const HexSettings&) const = default;
};

// ValueError, with the numbers, for what no grid can be set up as.
void check(const HexSettings& hex);

HexRows rows_of(const HexSettings& hex, std::int64_t size);
// Bytes of a cell on the side of the digits.
int cell_bytes(const HexSettings& hex);

// The bytes of the rows in the window, a part of one more included.
ByteRange bytes_in_sight(const HexSettings& hex, std::int64_t size);
// The first row to show so that the byte is in sight: unchanged when it already is, otherwise as near as possible.
std::int64_t row_to_reveal(const HexSettings& hex, std::int64_t offset);

// The grid whose rows begin at `start`, each of so many bytes, or as many of them as a row can have. ValueError if that
// is not possible.
HexSettings with_rows(HexSettings hex, std::int64_t start, std::int64_t length, std::int64_t stride);
// The grid in which a row is an item of an axis of the layout: of the first axis whose items are short enough for a
// row. ValueError if there is no item.
HexSettings aligned_to(HexSettings hex, const Layout& layout);

}  // namespace byteprism
