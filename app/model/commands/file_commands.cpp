#include <algorithm>
#include <array>

#include "app/model/commands/tables.hpp"
#include "app/model/number_text.hpp"
#include "app/model/sources/choices.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

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

void new_sized(Invocation& i) { i.actions.push(NewFile{count_argument(i)}); }

void reload(Invocation& i) {
    if (is_live(i.bench)) return i.actions.push(Refresh{i.sheet});
    i.actions.push(Reload{i.sheet, Edits::AskFirst});
}

void open_process(Invocation& i) { i.actions.push(OpenSource{parse_process(std::string(i.argument))}); }

constexpr auto none = Argument::None;
constexpr auto anywhere = Scope::Anywhere;
constexpr Key Ctrl = Key::Ctrl, Shift = Key::Shift;

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
    {"file.save_selection", "Save the selection...", {}, anywhere, Argument::SavePath, has_run, [](Invocation& i) { i.actions.push(SaveSelection{i.sheet, std::string(i.argument)}); }},
    {"file.reload", "Reload", {Ctrl | 'R', Key::F(5)}, anywhere, none, can_reload, reload},
    {"file.open_live", "Open a file live...", {}, anywhere, Argument::Path, always, [](Invocation& i) { i.actions.push(OpenSource{LiveFile{std::string(i.argument)}}); }},
    {"file.open_shared_memory", "Open shared memory...", {}, anywhere, Argument::SharedMemory, always, [](Invocation& i) { i.actions.push(OpenSource{SharedMemory{std::string(i.argument)}}); }, nullptr, {}, shared_memory_choices},
    {"file.open_process", "Open the memory of a process...", {}, anywhere, Argument::Process, always, open_process, nullptr, {}, process_choices},
    {"file.refresh", "Fetch a live source again", {}, anywhere, none, is_live, [](Invocation& i) { i.actions.push(Refresh{i.sheet}); }},
    {"file.read_more", "Read more of the stream", {}, anywhere, none, can_read_more, [](Invocation& i) { i.actions.push(ReadMore{i.sheet}); }},
    {"file.lock", "Allow or refuse edits", {}, anywhere, none, has_sheet, [](Invocation& i) { i.actions.push(ToggleEditing{i.sheet}); }},
    {"file.verify", "Read back what was saved: never, small, always...", {}, anywhere, Argument::Text, always, set_verify},
    {"file.quit", "Quit", {Ctrl | 'Q'}, anywhere, none, always, [](Invocation& i) { i.actions.push(Quit{Edits::AskFirst}); }},
};
// clang-format on

}  // namespace

std::span<const Command> file_commands() { return table; }

}  // namespace byteprism
