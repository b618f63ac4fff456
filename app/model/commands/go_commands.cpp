#include "app/model/commands/tables.hpp"
#include "app/model/number_text.hpp"

namespace byteprism {
namespace {

template <Panel panel>
void focus(Invocation& i) {
    i.actions.push(FocusPanel{panel});
}

std::string place(const Invocation& i) {
    return offset_text(offset_argument(i) +
                       static_cast<std::int64_t>(i.bench.document(*i.bench.active()).base_address()));
}

void go_to(Invocation& i) {
    offset_argument(i);  // refused at the field
    i.actions.push(GoTo{i.sheet, std::string(i.argument)});
}

template <int steps>
void revisit(Invocation& i) {
    i.actions.push(Revisit{i.sheet, steps});
}

constexpr auto none = Argument::None;
constexpr auto anywhere = Scope::Anywhere;
constexpr Key Ctrl = Key::Ctrl, Shift = Key::Shift, Alt = Key::Alt;

// clang-format off
constexpr Command table[] = {
    {"go.offset", "Go to...", {Ctrl | 'G'}, anywhere, Argument::Offset, has_bytes, go_to, place, "0x1F, 0x10 + 4*3, +8, end-16, the name of a field"},
    {"go.again", "Go to again", {Ctrl | Shift | 'G'}, anywhere, none, has_gone, [](Invocation& i) { i.actions.push(GoTo{i.sheet, i.bench.active()->journey.went_to}); }},
    {"go.back", "Back", {Alt | Key::Left}, anywhere, none, can_go_back, revisit<-1>},
    {"go.forward", "Forward", {Alt | Key::Right}, anywhere, none, can_go_forward, revisit<1>},
    {"go.next_file", "Next file", {Ctrl | Key::Tab}, anywhere, none, has_several, [](Invocation& i) { i.actions.push(ActivateNextSheet{1}); }},
    {"go.previous_file", "Previous file", {Ctrl | Shift | Key::Tab}, anywhere, none, has_several, [](Invocation& i) { i.actions.push(ActivateNextSheet{-1}); }},
    {"go.hex", "Hex panel", {Alt | '1'}, anywhere, none, has_sheet, focus<Panel::Hex>},
    {"go.inspector", "Inspector panel", {Alt | '2'}, anywhere, none, has_sheet, focus<Panel::Inspector>},
    {"go.image", "Image panel", {Alt | '3'}, anywhere, none, has_sheet, focus<Panel::Image>},
    {"go.history", "History panel", {Alt | '5'}, anywhere, none, has_sheet, focus<Panel::History>},
    {"go.bookmarks", "Bookmarks panel", {Alt | '6'}, anywhere, none, has_sheet, focus<Panel::Bookmarks>},
    {"go.statistics", "Statistics panel", {Alt | '7'}, anywhere, none, has_sheet, focus<Panel::Statistics>},
    {"go.checksums", "Checksums panel", {Alt | '8'}, anywhere, none, has_sheet, focus<Panel::Checksums>},
    {"go.strings", "Strings panel", {Alt | '9'}, anywhere, none, has_sheet, focus<Panel::Strings>},
    {"go.structure", "Structure panel", {Alt | '4'}, anywhere, none, has_sheet, focus<Panel::Structure>},
};
// clang-format on

}  // namespace

std::span<const Command> go_commands() { return table; }

}  // namespace byteprism
