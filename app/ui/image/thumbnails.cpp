#include "app/ui/image/thumbnails.hpp"

#include <algorithm>
#include <span>

#include "app/model/image/image_binding.hpp"
#include "app/ui/imgui_glue.hpp"
#include "core/error.hpp"
#include "core/image/decode.hpp"

namespace byteprism {
namespace {

constexpr int most_samples = 4;  // of a mean, each way

}  // namespace

void Thumbnails::reset() {
    for (Thumbnail& thumbnail : thumbnails_) thumbnail.made = false;
}

void Thumbnails::draw(ImDrawList& list, ImVec2 at, std::size_t index, const ImageSettings& settings,
                      const Document& document, Textures& textures) {
    if (index >= thumbnails_.size()) thumbnails_.resize(index + 1);
    Thumbnail& thumbnail = thumbnails_[index];
    if (!thumbnail.made || thumbnail.version != document.version()) make(thumbnail, settings, document, textures);
    if (thumbnail.columns == 0) return;
    const float zoom = static_cast<float>(
        std::max(1, std::min(width / thumbnail.columns, height / thumbnail.rows)));  // tiny ones in whole steps
    const ImVec2 size{static_cast<float>(thumbnail.columns) * zoom, static_cast<float>(thumbnail.rows) * zoom};
    const ImVec2 from{at.x + (static_cast<float>(width) - size.x) / 2,
                      at.y + (static_cast<float>(height) - size.y) / 2};
    const ImVec2 end{static_cast<float>(thumbnail.columns) / static_cast<float>(width),
                     static_cast<float>(thumbnail.rows) / static_cast<float>(height)};
    list.AddImage(glue::texture_id(thumbnail.texture), from, {from.x + size.x, from.y + size.y}, {0, 0}, end);
}

void Thumbnails::make(Thumbnail& thumbnail, const ImageSettings& settings, const Document& document,
                      Textures& textures) {
    thumbnail.made = true;
    thumbnail.version = document.version();
    thumbnail.columns = thumbnail.rows = 0;
    BoundImage image;
    try {
        image = bind(settings);
    } catch (const Error&) {
        return;
    }
    const PixelRect whole{0, 0, image.layout.width, image.layout.height};
    DecodeArea area{whole, std::max((whole.width - 1) / width, (whole.height - 1) / height) + 1};
    area.samples = static_cast<int>(std::min<std::int64_t>(area.step, most_samples));
    std::vector<Rgba8> pixels(static_cast<std::size_t>(area.columns() * area.rows()));
    decode(image.format, image.layout, document.bytes(), area, {pixels, static_cast<std::size_t>(area.columns()), {}},
           settings.tone);
    for (Rgba8& pixel : pixels) pixel.alpha = 255;
    if (thumbnail.texture == TextureId::None) thumbnail.texture = textures.create(width, height);
    thumbnail.columns = static_cast<int>(area.columns());
    thumbnail.rows = static_cast<int>(area.rows());
    textures.update(thumbnail.texture, 0, 0, thumbnail.columns, thumbnail.rows, std::as_bytes(std::span(pixels)));
}

}  // namespace byteprism
