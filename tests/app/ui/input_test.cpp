#include "app/ui/input.hpp"

#include <string>

#include <gtest/gtest.h>

namespace byteprism {
namespace {

constexpr Key a{'A'}, b{'B'}, z{'Z'}, none{};

// "+A" and "-A" are keys, "'a" a character, "@" a movement, "+0" and "-0" the left button, "~" the wheel, "!" the rest.
struct Spell {
    std::string operator()(const KeyChange& change) const {
        const char code = static_cast<char>(change.key.without_modifiers().code);
        return std::string(change.key.has(Key::Ctrl) ? "Ctrl" : "") + (change.down ? '+' : '-') +
               (code ? std::string(1, code) : "");
    }
    std::string operator()(const CharacterTyped& typed) const {
        return std::string("'") + static_cast<char>(typed.character);
    }
    std::string operator()(const MouseMoved&) const { return "@"; }
    std::string operator()(const MouseChange& change) const {
        return (change.down ? "+" : "-") + std::to_string(change.button);
    }
    std::string operator()(const MouseScrolled&) const { return "~"; }
    template <typename Other>
    std::string operator()(const Other&) const {
        return "!";
    }
};

// All frames until the queue is empty: "+A 'a | -A".
std::string frames(const std::vector<InputEvent>& events) {
    InputQueue queue;
    for (const InputEvent& event : events) queue.push(event);
    std::string text;
    while (!queue.empty()) {
        if (!text.empty()) text += " |";
        for (const InputEvent& event : queue.next_frame()) {
            text += (text.empty() ? "" : " ") + std::visit(Spell{}, event);
        }
    }
    return text;
}

TEST(InputQueue, GivesNothingWhenNothingHappened) {
    InputQueue queue;
    EXPECT_TRUE(queue.next_frame().empty());
}

TEST(InputQueue, ShowsAKeyPressedAndReleasedBetweenTwoFrames) {
    EXPECT_EQ(frames({KeyChange{a, true}, KeyChange{a, false}}), "+A | -A");
}

TEST(InputQueue, ShowsEachPressOfARepeatedKey) {
    EXPECT_EQ(frames({KeyChange{a, true}, KeyChange{a, true}, KeyChange{a, false}}), "+A | +A | -A");
}

TEST(InputQueue, LetsDifferentKeysChangeTogether) {
    EXPECT_EQ(frames({KeyChange{a, true}, KeyChange{b, true}}), "+A +B");
    EXPECT_EQ(frames({KeyChange{a, false}, KeyChange{b, true}}), "-A +B");
}

TEST(InputQueue, KeepsAKeyBehindTheCharactersTypedBeforeIt) {
    EXPECT_EQ(
        frames({KeyChange{a, true}, CharacterTyped{'a'}, KeyChange{a, false}, KeyChange{b, true}, CharacterTyped{'b'}}),
        "+A 'a | -A +B 'b");
}

TEST(InputQueue, TakesManyCharactersAtOnce) {
    EXPECT_EQ(frames({CharacterTyped{'a'}, CharacterTyped{'a'}, CharacterTyped{'b'}}), "'a 'a 'b");
}

TEST(InputQueue, ShowsAPressWithTheModifiersItWasMadeWith) {
    EXPECT_EQ(frames({KeyChange{Key::Ctrl, true}, KeyChange{Key::Ctrl | z, true}, KeyChange{Key::Ctrl | z, false},
                      KeyChange{none, false}}),
              "Ctrl+ Ctrl+Z | Ctrl-Z -");
    EXPECT_EQ(frames({KeyChange{Key::Ctrl | z, true}, KeyChange{none, false}, KeyChange{a, true}}), "Ctrl+Z | - +A");
}

TEST(InputQueue, ClicksWhereTheMouseWas) {
    EXPECT_EQ(
        frames({MouseMoved{1, 1}, MouseMoved{2, 2}, MouseChange{0, true}, MouseMoved{3, 3}, MouseChange{0, false}}),
        "@ @ +0 | @ -0");
}

TEST(InputQueue, ShowsBothHalvesOfAClick) {
    EXPECT_EQ(frames({MouseChange{0, true}, MouseChange{1, true}, MouseChange{0, false}}), "+0 +1 | -0");
}

TEST(InputQueue, ScrollsUnderTheModifiersAndAtThePlaceOfTheWheel) {
    EXPECT_EQ(frames({KeyChange{Key::Ctrl, true}, MouseScrolled{0, 1}, MouseScrolled{0, 1}, KeyChange{none, false},
                      MouseMoved{1, 1}}),
              "Ctrl+ ~ ~ | - @");
}

TEST(InputQueue, PutsTheWindowsOwnEventsLast) {
    EXPECT_EQ(frames({FocusChange{false}, KeyChange{a, false}}), "! | -A");
    EXPECT_EQ(frames({MouseMoved{1, 1}, FilesDropped{{"file"}}, CloseRequested{}}), "@ ! !");
}

}  // namespace
}  // namespace byteprism
