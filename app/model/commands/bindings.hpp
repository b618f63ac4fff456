// Bindings: the keys of a command as they are now, after what the user has changed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/model/commands/commands.hpp"
#include "app/model/settings.hpp"

namespace byteprism {

// Those the user gave it; else its own, without any that the user gave to another command.
Keys keys_of(const Command& command, const Settings& settings);
// "Ctrl+Y, Ctrl+Shift+Z"; empty without a key.
std::string to_text(const Keys& keys);
// The first of them, as menus show it.
std::string shortcut_text(std::string_view command, const Settings& settings);

// Reads "Ctrl+Y, Ctrl+Shift+Z", or nothing. Throws ValueError saying which key is impossible and why.
Keys parse_keys(std::string_view text);
// The same of one key.
Key parse_key(std::string_view text);

// Keys that two commands claim now, a sentence each.
std::vector<std::string> conflicts(const Settings& settings);

}  // namespace byteprism
