// Encoded picture files (PNG, JPEG, BMP, GIF, TGA, PSD, HDR, PNM) as plain pixels, through stb_image.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace byteprism {

struct PictureFileInfo {
    std::int64_t width = 0;
    std::int64_t height = 0;
    std::string
        pixels;  // the named format that read_picture_file() gives: "gray", "rgb24", "rgba64le", "rgb32f;t=lin", ..
    std::int64_t bytes = 0;  // of all pixels, rows without gaps
};

// What the header says; it is enough to have the first bytes of most files. Nothing: no such file, or not enough of it.
std::optional<PictureFileInfo> picture_file_info(std::span<const std::byte> file);

struct PictureFilePixels {
    PictureFileInfo info;
    std::vector<std::byte> bytes;
};

// Throws ValueError: what is wrong with the file, or, with the numbers, that it has more pixels than are decoded. Of an
// animation the first picture.
PictureFilePixels read_picture_file(std::span<const std::byte> file);

constexpr std::int64_t most_picture_bytes = std::int64_t{1} << 30;  // of decoded pixels

}  // namespace byteprism
