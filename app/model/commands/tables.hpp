// The tables of commands, one for each menu, in the order of their rows there.
#pragma once

#include <span>

#include "app/model/commands/commands.hpp"
#include "app/model/commands/conditions.hpp"

namespace byteprism {

std::span<const Command> file_commands();
std::span<const Command> edit_commands();
std::span<const Command> bytes_commands();
std::span<const Command> view_commands();
std::span<const Command> hex_commands();
std::span<const Command> go_commands();
std::span<const Command> bookmark_commands();
std::span<const Command> search_commands();
std::span<const Command> compare_commands();
std::span<const Command> image_commands();
std::span<const Command> structure_commands();
std::span<const Command> settings_commands();
std::span<const Command> help_commands();
std::span<const Command> cursor_commands();

}  // namespace byteprism
