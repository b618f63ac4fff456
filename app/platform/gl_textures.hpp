// Textures in OpenGL. Requires a current context that outlives it.
#pragma once

#include "app/ui/textures.hpp"

namespace byteprism {

class GlTextures : public Textures {
public:
    TextureId create(int width, int height) override;
    void update(TextureId texture, int x, int y, int width, int height, std::span<const std::byte> rgba) override;
    void destroy(TextureId texture) override;
    int limit() const override;
};

}  // namespace byteprism
