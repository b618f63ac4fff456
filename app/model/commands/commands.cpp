#include "app/model/commands/commands.hpp"

#include <algorithm>
#include <initializer_list>
#include <vector>

#include "app/model/commands/bindings.hpp"
#include "app/model/commands/tables.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

struct Menu {
    std::string_view prefix, title;
};
constexpr Menu menus[] = {
    {"file.", "File"},       {"edit.", "Edit"},   {"bytes.", "Bytes"},         {"view.", "View"},
    {"hex.", "Hex"},         {"go.", "Go"},       {"bookmark.", "Bookmarks"},  {"search.", "Search"},
    {"compare.", "Compare"}, {"image.", "Image"}, {"structure.", "Structure"}, {"tools.", "Tools"},
    {"help.", "Help"}};

Invocation on_active_sheet(const Workbench& bench, Actions& actions, std::string_view argument) {
    return Invocation{bench, actions, bench.active_sheet, argument};
}

std::vector<Command> joined(std::initializer_list<std::span<const Command>> tables) {
    std::vector<Command> all;
    for (const std::span<const Command> table : tables) all.insert(all.end(), table.begin(), table.end());
    return all;
}

}  // namespace

std::span<const Command> commands() {
    static const std::vector<Command> all =
        joined({file_commands(), edit_commands(), bytes_commands(), view_commands(), hex_commands(), go_commands(),
                bookmark_commands(), search_commands(), compare_commands(), image_commands(), structure_commands(),
                settings_commands(), help_commands(), cursor_commands()});
    return all;
}

const Command* find_command(std::string_view id) {
    const auto at = std::ranges::find(commands(), id, &Command::id);
    return at == commands().end() ? nullptr : &*at;
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

std::string preview(const Command& command, std::string_view argument, const Workbench& bench) {
    if (command.preview == nullptr || argument.empty() || !command.enabled(bench)) return "";
    Actions none;
    try {
        return command.preview(on_active_sheet(bench, none, argument));
    } catch (const Error&) {
        return "";
    }
}

bool invoke_key(Key key, Scope reading, const Workbench& bench, Actions& actions) {
    for (const Command& command : commands()) {
        const bool bound = key && std::ranges::count(keys_of(command, bench.settings), key) > 0;
        const bool readable = reading == Scope::Panels || command.scope == Scope::Anywhere;
        if (bound && readable && command.enabled(bench)) {
            invoke(command, bench, actions);
            return true;
        }
    }
    return false;
}

}  // namespace byteprism
