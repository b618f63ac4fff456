// Writing a picture out of a buffer as a file of its own: what it looks like, what is stored, or the same pixels in
// another format. Streamed in pieces, so that a picture of any size takes little memory; converted ones are made whole.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/image/geometry.hpp"
#include "core/image/pixel_format.hpp"
#include "core/image/tone.hpp"

namespace byteprism {

enum class PictureFile { Png, Pnm, Npy, Raw };

// By the end of the name: .png, .pgm .ppm .pam .pnm, .npy, .raw. Throws ValueError with what there is.
PictureFile picture_file_of(std::string_view path);

enum class PictureContent {
    Colours,    // RGBA of 8 bits; a PNM file of those is RGB
    Samples,    // the codes as they are stored: 1 to 4 components of at most 16 bits in PNG and PNM
    Converted,  // Raw alone: the colours in another format, tightly
};

struct PictureExport {
    PictureFile file = PictureFile::Png;
    PictureContent content = PictureContent::Colours;
    PixelRect rect;                       // not empty and inside of the picture
    const PixelFormat* target = nullptr;  // of Converted
    Tone tone = {};                       // of Colours and Converted
};

// Throws ValueError, with the numbers, if the file cannot hold that.
void check_export(const PixelFormat& format, const PictureExport& what);
// Of the file; nothing if it is not known before.
std::optional<std::int64_t> export_size(const PixelFormat& format, const PictureExport& what);

using ByteSink = std::function<void(std::span<const std::byte>)>;

// Returns how many pixels have a byte outside of the buffer; such bytes are 0. What the sink throws comes out.
std::int64_t export_picture(const PixelFormat& format, const ImageLayout& layout, std::span<const std::byte> source,
                            const PictureExport& what, const ByteSink& sink);

constexpr std::int64_t most_converted_bytes = std::int64_t{1} << 30;

}  // namespace byteprism
