#include "app/platform/canvas.hpp"

#include <algorithm>
#include <cmath>

#include <backends/imgui_impl_opengl3.h>
#include <glad/gl.h>

#include "app/platform/fonts.hpp"
#include "app/ui/theme.hpp"

namespace byteprism {
namespace {

// A face of 13 pixels to the em, as high as its lines.
constexpr float line_height = 15;

}  // namespace

Canvas::Canvas(Clipboard& clipboard) : clipboard_{clipboard, {}} {
    ImGui::CreateContext();
    glue::set_up(ImGui::GetIO());
    glue::set_clipboard(clipboard_);
    ImGui_ImplOpenGL3_Init("#version 330 core");
}

Canvas::~Canvas() {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui::DestroyContext();
}

void Canvas::begin(const Surface& surface, const Settings& settings, float seconds) {
    surface_ = surface;
    ImGuiIO& io = ImGui::GetIO();
    const auto pixels_per_unit = [](int pixels, int units) {
        return units > 0 ? static_cast<float>(pixels) / static_cast<float>(units) : 1;
    };
    io.DisplaySize = {static_cast<float>(surface.width), static_cast<float>(surface.height)};
    io.DisplayFramebufferScale = {pixels_per_unit(surface.framebuffer_width, surface.width),
                                  pixels_per_unit(surface.framebuffer_height, surface.height)};
    io.DeltaTime = std::max(seconds, 1e-6f);

    const float scale = surface.scale / io.DisplayFramebufferScale.x;
    const float text_scale = static_cast<float>(settings.text_scale);
    take_on({settings.theme, scale, std::round(line_height * scale * text_scale)});
    ImGui_ImplOpenGL3_NewFrame();
}

void Canvas::take_on(const Look& look) {
    if (look_ == look) return;
    apply_theme(look.theme, look.scale);
    if (!look_ || look_->line_height != look.line_height) {
        glue::load_font(ImGui::GetIO(), monospace_font_file(), look.line_height);
#if IMGUI_VERSION_NUM < 19200
        // Before the first frame the backend has no texture yet and makes it by itself.
        if (look_) {
            ImGui_ImplOpenGL3_DestroyFontsTexture();
            ImGui_ImplOpenGL3_CreateFontsTexture();
        }
#endif
    }
    look_ = look;
}

void Canvas::paint() {
    glViewport(0, 0, surface_.framebuffer_width, surface_.framebuffer_height);
    glDisable(GL_SCISSOR_TEST);
    const ImVec4 background = ImGui::GetStyle().Colors[ImGuiCol_ChildBg];
    glClearColor(background.x, background.y, background.z, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

}  // namespace byteprism
