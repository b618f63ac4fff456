// Thumbnails: pictures of the same bytes, each through settings of its own, drawn small; they follow the bytes.
#pragma once

#include <cstdint>
#include <vector>

#include <imgui.h>

#include "app/model/document/document.hpp"
#include "app/model/image/image_settings.hpp"
#include "app/ui/textures.hpp"

namespace byteprism {

class Thumbnails {
public:
    // Of at most so many screen pixels each way.
    static constexpr int width = 96, height = 64;

    // Forgets all of them; their textures are used again.
    void reset();
    // Draws the picture in the middle of the room at `at`; nothing if the settings mean none.
    void draw(ImDrawList& list, ImVec2 at, std::size_t index, const ImageSettings& settings, const Document& document,
              Textures& textures);

private:
    struct Thumbnail {
        TextureId texture = TextureId::None;
        bool made = false;
        std::uint64_t version = 0;  // of the document
        int columns = 0, rows = 0;  // none: there is no picture
    };
    void make(Thumbnail& thumbnail, const ImageSettings& settings, const Document& document, Textures& textures);

    std::vector<Thumbnail> thumbnails_;
};

}  // namespace byteprism
