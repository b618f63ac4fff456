#include "app/model/workspace/sheet_json.hpp"

#include <algorithm>

#include "app/model/actions/steps.hpp"
#include "app/model/workbench.hpp"
#include "app/model/workspace/image_json.hpp"
#include "app/model/workspace/structure_json.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

constexpr std::int64_t most_rows = 10'000;  // that a window shows

Json json_of(const HexSettings& hex) {
    Json object{{"start", hex.start}, {"group", hex.group}, {"cells", hex.cells}, {"encoding", hex.encoding}};
    if (hex.columns) object["columns"] = *hex.columns;
    if (hex.row_stride) object["row_stride"] = *hex.row_stride;
    if (hex.offset_digits == OffsetDigits::Decimal) object["offset_digits"] = "decimal";
    if (hex.offsets_from) object["offsets_from"] = *hex.offsets_from;
    object["first_row"] = hex.first_row;
    object["visible_rows"] = hex.visible_rows;
    object["columns_that_fit"] = hex.columns_that_fit;
    return object;
}

// But for where the window is.
HexSettings hex_in(const Json& object) {
    HexSettings hex;
    if (object.contains("columns")) hex.columns = member<int>(object, "columns");
    if (object.contains("row_stride")) hex.row_stride = member<std::int64_t>(object, "row_stride");
    hex.start = member_or<std::int64_t>(object, "start", 0);
    hex.group = member_or<int>(object, "group", hex.group);
    hex.cells = member_or<std::string>(object, "cells", hex.cells);
    hex.encoding = member_or<std::string>(object, "encoding", hex.encoding);
    const bool decimal = member_or<std::string>(object, "offset_digits", "") == "decimal";
    hex.offset_digits = decimal ? OffsetDigits::Decimal : OffsetDigits::Hex;
    if (object.contains("offsets_from")) hex.offsets_from = member<std::int64_t>(object, "offsets_from");
    return hex;
}

// The window as it was, so that a row means the same bytes; one that has become another keeps the place by itself.
void set_up_grid(Sheet& sheet, const Json& hex, Workbench& bench) {
    const auto rows = member_or<std::int64_t>(hex, "visible_rows", sheet.hex.visible_rows);
    const auto columns = member_or<int>(hex, "columns_that_fit", sheet.hex.columns_that_fit);
    apply(bench, SetHex{sheet.id, hex_in(hex)});
    apply(bench, ReportGrid{sheet.id, std::min(rows, most_rows), std::min(columns, HexSettings::most_columns)});
}

// Leads no way back: nobody has been elsewhere.
void set_up_cursor(Sheet& sheet, const Json& object, const Document& document) {
    const auto offset = member_or<std::int64_t>(object, "cursor", 0);
    const auto anchor = member_or<std::int64_t>(object, "anchor", offset);
    place_cursor(sheet, document, anchor, Extend::No);
    if (object.contains("anchor")) place_cursor(sheet, document, offset, Extend::Yes);
    sheet.cursor.side = member_or<std::string>(object, "side", "hex") == "text" ? Side::Text : Side::Hex;
}

}  // namespace

Json json_of(const Sheet& sheet) {
    Json object;
    object["cursor"] = sheet.cursor.offset;
    if (sheet.cursor.anchor) object["anchor"] = *sheet.cursor.anchor;
    object["side"] = sheet.cursor.side == Side::Hex ? "hex" : "text";
    object["hex"] = json_of(sheet.hex);
    object["look"] = sheet.look.recipe.text;
    object["structure"] = json_of(sheet.structure.settings);
    object["image"] = json_of(sheet.image);
    return object;
}

void set_up(Sheet& sheet, const Json& object, Workbench& bench) {
    const SheetId id = sheet.id;
    apply(bench, SetLook{id, member_or<std::string>(object, "look", "m")});
    if (object.contains("structure")) {
        apply(bench, SetStructure{id, structure_in(member<Json>(object, "structure"))});
    }
    if (object.contains("image")) apply(bench, SetImage{id, image_in(member<Json>(object, "image"))});
    const Json hex = member_or<Json>(object, "hex", Json::object());
    set_up_grid(sheet, hex, bench);
    set_up_cursor(sheet, object, bench.document(sheet));
    // Last: the cursor may be out of sight.
    scroll_to(sheet, bench.document(sheet), member_or<std::int64_t>(hex, "first_row", sheet.hex.first_row));
}

}  // namespace byteprism
