#include "app/platform/glfw_keys.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <iterator>

#include <GLFW/glfw3.h>

namespace byteprism {
namespace {

struct KeyPair {
    int theirs;
    Key ours;
};

constexpr KeyPair named[] = {
    {GLFW_KEY_LEFT, Key::Left},
    {GLFW_KEY_RIGHT, Key::Right},
    {GLFW_KEY_UP, Key::Up},
    {GLFW_KEY_DOWN, Key::Down},
    {GLFW_KEY_PAGE_UP, Key::PageUp},
    {GLFW_KEY_PAGE_DOWN, Key::PageDown},
    {GLFW_KEY_HOME, Key::Home},
    {GLFW_KEY_END, Key::End},
    {GLFW_KEY_INSERT, Key::Insert},
    {GLFW_KEY_DELETE, Key::Delete},
    {GLFW_KEY_BACKSPACE, Key::Backspace},
    {GLFW_KEY_TAB, Key::Tab},
    {GLFW_KEY_ENTER, Key::Enter},
    {GLFW_KEY_KP_ENTER, Key::Enter},
    {GLFW_KEY_ESCAPE, Key::Escape},
    {GLFW_KEY_KP_ADD, Key{'+'}},
    {GLFW_KEY_KP_SUBTRACT, Key{'-'}},
    {GLFW_KEY_KP_MULTIPLY, Key{'*'}},
    {GLFW_KEY_KP_DIVIDE, Key{'/'}},
    {GLFW_KEY_KP_EQUAL, Key{'='}},
};

// The number pad without Num Lock, from 0 to 9 and the decimal point; the 5 does nothing then.
constexpr Key pad[] = {Key::Insert, Key::End,  Key::Down, Key::PageDown, Key::Left,  Key{},
                       Key::Right,  Key::Home, Key::Up,   Key::PageUp,   Key::Delete};

Key printable(char character) {
    const char upper = character >= 'a' && character <= 'z' ? static_cast<char>(character - 'a' + 'A') : character;
    return upper > ' ' && upper <= '~' ? Key{static_cast<std::uint16_t>(upper)} : Key{};
}

// What the layout prints on a key, if it is one character of ASCII that is no digit.
Key on_layout(int key, int scancode) {
    const char* const name = glfwGetKeyName(key, scancode);
    if (name == nullptr || std::strlen(name) != 1 || (*name >= '0' && *name <= '9')) return {};
    return printable(*name);
}

}  // namespace

Key key_from_glfw(int key, int scancode, int modifiers) {
    if (key >= GLFW_KEY_F1 && key <= GLFW_KEY_F12) return Key::F(key - GLFW_KEY_F1 + 1);
    if (key >= GLFW_KEY_KP_0 && key <= GLFW_KEY_KP_DECIMAL) {
        const int place = key - GLFW_KEY_KP_0;
        if ((modifiers & GLFW_MOD_NUM_LOCK) == 0) return pad[place];
        return printable("0123456789."[place]);
    }
    const auto pair = std::ranges::find(named, key, &KeyPair::theirs);
    if (pair != std::end(named)) return pair->ours;
    if (key < GLFW_KEY_SPACE || key > GLFW_KEY_GRAVE_ACCENT) return {};
    if (key == GLFW_KEY_SPACE) return Key{' '};
    if (key >= GLFW_KEY_0 && key <= GLFW_KEY_9) return printable(static_cast<char>(key));
    const Key shown = on_layout(key, scancode);
    return shown ? shown : printable(static_cast<char>(key));
}

Key modifiers_from_glfw(int modifiers) {
    Key key;
    if (modifiers & GLFW_MOD_CONTROL) key = key | Key::Ctrl;
    if (modifiers & GLFW_MOD_SHIFT) key = key | Key::Shift;
    if (modifiers & GLFW_MOD_ALT) key = key | Key::Alt;
    return key;
}

Key modifier_of_glfw_key(int key) {
    switch (key) {
        case GLFW_KEY_LEFT_CONTROL:
        case GLFW_KEY_RIGHT_CONTROL:
            return Key::Ctrl;
        case GLFW_KEY_LEFT_SHIFT:
        case GLFW_KEY_RIGHT_SHIFT:
            return Key::Shift;
        case GLFW_KEY_LEFT_ALT:
            return Key::Alt;
        default:
            return {};
    }
}

}  // namespace byteprism
