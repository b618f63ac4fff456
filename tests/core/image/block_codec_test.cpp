#include "core/image/block_codec.hpp"

#include <algorithm>
#include <initializer_list>
#include <random>
#include <string>
#include <vector>

#include <astcenc.h>
#include <gtest/gtest.h>
#include <squish.h>

#include "core/error.hpp"
#include "core/image/decode.hpp"
#include "core/image/layout_diagram.hpp"
#include "core/image/pixel_format_table.hpp"
#include "core/image/pixel_writer.hpp"
#include "core/image/sample_value.hpp"

namespace byteprism {

void PrintTo(Rgba8 c, std::ostream* out);  // in decode_test.cpp

namespace {

using Bytes = std::vector<std::byte>;
using Rgba = std::array<int, 4>;

Bytes random_bytes(std::size_t count, unsigned seed) {
    std::mt19937 random(seed);
    Bytes result(count);
    for (std::byte& byte : result) byte = static_cast<std::byte>(random() & 255u);
    return result;
}

Bytes bytes(std::initializer_list<int> values) {
    Bytes result;
    for (const int value : values) result.push_back(static_cast<std::byte>(value));
    return result;
}

// A 64-bit word as ETC2 stores it, set field by field as the specification counts the bits.
class BigWord {
public:
    BigWord& set(int high, int low, std::uint64_t value) {
        const std::uint64_t mask = ~std::uint64_t{0} >> (63 - (high - low));
        word_ = (word_ & ~(mask << low)) | (value & mask) << low;
        return *this;
    }
    Bytes bytes() const {
        Bytes result;
        for (int shift = 56; shift >= 0; shift -= 8) result.push_back(static_cast<std::byte>(word_ >> shift & 255));
        return result;
    }

private:
    std::uint64_t word_ = 0;
};

// A block of BPTC, set bit by bit as the specification counts them.
class LittleBlock {
public:
    LittleBlock& set(int low, int count, int value) {
        for (int i = 0; i < count; ++i) {
            if ((value >> i & 1) != 0) bytes_[static_cast<std::size_t>((low + i) / 8)] |= std::byte{1} << (low + i) % 8;
        }
        return *this;
    }
    const Bytes& bytes() const { return bytes_; }

private:
    Bytes bytes_ = Bytes(16);
};

BlockTexels texels_of(std::string_view name, const Bytes& block) {
    BlockTexels texels{};
    decode_block(find_pixel_format(name), block.data(), texels);
    return texels;
}

// The texel at x, y of a block.
Rgba at(const BlockTexels& texels, int x, int y) {
    const auto& texel = texels[static_cast<std::size_t>(y * 4 + x)];
    return {texel[0], texel[1], texel[2], texel[3]};
}

TEST(BlockCodec, NamesAreTheLayoutsAndPrintBack) {
    for (const BlockCodecInfo& codec : block_codecs()) {
        const PixelFormat format = parse_pixel_format(codec.name);
        EXPECT_EQ(format.layout, codec.name);
        EXPECT_EQ(format.codec, codec.codec);
        EXPECT_EQ(format.planes[0].bytes, codec.bytes);
        EXPECT_EQ(parse_pixel_format(format.layout + ";a=premul").layout, std::string(codec.name) + ";a=premul");
        EXPECT_NE(name_of(format), nullptr) << codec.name;
    }
    EXPECT_EQ(find_pixel_format("vulkan:ASTC_10x6_SRGB_BLOCK").planes[0].width, 10);
    EXPECT_EQ(find_pixel_format("VK_FORMAT_BC1_RGB_UNORM_BLOCK").layout, "bc1;a=ignore");
    EXPECT_THROW(parse_pixel_format("bc7 | R8"), StructError);
    EXPECT_THROW(parse_pixel_format("astc_7x7"), StructError);
}

TEST(BlockCodec, ABlockBelongsToEachOfItsPixels) {
    const PixelFormat format = find_pixel_format("astc_6x5");
    const ImageLayout layout =
        layout_of(format, {.width = 14, .height = 9, .offset = 7, .row_stride = tight_row_stride(format, 14)});
    EXPECT_EQ(layout.frame_bytes, 3 * 2 * 16);
    const PixelBytes bytes = pixel_bytes(format, layout, 13, 8);
    ASSERT_EQ(bytes.ranges.size(), 1u);
    EXPECT_EQ(bytes.ranges[0], (ByteRange{7 + 5 * 16, 16}));
    EXPECT_EQ(locate(format, layout, 7 + 16 + 3), (PixelRect{6, 0, 6, 5}));
    for (const DiagramByte& byte : layout_diagram(format)) {
        EXPECT_EQ(std::count(byte.bits.begin(), byte.bits.end(), std::nullopt), 8);
    }
}

TEST(BlockCodec, IsReadButNotPainted) {
    const PixelFormat format = find_pixel_format("bc1");
    const ImageLayout layout = layout_of(format, {.width = 4, .height = 4, .offset = 0, .row_stride = 8});
    try {
        const Bytes source(8);
        PixelWriter(format, layout, source).put(1, 1, {1, 2, 3});
        FAIL();
    } catch (const ValueError& error) {
        EXPECT_STREQ(error.what(), "'bc1' is compressed in blocks of 4 x 4 pixels, which can be read but not painted");
    }
}

TEST(BlockCodec, Bc1HasFourColoursOrThreeAndAHole) {
    // Red and blue of 565; the texels of the first row have the indices 0 to 3.
    const BlockTexels four = texels_of("bc1", bytes({0x00, 0xf8, 0x1f, 0x00, 0b11'10'01'00, 0, 0, 0}));
    EXPECT_EQ(at(four, 0, 0), (Rgba{255, 0, 0, 255}));
    EXPECT_EQ(at(four, 1, 0), (Rgba{0, 0, 255, 255}));
    EXPECT_EQ(at(four, 2, 0), (Rgba{170, 0, 85, 255}));
    EXPECT_EQ(at(four, 3, 0), (Rgba{85, 0, 170, 255}));
    const BlockTexels three = texels_of("bc1", bytes({0x1f, 0x00, 0x00, 0xf8, 0b11'10'01'00, 0, 0, 0}));
    EXPECT_EQ(at(three, 2, 0), (Rgba{127, 0, 127, 255}));
    EXPECT_EQ(at(three, 3, 0), (Rgba{0, 0, 0, 0}));
    EXPECT_EQ(at(texels_of("bc2", bytes({0x10, 0xf8, 0, 0, 0, 0, 0, 0, 0, 0xf8, 0x1f, 0, 0, 0, 0, 0})), 3, 0),
              (Rgba{255, 0, 0, 255}));
}

TEST(BlockCodec, PicturesOfSquishAreDecodedAsSquishDoes) {
    std::vector<std::uint8_t> rgba;
    for (int y = 0; y < 10; ++y) {
        for (int x = 0; x < 13; ++x) {
            for (const int value : {x * 19, y * 25, 128, 255 - x * 10})
                rgba.push_back(static_cast<std::uint8_t>(value));
        }
    }
    for (const auto& [name, flag] :
         {std::pair{"bc1", int{squish::kDxt1}}, {"bc2", int{squish::kDxt3}}, {"bc3", int{squish::kDxt5}}}) {
        Bytes source(static_cast<std::size_t>(squish::GetStorageRequirements(13, 10, flag)));
        squish::CompressImage(rgba.data(), 13, 10, source.data(), flag | squish::kColourRangeFit);
        std::vector<std::uint8_t> wanted(rgba.size());
        squish::DecompressImage(wanted.data(), 13, 10, source.data(), flag);
        const PixelFormat format = find_pixel_format(name);
        const ImageLayout layout =
            layout_of(format, {.width = 13, .height = 10, .offset = 0, .row_stride = tight_row_stride(format, 13)});
        std::vector<Rgba8> pixels(130);
        EXPECT_EQ(decode(format, layout, source, {{0, 0, 13, 10}, 1}, {pixels, 13, {}}), 0);
        for (std::size_t i = 0; i < 130; ++i) {
            ASSERT_EQ(pixels[i], (Rgba8{wanted[i * 4], wanted[i * 4 + 1], wanted[i * 4 + 2], wanted[i * 4 + 3]}))
                << name << " " << i;
        }
    }
}

TEST(BlockCodec, Bc4RoundsToTheNearest) {
    for (const auto& [first, second] : {std::pair{200, 10}, {10, 200}, {255, 0}, {7, 7}}) {
        // Indices 0 to 7 in the first two rows.
        const BlockTexels texels = texels_of("bc4", bytes({first, second, 0x88, 0xc6, 0xfa, 0, 0, 0}));
        for (int i = 0; i < 8; ++i) {
            const bool eight = first > second;
            const double wanted = i == 0   ? first
                                  : i == 1 ? second
                                  : eight  ? ((8 - i) * first + (i - 1) * second) / 7.0
                                  : i == 6 ? 0
                                  : i == 7 ? 255
                                           : ((6 - i) * first + (i - 1) * second) / 5.0;
            EXPECT_NEAR(at(texels, i % 4, i / 4)[0], wanted, 0.5001) << first << " " << second << " " << i;
        }
    }
    const BlockTexels with_sign = texels_of("bc4s", bytes({0x80, 0x7f, 0x88, 0xc6, 0xfa, 0, 0, 0}));
    const PixelFormat format = find_pixel_format("bc4s");
    const auto number = [&](int i) {
        return stored_number(format.channels[0].type, 8, static_cast<std::uint64_t>(at(with_sign, i % 4, i / 4)[0]));
    };
    EXPECT_EQ(number(0), -127) << "-128 is as -127";
    EXPECT_EQ(number(1), 127);
    EXPECT_EQ(number(2), -76) << "-76.2";
    EXPECT_EQ(number(6), -127);
    EXPECT_EQ(number(7), 127);
    const BlockTexels two = texels_of("bc5", bytes({9, 8, 0, 0, 0, 0, 0, 0, 7, 6, 0, 0, 0, 0, 0, 0}));
    EXPECT_EQ(at(two, 3, 3)[0], 9);
    EXPECT_EQ(at(two, 3, 3)[1], 7);
}

TEST(BlockCodec, Bc7FollowsTheWorkedExampleOfTheSpecification) {
    // Mode 2, partition 6: texel (1, 2) is in subset 1 and has its index in bits 115 and 116.
    LittleBlock block;
    block.set(2, 1, 1).set(3, 6, 6);
    block.set(9, 5, 3).set(14, 5, 4).set(19, 5, 31).set(24, 5, 16);  // red of endpoints 0 to 3
    block.set(115, 2, 3);
    const BlockTexels texels = texels_of("bc7", block.bytes());
    EXPECT_EQ(at(texels, 1, 2), (Rgba{132, 0, 0, 255})) << "16 of 31, its high bits repeated";
    EXPECT_EQ(at(texels, 0, 0), (Rgba{24, 0, 0, 255}));
    EXPECT_EQ(at(texels_of("bc7", Bytes(16)), 2, 2), (Rgba{0, 0, 0, 0})) << "reserved";
}

TEST(BlockCodec, Bc7HasItsFieldsWhereTheSpecificationHasThem) {
    // Mode 6: 7 bits and one below for each endpoint, indices of 4 bits.
    LittleBlock six;
    six.set(6, 1, 1).set(7, 7, 127).set(14, 7, 0).set(49, 7, 64).set(56, 7, 64).set(63, 1, 1);
    six.set(65 + 3, 4, 15).set(65 + 7, 4, 8);
    EXPECT_EQ(at(texels_of("bc7", six.bytes()), 0, 0), (Rgba{255, 1, 1, 129}));
    EXPECT_EQ(at(texels_of("bc7", six.bytes()), 1, 0), (Rgba{0, 0, 0, 128}));
    EXPECT_EQ(at(texels_of("bc7", six.bytes()), 2, 0), (Rgba{120, 0, 0, 128})) << "weight 34 of 64";
    // Mode 5 turns alpha into red; mode 4 takes its colours from the second indices.
    LittleBlock five;
    five.set(5, 1, 1).set(6, 2, 1).set(8, 7, 127).set(50, 8, 77).set(58, 8, 77);
    EXPECT_EQ(at(texels_of("bc7", five.bytes()), 0, 0), (Rgba{77, 0, 0, 255}));
    LittleBlock four;
    four.set(4, 1, 1).set(7, 1, 1).set(8, 5, 0).set(13, 5, 31).set(81 + 2, 3, 7);
    EXPECT_EQ(at(texels_of("bc7", four.bytes()), 1, 0), (Rgba{255, 0, 0, 0}));
}

TEST(BlockCodec, Bc6hHasItsFieldsWhereTheSpecificationHasThem) {
    const auto value = [](const BlockTexels& texels, int x, int y) {
        return value_of(SampleType::Float, 16, static_cast<std::uint64_t>(at(texels, x, y)[0]));
    };
    // Mode 3: one subset, 10 bits each; mode 15: 16 bits, whose upper ones come high to low, and a difference.
    LittleBlock three;
    three.set(0, 5, 3).set(5, 10, 1023).set(35, 10, 0).set(65 + 3, 4, 15);
    EXPECT_EQ(value(texels_of("bc6h", three.bytes()), 0, 0), 65504);
    EXPECT_EQ(value(texels_of("bc6h", three.bytes()), 1, 0), 0);
    LittleBlock fifteen;  // red 0x8001: bit 15 is the first of the high ones
    fifteen.set(0, 5, 15).set(5, 1, 1).set(39, 1, 1).set(35, 4, 0xf).set(65 + 3, 4, 15);
    EXPECT_EQ(at(texels_of("bc6h", fifteen.bytes()), 0, 0)[0], 0x8001 * 31 >> 6);
    EXPECT_EQ(at(texels_of("bc6h", fifteen.bytes()), 1, 0)[0], 0x8000 * 31 >> 6);
    LittleBlock below;  // signed: -512 of 10 bits is the least
    below.set(0, 5, 3).set(14, 1, 1);
    EXPECT_EQ(value(texels_of("bc6hs", below.bytes()), 0, 0), -65504);
    for (const int reserved : {19, 23, 27, 31}) {
        EXPECT_EQ(at(texels_of("bc6h", LittleBlock().set(0, 5, reserved).set(5, 10, 999).bytes()), 0, 0),
                  (Rgba{0, 0, 0, 0}));
    }
}

TEST(BlockCodec, Etc2FollowsTheWorkedExamplesOfTheSpecification) {
    BigWord individual;
    individual.set(63, 60, 4).set(55, 52, 11).set(47, 44, 9).set(59, 56, 14).set(51, 48, 3).set(43, 40, 8);
    individual.set(39, 37, 4).set(36, 34, 0);
    individual.set(16 + 1, 16 + 1, 1).set(1, 1, 1).set(2, 2, 1);  // texel (0, 1): -60; (0, 2): +60
    const BlockTexels halves = texels_of("etc2_rgb8", individual.bytes());
    EXPECT_EQ(at(halves, 0, 0), (Rgba{86, 205, 171, 255}));
    EXPECT_EQ(at(halves, 0, 1), (Rgba{8, 127, 93, 255}));
    EXPECT_EQ(at(halves, 0, 2), (Rgba{128, 247, 213, 255}));
    EXPECT_EQ(at(halves, 2, 0), (Rgba{240, 53, 138, 255}));
    BigWord differential;
    differential.set(63, 59, 28).set(58, 56, 4).set(55, 51, 4).set(50, 48, 2).set(47, 43, 3).set(33, 33, 1);
    differential.set(32, 32, 1);
    const BlockTexels flipped = texels_of("etc2_rgb8", differential.bytes());
    EXPECT_EQ(at(flipped, 3, 1), (Rgba{233, 35, 26, 255}));
    EXPECT_EQ(at(flipped, 0, 2), (Rgba{200, 51, 26, 255}));
    BigWord t;  // base colours (13, 1, 8) and (4, 12, 13), distance 32; red overflows: 13 is 11 01 with bits around
    t.set(63, 61, 7).set(60, 59, 3).set(58, 58, 0).set(57, 56, 1).set(55, 52, 1).set(51, 48, 8);
    t.set(47, 44, 4).set(43, 40, 12).set(39, 36, 13).set(35, 34, 2).set(33, 33, 1).set(32, 32, 1);
    t.set(1, 1, 1).set(16 + 2, 16 + 2, 1).set(16 + 3, 16 + 3, 1).set(3, 3, 1);
    const BlockTexels painted = texels_of("etc2_rgb8", t.bytes());
    EXPECT_EQ(at(painted, 0, 0), (Rgba{221, 17, 136, 255}));
    EXPECT_EQ(at(painted, 0, 1), (Rgba{100, 236, 253, 255}));
    EXPECT_EQ(at(painted, 0, 2), (Rgba{68, 204, 221, 255}));
    EXPECT_EQ(at(painted, 0, 3), (Rgba{36, 172, 189, 255}));
}

TEST(BlockCodec, Etc2InterpolatesPlanes) {
    BigWord planar;  // (12, 64, 62), (50, 5, 37), (40, 112, 45)
    planar.set(62, 57, 12).set(56, 56, 1).set(54, 49, 0).set(48, 48, 1).set(44, 43, 3).set(41, 39, 6);
    planar.set(38, 34, 25).set(33, 33, 1).set(32, 32, 0).set(31, 25, 5).set(24, 19, 37);
    planar.set(18, 13, 40).set(12, 6, 112).set(5, 0, 45);
    planar.set(47, 45, 7);  // blue overflows: 31 and something
    planar.set(42, 42, 0);
    const BlockTexels texels = texels_of("etc2_rgb8", planar.bytes());
    EXPECT_EQ(at(texels, 0, 0), (Rgba{48, 129, 251, 255}));
    EXPECT_EQ(at(texels, 1, 0), (Rgba{87, 99, 226, 255}));
    EXPECT_EQ(at(texels, 3, 0), (Rgba{164, 40, 175, 255}));
    EXPECT_EQ(at(texels, 0, 1), (Rgba{77, 153, 234, 255}));
    EXPECT_EQ(at(texels, 3, 1), (Rgba{193, 64, 158, 255}));
}

TEST(BlockCodec, EacFollowsTheWorkedExamplesOfTheSpecification) {
    const auto block = [](int base, int multiplier) {
        return BigWord()
            .set(63, 56, static_cast<std::uint64_t>(base))
            .set(55, 52, static_cast<std::uint64_t>(multiplier))
            .set(51, 48, 13)
            .set(44, 42, 3)
            .bytes();  // texel b, one below the first
    };
    EXPECT_EQ(at(texels_of("eac_r11", block(103, 2)), 0, 1)[0], 668);
    EXPECT_EQ(at(texels_of("eac_r11", block(103, 0)), 0, 1)[0], 818);
    EXPECT_EQ(at(texels_of("eac_r11s", block(60, 2)), 0, 1)[0], 320);
    EXPECT_EQ(at(texels_of("eac_r11s", block(0x80, 0)), 1, 1)[0], (-127 * 8 - 1) & 0x7ff);
    Bytes both = block(103, 2);
    const Bytes colour(8);
    both.insert(both.end(), colour.begin(), colour.end());
    EXPECT_EQ(at(texels_of("etc2_rgba8", both), 0, 1)[3], 83);
}

TEST(BlockCodec, AstcBlocksOfOneColourHaveItEverywhereInEverySize) {
    // A void extent: the colour as four numbers of 16 bits.
    const Bytes block =
        bytes({0xfc, 0xfd, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x12, 0x12, 0x34, 0x34, 0x56, 0x56, 0xff, 0xff});
    int sizes = 0;
    for (const BlockCodecInfo& codec : block_codecs()) {
        if (codec.codec != BlockCodec::Astc) continue;
        ++sizes;
        const BlockTexels texels = texels_of(codec.name, block);
        for (int i = 0; i < codec.width * codec.height; ++i) {
            ASSERT_EQ(texels[static_cast<std::size_t>(i)], (std::array<std::uint16_t, 4>{0x12, 0x34, 0x56, 0xff}))
                << codec.name;
        }
    }
    EXPECT_EQ(sizes, 14);
}

TEST(BlockCodec, PicturesOfAstcencAreDecoded) {
    constexpr int width = 19, height = 11;
    std::vector<std::uint8_t> rgba;
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            for (const int value : {x * 5, y * 7, 100, 255}) rgba.push_back(static_cast<std::uint8_t>(value));
        }
    }
    astcenc_config config{};
    astcenc_context* context = nullptr;
    ASSERT_EQ(astcenc_config_init(ASTCENC_PRF_LDR, 5, 4, 1, ASTCENC_PRE_FASTEST, 0, &config), ASTCENC_SUCCESS);
    ASSERT_EQ(astcenc_context_alloc(&config, 1, &context), ASTCENC_SUCCESS);
    void* slice = rgba.data();
    astcenc_image image{width, height, 1, ASTCENC_TYPE_U8, &slice};
    const astcenc_swizzle swizzle{ASTCENC_SWZ_R, ASTCENC_SWZ_G, ASTCENC_SWZ_B, ASTCENC_SWZ_A};
    std::vector<std::uint8_t> packed(4 * 3 * 16);
    ASSERT_EQ(astcenc_compress_image(context, &image, &swizzle, packed.data(), packed.size(), 0), ASTCENC_SUCCESS);
    astcenc_context_free(context);
    Bytes source;
    for (const std::uint8_t byte : packed) source.push_back(std::byte{byte});
    const PixelFormat format = find_pixel_format("astc_5x4");
    const ImageLayout layout = layout_of(
        format, {.width = width, .height = height, .offset = 0, .row_stride = tight_row_stride(format, width)});
    std::vector<Rgba8> pixels(width * height);
    EXPECT_EQ(decode(format, layout, source, {{0, 0, width, height}, 1}, {pixels, width, {}}), 0);
    for (std::size_t i = 0; i < pixels.size(); ++i) {
        ASSERT_NEAR(pixels[i].red, rgba[i * 4], 12) << i;
        ASSERT_NEAR(pixels[i].green, rgba[i * 4 + 1], 12) << i;
        ASSERT_NEAR(pixels[i].blue, 100, 12) << i;
    }
}

// FNV-1a over the codes of many random blocks, every mode of each format among them. That the same blocks give the
// same codes in Mesa 22.3 (glGetTexImage) was checked when the numbers were taken.
TEST(BlockCodec, RandomBlocksGiveTheCodesThatMesaGives) {
    struct Case {
        const char* name;
        std::uint64_t hash;
    };
    constexpr Case cases[] = {
        {"bc6h", 0x29d25580502ffdff},       {"bc6hs", 0x41bb2715010c04ec},       {"bc7", 0xe69ccce5556249db},
        {"etc2_rgba8", 0x2dfc86a83a3a3c5a}, {"etc2_rgb8a1", 0x09c3c6b558a49de1}, {"eac_rg11", 0xd149d95f260f1d36},
        {"eac_rg11s", 0x621383cdf6bd54be},
    };
    for (const Case& c : cases) {
        const PixelFormat format = find_pixel_format(c.name);
        const auto size = static_cast<std::size_t>(format.planes[0].bytes);
        Bytes source = random_bytes(8192 * size, 11);
        std::uint64_t hash = 0xcbf29ce484222325;
        for (std::size_t i = 0; i < 8192; ++i) {
            std::byte* const block = source.data() + i * size;
            if (format.codec == BlockCodec::Bc7) {  // so that every mode is as common
                *block = (*block & ~(std::byte{0xff} >> (7 - i % 8))) | std::byte{1} << (i % 8);
            }
            BlockTexels texels{};
            decode_block(format, block, texels);
            for (std::size_t texel = 0; texel < 16; ++texel) {
                for (std::size_t k = 0; k < format.channels.size(); ++k) {
                    hash = (hash ^ texels[texel][k]) * 0x100000001b3;
                }
            }
        }
        EXPECT_EQ(hash, c.hash) << c.name << " 0x" << std::hex << hash;
    }
}

TEST(BlockCodec, AnyBytesGiveAPicture) {
    for (const BlockCodecInfo& codec : block_codecs()) {
        const PixelFormat format = find_pixel_format(codec.name);
        const ImageLayout layout =
            layout_of(format, {.width = 101, .height = 23, .offset = 5, .row_stride = tight_row_stride(format, 101)});
        const Bytes source = random_bytes(static_cast<std::size_t>(layout.frame_bytes) - 20, 4);
        const std::int64_t outside = [&] {
            std::vector<Rgba8> pixels(101 * 23);
            std::vector<std::uint8_t> marks(101 * 23);
            const std::int64_t count = decode(format, layout, source, {{0, 0, 101, 23}, 1}, {pixels, 101, marks});
            EXPECT_EQ(std::count(marks.begin(), marks.end(), 1), count);
            // Every pixel alone is the pixel of the picture, and so is every rectangle.
            for (const auto& [x, y] : {std::pair{0, 0}, {50, 11}, {100, 22}, {3, 22}}) {
                const DecodedPixel pixel = decode_pixel(format, layout, source, x, y);
                EXPECT_EQ(pixel.colour, pixels[static_cast<std::size_t>(y * 101 + x)]) << codec.name;
                EXPECT_EQ(pixel.inside, marks[static_cast<std::size_t>(y * 101 + x)] == 0) << codec.name;
            }
            for (const DecodeArea& area :
                 {DecodeArea{{7, 3, 60, 17}, 1}, DecodeArea{{2, 1, 99, 22}, 3}, DecodeArea{{1, 2, 100, 21}, 13}}) {
                std::vector<Rgba8> part(static_cast<std::size_t>(area.columns() * area.rows()));
                decode(format, layout, source, area, {part, static_cast<std::size_t>(area.columns()), {}});
                for (std::int64_t row = 0; row < area.rows(); ++row) {
                    for (std::int64_t column = 0; column < area.columns(); ++column) {
                        const std::int64_t index =
                            (area.rect.y + row * area.step) * 101 + area.rect.x + column * area.step;
                        EXPECT_EQ(part[static_cast<std::size_t>(row * area.columns() + column)],
                                  pixels[static_cast<std::size_t>(index)]);
                    }
                }
            }
            return count;
        }();
        EXPECT_GT(outside, 0) << codec.name;
    }
}

}  // namespace
}  // namespace byteprism
