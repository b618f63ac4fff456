#include "app/ui/imgui_glue.hpp"

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <type_traits>

#if __has_include(<imgui_freetype.h>)
#include <imgui_freetype.h>
#endif

namespace byteprism::glue {
namespace {

struct KeyPair {
    Key ours;
    ImGuiKey theirs;
};

// The keys that ImGui's own widgets read.
constexpr KeyPair keys[] = {
    {Key::Tab, ImGuiKey_Tab},
    {Key::Left, ImGuiKey_LeftArrow},
    {Key::Right, ImGuiKey_RightArrow},
    {Key::Up, ImGuiKey_UpArrow},
    {Key::Down, ImGuiKey_DownArrow},
    {Key::PageUp, ImGuiKey_PageUp},
    {Key::PageDown, ImGuiKey_PageDown},
    {Key::Home, ImGuiKey_Home},
    {Key::End, ImGuiKey_End},
    {Key::Insert, ImGuiKey_Insert},
    {Key::Delete, ImGuiKey_Delete},
    {Key::Backspace, ImGuiKey_Backspace},
    {Key{' '}, ImGuiKey_Space},
    {Key::Enter, ImGuiKey_Enter},
    {Key::Escape, ImGuiKey_Escape},
    {Key{'A'}, ImGuiKey_A},
    {Key{'C'}, ImGuiKey_C},
    {Key{'V'}, ImGuiKey_V},
    {Key{'X'}, ImGuiKey_X},
    {Key{'Y'}, ImGuiKey_Y},
    {Key{'Z'}, ImGuiKey_Z},
};

#if IMGUI_VERSION_NUM >= 18700

#if IMGUI_VERSION_NUM >= 18900
constexpr ImGuiKey ctrl = ImGuiMod_Ctrl, shift = ImGuiMod_Shift, alt = ImGuiMod_Alt;
#else
constexpr ImGuiKey ctrl = ImGuiKey_ModCtrl, shift = ImGuiKey_ModShift, alt = ImGuiKey_ModAlt;
#endif

void map_keys(ImGuiIO& io) { io.ConfigInputTrickleEventQueue = false; }

void set_modifiers(ImGuiIO& io, Key key) {
    io.AddKeyEvent(ctrl, key.has(Key::Ctrl));
    io.AddKeyEvent(shift, key.has(Key::Shift));
    io.AddKeyEvent(alt, key.has(Key::Alt));
}

void set_key(ImGuiIO& io, Key key, bool down) {
    const auto pair = std::ranges::find(keys, key, &KeyPair::ours);
    if (pair != std::end(keys)) io.AddKeyEvent(pair->theirs, down);
}

void move_mouse(ImGuiIO& io, const MouseMoved& to) { io.AddMousePosEvent(to.x, to.y); }
void set_button(ImGuiIO& io, const MouseChange& change) { io.AddMouseButtonEvent(change.button, change.down); }
void turn_wheel(ImGuiIO& io, const MouseScrolled& by) { io.AddMouseWheelEvent(by.x, by.y); }

#else

// Our codes without modifiers fit ImGui's table of 512 keys, so the map is the identity.
void map_keys(ImGuiIO& io) {
    for (const KeyPair& pair : keys) io.KeyMap[pair.theirs] = pair.ours.code;
}

void set_modifiers(ImGuiIO& io, Key key) {
    io.KeyCtrl = key.has(Key::Ctrl);
    io.KeyShift = key.has(Key::Shift);
    io.KeyAlt = key.has(Key::Alt);
}

void set_key(ImGuiIO& io, Key key, bool down) {
    if (!key || key.code >= std::size(io.KeysDown)) return;
    if (down) io.KeysDownDuration[key.code] = -1;  // a key that repeats is pressed anew
    io.KeysDown[key.code] = down;
}

void move_mouse(ImGuiIO& io, const MouseMoved& to) { io.MousePos = {to.x, to.y}; }
void set_button(ImGuiIO& io, const MouseChange& change) { io.MouseDown[change.button] = change.down; }

void turn_wheel(ImGuiIO& io, const MouseScrolled& by) {
    io.MouseWheel += by.y;
    io.MouseWheelH += by.x;
}

#endif

const char* paste(void* bridge) {
    auto& [clipboard, pasted] = *static_cast<ClipboardBridge*>(bridge);
    pasted = clipboard.text();
    return pasted.c_str();
}

void copy(void* bridge, const char* text) { static_cast<ClipboardBridge*>(bridge)->clipboard.set_text(text); }

struct Feed {
    ImGuiIO& io;

    void operator()(const KeyChange& change) const {
        const Key key = change.key.without_modifiers();
        // Alt alone opens the menus. Alt with a key must not: Shift beside it tells ImGui so.
        const bool shortcut = change.down && key && change.key.has(Key::Alt);
        set_modifiers(io, shortcut ? change.key | Key::Shift : change.key);
        if (key == Key::Tab && change.down && change.key.has(Key::Ctrl)) return;
        set_key(io, key, change.down);
    }
    void operator()(const CharacterTyped& typed) const { io.AddInputCharacter(typed.character); }
    void operator()(const MouseMoved& to) const { move_mouse(io, to); }
    void operator()(const MouseChange& change) const {
        if (change.down && io.KeyAlt) set_modifiers(io, Key::Alt | Key::Shift);  // nor must Alt with the mouse
        if (change.button >= 0 && change.button < ImGuiMouseButton_COUNT) set_button(io, change);
    }
    void operator()(const MouseScrolled& by) const { turn_wheel(io, by); }
    void operator()(const FocusChange& change) const { io.AddFocusEvent(change.focused); }
    void operator()(const FilesDropped&) const {}
    void operator()(const CloseRequested&) const {}
};

void append_utf8(std::string& text, char32_t character) {
    const auto put = [&text](char32_t byte) { text += static_cast<char>(byte); };
    const auto put_tail = [&](int shift) { put(0x80 | (character >> shift & 0x3f)); };
    if (character < 0x80) {
        put(character);
    } else if (character < 0x800) {
        put(0xc0 | character >> 6);
        put_tail(0);
    } else if (character < 0x10000) {
        put(0xe0 | character >> 12);
        put_tail(6);
        put_tail(0);
    } else {
        put(0xf0 | character >> 18);
        put_tail(12);
        put_tail(6);
        put_tail(0);
    }
}

// A texture's number is a pointer in older versions and an integer in newer ones.
template <typename Id>
Id as_id(std::uintptr_t number) {
    if constexpr (std::is_pointer_v<Id>) {
        return reinterpret_cast<Id>(number);
    } else {
        return static_cast<Id>(number);
    }
}

// The whole file in memory of ImGui's; empty if it cannot be read.
std::span<char> read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    const std::streamoff size = file ? std::streamoff{file.tellg()} : 0;
    if (size <= 0) return {};
    const std::span<char> bytes(static_cast<char*>(ImGui::MemAlloc(static_cast<std::size_t>(size))),
                                static_cast<std::size_t>(size));
    file.seekg(0);
    file.read(bytes.data(), size);
    return bytes;
}

constexpr ImWchar glyphs[] = {
    0x0020, 0x024f,                  // Latin
    0x0370, 0x03ff, 0x0400, 0x045f,  // Greek, Cyrillic
    0x2010, 0x2044, 0x207f, 0x207f,  // punctuation, a small n
    0x20a7, 0x20a7, 0x20ac, 0x20ac,  // pesetas, the euro
    0x2190, 0x2199, 0x2200, 0x2265,  // arrows, mathematics
    0x2310, 0x2310, 0x2320, 0x2321,  // what else the IBM PC had
    0x2500, 0x25ff, 0xfffd, 0xfffd,  // box drawing and shapes, the replacement character
    0,
};

}  // namespace

void set_up(ImGuiIO& io) {
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.ConfigInputTextCursorBlink = false;
    io.ConfigWindowsMoveFromTitleBarOnly = true;
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    map_keys(io);
}

void set_clipboard(ClipboardBridge& bridge) {
#if IMGUI_VERSION_NUM >= 19110
    ImGuiPlatformIO& platform = ImGui::GetPlatformIO();
    platform.Platform_ClipboardUserData = &bridge;
    platform.Platform_GetClipboardTextFn = [](ImGuiContext*) {
        return paste(ImGui::GetPlatformIO().Platform_ClipboardUserData);
    };
    platform.Platform_SetClipboardTextFn = [](ImGuiContext*, const char* text) {
        copy(ImGui::GetPlatformIO().Platform_ClipboardUserData, text);
    };
#else
    ImGuiIO& io = ImGui::GetIO();
    io.ClipboardUserData = &bridge;
    io.GetClipboardTextFn = paste;
    io.SetClipboardTextFn = copy;
#endif
}

void feed(ImGuiIO& io, std::span<const InputEvent> events) {
    for (const InputEvent& event : events) std::visit(Feed{io}, event);
}

std::string typed_text() {
    std::string text;
    for (const ImWchar character : ImGui::GetIO().InputQueueCharacters) append_utf8(text, character);
    return text;
}

bool pressed(ImGuiKey key) {
#if IMGUI_VERSION_NUM >= 18700
    return ImGui::IsKeyPressed(key);
#else
    return ImGui::IsKeyPressed(ImGui::GetKeyIndex(key));
#endif
}

bool held(ImGuiKey key) {
#if IMGUI_VERSION_NUM >= 18700
    return ImGui::IsKeyDown(key);
#else
    return ImGui::IsKeyDown(ImGui::GetKeyIndex(key));
#endif
}

ImTextureID texture_id(TextureId texture) { return as_id<ImTextureID>(static_cast<std::uintptr_t>(texture)); }

void load_font(ImGuiIO& io, const std::string& path, float line_height) {
    ImFontAtlas& atlas = *io.Fonts;
    atlas.Clear();
#if __has_include(<imgui_freetype.h>)
#if IMGUI_VERSION_NUM >= 19200
    atlas.SetFontLoader(ImGuiFreeType::GetFontLoader());
#else
    atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
#endif
#endif
    ImFontConfig config;
    config.OversampleH = 1;
    config.PixelSnapH = true;
    const std::span<char> file = read_file(path);
    if (file.empty()) {
        config.SizePixels = line_height;
        atlas.AddFontDefault(&config);
    } else {
        atlas.AddFontFromMemoryTTF(file.data(), static_cast<int>(file.size()), line_height, &config, glyphs);
    }
#if IMGUI_VERSION_NUM < 19200
    atlas.Build();
#endif
}

namespace {

Glyph scaled(const ImFontGlyph& glyph) {
#if IMGUI_VERSION_NUM >= 19200
    const float scale = 1;
#else
    const float scale = ImGui::GetFontSize() / ImGui::GetFont()->FontSize;
#endif
    return {.from = {glyph.X0 * scale, glyph.Y0 * scale},
            .to = {glyph.X1 * scale, glyph.Y1 * scale},
            .uv_from = {glyph.U0, glyph.V0},
            .uv_to = {glyph.U1, glyph.V1},
            .advance = glyph.AdvanceX * scale};
}

// The current font at its current size.
auto* current_face() {
#if IMGUI_VERSION_NUM >= 19200
    return ImGui::GetFontBaked();
#else
    return ImGui::GetFont();
#endif
}

}  // namespace

Glyph find_glyph(ImWchar character) { return scaled(*current_face()->FindGlyph(character)); }

std::optional<Glyph> find_glyph_there(char32_t character) {
    if (character > static_cast<char32_t>(IM_UNICODE_CODEPOINT_MAX)) return std::nullopt;
    const ImFontGlyph* const glyph = current_face()->FindGlyphNoFallback(static_cast<ImWchar>(character));
    return glyph == nullptr ? std::nullopt : std::optional(scaled(*glyph));
}

}  // namespace byteprism::glue
