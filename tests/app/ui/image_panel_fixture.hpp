// A document shown as a picture, in a window that is not there.
#pragma once

#include <array>
#include <cmath>
#include <string_view>
#include <vector>

#include "app/model/commands/commands.hpp"
#include "app/model/image/image_actions.hpp"
#include "app/ui/image/image_paint.hpp"
#include "app/ui/image/image_viewport.hpp"
#include "tests/app/ui/screen.hpp"
#include "tests/app/ui/ui_driver.hpp"

namespace byteprism {

class ImagePanelTest : public UiTest {
protected:
    // A document whose bytes count up, shown as a picture.
    void given_picture(std::size_t size, const ImageSettings& settings) {
        std::vector<std::byte> bytes;
        for (std::size_t i = 0; i < size; ++i) bytes.push_back(static_cast<std::byte>(i));
        given(std::move(bytes));
        show(settings);
    }
    void show(const ImageSettings& settings) {
        Actions actions;
        actions.push(SetImage{sheet().id, settings});
        bench.apply(actions);
        ui.settle();
    }

    void run(std::string_view command, std::string_view argument) {
        Actions actions;
        invoke(*find_command(command), argument, bench, actions);
        bench.apply(actions);
    }

    // The picture as it is laid out now. The room ends where the scroll bars begin.
    ImageFrame picture() {
        const ImGuiWindow* const window = ui.window("/picture_");
        const float bar = std::floor(ImGui::GetStyle().ScrollbarSize * 0.75f);
        ImageFrame frame{window->Pos, {}, {}, {}};
        frame.to = {window->Pos.x + window->Size.x - bar, window->Pos.y + window->Size.y - bar};
        const ImageSettings& image = sheet().image;
        frame.viewport =
            viewport_of(image, {.width = image.width, .height = image.height},
                        static_cast<double>(frame.to.x - frame.from.x), static_cast<double>(frame.to.y - frame.from.y));
        return frame;
    }
    // The middle of a pixel on the screen.
    ImVec2 pixel(double x, double y) { return picture().corner(x + 0.5, y + 0.5); }
    double zoom() { return picture().viewport.zoom; }

    // Of the decoded pixels: the last texture made; the tiles of the patterns come before.
    std::array<int, 4> texel(int x, int y) {
        const FakeTextures::Picture& texture = ui.textures.pictures.rbegin()->second;
        std::array<int, 4> rgba{};
        for (std::size_t i = 0; i < 4; ++i) {
            rgba[i] = std::to_integer<int>(texture.rgba[static_cast<std::size_t>(y * texture.width + x) * 4 + i]);
        }
        return rgba;
    }
    // Whether a frame in this colour has a corner there.
    bool marked(ImVec2 corner, ImU32 color) {
        const ImDrawData& data = *ImGui::GetDrawData();
        for (int i = 0; i < data.CmdListsCount; ++i) {
            for (const ImDrawVert& vertex : data.CmdLists[i]->VtxBuffer) {
                if ((vertex.col & ~IM_COL32_A_MASK) == (color & ~IM_COL32_A_MASK) &&
                    std::abs(vertex.pos.x - corner.x) < 3 && std::abs(vertex.pos.y - corner.y) < 3) {
                    return true;
                }
            }
        }
        return false;
    }
    // Opens a field by what stands in it.
    void enter(std::string_view shown, std::string_view typed) {
        ui.click(Screen().place_of(shown));
        ui.press("Ctrl+A");
        ui.type(typed);
        ui.press("Enter");
    }
    const Colors& look() { return colors(bench.settings.theme); }
};

}  // namespace byteprism
