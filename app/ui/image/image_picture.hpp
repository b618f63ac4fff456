// ImagePicture: the part of a picture that is in sight, decoded into a texture; again only when something changed.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <imgui.h>

#include "app/model/document/document.hpp"
#include "app/model/image/image_binding.hpp"
#include "app/ui/textures.hpp"
#include "core/image/decode.hpp"

namespace byteprism {

// A picture and the bytes that it is of.
struct PictureSource {
    const BoundImage& image;
    DocumentId id;
    const Document& document;
};

// The picture that another is compared with: pixel by pixel, what differs, so many times.
struct Compared {
    PictureSource source;
    double scale = 1;
};

class ImagePicture {
public:
    // Decodes and uploads unless that is what the texture shows already; after small edits only what they touched.
    void show(Textures& textures, const PictureSource& source, const Compared* compared, const DecodeArea& area,
              Rgba8 outside);

    // Whether the next frames will show it better: what is shown small is at first every n-th pixel, then their mean.
    bool refines() const { return refined_rows_ < rows_; }
    TextureId texture() const { return texture_; }
    // Of the pixel after the last one; the first is at 0, 0.
    ImVec2 uv_end() const;
    // Pixels with a byte outside of the buffer, as rectangles of decoded pixels. They have the colour given to show().
    // At most most_outside; those of pictures too ragged for that have only their colour.
    std::span<const PixelRect> outside() const { return outside_; }
    bool sees_alpha() const { return sees_alpha_; }

    static constexpr std::size_t most_outside = 256;

private:
    struct Shown {
        DocumentId document;
        std::uint64_t version;
        std::uint64_t binding;
        PixelRect rect;
        std::int64_t step;
        std::uint64_t other_version = 0, other_binding = 0;  // of what it is compared with
        double scale = 0;
        bool operator==(const Shown&) const = default;
        // Of other bytes, maybe.
        bool shows_same(Shown other) const {
            other.version = version;
            return *this == other;
        }
    };

    void make(Textures& textures, const BoundImage& image, const Document& document, const Compared* compared,
              const DecodeArea& area, Rgba8 outside);
    void decode_part(Textures& textures, const BoundImage& image, const Document& document, const DecodeArea& part,
                     std::int64_t column, std::int64_t row);
    void refine(Textures& textures, const PictureSource& source, const DecodeArea& area);
    void subtract(const Compared& compared, const DecodeArea& area, Rgba8 outside);
    bool mend(Textures& textures, const BoundImage& image, const Document& document, const DecodeArea& area);
    void mend(Textures& textures, const BoundImage& image, const Document& document, const DecodeArea& area,
              const PixelRect& pixels);

    void fit_texture(Textures& textures, int columns, int rows);
    void colour_marks();
    void mark_outside(Rgba8 color);
    void add_outside(const PixelRect& run);

    std::optional<Shown> shown_;
    TextureId texture_ = TextureId::None;
    int texture_width_ = 0, texture_height_ = 0;
    int columns_ = 0, rows_ = 0;
    std::vector<Rgba8> pixels_, mended_;
    std::vector<std::uint8_t> marks_;
    std::vector<PixelRect> outside_;
    int refined_rows_ = 0;
    bool whole_ = false;  // every pixel has all of its bytes
    bool sees_alpha_ = false;
};

}  // namespace byteprism
