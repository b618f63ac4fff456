#include "app/platform/offscreen.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <glad/gl.h>

#include "core/error.hpp"

namespace byteprism {
namespace {

[[noreturn]] void fail(const std::string& what) { throw IoError("cannot draw without a display: " + what); }

bool offers(std::string_view extension) {
    const char* const list = eglQueryString(EGL_NO_DISPLAY, EGL_EXTENSIONS);
    return list && std::string_view(list).find(extension) != std::string_view::npos;
}

EGLDisplay initialised(EGLenum platform, void* device) {
    const EGLDisplay display = eglGetPlatformDisplay(platform, device, nullptr);
    return display != EGL_NO_DISPLAY && eglInitialize(display, nullptr, nullptr) ? display : EGL_NO_DISPLAY;
}

// The first graphics device that works.
EGLDisplay device_display() {
    const auto query = reinterpret_cast<PFNEGLQUERYDEVICESEXTPROC>(eglGetProcAddress("eglQueryDevicesEXT"));
    EGLDeviceEXT devices[16];
    EGLint count = 0;
    if (!query || !query(16, devices, &count)) return EGL_NO_DISPLAY;
    for (EGLint i = 0; i < count; ++i) {
        const EGLDisplay display = initialised(EGL_PLATFORM_DEVICE_EXT, devices[i]);
        if (display != EGL_NO_DISPLAY) return display;
    }
    return EGL_NO_DISPLAY;
}

EGLDisplay open_display() {
    EGLDisplay display = EGL_NO_DISPLAY;
    if (offers("EGL_MESA_platform_surfaceless")) {
        display = initialised(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY);
    }
    if (display == EGL_NO_DISPLAY && offers("EGL_EXT_platform_device")) display = device_display();
    if (display == EGL_NO_DISPLAY) fail("EGL offers neither a surfaceless platform nor a device");
    return display;
}

EGLContext make_context(EGLDisplay display) {
    const EGLint wish[] = {EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_SURFACE_TYPE, EGL_DONT_CARE, EGL_NONE};
    const EGLint version[] = {
        EGL_CONTEXT_MAJOR_VERSION,           3,       EGL_CONTEXT_MINOR_VERSION, 3, EGL_CONTEXT_OPENGL_PROFILE_MASK,
        EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
    EGLConfig config = nullptr;
    EGLint count = 0;
    if (!eglBindAPI(EGL_OPENGL_API) || !eglChooseConfig(display, wish, &config, 1, &count) || count == 0) {
        fail("EGL has no configuration for OpenGL");
    }
    const EGLContext context = eglCreateContext(display, config, EGL_NO_CONTEXT, version);
    if (context == EGL_NO_CONTEXT) fail("EGL has no OpenGL 3.3");
    return context;
}

}  // namespace

Offscreen::Offscreen(WindowSize size) : size_(size), display_(open_display()), context_(make_context(display_)) {
    if (!eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, context_)) fail("EGL needs a surface");
    if (!gladLoadGL(eglGetProcAddress)) fail("OpenGL 3.3 does not load");
    make_framebuffer();
}

Offscreen::~Offscreen() {
    eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
    eglDestroyContext(display_, context_);
    eglTerminate(display_);
}

// Lives and dies with the context.
void Offscreen::make_framebuffer() {
    GLint limit = 0;
    glGetIntegerv(GL_MAX_RENDERBUFFER_SIZE, &limit);
    if (size_.width > limit || size_.height > limit) {
        fail(std::to_string(size_.width) + " x " + std::to_string(size_.height) + " is larger than the " +
             std::to_string(limit) + " pixels that OpenGL draws here");
    }
    GLuint buffer = 0, pixels = 0;
    glGenRenderbuffers(1, &pixels);
    glBindRenderbuffer(GL_RENDERBUFFER, pixels);
    glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, size_.width, size_.height);
    glGenFramebuffers(1, &buffer);
    glBindFramebuffer(GL_FRAMEBUFFER, buffer);
    glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, pixels);
    if (glCheckFramebufferStatus(GL_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE) fail("OpenGL has no such framebuffer");
}

std::vector<std::byte> Offscreen::read_rgb() const {
    const std::size_t row = static_cast<std::size_t>(size_.width) * 3;
    const std::size_t rows = static_cast<std::size_t>(size_.height);
    std::vector<std::byte> pixels(row * rows);
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(0, 0, size_.width, size_.height, GL_RGB, GL_UNSIGNED_BYTE, pixels.data());
    // OpenGL counts rows from the bottom.
    for (std::size_t top = 0, bottom = rows; top + 1 < bottom; ++top) {
        --bottom;
        std::swap_ranges(pixels.data() + top * row, pixels.data() + (top + 1) * row, pixels.data() + bottom * row);
    }
    return pixels;
}

}  // namespace byteprism
