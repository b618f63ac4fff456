// Input: what hands did, queued, and dealt out frame by frame.
//
// Dear ImGui 1.86 keeps one state of each key, so a key pressed and released between two frames would be lost. The
// queue gives at most one transition of each key and button to a frame, and keeps the order of keys, characters and
// the mouse; frames are drawn until it is empty.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <variant>
#include <vector>

#include "app/model/commands/key.hpp"

namespace byteprism {

// A modifier that changes alone is a KeyChange without a key, whose modifiers are those held from then on.
// clang-format off
struct KeyChange { Key key; bool down; };  // with the modifiers held then; a repeated key is a further press
struct CharacterTyped { char32_t character; };
struct MouseMoved { float x, y; };  // in the window's coordinates; the lowest number: it left the window
struct MouseChange { int button; bool down; };  // 0 left, 1 right, 2 middle
struct MouseScrolled { float x, y; };
struct FilesDropped { std::vector<std::string> paths; };
struct FocusChange { bool focused; };
struct CloseRequested {};  // the window's close button
// clang-format on

using InputEvent = std::variant<KeyChange, CharacterTyped, MouseMoved, MouseChange, MouseScrolled, FilesDropped,
                                FocusChange, CloseRequested>;

class InputQueue {
public:
    void push(InputEvent event) { events_.push_back(std::move(event)); }
    bool empty() const { return events_.empty(); }
    // The events of the next frame, in order: key changes, then characters, then movements of the mouse, then its
    // buttons and wheel, then the rest. Each key and button changes at most once, and no modifier changes after a key
    // was pressed. What does not fit waits for the frame after.
    std::vector<InputEvent> next_frame();

private:
    std::deque<InputEvent> events_;
};

}  // namespace byteprism
