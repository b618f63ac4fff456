#include "app/platform/gl_textures.hpp"

#include <cassert>

#include <glad/gl.h>

namespace byteprism {
namespace {

GLuint number_of(TextureId texture) { return static_cast<GLuint>(texture); }

}  // namespace

TextureId GlTextures::create(int width, int height) {
    assert(width >= 1 && height >= 1 && width <= limit() && height <= limit());
    GLuint texture = 0;
    glGenTextures(1, &texture);
    glBindTexture(GL_TEXTURE_2D, texture);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
    return TextureId{texture};
}

void GlTextures::update(TextureId texture, int x, int y, int width, int height, std::span<const std::byte> rgba) {
    assert(width >= 0 && height >= 0);
    assert(rgba.size() == static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4);
    // GL_RGBA is a plain copy for software drivers, any other order a slow conversion.
    glBindTexture(GL_TEXTURE_2D, number_of(texture));
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    glTexSubImage2D(GL_TEXTURE_2D, 0, x, y, width, height, GL_RGBA, GL_UNSIGNED_BYTE, rgba.data());
}

void GlTextures::destroy(TextureId texture) {
    const GLuint number = number_of(texture);
    glDeleteTextures(1, &number);
}

int GlTextures::limit() const {
    GLint limit = 0;
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &limit);
    return limit;
}

}  // namespace byteprism
