#include "app/ui/hex/cell_entry.hpp"

#include <array>
#include <cmath>

#include "app/ui/imgui_glue.hpp"
#include "core/error.hpp"

namespace byteprism {

void CellEntry::open(const HexFrame& frame, With with) {
    const ByteRange cell = frame.rows.cell_of(frame.sheet.cursor.offset, frame.columns.cell_bytes);
    if (cell.length != frame.columns.cell_bytes || cell.end() > frame.document.size()) return;
    entry_.emplace(Entry{frame.sheet.id, cell});
    std::array<char, cell_text_limit> text{};
    std::size_t length = 0;
    if (with == With::Value) {
        const auto bytes = frame.document.bytes().subspan(static_cast<std::size_t>(cell.offset),
                                                          static_cast<std::size_t>(cell.length));
        length = frame.cell_format.print(bytes, text.data());
    }
    entry_->field.reset({text.data(), length});
}

void CellEntry::draw(const HexFrame& frame, Actions& actions) {
    const Cursor& cursor = frame.sheet.cursor;
    if (!entry_) return;
    if (entry_->sheet != frame.sheet.id || !entry_->cell.contains(cursor.offset)) return entry_.reset();
    const std::int64_t row = frame.rows.row_of(entry_->cell.offset);
    const int column = frame.rows.column_of(entry_->cell.offset);
    const ImVec2 cell = frame.cell(Side::Hex, row, column);
    const float glyph = frame.columns.glyph;
    const float padding = std::floor((frame.row_height - ImGui::GetFontSize()) / 2);
    ImGui::SetCursorScreenPos({cell.x - glyph / 2, cell.y});
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {glyph / 2, padding});
    const float width = frame.columns.cell_width(Side::Hex) + 2 * glyph;
    if (entry_->field.draw("##cell", "", width)) entry_->refusal.clear();
    ImGui::PopStyleVar();
    refusal_box(entry_->refusal, frame.colors);
    const bool left = entry_->was_active && !entry_->field.active();
    entry_->was_active = entry_->field.active();
    if (left && glue::pressed(ImGuiKey_Enter)) {
        commit(frame, actions);
    } else if (left) {
        entry_.reset();  // by Escape, or by a click elsewhere
    }
}

void CellEntry::commit(const HexFrame& frame, Actions& actions) {
    try {
        Value value = parse_cell_text(frame.cell_format, entry_->field.text());
        actions.push(WriteField{entry_->sheet, entry_->cell.offset, cell_field(frame.cell_format), std::move(value)});
        actions.push(MoveCursor{entry_->sheet, Motion::Right, Extend::No});
        entry_.reset();
    } catch (const Error& error) {
        entry_->refusal = error.what();
        entry_->field.take_keyboard();
        entry_->was_active = false;
    }
}

}  // namespace byteprism
