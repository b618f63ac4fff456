// Canvas: Dear ImGui's context, its look, and its drawing with OpenGL into the framebuffer that is bound.
#pragma once

#include <optional>

#include "app/model/settings.hpp"
#include "app/platform/surface.hpp"
#include "app/ui/imgui_glue.hpp"

namespace byteprism {

class Canvas {
public:
    // Requires a current OpenGL context; that and the clipboard outlive the canvas.
    explicit Canvas(Clipboard& clipboard);
    ~Canvas();
    Canvas(const Canvas&) = delete;
    Canvas& operator=(const Canvas&) = delete;

    // Makes ready for a frame, `seconds` after the last one; follows the theme and the scale of display and text.
    void begin(const Surface& surface, const Settings& settings, float seconds);
    // Draws what the last frame made.
    void paint();

private:
    struct Look {
        Theme theme = Theme::Dark;
        float scale = 0;
        float line_height = 0;
        bool operator==(const Look&) const = default;
    };
    void take_on(const Look& look);

    glue::ClipboardBridge clipboard_;
    Surface surface_;
    std::optional<Look> look_;
};

}  // namespace byteprism
