// The system's clipboard through GLFW. Text above 4 MiB stays in our own, because GLFW 3.3 ends the program when
// another one pastes a text larger than the display takes in one request.
#pragma once

#include <functional>
#include <string>

#include "app/model/workbench.hpp"

namespace byteprism {

class SystemClipboard : public Clipboard {
public:
    static constexpr std::size_t limit = 4 << 20;  // bytes

    // Both require GLFW to be running. Text that is too large for the system goes to ours, and `say` says so.
    std::string text() override;
    void set_text(const std::string& text) override;

    std::function<void(std::string)> say = [](const std::string&) {};

private:
    std::string own_;
    std::string stand_in_;  // what the system's clipboard has while the text is in our own
};

}  // namespace byteprism
