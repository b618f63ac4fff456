#include <algorithm>
#include <charconv>
#include <cmath>

#include "app/model/commands/tables.hpp"
#include "app/model/image/image_actions.hpp"
#include "app/model/image/image_binding.hpp"
#include "app/model/image/image_guess.hpp"
#include "app/model/image/pixel_options.hpp"
#include "app/model/number_text.hpp"
#include "app/model/side_by_side.hpp"
#include "core/error.hpp"

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

bool has_guesses(const Workbench& bench) {
    return bench.guess != nullptr && bench.guess->sheet() == bench.active_sheet && bench.guess->ended() &&
           !bench.guess->found().empty();
}

ImageSettings settings_of(const GeometryGuess& guess, ImageSettings settings) {
    settings.pixels = guess.pixels;
    settings.width = guess.width;
    settings.height = guess.height;
    settings.offset = guess.offset;
    settings.row_stride = guess.row_stride;
    settings.pixel_stride.reset();
    settings.planes.clear();
    settings.frame = settings.mip = 0;
    settings.frame_stride.reset();
    settings.tiling.reset();
    settings.mosaic.reset();
    settings.zoom = 0;
    return settings;
}

ChoiceList guesses(const Workbench& bench, const std::string&) {
    ChoiceList list{"sure", {}};
    for (const GeometryGuess& guess : bench.guess->found()) {
        const std::string text = text_of(guess);
        const std::string percent = std::to_string(std::lround(guess.confidence * 100)) + " %";
        list.choices.push_back({text, percent + std::string(7 - std::min<std::size_t>(percent.size(), 6), ' ') + text,
                                settings_of(guess, bench.active()->image)});
    }
    return list;
}

void take_guess(Invocation& i) {
    const auto& found = i.bench.guess->found();
    const auto guess = std::ranges::find(found, i.argument, text_of);
    if (guess == found.end()) throw ValueError("'" + std::string(i.argument) + "' is none of the guesses");
    i.actions.push(SetImage{i.sheet, settings_of(*guess, i.bench.active()->image)});
}

// "12,40 photo.png", as a dropped file asks for.
ChoiceList ways_to_place(const Workbench&, const std::string& given) {
    const std::size_t space = given.find(' ');
    if (space == std::string::npos) return {};
    return {"",
            {{"paste " + given, "Paste its pixels here, at " + given.substr(0, space)},
             {"open " + given.substr(space + 1), "Open " + given.substr(space + 1)}}};
}

void place_file(Invocation& i) {
    std::string_view rest = i.argument;
    const auto word = [&rest](char end) {
        const std::string_view first = rest.substr(0, rest.find(end));
        rest.remove_prefix(std::min(first.size() + 1, rest.size()));
        return first;
    };
    const std::string_view way = word(' ');
    if (way == "open") return i.actions.push(OpenFile{std::string(rest)});
    if (way != "paste") throw ValueError("'" + std::string(way) + "' is neither paste nor open");
    const std::int64_t x = parse_number(word(',')), y = parse_number(word(' '));
    i.actions.push(PastePicture{i.sheet, std::string(rest), PixelPlace{x, y}});
}

void set_pixels(Invocation& i) {
    ImageSettings settings = i.bench.active()->image;
    settings.pixels = layout_named(i.bench.settings.formats, i.argument);
    i.actions.push(SetImage{i.sheet, settings});
}

void name_format(Invocation& i) {
    const ImageSettings& image = i.bench.active()->image;
    const std::string name(i.argument);
    check_format_name(name);
    bind(image);  // throws if the layout means nothing
    Settings settings = i.bench.settings;
    std::erase_if(settings.formats, [&](const NamedLayout& each) { return each.name == name; });
    settings.formats.push_back({name, image.pixels});
    i.actions.push(Configure{settings});
}

bool has_own_formats(const Workbench& bench) { return !bench.settings.formats.empty(); }

ChoiceList own_formats(const Workbench& bench, const std::string&) {
    ChoiceList list;
    for (const NamedLayout& each : bench.settings.formats)
        list.choices.push_back({each.name, each.name + "  " + each.layout});
    return list;
}

void forget_format(Invocation& i) {
    Settings settings = i.bench.settings;
    const auto gone = std::erase_if(settings.formats, [&](const NamedLayout& each) { return each.name == i.argument; });
    if (gone == 0) throw ValueError("'" + std::string(i.argument) + "' is no name that was given to a format");
    i.actions.push(Configure{settings});
}

bool has_pair(const Workbench& bench) { return shown_pair(bench) != nullptr; }

void compare(Invocation& i) {
    constexpr std::string_view names[] = {"off", "beside", "blink", "difference"};
    const auto name = std::ranges::find(names, i.argument);
    if (name == std::end(names)) {
        throw ValueError("'" + std::string(i.argument) + "' is none of off, beside, blink, difference");
    }
    const auto how = static_cast<ImageCompare>(name - std::begin(names));
    i.actions.push(ComparePictures{i.sheet, how, i.bench.pair->pictures.scale});
}

// What would be no picture stays as it is.
void step(Invocation& i, std::int64_t wider, std::int64_t longer) {
    ImageSettings settings = i.bench.active()->image;
    settings.width += wider;
    if (longer != 0) settings.row_stride = bind(settings).row_stride + longer;
    bind(settings);
    i.actions.push(SetImage{i.sheet, settings});
}

template <Reorientation how>
void reorient(Invocation& i) {
    i.actions.push(Reorient{i.sheet, how});
}

template <ImageTool tool>
void take_tool(Invocation& i) {
    i.actions.push(TakeTool{i.sheet, tool});
}

// "#RRGGBB", "#RRGGBBAA", with or without its first character.
void take_colour(Invocation& i) {
    std::string_view text = i.argument;
    if (text.starts_with('#')) text.remove_prefix(1);
    std::uint32_t number = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number, 16);
    if ((text.size() != 6 && text.size() != 8) || failure != std::errc() || end != text.data() + text.size()) {
        throw ValueError("'" + std::string(i.argument) + "' is no colour: six hex digits, or eight with alpha");
    }
    if (text.size() == 6) number = number << 8 | 0xFFu;
    const auto byte = [&](int shift) { return static_cast<std::uint8_t>(number >> shift); };
    i.actions.push(TakeColour{i.sheet, {byte(24), byte(16), byte(8), byte(0)}});
}

constexpr auto none = Argument::None;
constexpr auto anywhere = Scope::Anywhere;

// clang-format off
constexpr Command table[] = {
    {"image.guess", "Guess the picture", {}, anywhere, none, has_bytes, [](Invocation& i) { i.actions.push(GuessImage{i.sheet}); }},
    {"image.take_guess", "Choose among the guesses...", {}, anywhere, Argument::Text, has_guesses, take_guess, nullptr, {}, guesses},
    {"image.pixels", "Pixel format...", {}, anywhere, Argument::Text, has_sheet, set_pixels},
    {"image.place", "Place a picture file at a pixel...", {}, anywhere, Argument::Text, has_bytes, place_file, nullptr, "paste 12,40 photo.png", ways_to_place},
    {"image.name_format", "Name this pixel format...", {}, anywhere, Argument::Text, has_sheet, name_format, nullptr, "a name; it is found among the others then"},
    {"image.forget_format", "Forget a named pixel format...", {}, anywhere, Argument::Text, has_own_formats, forget_format, nullptr, {}, own_formats},
    {"image.mip", "Mip level...", {}, anywhere, Argument::Number, has_sheet, [](Invocation& i) { set_image(i, [](ImageSettings& s, std::string_view text) { s.mip = parse_number(text); }); }},
    {"image.width", "Width...", {}, anywhere, Argument::Number, has_sheet, [](Invocation& i) { set_image(i, [](ImageSettings& s, std::string_view text) { s.width = parse_number(text); }); }},
    {"image.height", "Height...", {}, anywhere, Argument::Number, has_sheet, [](Invocation& i) { set_image(i, [](ImageSettings& s, std::string_view text) { s.height = parse_number(text); }); }},
    {"image.offset", "Offset of the first row...", {}, anywhere, Argument::Offset, has_sheet, set_image_offset},
    {"image.row_stride", "Row stride...", {}, anywhere, Argument::Number, has_sheet, [](Invocation& i) { set_image(i, [](ImageSettings& s, std::string_view text) { s.row_stride = parse_number(text); }); }},
    {"image.select", "Select pixels", {Key::Alt | Key::Shift | 'S'}, Scope::Panels, none, has_sheet, take_tool<ImageTool::Select>},
    {"image.pencil", "Pencil", {Key::Alt | Key::Shift | 'P'}, Scope::Panels, none, has_bytes, take_tool<ImageTool::Pencil>},
    {"image.line", "Line", {Key::Alt | Key::Shift | 'L'}, Scope::Panels, none, has_bytes, take_tool<ImageTool::Line>},
    {"image.rectangle", "Filled rectangle", {Key::Alt | Key::Shift | 'R'}, Scope::Panels, none, has_bytes, take_tool<ImageTool::Rectangle>},
    {"image.flood", "Fill from a point", {Key::Alt | Key::Shift | 'F'}, Scope::Panels, none, has_bytes, take_tool<ImageTool::Fill>},
    {"image.pick", "Pick a colour", {Key::Alt | Key::Shift | 'K'}, Scope::Panels, none, has_bytes, take_tool<ImageTool::Pick>},
    {"image.ruler", "Ruler", {Key::Alt | Key::Shift | 'M'}, Scope::Panels, none, has_sheet, take_tool<ImageTool::Ruler>},
    {"image.colour", "Colour to paint with...", {}, anywhere, Argument::Text, has_sheet, take_colour, nullptr, "#FF8000 or #FF8000C0"},
    {"image.fill_region", "Paint the selected pixels", {}, anywhere, none, has_bytes, [](Invocation& i) { i.actions.push(FillRegion{i.sheet}); }},
    {"image.clear_channel", "Clear a component...", {}, anywhere, Argument::Text, has_bytes, [](Invocation& i) { i.actions.push(ClearChannel{i.sheet, std::string(i.argument)}); }, nullptr, "R, G, B, A, Y, U, V, ..: of the selected pixels, or of all"},
    {"image.compare", "Compare with the other side...", {}, anywhere, Argument::Text, has_pair, compare, nullptr, "off, beside, blink or difference"},
    {"image.next_difference", "Next pixel that differs", {Key::Alt | Key::Shift | Key::Up}, Scope::Panels, none, has_pair, [](Invocation& i) { i.actions.push(NextDifference{i.sheet}); }},
    {"image.flip_across", "Mirror left and right", {}, anywhere, none, has_sheet, reorient<Reorientation::FlipAcross>},
    {"image.flip_down", "Mirror top and bottom", {}, anywhere, none, has_sheet, reorient<Reorientation::FlipDown>},
    {"image.turn_right", "Turn right", {}, anywhere, none, has_sheet, reorient<Reorientation::TurnRight>},
    {"image.turn_left", "Turn left", {}, anywhere, none, has_sheet, reorient<Reorientation::TurnLeft>},
    {"image.crop", "Show the selected pixels alone", {}, anywhere, none, has_sheet, [](Invocation& i) { i.actions.push(Crop{i.sheet}); }},
    {"image.show_view", "Show the view as a picture", {}, anywhere, none, has_bytes, [](Invocation& i) { i.actions.push(ShowView{i.sheet}); }},
    {"image.say_view", "Say the picture as a view", {}, anywhere, none, has_sheet, [](Invocation& i) { i.actions.push(SayView{i.sheet}); }},
    {"image.auto_window", "Fit black and white to the values", {}, anywhere, none, has_bytes, [](Invocation& i) { i.actions.push(FitWindow{i.sheet, 0}); }},
    {"image.decode", "Decode the picture file into a buffer", {}, anywhere, none, has_bytes, [](Invocation& i) { i.actions.push(DecodePicture{i.sheet}); }},
    {"image.export", "Export the picture...", {}, anywhere, Argument::SavePath, has_bytes, [](Invocation& i) { i.actions.push(ExportPicture{i.sheet, std::string(i.argument), PictureContent::Colours}); }},
    {"image.export_samples", "Export the stored samples...", {}, anywhere, Argument::SavePath, has_bytes, [](Invocation& i) { i.actions.push(ExportPicture{i.sheet, std::string(i.argument), PictureContent::Samples}); }},
    {"image.paste_file", "Paste a picture file...", {}, anywhere, Argument::Path, has_bytes, [](Invocation& i) { i.actions.push(PastePicture{i.sheet, std::string(i.argument)}); }},
    {"image.wider", "One pixel wider", {Key::Ctrl | Key::Alt | Key::Right}, Scope::Panels, none, has_sheet, [](Invocation& i) { step(i, 1, 0); }},
    {"image.narrower", "One pixel narrower", {Key::Ctrl | Key::Alt | Key::Left}, Scope::Panels, none, has_sheet, [](Invocation& i) { step(i, -1, 0); }},
    {"image.longer_rows", "Row stride one byte more", {Key::Ctrl | Key::Alt | Key::Down}, Scope::Panels, none, has_sheet, [](Invocation& i) { step(i, 0, 1); }},
    {"image.shorter_rows", "Row stride one byte less", {Key::Ctrl | Key::Alt | Key::Up}, Scope::Panels, none, has_sheet, [](Invocation& i) { step(i, 0, -1); }},
    {"image.next_frame", "Next frame", {Key::Alt | Key::Shift | Key::Right}, Scope::Panels, none, has_bytes, [](Invocation& i) { i.actions.push(StepFrame{i.sheet, 1}); }},
    {"image.previous_frame", "Frame before", {Key::Alt | Key::Shift | Key::Left}, Scope::Panels, none, has_bytes, [](Invocation& i) { i.actions.push(StepFrame{i.sheet, -1}); }},
    {"image.play", "Play the frames, or stop", {Key::Alt | Key::Shift | Key::Down}, Scope::Panels, none, has_bytes, [](Invocation& i) { i.actions.push(Play{i.sheet}); }},
    {"image.fit", "Fit into the panel", {}, anywhere, none, has_sheet, [](Invocation& i) { set_image(i, [](ImageSettings& s, std::string_view) { s.zoom = 0; }); }},
    {"image.actual_size", "One to one", {}, anywhere, none, has_sheet, [](Invocation& i) { set_image(i, [](ImageSettings& s, std::string_view) { s.zoom = 1; }); }},
};
// clang-format on

}  // namespace

std::span<const Command> image_commands() { return table; }

}  // namespace byteprism
