#include "app/model/commands/tables.hpp"
#include "app/model/number_text.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

void insert(Invocation& i) { i.actions.push(Insert{i.sheet, count_argument(i)}); }

void go_to_step(Invocation& i) {
    const std::int64_t position = parse_number(i.argument);
    const std::size_t steps = i.bench.document(*i.bench.active()).history().steps().size();
    if (position < 0 || static_cast<std::uint64_t>(position) > steps) {
        throw ValueError("step " + std::string(i.argument) + ": the history has 0 to " + std::to_string(steps));
    }
    i.actions.push(GoToStep{i.sheet, static_cast<std::size_t>(position)});
}

constexpr auto none = Argument::None;
constexpr auto anywhere = Scope::Anywhere;
constexpr auto panels = Scope::Panels;
constexpr Key Ctrl = Key::Ctrl, Shift = Key::Shift;

// clang-format off
constexpr Command table[] = {
    {"edit.cancel", "Cancel the long edit or save", {Shift | Key::Escape}, anywhere, none, is_busy, [](Invocation& i) { i.actions.push(CancelEdit{i.sheet}); }},
    {"edit.undo", "Undo", {Ctrl | 'Z'}, panels, none, can_undo, [](Invocation& i) { i.actions.push(Undo{i.sheet}); }},
    {"edit.redo", "Redo", {Ctrl | 'Y', Ctrl | Shift | 'Z'}, panels, none, can_redo, [](Invocation& i) { i.actions.push(Redo{i.sheet}); }},
    {"edit.go_to_step", "Undo or redo to step N...", {}, anywhere, Argument::Number, has_steps, go_to_step},
    {"edit.cut", "Cut", {Ctrl | 'X'}, panels, none, can_change_length, [](Invocation& i) { i.actions.push(Cut{i.sheet}); }},
    {"edit.copy", "Copy", {Ctrl | 'C'}, panels, none, has_bytes, [](Invocation& i) { i.actions.push(Copy{i.sheet}); }},
    {"edit.paste", "Paste over", {Ctrl | 'V', Ctrl | Shift | 'V'}, panels, none, has_bytes, [](Invocation& i) { i.actions.push(Paste{i.sheet}); }},
    {"edit.paste_insert", "Paste between the bytes", {}, panels, none, can_grow, [](Invocation& i) { i.actions.push(PasteInsert{i.sheet}); }},
    {"edit.delete", "Delete", {Key::Delete}, panels, none, can_change_length, [](Invocation& i) { i.actions.push(Delete{i.sheet}); }},
    {"edit.insert", "Insert N zeros...", {}, anywhere, Argument::Number, can_grow, insert},
    {"edit.fill", "Fill with hex...", {}, anywhere, Argument::Text, has_bytes, [](Invocation& i) { i.actions.push(Fill{i.sheet, std::string(i.argument)}); }},
    {"edit.select_all", "Select all", {Ctrl | 'A'}, panels, none, has_bytes, [](Invocation& i) { i.actions.push(SelectAll{i.sheet}); }},
    {"edit.select_view", "Select this view", {}, panels, none, has_bytes, [](Invocation& i) { i.actions.push(SelectItems{i.sheet, layout_of(i.bench.active()->look.recipe)}); }},
    {"edit.swap_ends", "Swap cursor and anchor", {Ctrl | 'T'}, panels, none, has_run, [](Invocation& i) { i.actions.push(SwapEnds{i.sheet}); }},
    {"edit.select_none", "Clear selection", {Key::Escape}, panels, none, has_selection, [](Invocation& i) { i.actions.push(ClearSelection{i.sheet}); }},
};
// clang-format on

}  // namespace

std::span<const Command> edit_commands() { return table; }

}  // namespace byteprism
