#include <algorithm>

#include "app/model/commands/tables.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

void next_panel(Invocation& i) {
    const int next = (static_cast<int>(i.bench.focused_panel) + 1) % (static_cast<int>(Panel::Lists) + 1);
    i.actions.push(FocusPanel{static_cast<Panel>(next)});
}

void maximise(Invocation& i) {
    Settings settings = i.bench.settings;
    settings.maximised = settings.maximised ? std::nullopt : std::optional(i.bench.focused_panel);
    i.actions.push(Configure{settings});
}

struct MinimapChoice {
    std::string_view name, title;
};
// In the order of MinimapKind.
constexpr MinimapChoice minimaps[] = {{"off", "No minimap"},
                                      {"entropy", "Entropy"},
                                      {"classes", "Classes of bytes: text, control, high, zero"},
                                      {"bytes", "Bytes as shades of grey"}};

ChoiceList minimap_choices(const Workbench&, const std::string&) {
    ChoiceList list;
    for (const MinimapChoice& each : minimaps)
        list.choices.push_back({std::string(each.name), std::string(each.title)});
    return list;
}

void set_minimap(Invocation& i) {
    const auto* at = std::ranges::find(minimaps, i.argument, &MinimapChoice::name);
    if (at == std::end(minimaps)) throw ValueError("'" + std::string(i.argument) + "': off, entropy, classes or bytes");
    Settings settings = i.bench.settings;
    settings.minimap = MinimapKind(at - std::begin(minimaps));
    i.actions.push(Configure{settings});
}

bool has_pair(const Workbench& bench) { return shown_pair(bench) != nullptr; }

void show_beside(Invocation& i) { i.actions.push(ShowBeside{i.sheet, other_sheet_argument(i)}); }

void second_place(Invocation& i) {
    if (shown_pair(i.bench) != nullptr) {
        i.actions.push(ShowAlone{});
    } else {
        i.actions.push(ShowSecondPlace{i.sheet});
    }
}

void switch_scrolling(Invocation& i) {
    i.actions.push(SetScrolling{shown_pair(i.bench)->link ? Scrolling::Apart : Scrolling::Together});
}

void zoom_text(Settings& settings, double factor) {
    settings.text_scale = std::clamp(settings.text_scale * factor, 0.5, 4.0);
}

constexpr auto none = Argument::None;
constexpr auto anywhere = Scope::Anywhere;
constexpr auto panels = Scope::Panels;
constexpr Key Ctrl = Key::Ctrl;

// clang-format off
constexpr Command table[] = {
    {"view.look", "Look at...", {Ctrl | 'L'}, anywhere, Argument::Text, has_sheet, [](Invocation& i) { i.actions.push(SetLook{i.sheet, std::string(i.argument)}); }},
    {"view.switch_side", "Hex or text side", {Key::Tab}, panels, none, has_bytes, [](Invocation& i) {
        const Side side = i.bench.active()->cursor.side;
        i.actions.push(SetSide{i.sheet, side == Side::Hex ? Side::Text : Side::Hex});
    }},
    {"view.second_place", "Another place of the file, side by side", {Ctrl | '\\'}, anywhere, none, has_sheet, second_place},
    {"view.beside", "Another tab, side by side...", {}, anywhere, Argument::Text, has_several, show_beside, nullptr, {}, other_sheets},
    {"view.other_side", "Go to the other side", {Key::F(8)}, anywhere, none, has_pair, [](Invocation& i) { i.actions.push(ActivateSheet{shown_pair(i.bench)->other(i.sheet)}); }},
    {"view.scroll_together", "Scroll both sides together, or apart", {}, anywhere, none, has_pair, switch_scrolling},
    {"view.alone", "One side alone", {}, anywhere, none, has_pair, [](Invocation& i) { i.actions.push(ShowAlone{}); }},
    {"view.maximise_panel", "Maximise the panel", {Ctrl | 'M'}, anywhere, none, has_sheet, maximise},
    {"view.next_panel", "Next panel", {Key::F(6)}, anywhere, none, has_sheet, next_panel},
    {"view.zoom_in", "Larger text", {Ctrl | '=', Ctrl | '+'}, anywhere, none, always, [](Invocation& i) { configure(i, [](Settings& s) { zoom_text(s, 1.1); }); }},
    {"view.zoom_out", "Smaller text", {Ctrl | '-'}, anywhere, none, always, [](Invocation& i) { configure(i, [](Settings& s) { zoom_text(s, 1 / 1.1); }); }},
    {"view.zoom_reset", "Normal text", {Ctrl | '0'}, anywhere, none, always, [](Invocation& i) { configure(i, [](Settings& s) { s.text_scale = 1; }); }},
    {"view.minimap", "Minimap...", {}, anywhere, Argument::Text, always, set_minimap, nullptr, {}, minimap_choices},
    {"view.theme", "Dark or light", {}, anywhere, none, always, [](Invocation& i) {
        configure(i, [](Settings& s) { s.theme = s.theme == Theme::Dark ? Theme::Light : Theme::Dark; });
    }},
    {"view.dismiss_notices", "Dismiss messages", {}, anywhere, none, has_notices, [](Invocation& i) { i.actions.push(DismissNotices{}); }},
};
// clang-format on

}  // namespace

std::span<const Command> view_commands() { return table; }

}  // namespace byteprism
