// Textures: pictures on the graphics card, as panels see them. The window implements it with OpenGL; tests keep pixels.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace byteprism {

// Opaque; imgui_glue turns it into an ImTextureID. Zero is no texture.
enum class TextureId : std::uint64_t { None = 0 };

class Textures {
public:
    virtual ~Textures() = default;

    // A texture of RGBA8 pixels with nearest sampling, its contents undefined. Requires 1 <= width, height <= limit().
    virtual TextureId create(int width, int height) = 0;
    // Replaces the rectangle; rgba holds width * height * 4 bytes, row by row from the top.
    virtual void update(TextureId texture, int x, int y, int width, int height, std::span<const std::byte> rgba) = 0;
    virtual void destroy(TextureId texture) = 0;
    // The largest width and height, in pixels.
    virtual int limit() const = 0;
};

}  // namespace byteprism
