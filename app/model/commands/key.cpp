#include "app/model/commands/key.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <span>

namespace byteprism {
namespace {

struct Named {
    Key key;
    std::string_view name;
};

constexpr std::array named = {
    Named{Key::Left, "Left"},
    Named{Key::Right, "Right"},
    Named{Key::Up, "Up"},
    Named{Key::Down, "Down"},
    Named{Key::PageUp, "Page Up"},
    Named{Key::PageDown, "Page Down"},
    Named{Key::Home, "Home"},
    Named{Key::End, "End"},
    Named{Key::Insert, "Insert"},
    Named{Key::Delete, "Delete"},
    Named{Key::Backspace, "Backspace"},
    Named{Key::Tab, "Tab"},
    Named{Key::Enter, "Enter"},
    Named{Key::Escape, "Esc"},
    Named{Key{' '}, "Space"},
};

// What keyboards and other programs call them.
constexpr std::array synonyms = {
    Named{Key::PageUp, "PgUp"}, Named{Key::PageDown, "PgDn"}, Named{Key::PageDown, "PgDown"}, Named{Key::Insert, "Ins"},
    Named{Key::Delete, "Del"},  Named{Key::Enter, "Return"},  Named{Key::Escape, "Escape"},   Named{Key{'+'}, "Plus"},
    Named{Key{'-'}, "Minus"},   Named{Key{','}, "Comma"},
};

constexpr std::array modifiers = {Named{Key::Ctrl, "Ctrl+"}, Named{Key::Shift, "Shift+"}, Named{Key::Alt, "Alt+"}};

std::string name_of(Key key) {
    for (const Named& each : named) {
        if (each.key == key) return std::string(each.name);
    }
    if (key.code > Key::F(0).code && key.code <= Key::F(12).code) {
        return "F" + std::to_string(key.code - Key::F(0).code);
    }
    return std::string(1, static_cast<char>(key.code));
}

char lower(char letter) { return static_cast<char>(std::tolower(static_cast<unsigned char>(letter))); }

// Equal but for case and spaces.
bool alike(std::string_view a, std::string_view b) {
    const auto bare = [](std::string_view text) {
        std::string letters;
        for (const char letter : text) {
            if (letter != ' ') letters += lower(letter);
        }
        return letters;
    };
    return bare(a) == bare(b);
}

// Takes the modifiers off the front of the text.
Key held_in(std::string_view& text) {
    Key held;
    for (bool found = true; found;) {
        found = false;
        for (const Named& modifier : modifiers) {
            const std::string_view name = text.substr(0, std::min(modifier.name.size(), text.size()));
            if (!alike(name, modifier.name)) continue;
            held = held | modifier.key;
            text.remove_prefix(modifier.name.size());
            found = true;
        }
    }
    return held;
}

}  // namespace

std::string to_text(Key key) {
    if (!key) return "";
    std::string text;
    for (const Named& modifier : modifiers) {
        if (key.has(modifier.key)) text += modifier.name;
    }
    return text + name_of(key.without_modifiers());
}

Key key_from_text(std::string_view text) {
    const Key held = held_in(text);
    for (const auto& names : {std::span<const Named>(named), std::span<const Named>(synonyms)}) {
        for (const Named& each : names) {
            if (alike(each.name, text)) return held | each.key;
        }
    }
    for (int number = 1; number <= 12; ++number) {
        if (alike(text, name_of(Key::F(number)))) return held | Key::F(number);
    }
    if (text.size() != 1 || text[0] <= ' ' || text[0] > '~') return Key{};
    return held | static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
}

}  // namespace byteprism
