#include "app/model/commands/bindings.hpp"

#include <algorithm>

#include "core/error.hpp"

namespace byteprism {
namespace {

const KeyBinding* binding_of(std::string_view command, const Settings& settings) {
    const auto at = std::ranges::find(settings.keys, command, &KeyBinding::command);
    return at == settings.keys.end() ? nullptr : &*at;
}

bool has(const Keys& keys, Key key) { return key && std::ranges::count(keys, key) > 0; }

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(' ');
    if (first == std::string_view::npos) return "";
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

// A sentence for every key of the binding that another command has, or would have.
void add_conflicts(const KeyBinding& binding, const Settings& settings, std::vector<std::string>& sentences) {
    for (const Command& other : commands()) {
        if (other.id == binding.command) continue;
        const KeyBinding* given = binding_of(other.id, settings);
        // Two that the user gave are told once.
        if (given != nullptr && other.id < binding.command) continue;
        for (const Key key : binding.keys) {
            if (!has(given != nullptr ? given->keys : other.keys, key)) continue;
            sentences.push_back(to_text(key) + " is given to " + binding.command +
                                (given != nullptr ? " and to " + given->command + ": the first in the menus has it"
                                                  : ", so " + std::string(other.id) + " has it no more"));
        }
    }
}

}  // namespace

Keys keys_of(const Command& command, const Settings& settings) {
    if (const KeyBinding* given = binding_of(command.id, settings)) return given->keys;
    Keys keys = command.keys;
    for (Key& key : keys) {
        const auto takes = [&](const KeyBinding& binding) { return has(binding.keys, key); };
        if (std::ranges::any_of(settings.keys, takes)) key = Key{};
    }
    if (!keys[0]) std::swap(keys[0], keys[1]);
    return keys;
}

std::string to_text(const Keys& keys) {
    std::string text;
    for (const Key key : keys) {
        if (key) text += (text.empty() ? "" : ", ") + to_text(key);
    }
    return text;
}

std::string shortcut_text(std::string_view command, const Settings& settings) {
    const Command* found = find_command(command);
    return found == nullptr ? "" : to_text(keys_of(*found, settings)[0]);
}

Key parse_key(std::string_view text) {
    const Key key = key_from_text(text);
    if (!key) throw ValueError("'" + std::string(text) + "' is no key; expected one as Ctrl+Shift+Z, F3 or Page Down");
    const Key bare = key.without_modifiers();
    const bool printable = bare.code >= ' ' && bare.code <= '~';
    if (printable && !key.has(Key::Ctrl) && !key.has(Key::Alt)) {
        throw ValueError(to_text(key) + " is for typing: a command's key needs Ctrl or Alt with it");
    }
    return key;
}

Keys parse_keys(std::string_view text) {
    Keys keys{};
    std::size_t count = 0;
    text = trimmed(text);
    while (!text.empty()) {
        // A comma is a separator unless it is the key.
        std::size_t comma = text.find(',');
        if (comma != std::string_view::npos && (comma == 0 || text[comma - 1] == '+'))
            comma = text.find(',', comma + 1);
        if (count == keys.size()) throw ValueError("more than 2 keys: '" + std::string(text) + "' is left");
        keys[count++] = parse_key(trimmed(text.substr(0, comma)));
        text = comma == std::string_view::npos ? "" : trimmed(text.substr(comma + 1));
    }
    return keys;
}

std::vector<std::string> conflicts(const Settings& settings) {
    std::vector<std::string> sentences;
    for (const KeyBinding& binding : settings.keys) add_conflicts(binding, settings, sentences);
    return sentences;
}

}  // namespace byteprism
