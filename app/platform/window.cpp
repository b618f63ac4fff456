#include "app/platform/window.hpp"

#include <limits>
#include <utility>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <glad/gl.h>
#include <imgui.h>

#include "app/platform/glfw_keys.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

[[noreturn]] void throw_no_display() {
    const char* reason = nullptr;
    glfwGetError(&reason);
    const std::string what = reason ? reason : "unknown reason";
    glfwTerminate();
    throw IoError("no display (" + what + "): use --screenshot FILE.png to draw without one");
}

GlfwWindow& self(GLFWwindow* window) { return *static_cast<GlfwWindow*>(glfwGetWindowUserPointer(window)); }

int glfw_shape(int imgui_cursor) {
    switch (imgui_cursor) {
        case ImGuiMouseCursor_TextInput:
            return GLFW_IBEAM_CURSOR;
        case ImGuiMouseCursor_ResizeNS:
            return GLFW_VRESIZE_CURSOR;
        case ImGuiMouseCursor_ResizeEW:
            return GLFW_HRESIZE_CURSOR;
        case ImGuiMouseCursor_Hand:
            return GLFW_HAND_CURSOR;
#ifdef GLFW_RESIZE_ALL_CURSOR
        case ImGuiMouseCursor_ResizeAll:
            return GLFW_RESIZE_ALL_CURSOR;
        case ImGuiMouseCursor_ResizeNESW:
            return GLFW_RESIZE_NESW_CURSOR;
        case ImGuiMouseCursor_ResizeNWSE:
            return GLFW_RESIZE_NWSE_CURSOR;
        case ImGuiMouseCursor_NotAllowed:
            return GLFW_NOT_ALLOWED_CURSOR;
#endif
        default:
            return GLFW_ARROW_CURSOR;
    }
}

void clear(const Surface& surface, unsigned color) {
    const auto channel = [color](int shift) { return static_cast<float>(color >> shift & 0xff) / 255; };
    glViewport(0, 0, surface.framebuffer_width, surface.framebuffer_height);
    glClearColor(channel(IM_COL32_R_SHIFT), channel(IM_COL32_G_SHIFT), channel(IM_COL32_B_SHIFT), 1);
    glClear(GL_COLOR_BUFFER_BIT);
}

}  // namespace

GlfwWindow::GlfwWindow(WindowSize size, const std::string& title, unsigned background) : title_(title) {
    if (!glfwInit()) throw_no_display();
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
    glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
    glfwWindowHint(GLFW_DEPTH_BITS, 0);
    glfwWindowHint(GLFW_STENCIL_BITS, 0);
    glfwWindowHintString(GLFW_X11_CLASS_NAME, "byteprism");
    glfwWindowHintString(GLFW_X11_INSTANCE_NAME, "byteprism");
    window_ = glfwCreateWindow(size.width, size.height, title.c_str(), nullptr, nullptr);
    if (window_ == nullptr) throw_no_display();
    glfwMakeContextCurrent(window_);
    if (!gladLoadGL(glfwGetProcAddress)) throw_no_display();
    glfwSwapInterval(1);
    clear(surface(), background);
    present();
    listen();
}

GlfwWindow::~GlfwWindow() { glfwTerminate(); }

void GlfwWindow::listen() {
    glfwSetWindowUserPointer(window_, this);
    glfwSetInputMode(window_, GLFW_LOCK_KEY_MODS, GLFW_TRUE);

    glfwSetKeyCallback(window_, [](GLFWwindow* window, int key, int scancode, int action, int modifiers) {
        self(window).change_key(key, scancode, action, modifiers);
    });
    glfwSetCharCallback(
        window_, [](GLFWwindow* window, unsigned character) { self(window).input_.push(CharacterTyped{character}); });
    glfwSetCursorPosCallback(window_, [](GLFWwindow* window, double x, double y) {
        self(window).input_.push(MouseMoved{static_cast<float>(x), static_cast<float>(y)});
    });
    glfwSetCursorEnterCallback(window_, [](GLFWwindow* window, int entered) {
        if (!entered) self(window).leave();
    });
    glfwSetMouseButtonCallback(window_, [](GLFWwindow* window, int button, int action, int modifiers) {
        self(window).change_button(button, action, modifiers);
    });
    glfwSetScrollCallback(window_, [](GLFWwindow* window, double x, double y) {
        self(window).input_.push(MouseScrolled{static_cast<float>(x), static_cast<float>(y)});
    });
    glfwSetDropCallback(window_, [](GLFWwindow* window, int count, const char** paths) {
        self(window).input_.push(FilesDropped{{paths, paths + count}});
    });
    glfwSetWindowFocusCallback(
        window_, [](GLFWwindow* window, int focused) { self(window).input_.push(FocusChange{focused == GLFW_TRUE}); });
    glfwSetWindowCloseCallback(window_, [](GLFWwindow* window) {
        glfwSetWindowShouldClose(window, GLFW_FALSE);  // the program may have to ask first
        self(window).input_.push(CloseRequested{});
    });

    const auto damage = [](GLFWwindow* window) { self(window).damaged_ = true; };
    glfwSetWindowRefreshCallback(window_, damage);
    glfwSetFramebufferSizeCallback(window_, [](GLFWwindow* window, int, int) { self(window).damaged_ = true; });
    glfwSetWindowContentScaleCallback(window_, [](GLFWwindow* window, float, float) { self(window).damaged_ = true; });
    glfwSetWindowIconifyCallback(window_, [](GLFWwindow* window, int) { self(window).damaged_ = true; });
}

// On X11 the event of a modifier key itself still carries the modifiers from before it.
void GlfwWindow::change_key(int key, int scancode, int action, int modifiers) {
    const bool down = action != GLFW_RELEASE;
    const Key held = modifiers_from_glfw(modifiers);
    if (const Key modifier = modifier_of_glfw_key(key)) {
        const Key others{static_cast<std::uint16_t>(held.code & ~modifier.code)};
        hold_modifiers(down ? others | modifier : others);
    } else if (const Key ours = key_from_glfw(key, scancode, modifiers)) {
        modifiers_ = held;
        input_.push(KeyChange{ours | held, down});
    }
}

void GlfwWindow::change_button(int button, int action, int modifiers) {
    hold_modifiers(modifiers_from_glfw(modifiers));
    input_.push(MouseChange{button, action == GLFW_PRESS});
}

void GlfwWindow::hold_modifiers(Key modifiers) {
    if (modifiers == modifiers_) return;
    modifiers_ = modifiers;
    input_.push(KeyChange{modifiers, bool(modifiers)});
}

// A drag goes on outside the window.
void GlfwWindow::leave() {
    for (int button = GLFW_MOUSE_BUTTON_1; button <= GLFW_MOUSE_BUTTON_3; ++button) {
        if (glfwGetMouseButton(window_, button) == GLFW_PRESS) return;
    }
    constexpr float nowhere = std::numeric_limits<float>::lowest();
    input_.push(MouseMoved{nowhere, nowhere});
}

void GlfwWindow::wait(std::optional<double> seconds) {
    if (!seconds) {
        glfwWaitEvents();
    } else if (*seconds > 0) {
        glfwWaitEventsTimeout(*seconds);
    } else {
        glfwPollEvents();
    }
}

void GlfwWindow::wake() { glfwPostEmptyEvent(); }

bool GlfwWindow::take_damage() { return std::exchange(damaged_, false); }

bool GlfwWindow::iconified() const { return glfwGetWindowAttrib(window_, GLFW_ICONIFIED) == GLFW_TRUE; }

Surface GlfwWindow::surface() const {
    Surface surface;
    glfwGetWindowSize(window_, &surface.width, &surface.height);
    glfwGetFramebufferSize(window_, &surface.framebuffer_width, &surface.framebuffer_height);
    glfwGetWindowContentScale(window_, &surface.scale, nullptr);
    return surface;
}

void GlfwWindow::present() { glfwSwapBuffers(window_); }

void GlfwWindow::set_title(const std::string& title) {
    if (title == title_) return;
    title_ = title;
    glfwSetWindowTitle(window_, title.c_str());
}

void GlfwWindow::set_cursor(int imgui_cursor) {
    if (imgui_cursor == cursor_ || imgui_cursor < 0 || imgui_cursor >= static_cast<int>(cursors_.size())) return;
    cursor_ = imgui_cursor;
    GLFWcursor*& cursor = cursors_[static_cast<std::size_t>(imgui_cursor)];
    if (cursor == nullptr) cursor = glfwCreateStandardCursor(glfw_shape(imgui_cursor));
    glfwSetCursor(window_, cursor);
}

void GlfwWindow::restore() { glfwRestoreWindow(window_); }

}  // namespace byteprism
