#include "app/model/hex_settings.hpp"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <string>
#include <utility>

#include "app/model/cell_format.hpp"
#include "core/error.hpp"
#include "core/view/text_encoding.hpp"

namespace byteprism {
namespace {

constexpr std::int64_t too_short = 8;  // for a row
constexpr std::int64_t any_size = std::numeric_limits<std::int64_t>::max();

// Of an item of an axis: of all the axes within it.
Layout item_of(const Layout& layout, std::size_t axis) {
    Layout item = layout;
    for (std::size_t outer = 0; outer <= axis; ++outer) item = drop_axis(item, 0, 0);
    return item;
}

// The axis whose items are the rows: the outermost with items that fit, rather than pixels.
std::size_t row_axis(const Layout& layout) {
    for (std::size_t axis = 0; axis < layout.ndim(); ++axis) {
        const std::int64_t length = bounds(item_of(layout, axis)).length;
        if (axis > 0 && length < too_short) return axis - 1;
        if (length <= HexSettings::most_columns) return axis;
    }
    return layout.ndim() - 1;
}

}  // namespace

void check(const HexSettings& hex) {
    const auto refuse = [](const std::string& what) { throw ValueError(what); };
    if (hex.columns && (*hex.columns < 1 || *hex.columns > HexSettings::most_columns)) {
        refuse(std::to_string(*hex.columns) + " columns: 1 to 4096 are possible");
    }
    if (hex.row_stride && *hex.row_stride < 1) {
        refuse("a row stride of " + std::to_string(*hex.row_stride) + " bytes: it is 1 at least");
    }
    if (hex.start < 0) refuse("rows cannot start at " + std::to_string(hex.start));
    constexpr int groups[] = {1, 2, 4, 8, 16};
    if (std::ranges::find(groups, hex.group) == std::end(groups)) {
        refuse("groups of " + std::to_string(hex.group) + " bytes: 1, 2, 4, 8 and 16 are possible");
    }
    if (find_cell_format(hex.cells) == nullptr) refuse("there are no cells called '" + hex.cells + "'");
    const TextEncoding* const encoding = find_text_encoding(hex.encoding);
    if (encoding == nullptr) refuse("there is no text encoding called '" + hex.encoding + "'");
    TextDecoder{*encoding};
}

HexRows rows_of(const HexSettings& hex, std::int64_t size) {
    const int columns = hex.columns.value_or(hex.columns_that_fit);
    const std::int64_t stride = hex.row_stride.value_or(columns);
    const std::int64_t phase = hex.start % stride;
    return {size, columns, stride, phase == 0 ? 0 : phase - stride};
}

int cell_bytes(const HexSettings& hex) {
    const CellFormat* const cells = find_cell_format(hex.cells);
    return cells == nullptr ? 1 : cells->bytes;
}

ByteRange bytes_in_sight(const HexSettings& hex, std::int64_t size) {
    const HexRows rows = rows_of(hex, size);
    const std::int64_t last_row = rows.count() - 1;
    const std::int64_t first = rows.bytes_of(std::min(hex.first_row, last_row)).offset;
    const ByteRange last = rows.bytes_of(std::min(hex.first_row + hex.visible_rows, last_row));
    return {first, std::max<std::int64_t>(last.end() - first, 0)};
}

std::int64_t row_to_reveal(const HexSettings& hex, std::int64_t offset) {
    const std::int64_t row = rows_of(hex, any_size).row_of(offset);
    if (row < hex.first_row) return row;
    if (row >= hex.first_row + hex.visible_rows) return row - std::max<std::int64_t>(hex.visible_rows, 1) + 1;
    return hex.first_row;
}

HexSettings with_rows(HexSettings hex, std::int64_t start, std::int64_t length, std::int64_t stride) {
    hex.start = start;
    hex.columns = static_cast<int>(std::clamp<std::int64_t>(length, 0, HexSettings::most_columns));
    hex.row_stride = stride;
    check(hex);
    return hex;
}

HexSettings aligned_to(HexSettings hex, const Layout& layout) {
    if (item_count(layout) == 0) throw ValueError("the view has no item to align rows to");
    const std::int64_t start = bounds(layout).offset;
    if (layout.ndim() == 0) return with_rows(std::move(hex), start, layout.itemsize, layout.itemsize);
    const std::size_t axis = row_axis(layout);
    const std::int64_t length = bounds(item_of(layout, axis)).length;
    const std::int64_t stride = std::abs(layout.axes[axis].stride);
    if (stride == 0) return with_rows(std::move(hex), start, length, length);
    if (axis > 0 || length >= too_short || length != stride) return with_rows(std::move(hex), start, length, stride);
    // Numbers one after another have no rows of their own.
    hex.start = start;
    hex.columns.reset();
    hex.row_stride.reset();
    return hex;
}

}  // namespace byteprism
