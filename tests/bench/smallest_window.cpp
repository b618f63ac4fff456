// The smallest program with a window: what starting ours is held against (startup.py).
#include <glad/gl.h>
// After glad, which brings OpenGL's declarations.
#include <GLFW/glfw3.h>

int main() {
    if (!glfwInit()) return 3;
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    GLFWwindow* const window = glfwCreateWindow(1280, 800, "smallest", nullptr, nullptr);
    if (!window) return 3;
    glfwMakeContextCurrent(window);
    if (!gladLoadGL(glfwGetProcAddress)) return 3;
    while (!glfwWindowShouldClose(window)) {
        glClearColor(0.1f, 0.4f, 0.7f, 1);
        glClear(GL_COLOR_BUFFER_BIT);
        glfwSwapBuffers(window);
        glfwWaitEvents();
    }
    glfwTerminate();
}
