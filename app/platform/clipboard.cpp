#include "app/platform/clipboard.hpp"

#include <utility>

#include <GLFW/glfw3.h>

namespace byteprism {

std::string SystemClipboard::text() {
    const char* const text = glfwGetClipboardString(nullptr);
    if (text == nullptr) return {};
    // Another program may have copied something since.
    return !own_.empty() && text == stand_in_ ? own_ : text;
}

void SystemClipboard::set_text(const std::string& text) {
    own_.clear();
    if (text.size() <= limit) {
        glfwSetClipboardString(nullptr, text.c_str());
        return;
    }
    own_ = text;
    stand_in_ = std::to_string(text.size()) + " bytes of text, which Byteprism keeps to itself";
    glfwSetClipboardString(nullptr, stand_in_.c_str());
    say("Copied " + std::to_string(text.size()) + " bytes of text: more than the " + std::to_string(limit) +
        " that other programs can be given, so it can be pasted only here");
}

}  // namespace byteprism
