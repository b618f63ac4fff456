#include <algorithm>
#include <cmath>

#include "app/model/commands/tables.hpp"
#include "app/model/image_guess.hpp"
#include "app/model/number_text.hpp"
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

ChoiceList guesses(const Workbench& bench, const std::string&) {
    ChoiceList list{"sure", {}};
    for (const GeometryGuess& guess : bench.guess->found()) {
        const std::string text = text_of(guess);
        const std::string percent = std::to_string(std::lround(guess.confidence * 100)) + " %";
        list.choices.push_back({text, percent + std::string(7 - std::min<std::size_t>(percent.size(), 6), ' ') + text});
    }
    return list;
}

void take_guess(Invocation& i) {
    const auto& found = i.bench.guess->found();
    const auto guess = std::ranges::find(found, i.argument, text_of);
    if (guess == found.end()) throw ValueError("'" + std::string(i.argument) + "' is none of the guesses");
    ImageSettings settings = i.bench.active()->image;
    settings.pixels = guess->pixels;
    settings.width = guess->width;
    settings.height = guess->height;
    settings.offset = guess->offset;
    settings.row_stride = guess->row_stride;
    settings.zoom = 0;
    i.actions.push(SetImage{i.sheet, settings});
}

constexpr auto none = Argument::None;
constexpr auto anywhere = Scope::Anywhere;

// clang-format off
constexpr Command table[] = {
    {"image.guess", "Guess the picture", {}, anywhere, none, has_bytes, [](Invocation& i) { i.actions.push(GuessImage{i.sheet}); }},
    {"image.take_guess", "Choose among the guesses...", {}, anywhere, Argument::Text, has_guesses, take_guess, nullptr, {}, guesses},
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
