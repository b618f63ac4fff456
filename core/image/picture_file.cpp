#include "core/image/picture_file.hpp"

#include <climits>
#include <cstring>
#include <memory>

#include <stb_image.h>

#include "core/error.hpp"

namespace byteprism {
namespace {

struct Free {
    void operator()(void* pixels) const { stbi_image_free(pixels); }
};

const stbi_uc* data_of(std::span<const std::byte> file) { return reinterpret_cast<const stbi_uc*>(file.data()); }
int size_of(std::span<const std::byte> file) { return static_cast<int>(file.size()); }

struct Kind {
    const char* pixels;
    int item_bytes;
};

// By components, 1 to 4; alpha is straight. stb_image gives HDR in linear light.
constexpr Kind of_8_bits[] = {{"gray", 1}, {"ya8", 1}, {"rgb24", 1}, {"rgba", 1}};
constexpr Kind of_16_bits[] = {{"gray16le", 2}, {"ya16le", 2}, {"rgb48le", 2}, {"rgba64le", 2}};
constexpr Kind of_floats[] = {{"Y32f", 4}, {"Y32f A32f", 4}, {"rgb32f;t=lin", 4}, {"rgba32f;t=lin", 4}};

}  // namespace

std::optional<PictureFileInfo> picture_file_info(std::span<const std::byte> file) {
    if (file.size() > INT_MAX) file = file.first(INT_MAX);
    int width = 0, height = 0, components = 0;
    if (file.empty() || stbi_info_from_memory(data_of(file), size_of(file), &width, &height, &components) == 0) {
        return std::nullopt;
    }
    constexpr int longest_side = 1 << 24;  // as stb_image reads them; so that no product overflows
    const bool possible = width >= 1 && height >= 1 && width <= longest_side && height <= longest_side;
    if (!possible || components < 1 || components > 4) return std::nullopt;
    const bool floats = stbi_is_hdr_from_memory(data_of(file), size_of(file)) != 0;
    const bool deep = !floats && stbi_is_16_bit_from_memory(data_of(file), size_of(file)) != 0;
    const Kind& kind = (floats ? of_floats : deep ? of_16_bits : of_8_bits)[components - 1];
    PictureFileInfo info{width, height, kind.pixels, 0};
    info.bytes = info.width * info.height * components * kind.item_bytes;
    return info;
}

PictureFilePixels read_picture_file(std::span<const std::byte> file) {
    if (file.size() > INT_MAX) {
        throw ValueError("a picture file of " + std::to_string(file.size()) +
                         " bytes is too large: " + std::to_string(INT_MAX) + " are the most");
    }
    const auto info = picture_file_info(file);
    if (!info) throw ValueError("this is no picture file that can be decoded: PNG, JPEG, BMP, GIF, TGA, PSD, HDR, PNM");
    if (info->bytes > most_picture_bytes) {
        throw ValueError("its " + std::to_string(info->width) + " x " + std::to_string(info->height) + " pixels are " +
                         std::to_string(info->bytes) + " bytes, more than the " + std::to_string(most_picture_bytes) +
                         " that are decoded");
    }
    const bool floats = stbi_is_hdr_from_memory(data_of(file), size_of(file)) != 0;
    const bool deep = !floats && stbi_is_16_bit_from_memory(data_of(file), size_of(file)) != 0;
    int width = 0, height = 0, components = 0;
    const std::unique_ptr<void, Free> pixels(
        floats
            ? static_cast<void*>(stbi_loadf_from_memory(data_of(file), size_of(file), &width, &height, &components, 0))
        : deep
            ? static_cast<void*>(
                  stbi_load_16_from_memory(data_of(file), size_of(file), &width, &height, &components, 0))
            : static_cast<void*>(stbi_load_from_memory(data_of(file), size_of(file), &width, &height, &components, 0)));
    if (pixels == nullptr) throw ValueError(std::string("the picture file is damaged: ") + stbi_failure_reason());
    if (width != info->width || height != info->height || components < 1 || components > 4)
        throw ValueError("the picture file contradicts its header");
    // A colour that stands for transparent adds a component that the header does not tell.
    const Kind& kind = (floats ? of_floats : deep ? of_16_bits : of_8_bits)[components - 1];
    PictureFilePixels result{*info, {}};
    result.info.pixels = kind.pixels;
    result.info.bytes = info->width * info->height * components * kind.item_bytes;
    result.bytes.resize(static_cast<std::size_t>(result.info.bytes));
    std::memcpy(result.bytes.data(), pixels.get(), result.bytes.size());
    return result;
}

}  // namespace byteprism
