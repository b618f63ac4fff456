#include "app/model/commands.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "app/model/number_text.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

bool always(const Workbench&) { return true; }
bool has_sheet(const Workbench& bench) { return bench.active() != nullptr; }
bool has_several(const Workbench& bench) { return bench.sheets.size() > 1; }
bool has_bytes(const Workbench& bench) { return has_sheet(bench) && bench.document(*bench.active()).size() > 0; }
bool has_selection(const Workbench& bench) { return has_sheet(bench) && bench.active()->cursor.anchor.has_value(); }
bool has_file(const Workbench& bench) { return has_sheet(bench) && !bench.document(*bench.active()).path().empty(); }
bool is_live(const Workbench& bench) { return has_sheet(bench) && bench.document(*bench.active()).live(); }
bool can_reload(const Workbench& bench) { return has_file(bench) || is_live(bench); }
bool can_read_more(const Workbench& bench) {
    return has_sheet(bench) && bench.document(*bench.active()).stopped_at_limit();
}
bool can_save(const Workbench& bench) {
    return has_sheet(bench) && !is_live(bench) && (bench.document(*bench.active()).modified() || !has_file(bench));
}
bool can_undo(const Workbench& bench) {
    return has_sheet(bench) && bench.document(*bench.active()).history().can_undo();
}
bool can_redo(const Workbench& bench) {
    return has_sheet(bench) && bench.document(*bench.active()).history().can_redo();
}
bool is_busy(const Workbench& bench) { return has_sheet(bench) && bench.document(*bench.active()).busy(); }
bool has_steps(const Workbench& bench) {
    return has_sheet(bench) && !bench.document(*bench.active()).history().steps().empty();
}
bool can_grow(const Workbench& bench) {
    return has_sheet(bench) && !bench.document(*bench.active()).length_refusal().has_value();
}
bool can_change_length(const Workbench& bench) { return has_bytes(bench) && can_grow(bench); }
bool has_notices(const Workbench& bench) { return !bench.notices.empty(); }

template <Motion motion, Extend extend>
void move(Invocation& i) {
    i.actions.push(MoveCursor{i.sheet, motion, extend});
}

template <Panel panel>
void focus(Invocation& i) {
    i.actions.push(FocusPanel{panel});
}

void configure(Invocation& i, void (*change)(Settings&)) {
    Settings settings = i.bench.settings;
    change(settings);
    i.actions.push(Configure{settings});
}

void set_verify(Invocation& i) {
    constexpr std::array<std::string_view, 3> names{"never", "small", "always"};  // in the order of Verify
    const auto* at = std::ranges::find(names, i.argument);
    if (at == names.end()) {
        throw ValueError("'" + std::string(i.argument) + "': never, small (below 64 MiB) or always is possible");
    }
    Settings settings = i.bench.settings;
    settings.verify = static_cast<Verify>(at - names.begin());
    i.actions.push(Configure{settings});
}

void zoom_text(Settings& settings, double factor) {
    settings.text_scale = std::clamp(settings.text_scale * factor, 0.5, 4.0);
}

void set_image(Invocation& i, void (*change)(ImageSettings&, std::string_view argument)) {
    ImageSettings settings = i.bench.active()->image;
    change(settings, i.argument);
    i.actions.push(SetImage{i.sheet, settings});
}

void set_structure(Invocation& i, void (*change)(StructureSettings&, std::string_view argument)) {
    StructureSettings settings = i.bench.active()->structure.settings;
    change(settings, i.argument);
    i.actions.push(SetStructure{i.sheet, settings});
}

// The offset that was typed, or the cursor's.
std::int64_t offset_argument(const Invocation& i) {
    const Sheet& sheet = *i.bench.active();
    const Document& document = i.bench.document(sheet);
    return parse_offset(i.argument,
                        {sheet.cursor.offset, document.size(), static_cast<std::int64_t>(document.base_address())});
}

void go_to(Invocation& i) { i.actions.push(PlaceCursor{i.sheet, offset_argument(i), Extend::No}); }

void set_image_offset(Invocation& i) {
    ImageSettings settings = i.bench.active()->image;
    settings.offset = offset_argument(i);
    i.actions.push(SetImage{i.sheet, settings});
}

void set_structure_offset(Invocation& i) {
    StructureSettings settings = i.bench.active()->structure.settings;
    settings.offset = offset_argument(i);
    i.actions.push(SetStructure{i.sheet, settings});
}

void reload(Invocation& i) {
    if (is_live(i.bench)) return i.actions.push(Refresh{i.sheet});
    i.actions.push(Reload{i.sheet, Edits::AskFirst});
}

void open_process(Invocation& i) { i.actions.push(OpenSource{parse_process(std::string(i.argument))}); }

void set_columns(Invocation& i) {
    const std::int64_t columns = parse_number(i.argument);
    if (columns < 1 || columns > 4096) throw ValueError(std::to_string(columns) + " columns: 1 to 4096 are possible");
    i.actions.push(SetColumns{i.sheet, static_cast<int>(columns)});
}

// What the memory of a machine may hold at most; more than it has is refused when it is asked for.
constexpr std::int64_t most_bytes = std::int64_t{1} << 46;

std::int64_t count_argument(const Invocation& i) {
    const std::int64_t count = parse_number(i.argument);
    if (count < 0 || count > most_bytes) {
        throw ValueError(std::string(i.argument) + " bytes: 0 to " + std::to_string(most_bytes) + " are possible");
    }
    return count;
}

void new_sized(Invocation& i) { i.actions.push(NewFile{count_argument(i)}); }
void insert(Invocation& i) { i.actions.push(Insert{i.sheet, count_argument(i)}); }

void go_to_step(Invocation& i) {
    const std::int64_t position = parse_number(i.argument);
    const std::size_t steps = i.bench.document(*i.bench.active()).history().steps().size();
    if (position < 0 || static_cast<std::uint64_t>(position) > steps) {
        throw ValueError("step " + std::string(i.argument) + ": the history has 0 to " + std::to_string(steps));
    }
    i.actions.push(GoToStep{i.sheet, static_cast<std::size_t>(position)});
}

void next_panel(Invocation& i) {
    const int next = (static_cast<int>(i.bench.focused_panel) + 1) % (static_cast<int>(Panel::Lists) + 1);
    i.actions.push(FocusPanel{static_cast<Panel>(next)});
}

void maximise(Invocation& i) {
    Settings settings = i.bench.settings;
    settings.maximised = settings.maximised ? std::nullopt : std::optional(i.bench.focused_panel);
    i.actions.push(Configure{settings});
}

constexpr auto none = Argument::None;
constexpr auto anywhere = Scope::Anywhere;
constexpr auto panels = Scope::Panels;
constexpr auto keep = Extend::No;
constexpr auto grow = Extend::Yes;
constexpr Key Ctrl = Key::Ctrl, Shift = Key::Shift, Alt = Key::Alt;

// clang-format off
constexpr Command table[] = {
    {"file.new", "New", {Ctrl | 'N'}, anywhere, none, always, [](Invocation& i) { i.actions.push(NewFile{256}); }},
    {"file.new_sized", "New of N bytes...", {}, anywhere, Argument::Number, always, new_sized},
    {"file.new_from_clipboard", "New from the hex in the clipboard", {}, anywhere, none, always, [](Invocation& i) { i.actions.push(NewFromClipboard{}); }},
    {"file.open", "Open...", {Ctrl | 'O'}, anywhere, Argument::Path, always, [](Invocation& i) { i.actions.push(OpenFile{std::string(i.argument)}); }},
    {"file.close", "Close", {Ctrl | 'W'}, anywhere, none, has_sheet, [](Invocation& i) { i.actions.push(CloseSheet{i.sheet, Edits::AskFirst}); }},
    {"file.save", "Save", {Ctrl | 'S'}, anywhere, none, can_save, [](Invocation& i) { i.actions.push(Save{i.sheet}); }},
    {"file.save_as", "Save as...", {Ctrl | Shift | 'S'}, anywhere, Argument::SavePath, has_sheet, [](Invocation& i) { i.actions.push(SaveAs{i.sheet, std::string(i.argument)}); }},
    {"file.save_copy", "Save a copy...", {}, anywhere, Argument::SavePath, has_sheet, [](Invocation& i) { i.actions.push(SaveCopy{i.sheet, std::string(i.argument)}); }},
    {"file.save_selection", "Save the selection...", {}, anywhere, Argument::SavePath, has_selection, [](Invocation& i) { i.actions.push(SaveSelection{i.sheet, std::string(i.argument)}); }},
    {"file.reload", "Reload", {Ctrl | 'R', Key::F(5)}, anywhere, none, can_reload, reload},
    {"file.open_live", "Open a file live...", {}, anywhere, Argument::Path, always, [](Invocation& i) { i.actions.push(OpenSource{LiveFile{std::string(i.argument)}}); }},
    {"file.open_shared_memory", "Open shared memory...", {}, anywhere, Argument::SharedMemory, always, [](Invocation& i) { i.actions.push(OpenSource{SharedMemory{std::string(i.argument)}}); }},
    {"file.open_process", "Open the memory of a process...", {}, anywhere, Argument::Process, always, open_process},
    {"file.refresh", "Fetch a live source again", {}, anywhere, none, is_live, [](Invocation& i) { i.actions.push(Refresh{i.sheet}); }},
    {"file.read_more", "Read more of the stream", {}, anywhere, none, can_read_more, [](Invocation& i) { i.actions.push(ReadMore{i.sheet}); }},
    {"file.lock", "Allow or refuse edits", {}, anywhere, none, has_sheet, [](Invocation& i) { i.actions.push(ToggleEditing{i.sheet}); }},
    {"file.verify", "Read back what was saved: never, small, always...", {}, anywhere, Argument::Text, always, set_verify},
    {"file.quit", "Quit", {Ctrl | 'Q'}, anywhere, none, always, [](Invocation& i) { i.actions.push(Quit{Edits::AskFirst}); }},

    {"edit.cancel", "Cancel the long edit", {Shift | Key::Escape}, anywhere, none, is_busy, [](Invocation& i) { i.actions.push(CancelEdit{i.sheet}); }},
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
    {"edit.select_none", "Clear selection", {Key::Escape}, panels, none, has_selection, [](Invocation& i) { i.actions.push(ClearSelection{i.sheet}); }},

    {"view.look", "Look at...", {Ctrl | 'L'}, anywhere, Argument::Text, has_sheet, [](Invocation& i) { i.actions.push(SetLook{i.sheet, std::string(i.argument)}); }},
    {"view.columns", "Columns...", {}, anywhere, Argument::Number, has_sheet, set_columns},
    {"view.switch_side", "Hex or text side", {Key::Tab}, panels, none, has_bytes, [](Invocation& i) {
        const Side side = i.bench.active()->cursor.side;
        i.actions.push(SetSide{i.sheet, side == Side::Hex ? Side::Text : Side::Hex});
    }},
    {"view.maximise_panel", "Maximise the panel", {Ctrl | 'M'}, anywhere, none, has_sheet, maximise},
    {"view.next_panel", "Next panel", {Key::F(6)}, anywhere, none, has_sheet, next_panel},
    {"view.zoom_in", "Larger text", {Ctrl | '=', Ctrl | '+'}, anywhere, none, always, [](Invocation& i) { configure(i, [](Settings& s) { zoom_text(s, 1.1); }); }},
    {"view.zoom_out", "Smaller text", {Ctrl | '-'}, anywhere, none, always, [](Invocation& i) { configure(i, [](Settings& s) { zoom_text(s, 1 / 1.1); }); }},
    {"view.zoom_reset", "Normal text", {Ctrl | '0'}, anywhere, none, always, [](Invocation& i) { configure(i, [](Settings& s) { s.text_scale = 1; }); }},
    {"view.theme", "Dark or light", {}, anywhere, none, always, [](Invocation& i) {
        configure(i, [](Settings& s) { s.theme = s.theme == Theme::Dark ? Theme::Light : Theme::Dark; });
    }},
    {"view.dismiss_notices", "Dismiss messages", {}, anywhere, none, has_notices, [](Invocation& i) { i.actions.push(DismissNotices{}); }},

    {"go.offset", "Go to...", {Ctrl | 'G'}, anywhere, Argument::Offset, has_bytes, go_to},
    {"go.next_file", "Next file", {Ctrl | Key::Tab}, anywhere, none, has_several, [](Invocation& i) { i.actions.push(ActivateNextSheet{1}); }},
    {"go.previous_file", "Previous file", {Ctrl | Shift | Key::Tab}, anywhere, none, has_several, [](Invocation& i) { i.actions.push(ActivateNextSheet{-1}); }},
    {"go.hex", "Hex panel", {Alt | '1'}, anywhere, none, has_sheet, focus<Panel::Hex>},
    {"go.inspector", "Inspector panel", {Alt | '2'}, anywhere, none, has_sheet, focus<Panel::Inspector>},
    {"go.image", "Image panel", {Alt | '3'}, anywhere, none, has_sheet, focus<Panel::Image>},
    {"go.history", "History panel", {Alt | '5'}, anywhere, none, has_sheet, focus<Panel::History>},
    {"go.structure", "Structure panel", {Alt | '4'}, anywhere, none, has_sheet, focus<Panel::Structure>},

    {"image.pixels", "Pixel format...", {}, anywhere, Argument::Text, has_sheet, [](Invocation& i) { set_image(i, [](ImageSettings& s, std::string_view text) { s.pixels = text; }); }},
    {"image.width", "Width...", {}, anywhere, Argument::Number, has_sheet, [](Invocation& i) { set_image(i, [](ImageSettings& s, std::string_view text) { s.width = parse_number(text); }); }},
    {"image.height", "Height...", {}, anywhere, Argument::Number, has_sheet, [](Invocation& i) { set_image(i, [](ImageSettings& s, std::string_view text) { s.height = parse_number(text); }); }},
    {"image.offset", "Offset of the first row...", {}, anywhere, Argument::Offset, has_sheet, set_image_offset},
    {"image.row_stride", "Row stride...", {}, anywhere, Argument::Number, has_sheet, [](Invocation& i) { set_image(i, [](ImageSettings& s, std::string_view text) { s.row_stride = parse_number(text); }); }},
    {"image.fit", "Fit into the panel", {}, anywhere, none, has_sheet, [](Invocation& i) { set_image(i, [](ImageSettings& s, std::string_view) { s.zoom = 0; }); }},
    {"image.actual_size", "One to one", {}, anywhere, none, has_sheet, [](Invocation& i) { set_image(i, [](ImageSettings& s, std::string_view) { s.zoom = 1; }); }},

    {"structure.format", "Format...", {}, anywhere, Argument::Text, has_sheet, [](Invocation& i) { set_structure(i, [](StructureSettings& s, std::string_view text) { s.format = text; }); }},
    {"structure.offset", "Offset...", {}, anywhere, Argument::Offset, has_sheet, set_structure_offset},

    {"help.palette", "Command palette...", {Ctrl | Shift | 'P'}, anywhere, none, always, [](Invocation& i) { i.actions.push(Ask{{Question::Kind::Palette, "", i.sheet, ""}}); }},

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

struct Menu {
    std::string_view prefix, title;
};
constexpr Menu menus[] = {{"file.", "File"},   {"edit.", "Edit"},           {"view.", "View"},   {"go.", "Go"},
                          {"image.", "Image"}, {"structure.", "Structure"}, {"tools.", "Tools"}, {"help.", "Help"}};

Invocation on_active_sheet(const Workbench& bench, Actions& actions, std::string_view argument) {
    return Invocation{bench, actions, bench.active_sheet, argument};
}

}  // namespace

std::span<const Command> commands() { return table; }

const Command* find_command(std::string_view id) {
    const auto* at = std::ranges::find(table, id, &Command::id);
    return at == std::end(table) ? nullptr : at;
}

std::string_view menu_of(const Command& command) {
    for (const Menu& menu : menus) {
        if (command.id.starts_with(menu.prefix)) return menu.title;
    }
    return "";
}

void invoke(const Command& command, const Workbench& bench, Actions& actions) {
    if (!command.enabled(bench)) return;
    if (command.argument != Argument::None) {
        actions.push(Ask{{Question::Kind::Argument, std::string(command.id), bench.active_sheet, ""}});
        return;
    }
    Invocation invocation = on_active_sheet(bench, actions, "");
    command.run(invocation);
}

void invoke(const Command& command, std::string_view argument, const Workbench& bench, Actions& actions) {
    if (!command.enabled(bench)) throw ValueError(std::string(command.id) + ": not possible now");
    if (command.argument == Argument::None && !argument.empty()) {
        throw ValueError(std::string(command.id) + ": takes no argument, '" + std::string(argument) + "' was given");
    }
    Invocation invocation = on_active_sheet(bench, actions, argument);
    command.run(invocation);
}

bool invoke_key(Key key, Scope reading, const Workbench& bench, Actions& actions) {
    for (const Command& command : table) {
        const bool bound = key && (command.keys[0] == key || command.keys[1] == key);
        const bool readable = reading == Scope::Panels || command.scope == Scope::Anywhere;
        if (bound && readable && command.enabled(bench)) {
            invoke(command, bench, actions);
            return true;
        }
    }
    return false;
}

}  // namespace byteprism
