#include "core/image/pixel_writer.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/error.hpp"
#include "core/image/decode.hpp"
#include "core/image/pixel_format_table.hpp"
#include "core/image/pixel_shapes.hpp"

namespace byteprism {
namespace {

std::vector<std::byte> random_bytes(std::size_t count, std::mt19937& random) {
    std::vector<std::byte> result(count);
    for (std::byte& byte : result) {
        byte = static_cast<std::byte>(random() & 255u);
    }
    return result;
}

void write(const std::vector<BytePatch>& patches, std::vector<std::byte>& bytes) {
    for (const BytePatch& patch : patches) {
        std::copy(patch.bytes.begin(), patch.bytes.end(), bytes.begin() + patch.offset);
    }
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
    void paint(std::int64_t x, std::int64_t y, Rgba8 colour) {
        PixelWriter writer(format, layout, bytes);
        ASSERT_TRUE(writer.put(x, y, colour));
        write(writer.take(), bytes);
    }
    void paint(std::int64_t x, std::int64_t y, const PixelCodes& codes) {
        PixelWriter writer(format, layout, bytes);
        ASSERT_TRUE(writer.put_codes(x, y, codes));
        write(writer.take(), bytes);
    }
    Rgba8 colour(std::int64_t x, std::int64_t y) const { return decode_pixel(format, layout, bytes, x, y).colour; }
};

TEST(PixelWriter, WhatIsReadIsWrittenBackUnchangedInEveryNamedFormat) {
    std::mt19937 random(1);
    for (const NamedPixelFormat& row : named_pixel_formats()) {
        if (parse_pixel_format(row.layout).codec != BlockCodec::None) continue;
        const Image image(row.name, 13, 9, random);
        PixelWriter writer(image.format, image.layout, image.bytes);
        for (std::int64_t y = 0; y < 9; ++y) {
            for (std::int64_t x = 0; x < 13; ++x) ASSERT_TRUE(writer.put_codes(x, y, image.codes(x, y)));
        }
        std::vector<std::byte> bytes = image.bytes;
        write(writer.take(), bytes);
        ASSERT_EQ(bytes, image.bytes) << row.name;
    }
}

TEST(PixelWriter, WhatIsWrittenIsReadAndNoOtherBitChangesInEveryNamedFormat) {
    std::mt19937 random(2);
    for (const NamedPixelFormat& row : named_pixel_formats()) {
        if (parse_pixel_format(row.layout).codec != BlockCodec::None) continue;
        Image image(row.name, 13, 9, random);
        for (int i = 0; i < 20; ++i) {
            const auto x = static_cast<std::int64_t>(random() % 13), y = static_cast<std::int64_t>(random() % 9);
            PixelCodes codes{};
            for (std::size_t c = 0; c < image.format.channels.size(); ++c) {
                codes[c] = (std::uint64_t{random()} << 32 | random()) >> (64 - image.format.channels[c].bits);
            }
            std::vector<std::byte> expected = image.bytes;
            image.paint(x, y, codes);
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

TEST(PixelWriter, PaddingAndStencilStay) {
    std::mt19937 random(3);
    Image image("l32{D24 S8}", 1, 1, random);
    const PixelCodes before = image.codes(0, 0);
    image.paint(0, 0, Rgba8{255, 255, 255});
    EXPECT_EQ(image.codes(0, 0)[0], 0xffffffu);
    EXPECT_EQ(image.codes(0, 0)[1], before[1]);
}

TEST(PixelWriter, AColourComesBackAsNearAsTheFormatAllows) {
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
            image.paint(0, 0, colour);
            const Rgba8 seen = image.colour(0, 0);
            const int error = std::max({std::abs(seen.red - colour.red), std::abs(seen.green - colour.green),
                                        std::abs(seen.blue - colour.blue), std::abs(seen.alpha - colour.alpha)});
            ASSERT_LE(error, c.tolerance)
                << c.name << ": " << int{colour.red} << " " << int{colour.green} << " " << int{colour.blue}
                << " became " << int{seen.red} << " " << int{seen.green} << " " << int{seen.blue};
        }
    }
}

TEST(PixelWriter, TakesTheNearestEntryOfAPalette) {
    std::mt19937 random(5);
    Image image("pal8;pal=20,R8 G8 B8", 2, 1, random);
    image.bytes.resize(29);
    for (std::size_t i = 0; i < 9; ++i) {
        image.bytes[20 + i] = static_cast<std::byte>(i < 3 ? 0 : i < 6 ? 100 : 200);
    }
    image.paint(1, 0, Rgba8{180, 190, 255});
    EXPECT_EQ(image.codes(1, 0)[0], 2u);
    EXPECT_EQ(image.colour(1, 0), (Rgba8{200, 200, 200}));
}

TEST(PixelWriter, LeavesOutWhatLiesOutside) {
    std::mt19937 random(6);
    Image image("bgr24", 2, 2, random);
    image.bytes.resize(12);
    PixelWriter writer(image.format, image.layout, image.bytes);
    EXPECT_FALSE(writer.put(2, 0, {}));
    EXPECT_FALSE(writer.put(0, -1, {}));
    EXPECT_FALSE(writer.put(1, 1, {})) << "its bytes are behind the twelfth";
    EXPECT_EQ(writer.pending(), 0u);
}

// Strokes of many pixels against a model that knows each pixel's codes: shared samples are those put last, every bit
// that is no pixel's stays.
TEST(PixelWriter, RandomStrokesChangeTheirPixelsAndNothingElse) {
    std::mt19937 random(7);
    const auto below = [&](std::int64_t limit) {
        return static_cast<std::int64_t>(random() % static_cast<std::uint32_t>(limit));
    };
    const auto formats = named_pixel_formats();
    for (int round = 0; round < 300; ++round) {
        const NamedPixelFormat& row = formats[static_cast<std::size_t>(below(std::ssize(formats)))];
        if (parse_pixel_format(row.layout).codec != BlockCodec::None) continue;
        Image image(row.name, 1 + below(17), 1 + below(11), random);
        const PixelRect whole{0, 0, image.layout.width, image.layout.height};
        std::vector<std::byte> expected = image.bytes;
        PixelWriter writer(image.format, image.layout, image.bytes);
        for (int stroke = 0; stroke < 3; ++stroke) {
            PixelCodes codes{};
            for (std::uint64_t& code : codes) code = std::uint64_t{random()} << 32 | random();
            const PixelPlace from{below(40) - 10, below(30) - 10}, to{below(40) - 10, below(30) - 10};
            visit_line(from, to, whole, [&](PixelPlace at) {
                ASSERT_TRUE(writer.put_codes(at.x, at.y, codes));
                PixelWriter alone(image.format, image.layout, expected);
                alone.put_codes(at.x, at.y, codes);
                write(alone.take(), expected);
            });
        }
        write(writer.take(), image.bytes);
        ASSERT_EQ(image.bytes, expected) << row.name;
    }
}

TEST(PixelShapes, LinesAreConnectedAndEndWhereTheyShould) {
    const PixelRect whole{0, 0, 100, 100};
    for (const PixelPlace to : {PixelPlace{50, 50}, {90, 50}, {90, 61}, {57, 99}, {50, 0}, {0, 3}, {49, 2}}) {
        std::vector<PixelPlace> line;
        visit_line({50, 50}, to, whole, [&](PixelPlace at) { line.push_back(at); });
        EXPECT_EQ(line.front(), (PixelPlace{50, 50}));
        EXPECT_EQ(line.back(), to);
        EXPECT_EQ(std::ssize(line), std::max(std::abs(to.x - 50), std::abs(to.y - 50)) + 1);
        for (std::size_t i = 1; i < line.size(); ++i) {
            EXPECT_LE(std::max(std::abs(line[i].x - line[i - 1].x), std::abs(line[i].y - line[i - 1].y)), 1);
        }
    }
    std::vector<PixelPlace> crossing;
    visit_line({-1'000'000'000'000, 10}, {1'000'000'000'000, 10}, whole,
               [&](PixelPlace at) { crossing.push_back(at); });
    EXPECT_EQ(crossing.size(), 100u) << "what is outside takes no time";
}

TEST(PixelShapes, AFloodFillsWhatHangsTogether) {
    const std::string_view picture =
        "..#..."
        ".##.#."
        "#...#."
        "..#.#."
        "..###.";
    const PixelFormat gray = find_pixel_format("gray");
    const ImageLayout layout = layout_of(gray, {.width = 6, .height = 5, .offset = 0, .row_stride = 6});
    const auto fill = [&](PixelPlace seed) {
        std::string filled(picture);
        for (const PixelRect run : flood(gray, layout, std::as_bytes(std::span(picture)), seed)) {
            for (std::int64_t x = run.x; x < run.x + run.width; ++x) {
                char& pixel = filled[static_cast<std::size_t>(run.y * 6 + x)];
                EXPECT_NE(pixel, 'o') << "twice";
                pixel = 'o';
            }
        }
        return filled;
    };
    EXPECT_EQ(fill({0, 0}),
              "oo#..."
              "o##.#."
              "#...#."
              "..#.#."
              "..###.");
    EXPECT_EQ(fill({5, 4}),
              "..#ooo"
              ".##o#o"
              "#ooo#o"
              "oo#o#o"
              "oo###o");
    const ImageLayout huge = layout_of(gray, {.width = 1 << 20, .height = 1 << 20, .offset = 0, .row_stride = 6});
    EXPECT_THROW(flood(gray, huge, {}, {0, 0}), ValueError);
}

}  // namespace
}  // namespace byteprism
