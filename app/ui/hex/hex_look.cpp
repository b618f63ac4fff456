#include "app/ui/hex/hex_look.hpp"

#include <algorithm>

namespace byteprism {
namespace {

constexpr ImU32 with_alpha(ImU32 color, unsigned alpha) {
    return (color & ~IM_COL32_A_MASK) | (ImU32{alpha} << IM_COL32_A_SHIFT);
}

// Between two opaque colours.
constexpr ImU32 halfway(ImU32 a, ImU32 b) {
    return (((a & 0xfefefefe) >> 1) + ((b & 0xfefefefe) >> 1)) | IM_COL32_A_MASK;
}

// The cells of a row that a range covers.
std::span<CellLook> cells_of(ByteRange range, ByteRange row, std::span<CellLook> cells) {
    const ByteRange shared = intersection(range, row);
    if (shared.empty()) {
        return {};
    }
    return cells.subspan(static_cast<std::size_t>(shared.offset - row.offset), static_cast<std::size_t>(shared.length));
}

// The cells that some of the ranges cover. Requires the ranges to be in order and apart.
template <class Visit>
void for_each_in(std::span<const ByteRange> ranges, ByteRange row, std::span<CellLook> cells, const Visit& visit) {
    const auto ends_before_row = [&](ByteRange range) { return range.end() <= row.offset; };
    for (auto range = std::partition_point(ranges.begin(), ranges.end(), ends_before_row);
         range != ranges.end() && range->offset < row.end(); ++range) {
        for (CellLook& cell : cells_of(*range, row, cells)) visit(cell);
    }
}

}  // namespace

ImU32 field_tint(const Colors& colors, std::size_t field) {
    return with_alpha(colors.fields[field % colors.fields.size()], 0x4c);
}

HexLook::HexLook(const Sheet& sheet, const Document& document, const Colors& colors)
    : sheet_(sheet), document_(document), colors_(colors), selection_(sheet.cursor.selection()) {
    const ImU32 quiet = halfway(colors.dim, colors.text);
    for (std::size_t byte = 0; byte < 256; ++byte) {
        const bool shown = byte >= 0x20 && byte <= 0x7e;
        const ImU32 ink = byte == 0     ? colors.zero
                          : shown       ? colors.printable
                          : byte < 0x20 ? colors.control
                                        : colors.high;
        plain_.digits[byte] = ink;
        plain_.characters[byte] = shown ? ink : colors.zero;
        on_background_.digits[byte] = byte == 0 ? quiet : ink;
        on_background_.characters[byte] = shown ? ink : quiet;
    }
}

void HexLook::look_at(ByteRange row, std::span<CellLook> cells) const {
    std::fill_n(cells.begin(), row.length, CellLook{});
    tint_fields(row, cells);
    for_each_in(document_.missing(), row, cells, [](CellLook& cell) { cell.missing = true; });
    for_each_in(document_.changed_outside(), row, cells, [&](CellLook& cell) {
        if (cell.missing) return;
        cell.warm = true;
        cell.background = with_alpha(colors_.modified, 0x38);
    });
    for_each_in(document_.modified_ranges(), row, cells, [](CellLook& cell) {
        cell.modified = true;
        cell.missing = false;
    });
    for (CellLook& cell : cells_of(selection_, row, cells)) {
        cell.background = colors_.selection;
    }
    for (const ByteRange range : sheet_.hover) {
        for (CellLook& cell : cells_of(range, row, cells)) {
            cell.hovered = true;
        }
    }
}

void HexLook::tint_fields(ByteRange row, std::span<CellLook> cells) const {
    const std::int64_t record = sheet_.structure.settings.offset;
    const std::int64_t size = sheet_.structure.format.itemsize();
    if (record < 0 || record >= row.end() || size <= row.offset - record) {
        return;
    }
    const std::span<const Field> fields = sheet_.structure.format.fields();
    const auto ends_before_row = [&](const Field& field) { return field.offset + field.size <= row.offset - record; };
    for (auto field = std::partition_point(fields.begin(), fields.end(), ends_before_row);
         field != fields.end() && field->offset < row.end() - record; ++field) {
        // Clipped to the row's end: what a format says may be more than 64 bits can hold.
        const std::int64_t first = record + field->offset;
        const ByteRange range{first, std::min(field->size, row.end() - first)};
        const auto index = static_cast<std::size_t>(field - fields.begin());
        const std::span<CellLook> covered = cells_of(range, row, cells);
        for (CellLook& cell : covered) {
            cell.background = field_tint(colors_, index);
        }
        if (!covered.empty() && range.offset >= row.offset) {
            covered.front().edge = colors_.fields[index % colors_.fields.size()];
        }
    }
}

}  // namespace byteprism
