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

// The cells of a run, with marks at its begin and its end.
template <class Light>
void light_run(ByteRange run, ByteRange row, std::span<CellLook> cells, const Light& light, Mark begin, Mark end) {
    const std::span<CellLook> covered = cells_of(run, row, cells);
    if (covered.empty()) return;
    for (CellLook& cell : covered) light(cell);
    if (row.contains(run.offset)) covered.front().add(begin);
    if (row.contains(run.end() - 1)) covered.back().add(end);
}

// The cells of the items, with marks at each run of them. Asks for each byte, so that it takes as long as the row,
// whatever the number of items.
template <class Light>
void light_items(const Layout& items, ByteRange row, std::span<CellLook> cells, const Light& light, Mark begin,
                 Mark end) {
    if (is_c_contiguous(items)) return light_run(bounds(items), row, cells, light, begin, end);
    const ByteRange reach = intersection(bounds(items), row);
    CellLook* before = nullptr;
    for (std::int64_t at = reach.offset; at < reach.end(); ++at) {
        CellLook* const cell = locate(items, at) ? &cells[static_cast<std::size_t>(at - row.offset)] : nullptr;
        if (cell != nullptr) light(*cell);
        if (cell != nullptr && before == nullptr) cell->add(begin);
        if (cell == nullptr && before != nullptr) before->add(end);
        before = cell;
    }
    if (before != nullptr) before->add(end);
}

}  // namespace

ImU32 field_tint(const Colors& colors, std::size_t field) {
    return with_alpha(colors.fields[field % colors.fields.size()], 0x4c);
}

HexLook::HexLook(const Sheet& sheet, const Document& document, const Colors& colors,
                 std::span<const Bookmark* const> bookmarks, std::span<const FieldRange> fields,
                 const FoundRanges& found)
    : sheet_(sheet),
      colors_(colors),
      bookmarks_(bookmarks),
      fields_(fields),
      selection_(sheet.cursor.selection()),
      marks_{{{Mark::Missing, document.missing()},
              {Mark::ChangedOutside, document.changed_outside()},
              {Mark::Modified, document.modified_ranges()},
              {Mark::Different, found.different},
              {Mark::Absent, found.absent},
              {Mark::Hit, found.hits}}},
      quiet_(halfway(colors.dim, colors.text)) {
    for (std::size_t byte = 0; byte < 256; ++byte) {
        plain_[byte] = byte == 0      ? colors.zero
                       : byte < 0x20  ? colors.control
                       : byte <= 0x7e ? colors.printable
                                      : colors.high;
        on_background_[byte] = byte == 0 ? quiet_ : plain_[byte];
    }
}

void HexLook::look_at(ByteRange row, std::span<CellLook> cells) const {
    std::fill_n(cells.begin(), row.length, CellLook{});
    tint_fields(row, cells);
    for (const Bookmark* const bookmark : bookmarks_) {
        light_items(
            bookmark->items, row, cells,
            [&](CellLook& cell) { cell.background = with_alpha(color_of(bookmark->color, colors_), 0x4c); },
            Mark::BookmarkBegin, Mark::BookmarkEnd);
    }
    for (const Marks& marks : marks_) mark(marks, row, cells);
    for (const ByteRange range : sheet_.hover) {  // few, and in any order
        for (CellLook& cell : cells_of(range, row, cells)) cell.add(Mark::Hovered);
    }
    select(row, cells);
}

void HexLook::mark(const Marks& marks, ByteRange row, std::span<CellLook> cells) const {
    const auto ends_before_row = [&](ByteRange range) { return range.end() <= row.offset; };
    for (auto range = std::partition_point(marks.ranges.begin(), marks.ranges.end(), ends_before_row);
         range != marks.ranges.end() && range->offset < row.end(); ++range) {
        for (CellLook& cell : cells_of(*range, row, cells)) {
            // An edit brings a byte that was missing, and what is missing cannot change.
            if (marks.mark == Mark::Modified) cell.remove(Mark::Missing);
            if (marks.mark == Mark::ChangedOutside) {
                if (cell.has(Mark::Missing)) continue;
                cell.background = with_alpha(colors_.modified, 0x38);
            }
            if (marks.mark == Mark::Different) cell.background = with_alpha(colors_.error, 0x40);
            cell.add(marks.mark);
        }
    }
}

void HexLook::select(ByteRange row, std::span<CellLook> cells) const {
    const auto light = [&](CellLook& cell) {
        cell.background = colors_.selection;
        cell.add(Mark::Selected);
    };
    if (sheet_.cursor.items) {
        light_items(*sheet_.cursor.items, row, cells, light, Mark::SelectionBegin, Mark::SelectionEnd);
    } else {
        light_run(selection_, row, cells, light, Mark::SelectionBegin, Mark::SelectionEnd);
    }
}

void HexLook::tint_fields(ByteRange row, std::span<CellLook> cells) const {
    const auto ends_before_row = [&](const FieldRange& field) { return field.bytes.end() <= row.offset; };
    for (auto field = std::partition_point(fields_.begin(), fields_.end(), ends_before_row);
         field != fields_.end() && field->bytes.offset < row.end(); ++field) {
        const std::span<CellLook> covered = cells_of(field->bytes, row, cells);
        for (CellLook& cell : covered) {
            cell.background = field_tint(colors_, field->color);
        }
        if (!covered.empty() && field->bytes.offset >= row.offset) {
            covered.front().edge = colors_.fields[field->color % colors_.fields.size()];
        }
    }
}

}  // namespace byteprism
