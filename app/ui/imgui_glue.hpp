// What differs between versions of Dear ImGui (1.86 is the floor, 1.92 compiles too): keys, fonts, texture ids, names.
#pragma once

#include <optional>
#include <span>
#include <string>

#include <imgui.h>

#include "app/model/workbench.hpp"
#include "app/ui/input.hpp"
#include "app/ui/textures.hpp"

namespace byteprism::glue {

// Once for each context: flags, the key map, no ini file.
void set_up(ImGuiIO& io);
// What ImGui's text fields copy to and paste from.
struct ClipboardBridge {
    Clipboard& clipboard;
    std::string pasted;  // kept for ImGui
};
// The bridge outlives the current context.
void set_clipboard(ClipboardBridge& bridge);
// Hands the events of one frame, a batch of InputQueue, to ImGui; call before ImGui::NewFrame. Ctrl+Tab is kept from
// ImGui, which would take it for its own.
void feed(ImGuiIO& io, std::span<const InputEvent> events);
// The characters typed in this frame, UTF-8, as ImGui has them queued.
std::string typed_text();
// Whether the key went down in this frame, or repeats.
bool pressed(ImGuiKey key);
bool held(ImGuiKey key);
ImTextureID texture_id(TextureId texture);

// Makes a monospace face from a file (empty or not readable: ImGui's own bitmap face) the only one, `line_height`
// pixels high. Its atlas has what the floor's 16-bit code points and a quick start allow: Latin, Greek, Cyrillic,
// punctuation, arrows, box drawing and shapes. A renderer that keeps the atlas as a texture makes it anew afterwards.
void load_font(ImGuiIO& io, const std::string& path, float line_height);

#if IMGUI_VERSION_NUM >= 19091
inline constexpr ImGuiCol selected_tab = ImGuiCol_TabSelected;
inline constexpr ImGuiCol unfocused_tab = ImGuiCol_TabDimmed;
inline constexpr ImGuiCol unfocused_selected_tab = ImGuiCol_TabDimmedSelected;
#else
inline constexpr ImGuiCol selected_tab = ImGuiCol_TabActive;
inline constexpr ImGuiCol unfocused_tab = ImGuiCol_TabUnfocused;
inline constexpr ImGuiCol unfocused_selected_tab = ImGuiCol_TabUnfocusedActive;
#endif
#if IMGUI_VERSION_NUM >= 19140
inline constexpr ImGuiCol keyboard_focus = ImGuiCol_NavCursor;
#else
inline constexpr ImGuiCol keyboard_focus = ImGuiCol_NavHighlight;
#endif

#if IMGUI_VERSION_NUM >= 18970
inline constexpr ImGuiSelectableFlags lets_others_lie_over_it = ImGuiSelectableFlags_AllowOverlap;
#else
inline constexpr ImGuiSelectableFlags lets_others_lie_over_it = ImGuiSelectableFlags_AllowItemOverlap;
#endif
// ImGui::BeginChild of a window without a border or a background, and with padding all the same.
inline bool begin_padded_child(const char* title, ImVec2 size) {
#if IMGUI_VERSION_NUM >= 19000
    return ImGui::BeginChild(title, size, ImGuiChildFlags_AlwaysUseWindowPadding, ImGuiWindowFlags_NoBackground);
#else
    return ImGui::BeginChild(title, size, false,
                             ImGuiWindowFlags_AlwaysUseWindowPadding | ImGuiWindowFlags_NoBackground);
#endif
}

// A character of the current font at its current size: its box from the top left of its cell, its place in the atlas.
struct Glyph {
    ImVec2 from, to, uv_from, uv_to;
    float advance;
};
Glyph find_glyph(ImWchar character);
// Nothing: the atlas has none.
std::optional<Glyph> find_glyph_there(char32_t character);

}  // namespace byteprism::glue
