#include "app/model/commands/key.hpp"

#include <algorithm>
#include <array>
#include <cctype>

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
    Key held;
    for (const Named& modifier : modifiers) {
        if (text.starts_with(modifier.name)) {
            held = held | modifier.key;
            text.remove_prefix(modifier.name.size());
        }
    }
    for (const Named& each : named) {
        if (each.name == text) return held | each.key;
    }
    for (int number = 1; number <= 12; ++number) {
        if (text == name_of(Key::F(number))) return held | Key::F(number);
    }
    if (text.size() != 1 || text[0] <= ' ' || text[0] > '~') return Key{};
    return held | static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
}

}  // namespace byteprism
