#include "core/image/encode.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/error.hpp"
#include "core/image/decode.hpp"
#include "core/image/pixel_format_table.hpp"

namespace byteprism {
namespace {

std::vector<std::byte> random_bytes(std::size_t count, std::mt19937& random) {
    std::vector<std::byte> result(count);
    for (std::byte& byte : result) {
        byte = static_cast<std::byte>(random() & 255u);
    }
    return result;
}

void paint(const PixelEdit& edit, std::vector<std::byte>& bytes) {
    std::size_t next = 0;
    for (const ByteRange range : edit.ranges) {
        for (std::int64_t at = range.offset; at < range.end(); ++at) {
            ASSERT_EQ(bytes[static_cast<std::size_t>(at)], edit.before[next]);
            bytes[static_cast<std::size_t>(at)] = edit.after[next++];
        }
    }
    ASSERT_EQ(next, edit.after.size());
}

struct Image {
    PixelFormat format;
    ImageLayout layout;
    std::vector<std::byte> bytes;

    Image(std::string_view name, std::int64_t width, std::int64_t height, std::mt19937& random)
        : format(find_pixel_format(name)) {
        const std::int64_t stride = tight_row_stride(format, width) + 2;
        layout = layout_of(format, {.width = width, .height = height, .offset = 3, .row_stride = stride});
        bytes = random_bytes(static_cast<std::size_t>(extent_of(format, layout).end()) + 64, random);
    }
    PixelCodes codes(std::int64_t x, std::int64_t y) const { return read_pixel(format, layout, bytes, x, y).codes; }
    Rgba8 colour(std::int64_t x, std::int64_t y) const { return decode_pixel(format, layout, bytes, x, y).colour; }
};

TEST(Encode, WhatIsReadIsWrittenBackUnchangedInEveryNamedFormat) {
    std::mt19937 random(1);
    for (const NamedPixelFormat& row : named_pixel_formats()) {
        const Image image(row.name, 13, 9, random);
        for (std::int64_t y = 0; y < 9; ++y) {
            for (std::int64_t x = 0; x < 13; ++x) {
                const PixelEdit edit = encode_codes(image.format, image.layout, image.bytes, x, y, image.codes(x, y));
                ASSERT_TRUE(std::equal(edit.before.begin(), edit.before.end(), edit.after.begin(), edit.after.end()))
                    << row.name;
            }
        }
    }
}

TEST(Encode, WhatIsWrittenIsReadAndNoOtherBitChangesInEveryNamedFormat) {
    std::mt19937 random(2);
    for (const NamedPixelFormat& row : named_pixel_formats()) {
        Image image(row.name, 13, 9, random);
        for (int i = 0; i < 20; ++i) {
            const auto x = static_cast<std::int64_t>(random() % 13), y = static_cast<std::int64_t>(random() % 9);
            PixelCodes codes{};
            for (std::size_t c = 0; c < image.format.channels.size(); ++c) {
                codes[c] = (std::uint64_t{random()} << 32 | random()) >> (64 - image.format.channels[c].bits);
            }
            std::vector<std::byte> expected = image.bytes;
            paint(encode_codes(image.format, image.layout, image.bytes, x, y, codes), image.bytes);
            ASSERT_EQ(image.codes(x, y), codes) << row.name << " " << x << ", " << y;
            for (const PixelByte byte : pixel_bytes(image.format, image.layout, x, y).bytes) {
                const auto at = static_cast<std::size_t>(byte.offset);
                const std::byte mask{byte.bits};
                expected[at] = (expected[at] & ~mask) | (image.bytes[at] & mask);
            }
            ASSERT_EQ(image.bytes, expected) << row.name << ": bits of others changed";
        }
    }
}

TEST(Encode, PaddingAndStencilStay) {
    std::mt19937 random(3);
    Image image("l32{D24 S8}", 1, 1, random);
    const PixelCodes before = image.codes(0, 0);
    paint(encode_colour(image.format, image.layout, image.bytes, 0, 0, {255, 255, 255}), image.bytes);
    EXPECT_EQ(image.codes(0, 0)[0], 0xffffffu);
    EXPECT_EQ(image.codes(0, 0)[1], before[1]);
}

TEST(Encode, AColourComesBackAsNearAsTheFormatAllows) {
    std::mt19937 random(4);
    struct Case {
        const char* name;
        int tolerance;
    };
    for (const Case c :
         {Case{"rgb24", 0}, Case{"bgra", 0}, Case{"rgb565le", 4}, Case{"rgb48be", 0}, Case{"gbrp10le", 0},
          Case{"rgba16f", 0}, Case{"rgb32f;t=lin", 0}, Case{"b10g11r11uf", 4}, Case{"e5b9g9r9", 1}, Case{"rgbe", 2},
          Case{"rgbm", 1}, Case{"yuv444p", 2}, Case{"yuvj444p;m=709", 2}, Case{"yuv444p16le;m=2020", 0},
          Case{"xyz12le", 3}, Case{"rgba8s", 1}, Case{"rgb332", 43}}) {
        Image image(c.name, 1, 1, random);
        for (int i = 0; i < 200; ++i) {
            const Rgba8 colour{static_cast<std::uint8_t>(random() & 255u), static_cast<std::uint8_t>(random() & 255u),
                               static_cast<std::uint8_t>(random() & 255u), 255};
            paint(encode_colour(image.format, image.layout, image.bytes, 0, 0, colour), image.bytes);
            const Rgba8 seen = image.colour(0, 0);
            const int error = std::max({std::abs(seen.red - colour.red), std::abs(seen.green - colour.green),
                                        std::abs(seen.blue - colour.blue), std::abs(seen.alpha - colour.alpha)});
            ASSERT_LE(error, c.tolerance)
                << c.name << ": " << int{colour.red} << " " << int{colour.green} << " " << int{colour.blue}
                << " became " << int{seen.red} << " " << int{seen.green} << " " << int{seen.blue};
        }
    }
}

TEST(Encode, TakesTheNearestEntryOfAPalette) {
    std::mt19937 random(5);
    Image image("pal8;pal=20,R8 G8 B8", 2, 1, random);
    image.bytes.resize(29);
    for (std::size_t i = 0; i < 9; ++i) {
        image.bytes[20 + i] = static_cast<std::byte>(i < 3 ? 0 : i < 6 ? 100 : 200);
    }
    paint(encode_colour(image.format, image.layout, image.bytes, 1, 0, {180, 190, 255}), image.bytes);
    EXPECT_EQ(image.codes(1, 0)[0], 2u);
    EXPECT_EQ(image.colour(1, 0), (Rgba8{200, 200, 200}));
}

TEST(Encode, RefusesAPixelOutside) {
    std::mt19937 random(6);
    Image image("bgr24", 2, 2, random);
    image.bytes.resize(12);
    EXPECT_THROW(encode_colour(image.format, image.layout, image.bytes, 2, 0, {}), ValueError);
    EXPECT_THROW(encode_colour(image.format, image.layout, image.bytes, 0, -1, {}), ValueError);
    try {
        encode_colour(image.format, image.layout, image.bytes, 1, 1, {});
        FAIL();
    } catch (const ValueError& error) {
        EXPECT_STREQ(error.what(), "pixel (1, 1) lies outside of the buffer of 12 bytes");
    }
}

}  // namespace
}  // namespace byteprism
