// GlfwWindow: a window of the desktop with an OpenGL 3.3 context, current as long as it lives. What hands do in it is
// queued as InputEvents by callbacks of our own; Dear ImGui's backend for GLFW is not used.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "app/model/launch.hpp"
#include "app/platform/surface.hpp"
#include "app/ui/input.hpp"

struct GLFWcursor;
struct GLFWwindow;

namespace byteprism {

class GlfwWindow {
public:
    // Shows the window, in one colour. Throws IoError, naming --screenshot, where there is no display.
    GlfwWindow(WindowSize size, const std::string& title, unsigned background);
    ~GlfwWindow();
    GlfwWindow(const GlfwWindow&) = delete;
    GlfwWindow& operator=(const GlfwWindow&) = delete;

    // Sleeps until something happens, at most `seconds` if given; zero only looks.
    void wait(std::optional<double> seconds);
    // Ends a wait, from any thread.
    static void wake();
    InputQueue& input() { return input_; }
    // Whether the window must be drawn although nothing was done in it: it was resized, uncovered, moved to another
    // display. Asking answers it.
    bool take_damage();
    bool iconified() const;
    Surface surface() const;

    // Shows what was drawn.
    void present();
    void set_title(const std::string& title);
    // The shape of the mouse pointer, one of ImGuiMouseCursor.
    void set_cursor(int imgui_cursor);
    void restore();

private:
    void listen();
    void change_key(int key, int scancode, int action, int modifiers);
    void change_button(int button, int action, int modifiers);
    void hold_modifiers(Key modifiers);
    void leave();

    GLFWwindow* window_ = nullptr;
    InputQueue input_;
    bool damaged_ = true;
    Key modifiers_;
    std::string title_;
    int cursor_ = 0;
    std::array<GLFWcursor*, 16> cursors_{};  // by ImGuiMouseCursor, made when first shown
};

}  // namespace byteprism
