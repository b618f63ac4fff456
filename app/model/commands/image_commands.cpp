#include "app/model/commands/tables.hpp"
#include "app/model/number_text.hpp"

namespace byteprism {
namespace {

void set_image(Invocation& i, void (*change)(ImageSettings&, std::string_view argument)) {
    ImageSettings settings = i.bench.active()->image;
    change(settings, i.argument);
    i.actions.push(SetImage{i.sheet, settings});
}

void set_image_offset(Invocation& i) {
    ImageSettings settings = i.bench.active()->image;
    settings.offset = offset_argument(i);
    i.actions.push(SetImage{i.sheet, settings});
}

constexpr auto none = Argument::None;
constexpr auto anywhere = Scope::Anywhere;

// clang-format off
constexpr Command table[] = {
    {"image.pixels", "Pixel format...", {}, anywhere, Argument::Text, has_sheet, [](Invocation& i) { set_image(i, [](ImageSettings& s, std::string_view text) { s.pixels = text; }); }},
    {"image.width", "Width...", {}, anywhere, Argument::Number, has_sheet, [](Invocation& i) { set_image(i, [](ImageSettings& s, std::string_view text) { s.width = parse_number(text); }); }},
    {"image.height", "Height...", {}, anywhere, Argument::Number, has_sheet, [](Invocation& i) { set_image(i, [](ImageSettings& s, std::string_view text) { s.height = parse_number(text); }); }},
    {"image.offset", "Offset of the first row...", {}, anywhere, Argument::Offset, has_sheet, set_image_offset},
    {"image.row_stride", "Row stride...", {}, anywhere, Argument::Number, has_sheet, [](Invocation& i) { set_image(i, [](ImageSettings& s, std::string_view text) { s.row_stride = parse_number(text); }); }},
    {"image.fit", "Fit into the panel", {}, anywhere, none, has_sheet, [](Invocation& i) { set_image(i, [](ImageSettings& s, std::string_view) { s.zoom = 0; }); }},
    {"image.actual_size", "One to one", {}, anywhere, none, has_sheet, [](Invocation& i) { set_image(i, [](ImageSettings& s, std::string_view) { s.zoom = 1; }); }},
};
// clang-format on

}  // namespace

std::span<const Command> image_commands() { return table; }

}  // namespace byteprism
