// GLFW's keys and modifiers as ours.
#pragma once

#include "app/model/commands/key.hpp"

namespace byteprism {

// No key for what the program has no use for. Letters and signs are those of the user's layout, digits those of the
// key's place; keys of the number pad are what they do with and without Num Lock.
Key key_from_glfw(int key, int scancode, int modifiers);

Key modifiers_from_glfw(int modifiers);

// The modifier that a key is, if it is one: Ctrl, Shift or the left Alt (the right one may choose a third level).
Key modifier_of_glfw_key(int key);

}  // namespace byteprism
