// Key: a key of the keyboard with its modifiers, in our own numbering, so that shortcuts, tests and the window share
// one and no library's key codes leak. Printable keys are their upper-case ASCII character.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace byteprism {

struct Key {
    std::uint16_t code = 0;

    bool operator==(const Key&) const = default;
    explicit operator bool() const { return code != 0; }

    static const Key Ctrl, Shift, Alt;
    static const Key Left, Right, Up, Down, PageUp, PageDown, Home, End, Insert, Delete, Backspace, Tab, Enter, Escape;
    // F1 to F12.
    static constexpr Key F(int number) { return Key{static_cast<std::uint16_t>(0x140 + number)}; }

    Key without_modifiers() const { return Key{static_cast<std::uint16_t>(code & 0x0fff)}; }
    bool has(Key modifier) const { return (code & modifier.code) != 0; }
};

inline constexpr Key Key::Ctrl{0x1000}, Key::Shift{0x2000}, Key::Alt{0x4000};
inline constexpr Key Key::Left{0x100}, Key::Right{0x101}, Key::Up{0x102}, Key::Down{0x103}, Key::PageUp{0x104},
    Key::PageDown{0x105}, Key::Home{0x106}, Key::End{0x107}, Key::Insert{0x108}, Key::Delete{0x109},
    Key::Backspace{0x10a}, Key::Tab{0x10b}, Key::Enter{0x10c}, Key::Escape{0x10d};

constexpr Key operator|(Key a, Key b) { return Key{static_cast<std::uint16_t>(a.code | b.code)}; }
constexpr Key operator|(Key a, char b) { return a | Key{static_cast<std::uint16_t>(b)}; }

// What a command can be given: the first is shown, the empty ones are none.
using Keys = std::array<Key, 2>;

// "Ctrl+Shift+Z", "Page Down", "F3": as menus show it. key_from_text() takes it in any case, spaced or not, and the
// short names that keyboards bear ("PgDn", "Del"); it gives no key for what it does not know.
std::string to_text(Key key);
Key key_from_text(std::string_view text);

}  // namespace byteprism
