#include "app/ui/hex/hex_paint.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace byteprism {
namespace {

// Columns [from, to) of one side that can be seen.
struct Seen {
    int from, to;
};

class Painter {
public:
    Painter(ImDrawList& list, const HexFrame& frame, std::vector<CellLook>& looks)
        : list_(list), frame_(frame), look_(frame.sheet, frame.document, frame.colors), looks_(looks) {
        looks_.resize(static_cast<std::size_t>(frame.columns.columns));
        for (const Side side : {Side::Hex, Side::Text}) {
            const auto column_at = [&](float x) { return frame.columns.nearest_column(side, x - frame.cells.x); };
            seen(side) = {column_at(frame.cells_left()), column_at(frame.view_to.x) + 1};
        }
        // The baseline sits so that the line of text is in the middle of its row.
        text_drop_ = std::floor((frame.row_height - ImGui::GetFontSize()) / 2);
        line_ = std::max(1.0f, std::floor(ImGui::GetFontSize() / 13));
    }

    void offsets(std::int64_t end);
    void header();
    void empty_notice();
    void row(std::int64_t row);
    void cursor();

private:
    float header_text_y() const {
        return frame_.view_from.y + std::floor((frame_.header_height() - ImGui::GetFontSize()) / 2);
    }
    Seen& seen(Side side) { return seen_[side == Side::Text ? 1 : 0]; }
    // Quads enough for `each` in every column that can be seen, on both sides, and some more.
    int quads(int each) {
        const auto count = [](Seen seen) { return seen.to - seen.from; };
        return 64 + each * (count(seen(Side::Hex)) + count(seen(Side::Text)));
    }
    void backgrounds(QuadPen& pen, Side side, std::int64_t row, int length);
    void hex_digits(QuadPen& pen, std::span<const std::byte> bytes, float y);
    void characters(QuadPen& pen, std::span<const std::byte> bytes, float y);
    void marks(QuadPen& pen, Side side, std::int64_t row, int length);
    void text(QuadPen& pen, ImVec2 at, std::string_view text, ImU32 ink);
    void two_digits(QuadPen& pen, ImVec2 at, unsigned byte, ImU32 ink);
    void one_character(QuadPen& pen, ImVec2 at, std::byte byte, ImU32 ink);

    ImDrawList& list_;
    const HexFrame& frame_;
    HexLook look_;
    std::vector<CellLook>& looks_;
    Seen seen_[2];
    float text_drop_;
    float line_;
};

bool printable(std::byte byte) { return byte >= std::byte{0x20} && byte <= std::byte{0x7e}; }

void Painter::text(QuadPen& pen, ImVec2 at, std::string_view text, ImU32 ink) {
    for (const char character : text) {
        one_character(pen, at, std::byte{static_cast<unsigned char>(character)}, ink);
        at.x += frame_.columns.glyph;
    }
}

void Painter::two_digits(QuadPen& pen, ImVec2 at, unsigned byte, ImU32 ink) {
    pen.glyph(at, frame_.face.hex_digit(byte >> 4 & 0xf), ink);
    pen.glyph({at.x + frame_.columns.glyph, at.y}, frame_.face.hex_digit(byte & 0xf), ink);
}

void Painter::one_character(QuadPen& pen, ImVec2 at, std::byte byte, ImU32 ink) {
    if (byte != std::byte{' '}) {
        pen.glyph(at, frame_.face[printable(byte) ? std::to_integer<unsigned char>(byte) : '.'], ink);
    }
}

void Painter::offsets(std::int64_t end) {
    const Colors& colors = frame_.colors;
    const float x = frame_.view_from.x + frame_.columns.offsets_x();
    const std::int64_t lit = frame_.rows.row_of(frame_.sheet.cursor.offset);
    QuadPen pen(list_, 16 + static_cast<int>(end - frame_.first_row) * (frame_.columns.offset_digits + 1));
    pen.fill({frame_.view_from.x, frame_.cells.y - line_}, {frame_.view_to.x, frame_.cells.y}, colors.line);
    text(pen, {x, header_text_y()}, "offset", colors.dim);
    for (std::int64_t row = frame_.first_row; row < end; ++row) {
        const float y = frame_.row_y(row);
        if (row == lit) pen.fill({frame_.view_from.x, y}, {frame_.cells_left(), y + frame_.row_height}, colors.raised);
        const auto offset =
            static_cast<std::uint64_t>(frame_.rows.bytes_of(row).offset) + frame_.document.base_address();
        for (int digit = 0; digit < frame_.columns.offset_digits; ++digit) {
            const int shift = 4 * (frame_.columns.offset_digits - 1 - digit);
            pen.glyph({x + static_cast<float>(digit) * frame_.columns.glyph, y + text_drop_},
                      frame_.face.hex_digit(offset >> shift & 0xf), row == lit ? colors.text : colors.dim);
        }
    }
}

void Painter::header() {
    const Colors& colors = frame_.colors;
    const float y = header_text_y();
    const int lit = frame_.rows.column_of(frame_.sheet.cursor.offset);
    QuadPen pen(list_, quads(3));
    for (const Side side : {Side::Hex, Side::Text}) {
        if (lit < seen(side).from || lit >= seen(side).to) {
            continue;
        }
        const float x = frame_.cells.x + frame_.columns.cell_x(side, lit);
        const float air = side == Side::Hex ? frame_.columns.glyph / 2 : 0;
        pen.fill({x - air, frame_.view_from.y}, {x + frame_.columns.cell_width(side) + air, frame_.cells.y},
                 colors.raised);
    }
    for (int column = seen(Side::Hex).from; column < seen(Side::Hex).to; ++column) {
        two_digits(pen, {frame_.cells.x + frame_.columns.hex_x(column), y}, static_cast<unsigned>(column),
                   column == lit ? colors.text : colors.dim);
    }
    for (int column = seen(Side::Text).from; column < seen(Side::Text).to; ++column) {
        pen.glyph({frame_.cells.x + frame_.columns.text_x(column), y},
                  frame_.face.hex_digit(static_cast<unsigned>(column) & 0xf), column == lit ? colors.text : colors.dim);
    }
}

void Painter::empty_notice() {
    constexpr std::string_view notice = "The document is empty: 0 bytes";
    QuadPen pen(list_, 64);
    text(pen, {frame_.cells.x + frame_.columns.hex_x(0), frame_.row_y(1) + text_drop_}, notice, frame_.colors.dim);
}

void Painter::row(std::int64_t row) {
    const ByteRange range = frame_.rows.bytes_of(row);
    const auto length = static_cast<int>(range.length);
    look_.look_at(range, looks_);
    const auto bytes =
        frame_.document.bytes().subspan(static_cast<std::size_t>(range.offset), static_cast<std::size_t>(length));
    const float y = frame_.row_y(row);
    QuadPen pen(list_, quads(6));
    backgrounds(pen, Side::Hex, row, length);
    backgrounds(pen, Side::Text, row, length);
    hex_digits(pen, bytes, y + text_drop_);
    characters(pen, bytes, y + text_drop_);
    marks(pen, Side::Hex, row, length);
    marks(pen, Side::Text, row, length);
}

// One rectangle for each run of cells of one colour, so that a selection is a band and not a row of boxes.
void Painter::backgrounds(QuadPen& pen, Side side, std::int64_t row, int length) {
    const float air = side == Side::Hex ? frame_.columns.glyph / 2 : 0;
    const auto fill = [&](int from, int to, ImU32 color) {
        const ImVec2 first = frame_.cell(side, row, from);
        const float end = frame_.cell(side, row, to - 1).x + frame_.columns.cell_width(side);
        pen.fill({first.x - air, first.y}, {end + air, first.y + frame_.row_height}, color);
    };
    const int to = std::min(seen(side).to, length);
    for (int from = seen(side).from; from < to;) {
        const ImU32 color = looks_[static_cast<std::size_t>(from)].background;
        int end = from + 1;
        while (end < to && looks_[static_cast<std::size_t>(end)].background == color) {
            ++end;
        }
        if (color != 0) {
            fill(from, end, color);
        }
        from = end;
    }
}

void Painter::hex_digits(QuadPen& pen, std::span<const std::byte> bytes, float y) {
    const int to = std::min(seen(Side::Hex).to, static_cast<int>(bytes.size()));
    for (int column = seen(Side::Hex).from; column < to; ++column) {
        const auto at = static_cast<std::size_t>(column);
        const ImVec2 place{frame_.cells.x + frame_.columns.hex_x(column), y};
        const ImU32 ink = look_.digit_ink(bytes[at], looks_[at]);
        if (looks_[at].missing) {
            text(pen, place, "--", ink);
        } else {
            two_digits(pen, place, std::to_integer<unsigned>(bytes[at]), ink);
        }
    }
}

void Painter::characters(QuadPen& pen, std::span<const std::byte> bytes, float y) {
    const int to = std::min(seen(Side::Text).to, static_cast<int>(bytes.size()));
    for (int column = seen(Side::Text).from; column < to; ++column) {
        const auto at = static_cast<std::size_t>(column);
        const std::byte shown = looks_[at].missing ? std::byte{'-'} : bytes[at];
        one_character(pen, {frame_.cells.x + frame_.columns.text_x(column), y}, shown,
                      look_.character_ink(bytes[at], looks_[at]));
    }
}

// What is told by more than colour: a line where a field begins, a dot at a modified byte, a line over one that another
// program has changed, one under a hovered one.
void Painter::marks(QuadPen& pen, Side side, std::int64_t row, int length) {
    const float air = side == Side::Hex ? frame_.columns.glyph / 2 : 0;
    const int to = std::min(seen(side).to, length);
    for (int column = seen(side).from; column < to; ++column) {
        const CellLook& look = looks_[static_cast<std::size_t>(column)];
        if (look.edge == 0 && !look.modified && !look.warm && !look.hovered) {
            continue;
        }
        const ImVec2 from = frame_.cell(side, row, column);
        const ImVec2 to_corner{from.x + frame_.columns.cell_width(side), from.y + frame_.row_height};
        if (look.edge != 0) {
            pen.fill({from.x - air, from.y}, {from.x - air + line_, to_corner.y}, look.edge);
        }
        if (look.modified && side == Side::Hex) {
            pen.fill({to_corner.x + line_, from.y + 2 * line_}, {to_corner.x + 3 * line_, from.y + 4 * line_},
                     frame_.colors.modified);
        }
        if (look.warm) {
            pen.fill({from.x - air, from.y}, {to_corner.x + air, from.y + line_}, frame_.colors.modified);
        }
        if (look.hovered) {
            pen.fill({from.x - air, to_corner.y - 2 * line_}, {to_corner.x + air, to_corner.y}, frame_.colors.accent);
        }
    }
}

// A block on the side that takes the typing, its next digit underlined; an outline on the other side, and on both
// while another panel has the keyboard.
void Painter::cursor() {
    const Cursor& cursor = frame_.sheet.cursor;
    const std::int64_t row = frame_.rows.row_of(cursor.offset);
    if (row < frame_.first_row || row > frame_.first_row + frame_.visible_rows) {
        return;
    }
    const int column = frame_.rows.column_of(cursor.offset);
    const bool there = cursor.offset < frame_.document.size();
    CellLook look;
    if (there) look_.look_at({cursor.offset, 1}, {&look, 1});
    QuadPen pen(list_, 16);
    for (const Side side : {Side::Hex, Side::Text}) {
        const float air = side == Side::Hex ? std::floor(frame_.columns.glyph / 4) : 0;
        const ImVec2 cell = frame_.cell(side, row, column);
        const ImVec2 from{cell.x - air, cell.y};
        const ImVec2 to{cell.x + frame_.columns.cell_width(side) + air, cell.y + frame_.row_height};
        if (!frame_.focused || cursor.side != side) {
            pen.frame(from, to, line_, frame_.colors.cursor);
            continue;
        }
        pen.fill(from, to, frame_.colors.cursor);
        const ImVec2 at{cell.x, cell.y + text_drop_};
        if (there && side == Side::Text) {
            one_character(pen, at, frame_.document.bytes()[static_cast<std::size_t>(cursor.offset)],
                          frame_.colors.panel);
        }
        if (side == Side::Hex) {
            if (look.missing) {
                text(pen, at, "--", frame_.colors.panel);
            } else if (there) {
                const std::byte byte = frame_.document.bytes()[static_cast<std::size_t>(cursor.offset)];
                two_digits(pen, at, std::to_integer<unsigned>(byte), frame_.colors.panel);
            }
            const float x = cell.x + static_cast<float>(cursor.nibble) * frame_.columns.glyph;
            pen.fill({x, to.y - 3 * line_}, {x + frame_.columns.glyph, to.y - line_}, frame_.colors.accent);
        }
    }
}

}  // namespace

HexFrame lay_out_hex(const Sheet& sheet, const Document& document, const Colors& colors, const MonoFace& face,
                     ImVec2 from, ImVec2 room) {
    const float font_size = ImGui::GetFontSize();
    const HexRows rows = rows_of(sheet.hex, document.size());
    HexFrame frame{.sheet = sheet,
                   .document = document,
                   .colors = colors,
                   .face = face,
                   .rows = rows,
                   .columns = {face.advance(), rows.columns,
                               offset_digits(document.size() + static_cast<std::int64_t>(document.base_address()))}};
    frame.row_height = std::floor(font_size * 1.35f);
    frame.bar_width = std::floor(font_size * 0.9f);
    frame.view_from = {std::floor(from.x), std::floor(from.y)};
    frame.view_to = {std::floor(from.x + std::max(1.0f, room.x - frame.bar_width)), std::floor(from.y + room.y)};
    frame.cells = {frame.view_from.x, frame.view_from.y + std::floor(font_size * 1.4f)};
    frame.visible_rows = rows_that_fit(frame.view_to.y - frame.cells.y, frame.row_height);
    frame.first_row = std::clamp<std::int64_t>(sheet.hex.first_row, 0, frame.rows.last_first_row(frame.visible_rows));
    return frame;
}

void paint_hex(ImDrawList& list, const HexFrame& frame, std::vector<CellLook>& looks) {
    Painter painter(list, frame, looks);
    const std::int64_t end = std::min(frame.first_row + frame.visible_rows + 1, frame.rows.count());
    painter.offsets(end);
    list.PushClipRect({frame.cells_left(), frame.view_from.y}, frame.view_to, true);
    painter.header();
    if (frame.rows.size == 0) painter.empty_notice();
    for (std::int64_t row = frame.first_row; row < end; ++row) {
        painter.row(row);
    }
    painter.cursor();
    list.PopClipRect();
}

}  // namespace byteprism
