#include "app/model/cell_format.hpp"
#include "app/model/commands/tables.hpp"
#include "app/model/number_text.hpp"
#include "core/error.hpp"
#include "core/view/text_encoding.hpp"

namespace byteprism {
namespace {

void set_hex(Invocation& i, void (*change)(HexSettings&, const Invocation&)) {
    HexSettings settings = i.bench.active()->hex;
    change(settings, i);
    check(settings);  // here, so that the field says why
    i.actions.push(SetHex{i.sheet, std::move(settings)});
}

int small_number(std::string_view text) {
    const std::int64_t number = parse_number(text);
    if (number < 0 || number > 1'000'000) throw ValueError(std::string(text) + " is out of range");
    return static_cast<int>(number);
}

template <AlignTo to>
void align(Invocation& i) {
    i.actions.push(AlignRows{i.sheet, to});
}

void align_to_nothing(HexSettings& s, const Invocation&) {
    s.columns.reset();
    s.row_stride.reset();
    s.start = 0;
}

ChoiceList cells(const Workbench&, const std::string&) {
    ChoiceList list;
    for (const CellFormat& format : cell_formats()) {
        const std::string name(format.name);
        list.choices.push_back({name, name + std::string(12 - name.size(), ' ') + std::string(format.title)});
    }
    return list;
}

ChoiceList encodings(const Workbench&, const std::string&) {
    ChoiceList list;
    for (const TextEncoding& encoding : text_encodings()) {
        list.choices.push_back({std::string(encoding.name), std::string(encoding.name)});
    }
    return list;
}

constexpr auto none = Argument::None;
constexpr auto anywhere = Scope::Anywhere;

// clang-format off
constexpr Command table[] = {
    {"hex.columns", "Columns...", {}, anywhere, Argument::Number, has_sheet, [](Invocation& i) { set_hex(i, [](HexSettings& s, const Invocation& j) { s.columns = small_number(j.argument); }); }},
    {"hex.fit_columns", "As many columns as fit", {}, anywhere, none, has_sheet, [](Invocation& i) { set_hex(i, [](HexSettings& s, const Invocation&) { s.columns.reset(); }); }},
    {"hex.group", "Group bytes by...", {}, anywhere, Argument::Number, has_sheet, [](Invocation& i) { set_hex(i, [](HexSettings& s, const Invocation& j) { s.group = small_number(j.argument); }); }, nullptr, "1, 2, 4, 8, 16"},
    {"hex.cells", "Show cells as...", {}, anywhere, Argument::Text, has_sheet, [](Invocation& i) { set_hex(i, [](HexSettings& s, const Invocation& j) { s.cells = j.argument; }); }, nullptr, {}, cells},
    {"hex.encoding", "Text encoding...", {}, anywhere, Argument::Text, has_sheet, [](Invocation& i) { set_hex(i, [](HexSettings& s, const Invocation& j) { s.encoding = j.argument; }); }, nullptr, {}, encodings},
    {"hex.row_stride", "Row stride...", {}, anywhere, Argument::Number, has_sheet, [](Invocation& i) { set_hex(i, [](HexSettings& s, const Invocation& j) { s.row_stride = parse_number(j.argument); }); }},
    {"hex.start", "Start a row at...", {}, anywhere, Argument::Offset, has_sheet, [](Invocation& i) { set_hex(i, [](HexSettings& s, const Invocation& j) { s.start = offset_argument(j); }); }},
    {"hex.align_to_view", "Align rows to the view", {}, anywhere, none, has_bytes, align<AlignTo::View>},
    {"hex.align_to_image", "Align rows to the image", {}, anywhere, none, has_bytes, align<AlignTo::Image>},
    {"hex.align_to_structure", "Align rows to the structure", {}, anywhere, none, has_bytes, align<AlignTo::Structure>},
    {"hex.align_to_nothing", "Rows one after another from the start", {}, anywhere, none, has_sheet, [](Invocation& i) { set_hex(i, align_to_nothing); }},
    {"hex.offset_digits", "Offsets in hex or decimal", {}, anywhere, none, has_sheet, [](Invocation& i) { set_hex(i, [](HexSettings& s, const Invocation&) {
        s.offset_digits = s.offset_digits == OffsetDigits::Hex ? OffsetDigits::Decimal : OffsetDigits::Hex;
    }); }},
    {"hex.offsets_from_cursor", "Offsets from the cursor", {}, anywhere, none, has_bytes, [](Invocation& i) { set_hex(i, [](HexSettings& s, const Invocation& j) { s.offsets_from = j.bench.active()->cursor.offset; }); }},
    {"hex.offsets_from_start", "Offsets from the start", {}, anywhere, none, has_sheet, [](Invocation& i) { set_hex(i, [](HexSettings& s, const Invocation&) { s.offsets_from.reset(); }); }},
};
// clang-format on

}  // namespace

std::span<const Command> hex_commands() { return table; }

}  // namespace byteprism
