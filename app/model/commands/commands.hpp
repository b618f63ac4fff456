// Commands: everything a user can do is a row of one table. Menus, keys, the palette, `--do` and the tests read the
// same rows.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/model/actions/actions.hpp"
#include "app/model/commands/key.hpp"
#include "app/model/workbench.hpp"

namespace byteprism {

// What a command wants to be told. Invoked without it, the program asks: for a path with the file dialog, for what
// can be listed with the list, for the rest with a field. A process is a number, and an address in it.
enum class Argument { None, Offset, Number, Text, Path, SavePath, SharedMemory, Process };

// Where a command's key is read.
enum class Scope {
    Anywhere,  // always, also while text is being typed into a field
    Panels,    // only while no field takes the keyboard: the key belongs to the panels
};

struct Invocation {
    const Workbench& bench;
    Actions& actions;
    SheetId sheet;              // the active one; meaningless if there is none
    std::string_view argument;  // as typed; empty when the kind is None
};

struct Choice {
    std::string answer;                         // the argument
    std::string text;                           // what is shown, and searched in; columns stand under each other
    std::optional<ImageSettings> picture = {};  // of the active sheet's bytes, shown small beside the text
};

struct ChoiceList {
    std::string heading;  // over the columns
    std::vector<Choice> choices;
};

struct Command {
    std::string_view id;  // "edit.undo": the part before the dot is its menu
    std::string_view title;
    Keys keys;  // until the user gives it others: see bindings.hpp
    Scope scope;
    Argument argument;
    bool (*enabled)(const Workbench& bench);
    void (*run)(Invocation& invocation);  // throws Error if the argument does not parse
    // What the argument means, as it is typed: where to, how many bytes change. Throws as run() does. Null: says
    // nothing.
    std::string (*preview)(const Invocation& invocation) = nullptr;
    std::string_view example = {};  // of arguments, shown while the field is empty
    // What the argument is chosen from, as of now; null: it is typed. `given` is what was answered before: a process
    // whose region is chosen. Throws IoError.
    ChoiceList (*choices)(const Workbench& bench, const std::string& given) = nullptr;
};

// In the order of the menus.
std::span<const Command> commands();
const Command* find_command(std::string_view id);
// The menu of a command: "Edit" for "edit.undo"; empty for commands that are in no menu.
std::string_view menu_of(const Command& command);

// Runs the command on the active sheet, or asks for its argument. Does nothing if it is not enabled.
void invoke(const Command& command, const Workbench& bench, Actions& actions);
// What the argument would mean; empty if that is nothing, or would be refused.
std::string preview(const Command& command, std::string_view argument, const Workbench& bench);
// Throws Error if the argument is refused; ValueError if the command is not enabled now.
void invoke(const Command& command, std::string_view argument, const Workbench& bench, Actions& actions);

// A key the user pressed: runs its command. Whether there was one.
bool invoke_key(Key key, Scope reading, const Workbench& bench, Actions& actions);

}  // namespace byteprism
