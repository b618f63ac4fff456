#include "app/model/commands/tables.hpp"

namespace byteprism {
namespace {

constexpr auto none = Argument::None;
constexpr auto anywhere = Scope::Anywhere;
constexpr Key Ctrl = Key::Ctrl, Shift = Key::Shift;

// clang-format off
constexpr Command table[] = {
    {"help.palette", "Command palette...", {Ctrl | Shift | 'P'}, anywhere, none, always, [](Invocation& i) { i.actions.push(Ask{{Question::Kind::Palette, "", i.sheet, ""}}); }},
};
// clang-format on

}  // namespace

std::span<const Command> help_commands() { return table; }

}  // namespace byteprism
