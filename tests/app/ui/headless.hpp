// What the window needs of the outside, without any: a Dear ImGui context that draws for nobody, textures and a
// clipboard that keep what they are given.
#pragma once

#include <algorithm>
#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <vector>

#include <imgui.h>

#include "app/model/workbench.hpp"
#include "app/ui/imgui_glue.hpp"
#include "app/ui/textures.hpp"
#include "app/ui/theme.hpp"

namespace byteprism {

// Keeps the pixels that a graphics card would.
class FakeTextures final : public Textures {
public:
    struct Picture {
        int width = 0, height = 0;
        std::vector<std::byte> rgba;
    };

    TextureId create(int width, int height) override {
        const auto id = TextureId{++last_id_};
        const auto bytes = static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4;
        pictures[id] = {width, height, std::vector<std::byte>(bytes)};
        return id;
    }
    void update(TextureId texture, int x, int y, int width, int height, std::span<const std::byte> rgba) override {
        Picture& picture = pictures.at(texture);
        const auto line = static_cast<std::size_t>(width) * 4;
        for (int row = 0; row < height; ++row) {
            const auto to = static_cast<std::size_t>((y + row) * picture.width + x) * 4;
            std::ranges::copy(rgba.subspan(static_cast<std::size_t>(row) * line, line),
                              picture.rgba.begin() + static_cast<std::ptrdiff_t>(to));
        }
    }
    void destroy(TextureId texture) override { pictures.erase(texture); }
    int limit() const override { return 4096; }

    std::map<TextureId, Picture> pictures;

private:
    std::uint64_t last_id_ = 0;
};

class FakeClipboard final : public Clipboard {
public:
    std::string text() override { return content; }
    void set_text(const std::string& text) override { content = text; }
    std::string content;
};

// A Dear ImGui context that draws for nobody.
class HeadlessImGui {
public:
    HeadlessImGui() : context_(ImGui::CreateContext()) {
        ImGui::SetCurrentContext(context_);
        ImGuiIO& io = ImGui::GetIO();
        glue::set_up(io);
        glue::load_font(io, "", 13);
        unsigned char* pixels = nullptr;
        int width = 0, height = 0;
        io.Fonts->GetTexDataAsRGBA32(&pixels, &width, &height);
        io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
        io.DisplaySize = {1280, 800};
        io.DeltaTime = 1.0f / 60;
        apply_theme(Theme::Dark, 1);
    }
    ~HeadlessImGui() { ImGui::DestroyContext(context_); }
    HeadlessImGui(const HeadlessImGui&) = delete;
    HeadlessImGui& operator=(const HeadlessImGui&) = delete;

private:
    ImGuiContext* context_;
};

}  // namespace byteprism
