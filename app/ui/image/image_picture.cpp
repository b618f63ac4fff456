#include "app/ui/image/image_picture.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include "app/model/jobs/parallel.hpp"
#include "core/image/pixel_shapes.hpp"

namespace byteprism {
namespace {

// Textures grow in steps, so that dragging a splitter does not make a new one in every frame.
constexpr int texture_step = 256;

// What is shown small is the mean of so many pixels each way.
int mean_samples(const DecodeArea& area) { return static_cast<int>(std::min<std::int64_t>(area.step, 4)); }

constexpr auto time_to_refine = std::chrono::milliseconds(5);  // of a frame
constexpr int rows_to_refine = 16;                             // at least

// Bytes that are looked at one by one; a picture is made anew in less time.
constexpr std::int64_t most_mended_bytes = 4096;

// In colours that no map has.
std::optional<Rgba8> colour_of(PixelMark mark) {
    switch (mark) {
        case PixelMark::None:
        case PixelMark::Outside:
            break;
        case PixelMark::NotANumber:
            return Rgba8{255, 0, 255};
        case PixelMark::PlusInfinity:
            return Rgba8{255, 0, 0};
        case PixelMark::MinusInfinity:
            return Rgba8{0, 0, 255};
        case PixelMark::AboveWindow:
            return Rgba8{255, 128, 0};
        case PixelMark::BelowWindow:
            return Rgba8{0, 160, 255};
    }
    return std::nullopt;
}

bool has_alpha(std::span<const Rgba8> pixels) {
    return std::ranges::any_of(pixels, [](Rgba8 pixel) { return pixel.alpha != 255; });
}

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

void ImagePicture::show(Textures& textures, const PictureSource& source, const Compared* compared,
                        const DecodeArea& area, Rgba8 outside) {
    Shown wanted{source.id, source.document.version(), source.image.number, area.rect, area.step};
    if (compared != nullptr) {
        wanted.other_version = compared->source.document.version();
        wanted.other_binding = compared->source.image.number;
        wanted.scale = compared->scale;
    }
    if (shown_ == wanted) return refine(textures, source, area);
    const bool same = shown_ && compared == nullptr && shown_->shows_same(wanted);
    const bool mended = same && mend(textures, source.image, source.document, area);
    shown_ = wanted;
    if (!mended) make(textures, source.image, source.document, compared, area, outside);
}

void ImagePicture::make(Textures& textures, const BoundImage& image, const Document& document, const Compared* compared,
                        const DecodeArea& area, Rgba8 outside) {
    columns_ = static_cast<int>(area.columns());
    rows_ = static_cast<int>(area.rows());
    fit_texture(textures, columns_, rows_);
    const std::size_t count = static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_);
    pixels_.resize(count);
    marks_.resize(count);
    outside_.clear();
    const std::int64_t marked =
        decode(image.format, image.layout, document.bytes(), area,
               {pixels_, static_cast<std::size_t>(columns_), marks_}, image.settings.tone, run_parallel);
    if (image.settings.tone.marks) colour_marks();
    if (compared != nullptr) subtract(*compared, area, outside);
    if (marked > 0) mark_outside(outside);
    whole_ = marked == 0;
    const bool refines = area.step > 1 && whole_ && compared == nullptr && !image.settings.tone.marks;
    refined_rows_ = refines ? 0 : rows_;
    sees_alpha_ = image.format.options.alpha != AlphaMode::Ignored && has_alpha(pixels_);
    textures.update(texture_, 0, 0, columns_, rows_, std::as_bytes(std::span(pixels_)));
}

// What lies outside of the other picture is as what lies outside of its bytes.
void ImagePicture::subtract(const Compared& compared, const DecodeArea& area, Rgba8 outside) {
    const BoundImage& other = compared.source.image;
    const PixelRect common = intersection(area.rect, {0, 0, other.layout.width, other.layout.height});
    const auto columns = static_cast<std::size_t>(columns_);
    std::size_t both_columns = 0, both_rows = 0;
    if (common.width > 0) {
        const DecodeArea part{common, area.step};
        both_columns = static_cast<std::size_t>(part.columns());
        both_rows = static_cast<std::size_t>(part.rows());
        mended_.resize(both_columns * both_rows);
        decode(other.format, other.layout, compared.source.document.bytes(), part, {mended_, both_columns, {}},
               other.settings.tone, run_parallel);
    }
    const auto apart = [&](std::uint8_t a, std::uint8_t b) {
        return static_cast<std::uint8_t>(std::min(std::abs(int{a} - int{b}) * compared.scale, 255.0));
    };
    for (std::size_t y = 0; y < static_cast<std::size_t>(rows_); ++y) {
        for (std::size_t x = 0; x < columns; ++x) {
            Rgba8& pixel = pixels_[y * columns + x];
            if (x >= both_columns || y >= both_rows) {
                pixel = outside;
                continue;
            }
            const Rgba8 there = mended_[y * both_columns + x];
            const std::uint8_t alpha = apart(pixel.alpha, there.alpha);
            pixel = {std::max(alpha, apart(pixel.red, there.red)), std::max(alpha, apart(pixel.green, there.green)),
                     std::max(alpha, apart(pixel.blue, there.blue)), 255};
        }
    }
}

// The pixels of the bytes that have changed; false: too many, or nobody knows which.
bool ImagePicture::mend(Textures& textures, const BoundImage& image, const Document& document, const DecodeArea& area) {
    const Tone& tone = image.settings.tone;
    const bool by_themselves = tone.chroma == ChromaUpsampling::Nearest && !tone.marks &&
                               (tone.mosaic == MosaicView::Gray || tone.mosaic == MosaicView::Coloured);
    if (!whole_ || !image.apart || !by_themselves || image.format.options.palette.format) return false;
    const auto changed = document.changed_since(shown_->version);
    if (!changed) return false;
    std::int64_t bytes = 0;
    for (const ByteRange range : *changed) bytes += range.length;
    if (bytes > most_mended_bytes) return false;
    PixelRect last;
    for (const ByteRange range : *changed) {
        for (std::int64_t at = range.offset; at < range.end(); ++at) {
            const auto pixels = locate(image.format, image.layout, at);
            if (!pixels || *pixels == last) continue;
            last = *pixels;
            mend(textures, image, document, area, *pixels);
        }
    }
    return true;
}

// Those of the rectangle that the texture shows.
void ImagePicture::mend(Textures& textures, const BoundImage& image, const Document& document, const DecodeArea& area,
                        const PixelRect& pixels) {
    const PixelRect seen = intersection(pixels, area.rect);
    if (seen.width == 0) return;
    // Pixels that are shown as one are mended together.
    const std::int64_t column = (seen.x - area.rect.x) / area.step, row = (seen.y - area.rect.y) / area.step;
    const std::int64_t x = area.rect.x + column * area.step, y = area.rect.y + row * area.step;
    const std::int64_t columns = (seen.x + seen.width - 1 - x) / area.step + 1;
    const std::int64_t rows = (seen.y + seen.height - 1 - y) / area.step + 1;
    const std::int64_t right = std::min(x + columns * area.step, area.rect.x + area.rect.width);
    const std::int64_t bottom = std::min(y + rows * area.step, area.rect.y + area.rect.height);
    const int samples = row < refined_rows_ ? mean_samples(area) : 1;
    decode_part(textures, image, document, {{x, y, right - x, bottom - y}, area.step, samples}, column, row);
}

void ImagePicture::decode_part(Textures& textures, const BoundImage& image, const Document& document,
                               const DecodeArea& part, std::int64_t column, std::int64_t row) {
    mended_.resize(static_cast<std::size_t>(part.columns() * part.rows()));
    decode(image.format, image.layout, document.bytes(), part, {mended_, static_cast<std::size_t>(part.columns()), {}},
           image.settings.tone, run_parallel);
    sees_alpha_ = sees_alpha_ || (image.format.options.alpha != AlphaMode::Ignored && has_alpha(mended_));
    textures.update(texture_, static_cast<int>(column), static_cast<int>(row), static_cast<int>(part.columns()),
                    static_cast<int>(part.rows()), std::as_bytes(std::span(mended_)));
}

// Some more rows show the mean of what they stand for.
void ImagePicture::refine(Textures& textures, const PictureSource& source, const DecodeArea& area) {
    using Clock = std::chrono::steady_clock;
    const auto end = Clock::now() + time_to_refine;
    while (refined_rows_ < rows_ && Clock::now() < end) {
        const std::int64_t rows = std::min<std::int64_t>(rows_to_refine, rows_ - refined_rows_);
        const std::int64_t top = area.rect.y + refined_rows_ * area.step;
        const std::int64_t bottom = std::min(top + rows * area.step, area.rect.y + area.rect.height);
        const DecodeArea part{{area.rect.x, top, area.rect.width, bottom - top}, area.step, mean_samples(area)};
        decode_part(textures, source.image, source.document, part, 0, refined_rows_);
        refined_rows_ += static_cast<int>(rows);
    }
}

void ImagePicture::colour_marks() {
    for (std::size_t i = 0; i < pixels_.size(); ++i) {
        if (const auto colour = colour_of(static_cast<PixelMark>(marks_[i]))) pixels_[i] = *colour;
    }
}

// Runs of marked pixels; one that lies under the run before it, as wide, makes that one higher.
void ImagePicture::mark_outside(Rgba8 color) {
    for (int row = 0; row < rows_; ++row) {
        const std::size_t start = static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_);
        const auto marks = std::span(marks_).subspan(start, static_cast<std::size_t>(columns_));
        for (auto from = std::ranges::find(marks, 1); from != marks.end();) {
            const auto to = std::find_if(from, marks.end(), [](std::uint8_t mark) { return mark != 1; });
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
