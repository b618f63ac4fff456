// ImageBinding: image settings with what they mean, bound when they change, so that a steady frame neither parses nor
// throws. What cannot be bound leaves the last good picture of the sheet and says why.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/model/sheet.hpp"
#include "core/image/geometry.hpp"
#include "core/image/pixel_format.hpp"
#include "core/image/pixel_shapes.hpp"

namespace byteprism {

struct BoundImage {
    ImageSettings settings;
    PixelFormat format;
    std::string name;  // of the format; its layout where it has none
    ImageLayout layout;
    std::int64_t row_stride = 0;  // the one that is meant where the settings leave it out
    std::int64_t frame_stride = 0;
    bool apart = false;        // no byte is surely that of two groups
    std::uint64_t number = 0;  // of the binding: another one, another picture
};

// Throws an Error if the settings mean no picture.
BoundImage bind(const ImageSettings& settings);

// The bytes of a pixel that a document of `size` bytes has, in ascending order. Requires a pixel of the picture.
std::vector<ByteRange> bytes_of(const BoundImage& image, PixelPlace pixel, std::int64_t size);

// The selected pixels of the picture, or all of them where there are none.
PixelRect region_of(const Sheet& sheet, const BoundImage& image);

class ImageBinding {
public:
    // Binds the settings of the sheet if they are others than last time. Zoom and pan do not matter.
    void follow(const Sheet& sheet);

    // Null: nothing was ever right.
    const BoundImage* image() const { return image_ ? &*image_ : nullptr; }
    // Why the settings are not what is shown; empty if they are.
    const std::string& refusal() const { return refusal_; }

private:
    std::optional<SheetId> sheet_;
    ImageSettings followed_;
    std::optional<BoundImage> image_;
    std::string refusal_;
    std::uint64_t bindings_ = 0;
};

}  // namespace byteprism
