#include "app/ui/hex/hex_paint.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>

#include "app/ui/hex/hex_marks.hpp"

namespace byteprism {
namespace {

constexpr Side sides[] = {Side::Hex, Side::Text};

// Columns [from, to) of one side that can be seen.
struct Seen {
    int from, to;
    bool operator==(const Seen&) const = default;
};

// Those of which something may be seen, put into the scratch.
std::span<const Bookmark* const> in_sight(const HexFrame& frame, std::vector<const Bookmark*>& scratch) {
    scratch.clear();
    const ByteRange sight = bytes_in_sight(frame.sheet.hex, frame.document.size());
    for (const Bookmark& bookmark : frame.bookmarks) {
        if (bounds(bookmark.items).overlaps(sight)) scratch.push_back(&bookmark);
    }
    return scratch;
}

std::span<const ByteRange> hits_in_sight(const HexFrame& frame, std::vector<ByteRange>& scratch) {
    if (frame.finding == nullptr) return {};
    frame.finding->hits_in(bytes_in_sight(frame.sheet.hex, frame.document.size()), scratch);
    return scratch;
}

FoundRanges found_in_sight(const HexFrame& frame, HexScratch& scratch) {
    FoundRanges found;
    found.hits = hits_in_sight(frame, scratch.hits);
    scratch.absent.clear();
    if (frame.differences.job == nullptr) return found;
    const ByteRange sight = bytes_in_sight(frame.sheet.hex, frame.document.size());
    frame.differences.job->ranges_in(frame.differences.side, sight, scratch.different);
    for (const ByteRange range : scratch.different) {
        if (range.empty()) scratch.absent.push_back({range.offset, 1});
    }
    std::erase_if(scratch.different, [](ByteRange range) { return range.empty(); });
    found.different = scratch.different;
    found.absent = scratch.absent;
    return found;
}

class Painter {
public:
    Painter(ImDrawList& list, const HexFrame& frame, HexScratch& scratch);

    void offsets();
    void header();
    void empty_notice();
    void rows();
    void cursor();

private:
    float header_text_y() const {
        return frame_.view_from.y + std::floor((frame_.header_height - ImGui::GetFontSize()) / 2);
    }
    Seen& seen(Side side) { return seen_[side == Side::Text ? 1 : 0]; }
    // The part of a row that is in sight and has bytes.
    RowPart part_of(Side side, std::int64_t row);
    int quads(int each_cell, int each_character);
    void row(std::int64_t row);
    void gap(QuadPen& pen, std::int64_t row);
    void cells(QuadPen& pen, RowPart part);
    void characters(QuadPen& pen, RowPart part);
    void cell_text(QuadPen& pen, RowPart part, int column, const CellLook& look, ImU32 ink);
    void character(QuadPen& pen, ImVec2 at, char32_t character, ImU32 ink);
    void text(QuadPen& pen, ImVec2 at, std::string_view text, ImU32 ink);
    void cursor_at(QuadPen& pen, Side side, std::int64_t row, int column);
    void content_at_cursor(QuadPen& pen, Side side, std::int64_t row, int column, ImU32 ink);
    std::string_view offset_text(std::int64_t offset, std::span<char> buffer) const;
    CellLook cell_look(RowPart part, int column) const;

    ImDrawList& list_;
    const HexFrame& frame_;
    HexLook look_;
    HexScratch& scratch_;
    std::int64_t end_row_;
    Seen seen_[2];
    float text_drop_;
    float line_;
};

Painter::Painter(ImDrawList& list, const HexFrame& frame, HexScratch& scratch)
    : list_(list),
      frame_(frame),
      look_(frame.sheet, frame.document, frame.colors, in_sight(frame, scratch.bookmarks),
            scratch.fields.in(bytes_in_sight(frame.sheet.hex, frame.document.size()), frame.sheet, frame.document),
            found_in_sight(frame, scratch)),
      scratch_(scratch),
      end_row_(frame.end_row()),
      line_(hex_line()) {
    const HexColumns& columns = frame.columns;
    for (const Side side : sides) {
        const auto column_at = [&](float x) { return columns.nearest_column(side, x - frame.cells.x); };
        seen(side) = {column_at(frame.cells_left()),
                      std::min(column_at(frame.view_to.x) + columns.bytes_of_cell(side), columns.columns)};
    }
    // The baseline sits so that the line of text is in the middle of its row.
    text_drop_ = std::floor((frame.row_height - ImGui::GetFontSize()) / 2);
    scratch.looks.resize(static_cast<std::size_t>(columns.columns));
    const Seen text = seen(Side::Text);
    scratch.text.follow(frame.sheet, frame.document, frame.rows, {frame.first_row, end_row_, text.from, text.to});
}

RowPart Painter::part_of(Side side, std::int64_t row) {
    const ByteRange bytes = frame_.rows.bytes_of(row);
    const auto lead = static_cast<int>(bytes.empty() ? 0 : bytes.offset - frame_.rows.start_of(row));
    const int from = std::max(seen(side).from, frame_.columns.cell_start(side, lead));
    return {side, row, from, std::max(from, std::min(seen(side).to, lead + static_cast<int>(bytes.length)))};
}

int Painter::quads(int each_cell, int each_character) {
    const auto count = [](Seen seen) { return seen.to - seen.from; };
    return 64 + each_cell * count(seen(Side::Hex)) + each_character * count(seen(Side::Text));
}

void Painter::text(QuadPen& pen, ImVec2 at, std::string_view text, ImU32 ink) {
    for (const char character : text) {
        if (character != ' ') pen.glyph(at, frame_.face[static_cast<unsigned char>(character)], ink);
        at.x += frame_.columns.glyph;
    }
}

// A dot for what is no character, a box for one that the face lacks.
void Painter::character(QuadPen& pen, ImVec2 at, char32_t character, ImU32 ink) {
    if (character == U' ' || character == TextColumn::continued) return;
    if (character < 0x7f) {
        pen.glyph(at, frame_.face[character == TextColumn::none ? '.' : static_cast<unsigned char>(character)], ink);
    } else if (const auto glyph = glue::find_glyph_there(character)) {
        pen.glyph(at, *glyph, ink);
    } else {
        const float size = ImGui::GetFontSize();
        pen.frame({at.x + line_, at.y + std::floor(size * 0.25f)},
                  {at.x + frame_.columns.glyph - line_, at.y + std::floor(size * 0.85f)}, line_, ink);
    }
}

std::string_view Painter::offset_text(std::int64_t offset, std::span<char> buffer) const {
    const HexSettings& hex = frame_.sheet.hex;
    const std::int64_t distance = offset - hex.offsets_from.value_or(0);
    const std::uint64_t number = hex.offsets_from ? static_cast<std::uint64_t>(distance < 0 ? -distance : distance)
                                                  : static_cast<std::uint64_t>(offset) + frame_.document.base_address();
    const auto length = static_cast<std::size_t>(frame_.columns.offset_digits);
    const std::uint64_t base = hex.offset_digits == OffsetDigits::Hex ? 16 : 10;
    std::uint64_t left = number;
    for (std::size_t at = length; at-- > 0; left /= base) buffer[at] = "0123456789ABCDEF"[left % base];
    if (hex.offsets_from) buffer[0] = distance < 0 ? '-' : '+';
    return {buffer.data(), length};
}

void Painter::offsets() {
    const Colors& colors = frame_.colors;
    const float x = frame_.view_from.x + frame_.columns.offsets_x();
    const std::int64_t lit = frame_.rows.row_of(frame_.sheet.cursor.offset);
    QuadPen pen(list_, 16 + static_cast<int>(end_row_ - frame_.first_row) * (frame_.columns.offset_digits + 1));
    std::array<char, 32> buffer{};
    for (std::int64_t row = frame_.first_row; row < end_row_; ++row) {
        const float y = frame_.row_y(row);
        if (row == lit) pen.fill({frame_.view_from.x, y}, {frame_.cells_left(), y + frame_.row_height}, colors.raised);
        text(pen, {x, y + text_drop_}, offset_text(frame_.rows.bytes_of(row).offset, buffer),
             row == lit ? colors.text : colors.dim);
    }
}

void Painter::header() {
    const Colors& colors = frame_.colors;
    const float y = header_text_y();
    const int lit = frame_.rows.column_of(frame_.sheet.cursor.offset);
    const unsigned base = frame_.sheet.hex.offset_digits == OffsetDigits::Hex ? 16 : 10;
    QuadPen pen(list_, quads(3, 2));
    for (const Side side : sides) {
        const HexColumns& columns = frame_.columns;
        const float width = columns.cell_width(side);
        for (int column = seen(side).from; column < seen(side).to; column += columns.bytes_of_cell(side)) {
            const float x = frame_.cells.x + columns.cell_x(side, column);
            const bool here = lit >= column && lit < column + columns.bytes_of_cell(side);
            const ImU32 ink = here ? colors.text : colors.dim;
            if (here) {
                pen.fill({x - columns.air(side), frame_.view_from.y},
                         {x + width + columns.air(side), frame_.rows_top() - line_}, colors.raised);
            }
            const auto number = static_cast<unsigned>(column);
            pen.glyph({x + width - columns.glyph, y}, frame_.face.hex_digit(number % base), ink);
            if (side == Side::Text) continue;
            pen.glyph({x + width - 2 * columns.glyph, y}, frame_.face.hex_digit(number / base % base), ink);
        }
    }
}

void Painter::empty_notice() {
    constexpr std::string_view notice = "The document is empty: 0 bytes";
    QuadPen pen(list_, 64);
    text(pen, {frame_.cells.x + frame_.columns.hex_x(0), frame_.row_y(1) + text_drop_}, notice, frame_.colors.dim);
}

void Painter::rows() {
    for (std::int64_t row = frame_.first_row; row < end_row_; ++row) this->row(row);
}

void Painter::row(std::int64_t row) {
    QuadPen pen(list_, quads(frame_.columns.cell_characters + quads_of_marks, 4 + quads_of_marks));
    std::optional<Seen> looked;
    for (const Side side : sides) {
        const RowPart part = part_of(side, row);
        if (part.from == part.to) continue;
        const std::span<CellLook> looks =
            std::span(scratch_.looks)
                .subspan(static_cast<std::size_t>(part.from), static_cast<std::size_t>(part.to - part.from));
        if (looked != Seen{part.from, part.to}) {
            const std::int64_t start = frame_.rows.start_of(row);
            const std::int64_t first = std::max<std::int64_t>(start + part.from, 0);
            const auto before = static_cast<std::size_t>(first - start - part.from);  // of the first row
            std::fill_n(looks.begin(), before, CellLook{});
            look_.look_at({first, start + part.to - first}, looks.subspan(before));
            looked = Seen{part.from, part.to};
        }
        paint_backgrounds(pen, frame_, part, looks);
        side == Side::Hex ? cells(pen, part) : characters(pen, part);
        paint_marks(pen, frame_, part, looks);
    }
    if (frame_.rows.stride > frame_.rows.columns) gap(pen, row);
}

// A dashed line under a row that bytes lie behind which are in no row.
void Painter::gap(QuadPen& pen, std::int64_t row) {
    if (row + 1 >= frame_.rows.count()) return;
    const float y = frame_.row_y(row) + frame_.row_height - line_;
    const float end = std::min(frame_.view_to.x, frame_.cells.x + frame_.columns.width());
    const float step = std::max(2 * frame_.columns.glyph, (end - frame_.cells_left()) / 60);
    for (float x = frame_.cells_left(); x < end; x += step) {
        pen.fill({x, y}, {std::min(end, x + step / 2), y + line_}, frame_.colors.line);
    }
}

// A cell of several bytes is what one of them is.
CellLook Painter::cell_look(RowPart part, int column) const {
    CellLook look = scratch_.looks[static_cast<std::size_t>(column)];
    const int end = std::min(column + frame_.columns.cell_bytes, part.to);
    for (int other = column + 1; other < end; ++other)
        look.marks |= scratch_.looks[static_cast<std::size_t>(other)].marks;
    return look;
}

void Painter::cells(QuadPen& pen, RowPart part) {
    const std::int64_t start = frame_.rows.start_of(part.row);
    const auto bytes = frame_.document.bytes();
    for (int column = part.from; column < part.to; column += frame_.columns.cell_bytes) {
        const CellLook look = cell_look(part, column);
        const std::int64_t offset = std::max<std::int64_t>(start + column, 0);
        std::byte shown = bytes[static_cast<std::size_t>(offset)];
        for (std::int64_t at = offset + 1; at < std::min(start + part.to, start + column + frame_.columns.cell_bytes);
             ++at) {
            if (bytes[static_cast<std::size_t>(at)] != std::byte{0}) shown = std::byte{'0'};
        }
        cell_text(pen, part, column, look, look_.digit_ink(shown, look));
    }
}

// Right-aligned; dashes for bytes that are missing, dots for a cell that the document, or the row, ends in.
void Painter::cell_text(QuadPen& pen, RowPart part, int column, const CellLook& look, ImU32 ink) {
    const std::int64_t offset = frame_.rows.start_of(part.row) + column;
    const auto length = static_cast<std::size_t>(frame_.columns.cell_bytes);
    const auto characters = static_cast<std::size_t>(frame_.columns.cell_characters);
    std::array<char, cell_text_limit> buffer{};
    std::size_t printed = characters;
    if (look.has(Mark::Missing)) {
        buffer.fill('-');
    } else if (offset < 0 || column + frame_.columns.cell_bytes > frame_.columns.columns ||
               offset + frame_.columns.cell_bytes > frame_.document.size()) {
        buffer.fill('.');
    } else {
        const auto bytes = frame_.document.bytes().subspan(static_cast<std::size_t>(offset), length);
        printed = std::min(characters, frame_.cell_format.print(bytes, buffer.data()));
    }
    const ImVec2 cell = frame_.cell(Side::Hex, part.row, column);
    text(pen, {cell.x + static_cast<float>(characters - printed) * frame_.columns.glyph, cell.y + text_drop_},
         {buffer.data(), printed}, ink);
}

void Painter::characters(QuadPen& pen, RowPart part) {
    const std::span<const char32_t> row = scratch_.text.row(part.row);
    const float y = frame_.row_y(part.row) + text_drop_;
    for (int column = part.from; column < part.to; ++column) {
        const CellLook& look = scratch_.looks[static_cast<std::size_t>(column)];
        const char32_t code = row[static_cast<std::size_t>(column - seen(Side::Text).from)];
        character(pen, {frame_.cells.x + frame_.columns.text_x(column), y}, look.has(Mark::Missing) ? U'-' : code,
                  look_.character_ink(code, look));
    }
}

// In every row that has the byte, as rows may overlap; in a gap between two rows a bar stands at its begin.
void Painter::cursor() {
    const std::int64_t offset = frame_.sheet.cursor.offset;
    const HexRows& rows = frame_.rows;
    const std::int64_t home = rows.row_of(offset);
    const std::int64_t rows_with_it = rows.stride < rows.columns ? end_row_ - frame_.first_row + 1 : 1;
    QuadPen pen(list_, 64 * static_cast<int>(rows_with_it + 1));
    if (rows.column_of(offset) == rows.columns) {
        if (home < frame_.first_row || home >= end_row_) return;
        const ImVec2 last = frame_.cell(Side::Hex, home, rows.columns - 1);
        const float x = last.x + frame_.columns.cell_width(Side::Hex) + frame_.columns.glyph / 2;
        pen.fill({x, last.y + frame_.row_height / 2}, {x + 2 * line_, last.y + frame_.row_height},
                 frame_.colors.cursor);
        return;
    }
    // It may stand behind the last byte, in a row of its own.
    const std::int64_t end = home == rows.count() && home <= end_row_ ? home + 1 : end_row_;
    for (std::int64_t row = frame_.first_row; row < end; ++row) {
        const std::int64_t column = offset - rows.start_of(row);
        if (column < 0 || column >= rows.columns) continue;
        for (const Side side : sides) cursor_at(pen, side, row, static_cast<int>(column));
    }
}

// A block on the side that takes the typing, its next digit underlined; an outline on the other side, on both while
// another panel has the keyboard, and, with a bar at its left, where typing inserts.
void Painter::cursor_at(QuadPen& pen, Side side, std::int64_t row, int column) {
    const HexColumns& columns = frame_.columns;
    const ImU32 color = frame_.colors.cursor;
    const float air = std::floor(columns.air(side) / 2);
    const ImVec2 cell = frame_.cell(side, row, column);
    const ImVec2 from{cell.x - air, cell.y};
    const ImVec2 to{cell.x + columns.cell_width(side) + air, cell.y + frame_.row_height};
    const bool inserts = frame_.sheet.entry == Entry::Insert;
    if (!frame_.focused || frame_.sheet.cursor.side != side) {
        pen.frame(from, to, line_, color);
        return;
    }
    if (inserts) {
        pen.frame(from, to, line_, color);
        pen.fill({from.x - line_, from.y}, {from.x + 2 * line_, to.y}, color);
    } else {
        pen.fill(from, to, color);
    }
    if (frame_.sheet.cursor.offset < frame_.document.size()) {
        content_at_cursor(pen, side, row, column, inserts ? frame_.colors.text : frame_.colors.panel);
    }
    if (side == Side::Hex && frame_.cell_format.typing <= CellFormat::Typing::Bits) {
        const float x = cell.x + static_cast<float>(frame_.sheet.cursor.nibble) * columns.glyph;
        pen.fill({x, to.y - 3 * line_}, {x + columns.glyph, to.y - line_}, frame_.colors.accent);
    }
}

void Painter::content_at_cursor(QuadPen& pen, Side side, std::int64_t row, int column, ImU32 ink) {
    const Seen part = seen(side);
    if (row >= end_row_ || column < part.from || column >= part.to) return;
    if (side == Side::Text) {
        const ImVec2 cell = frame_.cell(side, row, column);
        character(pen, {cell.x, cell.y + text_drop_},
                  scratch_.text.row(row)[static_cast<std::size_t>(column - part.from)], ink);
        return;
    }
    CellLook look;
    look_.look_at({frame_.sheet.cursor.offset, 1}, {&look, 1});
    const int first = frame_.columns.cell_start(side, column);
    cell_text(pen, {side, row, first, first}, first, look, ink);
}

}  // namespace

void paint_hex(ImDrawList& list, const HexFrame& frame, HexScratch& scratch) {
    Painter painter(list, frame, scratch);
    const ImVec2 from = frame.view_from, to = frame.view_to;
    list.AddRectFilled({from.x, frame.rows_top() - hex_line()}, {to.x, frame.rows_top()}, frame.colors.line);
    list.AddText(
        {from.x + frame.columns.offsets_x(), from.y + std::floor((frame.header_height - ImGui::GetFontSize()) / 2)},
        frame.colors.dim, "offset");
    list.PushClipRect({from.x, frame.rows_top()}, to, true);
    painter.offsets();
    list.PopClipRect();
    list.PushClipRect({frame.cells_left(), from.y}, to, true);
    painter.header();
    if (frame.rows.size == 0) painter.empty_notice();
    list.PopClipRect();
    list.PushClipRect({frame.cells_left(), frame.rows_top()}, to, true);
    painter.rows();
    painter.cursor();
    list.PopClipRect();
}

}  // namespace byteprism
