#include "app/ui/hex/cell_entry.hpp"

#include <array>
#include <cmath>
#include <utility>

#include "core/error.hpp"

namespace byteprism {

void CellEntry::open(const HexFrame& frame, With with) {
    const ByteRange cell = frame.rows.cell_of(frame.sheet.cursor.offset, frame.columns.cell_bytes);
    if (cell.length != frame.columns.cell_bytes || cell.end() > frame.document.size()) return;
    sheet_ = frame.sheet.id;
    cell_ = cell;
    std::array<char, cell_text_limit> text{};
    std::size_t length = 0;
    if (with == With::Value) {
        const auto bytes = frame.document.bytes().subspan(static_cast<std::size_t>(cell.offset),
                                                          static_cast<std::size_t>(cell.length));
        length = frame.cell_format.print(bytes, text.data());
    }
    field_.open({text.data(), length});
}

void CellEntry::draw(const HexFrame& frame, Actions& actions) {
    if (!field_.is_open()) return;
    if (sheet_ != frame.sheet.id || !cell_.contains(frame.sheet.cursor.offset)) return field_.close();
    const ImVec2 at = frame.cell(Side::Hex, frame.rows.row_of(cell_.offset), frame.rows.column_of(cell_.offset));
    ImGui::SetCursorScreenPos({at.x - frame.columns.glyph / 2, at.y});
    const float air = std::floor((frame.row_height - ImGui::GetFontSize()) / 2);
    const float width = frame.columns.cell_width(Side::Hex) + 2 * frame.columns.glyph;
    const auto entered = field_.draw("##cell", width, air, frame.colors);
    if (!entered) return;
    try {
        Value value = parse_cell_text(frame.cell_format, *entered);
        actions.push(WriteField{sheet_, cell_.offset, cell_field(frame.cell_format), std::move(value)});
        actions.push(MoveCursor{sheet_, Motion::Right, Extend::No});
        field_.close();
    } catch (const Error& error) {
        field_.refuse(error.what());
    }
}

}  // namespace byteprism
