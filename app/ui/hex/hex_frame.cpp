#include "app/ui/hex/hex_frame.hpp"

#include <algorithm>
#include <cmath>

namespace byteprism {
namespace {

HexColumns columns_of(const Sheet& sheet, const Document& document, const CellFormat& cells, float glyph) {
    const HexSettings& hex = sheet.hex;
    const auto base = static_cast<std::int64_t>(document.base_address());
    // Distances have a sign.
    const int digits = hex.offsets_from ? 1 + offset_digits(document.size(), hex.offset_digits)
                                        : offset_digits(document.size() + base, hex.offset_digits);
    return {.glyph = glyph,
            .columns = rows_of(hex, document.size()).columns,
            .offset_digits = digits,
            .cell_bytes = cells.bytes,
            .cell_characters = cells.characters,
            .group = hex.group};
}

const CellFormat& cells_of(const HexSettings& hex) {
    const CellFormat* const found = find_cell_format(hex.cells);
    return found == nullptr ? cell_formats().front() : *found;
}

}  // namespace

std::int64_t HexFrame::end_row() const {
    const auto in_sight = static_cast<std::int64_t>(std::ceil((view_to.y - cells.y) / row_height));
    return std::min(first_row + std::clamp<std::int64_t>(in_sight, 0, visible_rows + 2), rows.count());
}

RowBar HexFrame::pan_bar() const {
    const float room = view_to.x - view_from.x;
    return {static_cast<std::int64_t>(columns.width()), static_cast<std::int64_t>(room), room, 2 * bar_width};
}

HexFrame lay_out_hex(const Sheet& sheet, const Document& document, const Colors& colors, const MonoFace& face,
                     ImVec2 from, ImVec2 room) {
    const float font_size = ImGui::GetFontSize();
    const CellFormat& cells = cells_of(sheet.hex);
    HexFrame frame{.sheet = sheet,
                   .document = document,
                   .colors = colors,
                   .face = face,
                   .cell_format = cells,
                   .rows = rows_of(sheet.hex, document.size()),
                   .columns = columns_of(sheet, document, cells, face.advance())};
    frame.row_height = std::floor(font_size * 1.35f);
    frame.bar_width = std::floor(font_size * 0.9f);
    frame.view_from = {std::floor(from.x), std::floor(from.y)};
    frame.view_to = {std::floor(from.x + std::max(1.0f, room.x - frame.bar_width)), std::floor(from.y + room.y)};
    if (frame.pan_bar().needed()) frame.view_to.y -= frame.bar_width;
    frame.header_height = std::floor(font_size * 1.4f);
    frame.cells = {frame.view_from.x, frame.rows_top()};
    frame.columns_that_fit = columns_that_fit(frame.columns, frame.view_to.x - frame.view_from.x);
    frame.visible_rows = rows_that_fit(frame.view_to.y - frame.rows_top(), frame.row_height);
    // The cursor may stand behind the last byte, in a row of its own.
    const HexRows reach = rows_of(sheet.hex, std::max(document.size(), sheet.cursor.offset + 1));
    frame.first_row = std::clamp<std::int64_t>(sheet.hex.first_row, 0, reach.last_first_row(frame.visible_rows));
    return frame;
}

}  // namespace byteprism
