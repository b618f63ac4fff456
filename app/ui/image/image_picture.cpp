#include "app/ui/image/image_picture.hpp"

#include <algorithm>

namespace byteprism {
namespace {

// Textures grow in steps, so that dragging a splitter does not make a new one in every frame.
constexpr int texture_step = 256;

int rounded_up(int size, int limit) { return std::min((size + texture_step - 1) / texture_step * texture_step, limit); }

}  // namespace

ImVec2 ImagePicture::uv_end() const {
    return {static_cast<float>(columns_) / static_cast<float>(texture_width_),
            static_cast<float>(rows_) / static_cast<float>(texture_height_)};
}

void ImagePicture::fit_texture(Textures& textures, int columns, int rows) {
    if (columns <= texture_width_ && rows <= texture_height_) return;
    if (texture_ != TextureId::None) textures.destroy(texture_);
    texture_width_ = rounded_up(std::max(columns, texture_width_), textures.limit());
    texture_height_ = rounded_up(std::max(rows, texture_height_), textures.limit());
    texture_ = textures.create(texture_width_, texture_height_);
}

void ImagePicture::show(Textures& textures, const BoundImage& image, DocumentId id, const Document& document,
                        const DecodeArea& area, Rgba8 outside) {
    const Shown wanted{id, document.version(), image.number, area.rect, area.step};
    if (shown_ == wanted) return;
    shown_ = wanted;
    columns_ = static_cast<int>(area.columns());
    rows_ = static_cast<int>(area.rows());
    fit_texture(textures, columns_, rows_);
    const std::size_t count = static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_);
    pixels_.resize(count);
    marks_.resize(count);
    outside_.clear();
    const std::int64_t marked = decode(image.format, image.layout, document.bytes(), area,
                                       {pixels_, static_cast<std::size_t>(columns_), marks_});
    if (marked > 0) mark_outside(outside);
    sees_alpha_ = image.format.options.alpha != AlphaMode::Ignored &&
                  std::ranges::any_of(pixels_, [](Rgba8 pixel) { return pixel.alpha != 255; });
    textures.update(texture_, 0, 0, columns_, rows_, std::as_bytes(std::span(pixels_)));
}

// Runs of marked pixels; one that lies under the run before it, as wide, makes that one higher.
void ImagePicture::mark_outside(Rgba8 color) {
    for (int row = 0; row < rows_; ++row) {
        const std::size_t start = static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_);
        const auto marks = std::span(marks_).subspan(start, static_cast<std::size_t>(columns_));
        for (auto from = std::ranges::find(marks, 1); from != marks.end();) {
            const auto to = std::find(from, marks.end(), 0);
            const PixelRect run{from - marks.begin(), row, to - from, 1};
            std::fill_n(pixels_.begin() + static_cast<std::ptrdiff_t>(start) + run.x, run.width, color);
            add_outside(run);
            from = std::find(to, marks.end(), 1);
        }
    }
}

void ImagePicture::add_outside(const PixelRect& run) {
    if (!outside_.empty()) {
        PixelRect& last = outside_.back();
        if (last.x == run.x && last.width == run.width && last.y + last.height == run.y) {
            ++last.height;
            return;
        }
    }
    if (outside_.size() < most_outside) outside_.push_back(run);
}

}  // namespace byteprism
