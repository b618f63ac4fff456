#include "app/model/commands/tables.hpp"

namespace byteprism {
namespace {

template <Motion motion, Extend extend>
void move(Invocation& i) {
    i.actions.push(MoveCursor{i.sheet, motion, extend});
}

constexpr auto none = Argument::None;
constexpr auto panels = Scope::Panels;
constexpr auto keep = Extend::No;
constexpr auto grow = Extend::Yes;
constexpr Key Ctrl = Key::Ctrl, Shift = Key::Shift;

// clang-format off
constexpr Command table[] = {
    {"cursor.left", "Left", {Key::Left}, panels, none, has_bytes, move<Motion::Left, keep>},
    {"cursor.right", "Right", {Key::Right}, panels, none, has_bytes, move<Motion::Right, keep>},
    {"cursor.up", "Up", {Key::Up}, panels, none, has_bytes, move<Motion::Up, keep>},
    {"cursor.down", "Down", {Key::Down}, panels, none, has_bytes, move<Motion::Down, keep>},
    {"cursor.page_up", "Page up", {Key::PageUp}, panels, none, has_bytes, move<Motion::PageUp, keep>},
    {"cursor.page_down", "Page down", {Key::PageDown}, panels, none, has_bytes, move<Motion::PageDown, keep>},
    {"cursor.row_start", "Start of the row", {Key::Home}, panels, none, has_bytes, move<Motion::RowStart, keep>},
    {"cursor.row_end", "End of the row", {Key::End}, panels, none, has_bytes, move<Motion::RowEnd, keep>},
    {"cursor.start", "Start of the file", {Ctrl | Key::Home}, panels, none, has_bytes, move<Motion::Start, keep>},
    {"cursor.end", "End of the file", {Ctrl | Key::End}, panels, none, has_bytes, move<Motion::End, keep>},
    {"select.left", "Select to the left", {Shift | Key::Left}, panels, none, has_bytes, move<Motion::Left, grow>},
    {"select.right", "Select to the right", {Shift | Key::Right}, panels, none, has_bytes, move<Motion::Right, grow>},
    {"select.up", "Select a row up", {Shift | Key::Up}, panels, none, has_bytes, move<Motion::Up, grow>},
    {"select.down", "Select a row down", {Shift | Key::Down}, panels, none, has_bytes, move<Motion::Down, grow>},
    {"select.page_up", "Select a page up", {Shift | Key::PageUp}, panels, none, has_bytes, move<Motion::PageUp, grow>},
    {"select.page_down", "Select a page down", {Shift | Key::PageDown}, panels, none, has_bytes, move<Motion::PageDown, grow>},
    {"select.row_start", "Select to the start of the row", {Shift | Key::Home}, panels, none, has_bytes, move<Motion::RowStart, grow>},
    {"select.row_end", "Select to the end of the row", {Shift | Key::End}, panels, none, has_bytes, move<Motion::RowEnd, grow>},
    {"select.start", "Select to the start of the file", {Ctrl | Shift | Key::Home}, panels, none, has_bytes, move<Motion::Start, grow>},
    {"select.end", "Select to the end of the file", {Ctrl | Shift | Key::End}, panels, none, has_bytes, move<Motion::End, grow>},
};
// clang-format on

}  // namespace

std::span<const Command> cursor_commands() { return table; }

}  // namespace byteprism
