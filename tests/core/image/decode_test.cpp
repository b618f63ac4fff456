#include "core/image/decode.hpp"

#include <bit>
#include <cmath>
#include <cstddef>
#include <ostream>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/image/pixel_format_table.hpp"

namespace byteprism {

void PrintTo(Rgba8 c, std::ostream* out) {
    *out << int{c.red} << ' ' << int{c.green} << ' ' << int{c.blue} << ' ' << int{c.alpha};
}

namespace {

std::vector<std::byte> bytes(std::initializer_list<int> values) {
    std::vector<std::byte> result;
    for (const int value : values) {
        result.push_back(static_cast<std::byte>(value));
    }
    return result;
}

std::vector<std::byte> random_bytes(std::size_t count, unsigned seed) {
    std::mt19937 random(seed);
    std::vector<std::byte> result(count);
    for (std::byte& byte : result) {
        byte = static_cast<std::byte>(random() & 255u);
    }
    return result;
}

struct Picture {
    std::vector<Rgba8> pixels;
    std::vector<std::uint8_t> outside;
    std::int64_t outside_count = 0;
};

Picture decoded(const PixelFormat& format, const ImageLayout& layout, std::span<const std::byte> source,
                const DecodeArea& area) {
    Picture picture;
    const auto count = static_cast<std::size_t>(area.columns() * area.rows());
    picture.pixels.resize(count);
    picture.outside.assign(count, 9);
    picture.outside_count = decode(format, layout, source, area,
                                   {picture.pixels, static_cast<std::size_t>(area.columns()), picture.outside});
    return picture;
}

// One row of pixels, decoded whole.
std::vector<Rgba8> row_of(std::string_view name, const std::vector<std::byte>& source, std::int64_t width) {
    const PixelFormat format = find_pixel_format(name);
    const ImageLayout layout =
        layout_of(format, {.width = width, .height = 1, .offset = 0, .row_stride = tight_row_stride(format, width)});
    const Picture picture = decoded(format, layout, source, {{0, 0, width, 1}, 1});
    EXPECT_EQ(picture.outside_count, 0) << name;
    return picture.pixels;
}

Rgba8 first(std::string_view name, const std::vector<std::byte>& source) { return row_of(name, source, 1)[0]; }

using Row = std::vector<Rgba8>;

TEST(Decode, ReadsTheCommonFormats) {
    EXPECT_EQ(first("gray", bytes({7})), (Rgba8{7, 7, 7}));
    EXPECT_EQ(first("rgb24", bytes({1, 2, 3})), (Rgba8{1, 2, 3}));
    EXPECT_EQ(first("bgr24", bytes({1, 2, 3})), (Rgba8{3, 2, 1}));
    EXPECT_EQ(first("rgba", bytes({1, 2, 3, 4})), (Rgba8{1, 2, 3, 4}));
    EXPECT_EQ(first("bgra", bytes({1, 2, 3, 4})), (Rgba8{3, 2, 1, 4}));
    EXPECT_EQ(first("argb", bytes({1, 2, 3, 4})), (Rgba8{2, 3, 4, 1}));
    EXPECT_EQ(first("bgr0", bytes({1, 2, 3, 4})), (Rgba8{3, 2, 1, 255}));
    EXPECT_EQ(first("rgba;a=ignore", bytes({1, 2, 3, 4})), (Rgba8{1, 2, 3, 255}));
    EXPECT_EQ(first("rgb565le", bytes({0x00, 0xf8})), (Rgba8{255, 0, 0}));
    EXPECT_EQ(first("rgb565le", bytes({0xe0, 0x07})), (Rgba8{0, 255, 0}));
    EXPECT_EQ(first("rgb565be", bytes({0xf8, 0x00})), (Rgba8{255, 0, 0}));
    EXPECT_EQ(first("rgb565le", bytes({0x21, 0x08})), (Rgba8{8, 4, 8})) << "1 of 31 is 8.2, 1 of 63 is 4.05";
    EXPECT_EQ(first("gray16le", bytes({0xff, 0x00})), (Rgba8{1, 1, 1})) << "255 of 65535 is 0.99";
    EXPECT_EQ(first("ya8", bytes({9, 3})), (Rgba8{9, 9, 9, 3}));
}

TEST(Decode, ReadsIndicesAsGrayOrThroughTheirPalette) {
    EXPECT_EQ(row_of("index2", bytes({0b00'01'10'11}), 4),
              (Row{{0, 0, 0}, {85, 85, 85}, {170, 170, 170}, {255, 255, 255}}));
    EXPECT_EQ(row_of("pal8;pal=2,B8 G8 R8 x8", bytes({1, 0, 10, 20, 30, 0, 40, 50, 60, 0}), 2),
              (Row{{60, 50, 40}, {30, 20, 10}}));
    EXPECT_EQ(row_of("nes", bytes({0x80, 0, 0, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0}), 3),
              (Row{{255, 255, 255}, {170, 170, 170}, {0, 0, 0}}));
}

TEST(Decode, TenBitsInSixteenAreNotSixtyFourTimesTooDark) {
    EXPECT_EQ(first("gray10le", bytes({0xff, 0x03})), (Rgba8{255, 255, 255}));
    EXPECT_EQ(first("gray10msb", bytes({0xc0, 0xff})), (Rgba8{255, 255, 255}));
    EXPECT_EQ(first("gray10msb", bytes({0xff, 0x03})), (Rgba8{4, 4, 4}));
}

TEST(Decode, ReadsTypesOfSamples) {
    EXPECT_EQ(first("grayf32le", bytes({0, 0, 0, 0x3f})), (Rgba8{128, 128, 128}));
    EXPECT_EQ(first("grayf16le", bytes({0, 0x3c})), (Rgba8{255, 255, 255}));
    EXPECT_EQ(first("grayf32le", bytes({0, 0, 0xc0, 0x7f})), (Rgba8{0, 0, 0})) << "NaN";
    EXPECT_EQ(first("grayf32le;t=lin", bytes({0, 0, 0, 0x3f})), (Rgba8{188, 188, 188}));
    EXPECT_EQ(first("r8g8s", bytes({0x81, 0x7f})), (Rgba8{0, 255, 0}));
    EXPECT_EQ(first("e5b9g9r9", bytes({0x00, 0x01, 0x00, 0x80})), (Rgba8{255, 0, 0})) << "256 * 2^(16 - 24)";
    EXPECT_EQ(first("rgbe", bytes({128, 64, 0, 128})), (Rgba8{128, 64, 0})) << "128 / 256 is 0.5";
    EXPECT_EQ(first("rgbm", bytes({255, 128, 0, 128})), (Rgba8{128, 64, 0}));
    EXPECT_EQ(first("rgba;a=premul", bytes({64, 32, 0, 128})), (Rgba8{128, 64, 0, 128}));
}

// The formula of the standard, written out on its own.
Rgba8 ycbcr(double kr, double kb, bool limited, int bits, double y, double u, double v) {
    const double unit = std::pow(2.0, bits - 8);
    const double most = std::pow(2.0, bits) - 1;
    const double luma = limited ? (y - 16 * unit) / (219 * unit) : y / most;
    const double cb = (u - 128 * unit) / (limited ? 224 * unit : most);
    const double cr = (v - 128 * unit) / (limited ? 224 * unit : most);
    const double red = luma + 2 * (1 - kr) * cr;
    const double blue = luma + 2 * (1 - kb) * cb;
    const double green = (luma - kr * red - kb * blue) / (1 - kr - kb);
    const auto shown = [](double x) {
        return static_cast<std::uint8_t>(std::floor(std::min(std::max(x, 0.0), 1.0) * 255 + 0.5));
    };
    return {shown(red), shown(green), shown(blue)};
}

TEST(Decode, YcbcrFollowsFromKrAndKb) {
    struct Case {
        const char* options;
        double kr, kb;
        bool limited;
    };
    std::mt19937 random(1);
    for (const Case& c :
         {Case{"", .299, .114, true}, Case{";r=full", .299, .114, false}, Case{";m=709", .2126, .0722, true},
          Case{";m=709;r=full", .2126, .0722, false}, Case{";m=2020", .2627, .0593, true}}) {
        for (int i = 0; i < 300; ++i) {
            const int y = static_cast<int>(random() & 255u), u = static_cast<int>(random() & 255u),
                      v = static_cast<int>(random() & 255u);
            ASSERT_EQ(first(std::string("Y8 U8 V8") + c.options, bytes({y, u, v})),
                      ycbcr(c.kr, c.kb, c.limited, 8, y, u, v))
                << c.options << " " << y << " " << u << " " << v;
            ASSERT_EQ(
                first(std::string("l32{x2 V10 Y10 U10}") + c.options, bytes({u, y, v, 0})),
                ycbcr(c.kr, c.kb, c.limited, 10, (u | y << 8 | v << 16) >> 10 & 1023, (u | y << 8) & 1023, v >> 4))
                << c.options;
        }
    }
    EXPECT_EQ(first("yuv444p", bytes({16, 128, 128})), (Rgba8{0, 0, 0}));
    EXPECT_EQ(first("yuv444p", bytes({235, 128, 128})), (Rgba8{255, 255, 255}));
    EXPECT_EQ(first("yuvj444p", bytes({255, 128, 128})), (Rgba8{255, 255, 255}));
}

TEST(Decode, ChromaIsSharedByTheNearest) {
    const Row row = row_of("yuyv422", bytes({50, 90, 60, 200, 70, 128, 80, 128}), 4);
    EXPECT_EQ(row[0], ycbcr(.299, .114, true, 8, 50, 90, 200));
    EXPECT_EQ(row[1], ycbcr(.299, .114, true, 8, 60, 90, 200));
    EXPECT_EQ(row[2], ycbcr(.299, .114, true, 8, 70, 128, 128));
}

TEST(Decode, ReadsMipiRawAndV210AsTheirSpecificationsDo) {
    const std::vector<std::byte> raw = random_bytes(5, 2);
    const PixelFormat format = find_pixel_format("bayer_rggb10p");
    const ImageLayout layout = layout_of(format, {.width = 4, .height = 1, .offset = 0, .row_stride = 5});
    for (std::int64_t x = 0; x < 4; ++x) {
        const auto high = std::to_integer<std::uint64_t>(raw[static_cast<std::size_t>(x)]);
        const auto low = std::to_integer<std::uint64_t>(raw[4]) >> (2 * x) & 3;
        EXPECT_EQ(read_pixel(format, layout, raw, x, 0).codes[0], high << 2 | low);
    }
    const std::vector<std::byte> words = random_bytes(16, 3);
    const auto sample = [&](unsigned index) {  // three samples of 10 bits in each word, from the low bits up
        std::uint64_t word = 0;
        for (unsigned i = 0; i < 4; ++i) {
            word |= std::to_integer<std::uint64_t>(words[index / 3 * 4 + i]) << (8 * i);
        }
        return word >> (10 * (index % 3)) & 1023;
    };
    const PixelFormat v210 = find_pixel_format("v210");
    const ImageLayout row = layout_of(v210, {.width = 6, .height = 1, .offset = 0, .row_stride = 16});
    for (unsigned x = 0; x < 6; ++x) {  // Cb Y Cr Y, Cb Y Cr Y, ..
        const PixelCodes codes = read_pixel(v210, row, words, x, 0).codes;
        EXPECT_EQ(codes[0], sample(1 + 2 * x)) << "Y of " << x;
        EXPECT_EQ(codes[1], sample(x / 2 * 4)) << "U of " << x;
        EXPECT_EQ(codes[2], sample(x / 2 * 4 + 2)) << "V of " << x;
    }
}

// Rows are decoded channel after channel, and packed formats word by word; both must give what one pixel after the
// other gives, also where the buffer ends.
TEST(Decode, WholeRowsGiveTheBitsOfSinglePixelsInEveryNamedFormat) {
    const std::vector<std::byte> source = random_bytes(4000, 4);
    for (const NamedPixelFormat& row : named_pixel_formats()) {
        PixelFormat format = parse_pixel_format(row.layout);
        if (format.channel(Component::PaletteIndex) != nullptr && format.options.inverted.empty()) {
            format = parse_pixel_format(std::string(row.layout) + ";pal=3500,R8 G8 B8");
        }
        const ImageLayout layout =
            layout_of(format, {.width = 600, .height = 9, .offset = 5, .row_stride = tight_row_stride(format, 40) + 1});
        for (const DecodeArea& area : {DecodeArea{{3, 2, 35, 7}, 1}, DecodeArea{{3, 2, 35, 7}, 3},
                                       DecodeArea{{1, 0, 599, 2}, 1}, DecodeArea{{0, 0, 600, 9}, 7}}) {
            const Picture picture = decoded(format, layout, source, area);
            for (std::int64_t i = 0; i < area.rows(); ++i) {
                for (std::int64_t j = 0; j < area.columns(); ++j) {
                    const DecodedPixel pixel =
                        decode_pixel(format, layout, source, area.rect.x + j * area.step, area.rect.y + i * area.step);
                    const auto index = static_cast<std::size_t>(i * area.columns() + j);
                    ASSERT_EQ(picture.pixels[index], pixel.colour) << row.name << " " << j << ", " << i;
                    ASSERT_EQ(picture.outside[index], pixel.inside ? 0 : 1) << row.name << " " << j << ", " << i;
                }
            }
        }
    }
}

TEST(Decode, TheShortWayGivesEveryCodeOfRgb565) {
    std::vector<std::byte> source;
    for (int code = 0; code < 65536; ++code) {
        source.push_back(static_cast<std::byte>(code & 255));
        source.push_back(static_cast<std::byte>(code >> 8));
    }
    const Row row = row_of("rgb565le", source, 65536);
    for (int code = 0; code < 65536; ++code) {
        const auto expanded = [](int value, int most) {
            return static_cast<std::uint8_t>((value * 255 * 2 + most) / (2 * most));
        };
        ASSERT_EQ(row[static_cast<std::size_t>(code)],
                  (Rgba8{expanded(code >> 11, 31), expanded(code >> 5 & 63, 63), expanded(code & 31, 31)}));
    }
}

TEST(Decode, MarksExactlyThePixelsWithABytesOutside) {
    const std::vector<std::byte> source = random_bytes(41, 5);
    for (const NamedPixelFormat& row : named_pixel_formats()) {
        const PixelFormat format = parse_pixel_format(row.layout);
        for (const std::int64_t stride : {-7, 0, 7}) {
            const ImageLayout layout =
                layout_of(format, {.width = 10, .height = 7, .offset = 21, .row_stride = stride});
            const DecodeArea area{{0, 0, 10, 7}, 1};
            const Picture picture = decoded(format, layout, source, area);
            std::int64_t count = 0;
            for (std::int64_t y = 0; y < 7; ++y) {
                for (std::int64_t x = 0; x < 10; ++x) {
                    // A byte before the start is left out of pixel_bytes, so the bits tell whether all are there.
                    int bits = 0;
                    bool inside = true;
                    for (const PixelByte byte : pixel_bytes(format, layout, x, y).bytes) {
                        inside = inside && byte.offset < 41;
                        bits += std::popcount(byte.bits);
                    }
                    int needed = 0;
                    for (const Channel& channel : format.channels) {
                        needed += channel.bits;
                    }
                    // Overlapping planes can share bits; those few pixels are told by the table.
                    const bool marked = picture.outside[static_cast<std::size_t>(y * 10 + x)] != 0;
                    count += marked ? 1 : 0;
                    if (inside && bits == needed) {
                        ASSERT_FALSE(marked) << row.name << " " << x << ", " << y;
                    } else if (!inside) {
                        ASSERT_TRUE(marked) << row.name << " " << x << ", " << y;
                    }
                }
            }
            EXPECT_EQ(picture.outside_count, count);
        }
    }
}

TEST(Decode, BytesOutsideReadAsZero) {
    const PixelFormat format = find_pixel_format("rgb24");
    const ImageLayout layout = layout_of(format, {.width = 3, .height = 1, .offset = 0, .row_stride = 9});
    const Picture picture = decoded(format, layout, bytes({1, 2, 3, 4, 5}), {{0, 0, 3, 1}, 1});
    EXPECT_EQ(picture.pixels, (Row{{1, 2, 3}, {4, 5, 0}, {0, 0, 0}}));
    EXPECT_EQ(picture.outside, (std::vector<std::uint8_t>{0, 1, 1}));
    EXPECT_EQ(decoded(format, layout, {}, {{0, 0, 3, 1}, 1}).outside_count, 3) << "an empty buffer";
}

TEST(Decode, BytesOfPaddingOutsideDoNotMarkAPixel) {
    const PixelFormat format = find_pixel_format("bgr0");
    const ImageLayout layout = layout_of(format, {.width = 1, .height = 1, .offset = 0, .row_stride = 4});
    EXPECT_EQ(decoded(format, layout, bytes({1, 2, 3}), {{0, 0, 1, 1}, 1}).outside_count, 0);
}

TEST(Decode, TakesTheAskedRectangleAndEveryNthPixel) {
    std::vector<std::byte> source(100);
    for (std::size_t i = 0; i < source.size(); ++i) {
        source[i] = static_cast<std::byte>(i);
    }
    const PixelFormat format = find_pixel_format("gray");
    const ImageLayout layout = layout_of(format, {.width = 10, .height = 10, .offset = 0, .row_stride = 10});
    const Picture picture = decoded(format, layout, source, {{2, 3, 7, 4}, 3});
    std::vector<int> values;
    for (const Rgba8 pixel : picture.pixels) {
        values.push_back(pixel.red);
    }
    EXPECT_EQ(values, (std::vector<int>{32, 35, 38, 62, 65, 68}));
    EXPECT_EQ(decoded(format, layout, source, {{0, 0, 10, 10}, std::int64_t{1} << 62}).pixels.size(), 1u);
}

}  // namespace
}  // namespace byteprism
