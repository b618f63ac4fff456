// What differs between versions of Dear ImGui (1.86 is the floor, 1.92 compiles too): keys, fonts, texture ids.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include <imgui.h>

#include "app/ui/input.hpp"
#include "app/ui/textures.hpp"

namespace byteprism::glue {

// Once for each context: flags, the key map, no ini file.
void set_up(ImGuiIO& io);
// Hands the events of one frame to ImGui; call before ImGui::NewFrame.
void feed(ImGuiIO& io, std::span<const InputEvent> events);
// The characters typed in this frame, UTF-8, as ImGui has them queued.
std::string typed_text();
ImTextureID texture_id(TextureId texture);
// Loads the monospace face from a file (empty: ImGui's own bitmap face) at a size in pixels, with every code point of
// `text_sample` and Latin, Greek, Cyrillic and box drawing in its atlas.
void load_font(ImGuiIO& io, const std::string& path, float pixel_size);

}  // namespace byteprism::glue
