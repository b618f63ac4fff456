#include "core/image/block_codec.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include <astcenc.h>
#include <squish.h>

#include "core/error.hpp"

namespace byteprism {
namespace {

using enum BlockCodec;
constexpr BlockCodecInfo codecs[] = {
    {"bc1", Bc1, 4, 4, 8, "RGBA"},
    {"bc2", Bc2, 4, 4, 16, "RGBA"},
    {"bc3", Bc3, 4, 4, 16, "RGBA"},
    {"bc4", Bc4, 4, 4, 8, "Y"},
    {"bc4s", Bc4Signed, 4, 4, 8, "Y", SampleType::Snorm},
    {"bc5", Bc5, 4, 4, 16, "RG"},
    {"bc5s", Bc5Signed, 4, 4, 16, "RG", SampleType::Snorm},
    {"bc6h", Bc6h, 4, 4, 16, "RGB", SampleType::Float, 16},
    {"bc6hs", Bc6hSigned, 4, 4, 16, "RGB", SampleType::Float, 16},
    {"bc7", Bc7, 4, 4, 16, "RGBA"},
    {"etc2_rgb8", Etc2Rgb8, 4, 4, 8, "RGB"},
    {"etc2_rgb8a1", Etc2Rgb8a1, 4, 4, 8, "RGBA"},
    {"etc2_rgba8", Etc2Rgba8, 4, 4, 16, "RGBA"},
    {"eac_r11", EacR11, 4, 4, 8, "Y", SampleType::Unorm, 11},
    {"eac_r11s", EacR11Signed, 4, 4, 8, "Y", SampleType::Snorm, 11},
    {"eac_rg11", EacRg11, 4, 4, 16, "RG", SampleType::Unorm, 11},
    {"eac_rg11s", EacRg11Signed, 4, 4, 16, "RG", SampleType::Snorm, 11},
    {"astc_4x4", Astc, 4, 4, 16, "RGBA"},
    {"astc_5x4", Astc, 5, 4, 16, "RGBA"},
    {"astc_5x5", Astc, 5, 5, 16, "RGBA"},
    {"astc_6x5", Astc, 6, 5, 16, "RGBA"},
    {"astc_6x6", Astc, 6, 6, 16, "RGBA"},
    {"astc_8x5", Astc, 8, 5, 16, "RGBA"},
    {"astc_8x6", Astc, 8, 6, 16, "RGBA"},
    {"astc_8x8", Astc, 8, 8, 16, "RGBA"},
    {"astc_10x5", Astc, 10, 5, 16, "RGBA"},
    {"astc_10x6", Astc, 10, 6, 16, "RGBA"},
    {"astc_10x8", Astc, 10, 8, 16, "RGBA"},
    {"astc_10x10", Astc, 10, 10, 16, "RGBA"},
    {"astc_12x10", Astc, 12, 10, 16, "RGBA"},
    {"astc_12x12", Astc, 12, 12, 16, "RGBA"},
};

void put_rgba(std::span<const std::uint8_t> rgba, BlockTexels& texels) {
    for (std::size_t i = 0; i < rgba.size(); ++i) {
        texels[i / 4][i % 4] = rgba[i];
    }
}

struct FreeContext {
    void operator()(astcenc_context* context) const { astcenc_context_free(context); }
};
using AstcContext = std::unique_ptr<astcenc_context, FreeContext>;

AstcContext new_astc_context(int width, int height) {
    astcenc_config config{};
    astcenc_context* context = nullptr;
    const unsigned flags = ASTCENC_FLG_DECOMPRESS_ONLY;
    astcenc_error error = astcenc_config_init(ASTCENC_PRF_LDR, static_cast<unsigned>(width),
                                              static_cast<unsigned>(height), 1, ASTCENC_PRE_FASTEST, flags, &config);
    if (error == ASTCENC_SUCCESS) {
        error = astcenc_context_alloc(&config, 1, &context);
    }
    if (error != ASTCENC_SUCCESS) {
        throw ValueError("ASTC " + std::to_string(width) + "x" + std::to_string(height) +
                         " cannot be decoded: " + astcenc_get_error_string(error));
    }
    return AstcContext(context);
}

}  // namespace

std::span<const BlockCodecInfo> block_codecs() { return codecs; }

void block::decode_bc1(BlockCodec codec, const std::byte* block, BlockTexels& texels) {
    std::array<std::uint8_t, 64> rgba{};
    const int flags = codec == Bc1 ? squish::kDxt1 : codec == Bc2 ? squish::kDxt3 : squish::kDxt5;
    squish::Decompress(rgba.data(), block, flags);
    put_rgba(rgba, texels);
}

void block::decode_bc4(bool is_signed, const std::byte* block, std::size_t channel, BlockTexels& texels) {
    std::array<int, 8> values{};
    for (std::size_t i = 0; i < 2; ++i) {
        const auto byte = std::to_integer<std::uint8_t>(block[i]);
        values[i] = is_signed ? int{static_cast<std::int8_t>(byte)} : int{byte};
    }
    const int steps = values[0] > values[1] ? 7 : 5;
    // -128 means the same as -127, but counts as less.
    values[0] = std::max(-127, values[0]);
    values[1] = std::max(-127, values[1]);
    for (int i = 1; i < steps; ++i) {
        // Rounded to nearest, below zero as well as above.
        const int sum = values[0] * (steps - i) + values[1] * i;
        values[static_cast<std::size_t>(i) + 1] = (sum >= 0 ? sum + steps / 2 : sum - steps / 2) / steps;
    }
    if (steps == 5) {
        values[6] = is_signed ? -127 : 0;
        values[7] = is_signed ? 127 : 255;
    }
    std::uint64_t indices = 0;
    for (std::size_t i = 8; i-- > 2;) {
        indices = indices << 8 | std::to_integer<std::uint64_t>(block[i]);
    }
    for (std::size_t i = 0; i < 16; ++i) {
        texels[i][channel] = static_cast<std::uint16_t>(values[indices >> (3 * i) & 7] & 0xff);
    }
}

// A context costs more to make than many blocks to decode, and must not be shared between threads: each thread keeps
// its own, of the sizes that it met. It holds nothing that a result depends on.
void block::decode_astc(int width, int height, const std::byte* block, BlockTexels& texels) {
    thread_local std::map<std::pair<int, int>, AstcContext> contexts;
    AstcContext& context = contexts[{width, height}];
    if (!context) {
        context = new_astc_context(width, height);
    }
    std::array<std::uint8_t, max_block_pixels * 4> rgba{};
    std::array<std::uint8_t, 16> data{};
    std::transform(block, block + data.size(), data.begin(), std::to_integer<std::uint8_t>);
    void* slice = rgba.data();
    astcenc_image image{.dim_x = static_cast<unsigned>(width),
                        .dim_y = static_cast<unsigned>(height),
                        .dim_z = 1,
                        .data_type = ASTCENC_TYPE_U8,
                        .data = &slice};
    const astcenc_swizzle swizzle{ASTCENC_SWZ_R, ASTCENC_SWZ_G, ASTCENC_SWZ_B, ASTCENC_SWZ_A};
    astcenc_decompress_image(context.get(), data.data(), data.size(), &image, &swizzle, 0);
    astcenc_decompress_reset(context.get());
    put_rgba(std::span(rgba).first(static_cast<std::size_t>(width * height * 4)), texels);
}

void decode_block(const PixelFormat& format, const std::byte* block, BlockTexels& texels) {
    switch (format.codec) {
        case None:
            break;
        case Bc1:
        case Bc2:
        case Bc3:
            block::decode_bc1(format.codec, block, texels);
            break;
        case Bc4:
        case Bc4Signed:
            block::decode_bc4(format.codec == Bc4Signed, block, 0, texels);
            break;
        case Bc5:
        case Bc5Signed:
            block::decode_bc4(format.codec == Bc5Signed, block, 0, texels);
            block::decode_bc4(format.codec == Bc5Signed, block + 8, 1, texels);
            break;
        case Bc6h:
        case Bc6hSigned:
            block::decode_bc6h(format.codec == Bc6hSigned, block, texels);
            break;
        case Bc7:
            block::decode_bc7(block, texels);
            break;
        case Etc2Rgb8:
        case Etc2Rgb8a1:
        case Etc2Rgba8:
            block::decode_etc2(format.codec, block, texels);
            break;
        case EacR11:
        case EacR11Signed:
            block::decode_eac(format.codec == EacR11Signed, block, 0, texels);
            break;
        case EacRg11:
        case EacRg11Signed:
            block::decode_eac(format.codec == EacRg11Signed, block, 0, texels);
            block::decode_eac(format.codec == EacRg11Signed, block + 8, 1, texels);
            break;
        case Astc:
            block::decode_astc(format.planes[0].width, format.planes[0].height, block, texels);
            break;
    }
}

}  // namespace byteprism
