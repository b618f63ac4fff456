// The short ways of decoding beside the table: the same bits, whatever the format and the geometry.
#include "core/image/row_decoder.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <functional>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "core/image/decode.hpp"
#include "core/image/pixel_format_table.hpp"
#include "core/image/sample_value.hpp"

namespace byteprism {
namespace {

std::vector<std::byte> random_bytes(std::size_t count, unsigned seed) {
    std::mt19937 random(seed);
    std::vector<std::byte> result(count);
    for (std::byte& byte : result) byte = static_cast<std::byte>(random() & 255u);
    return result;
}

std::vector<Rgba8> decoded(const PixelFormat& format, const ImageLayout& layout, std::span<const std::byte> source,
                           const DecodeArea& area) {
    std::vector<Rgba8> pixels(static_cast<std::size_t>(area.columns() * area.rows()));
    decode(format, layout, source, area, {pixels, static_cast<std::size_t>(area.columns()), {}});
    return pixels;
}

std::string text(Rgba8 c) {
    return std::to_string(c.red) + " " + std::to_string(c.green) + " " + std::to_string(c.blue) + " " +
           std::to_string(c.alpha);
}

bool is_quick(std::string_view name) {
    const PixelFormat format = find_pixel_format(name);
    const ImageLayout layout = layout_of(format, {.width = 8, .height = 8, .row_stride = tight_row_stride(format, 8)});
    const PixelColours colours(format);
    return RowDecoder(format, layout, {}, colours, {}).useful();
}

TEST(RowDecoder, TakesTheCommonFormats) {
    for (const char* const name :
         {"gray",        "gray16le", "gray16be", "rgb24",     "bgra",    "rgb565le",    "rgb565be",
          "x2rgb10le",   "rgb48le",  "rgba64be", "gbrp",      "yuv420p", "nv12",        "yuyv422",
          "yuv420p10le", "p010le",   "v210",     "gbrpf32le", "monob",   "bayer_rggb8", "bayer_rggb10p"}) {
        EXPECT_TRUE(is_quick(name)) << name;
    }
}

TEST(RowDecoder, ExpansionsAreExactForEveryCode) {
    for (int bits = 1; bits <= max_expanded_bits; ++bits) {
        std::vector<std::uint16_t> codes(std::size_t{1} << bits);
        for (std::size_t i = 0; i < codes.size(); ++i) codes[i] = static_cast<std::uint16_t>(i);
        std::vector<std::uint8_t> bytes(codes.size());
        expand_codes(expansion_of(bits), codes.data(), codes.size(), bytes.data());
        for (std::size_t i = 0; i < codes.size(); ++i) {
            ASSERT_EQ(bytes[i], unorm_to_8_bits(i, bits)) << i << " of " << bits << " bits";
        }
    }
}

// Every named format, at sizes, places and steps of all kinds, rows long enough for whole vectors.
TEST(RowDecoder, GivesTheBitsOfTheTable) {
    const std::vector<std::byte> source = random_bytes(40000, 11);
    const std::int64_t width = 331;
    for (const NamedPixelFormat& row : named_pixel_formats()) {
        PixelFormat format = parse_pixel_format(row.layout);
        if (format.channel(Component::PaletteIndex) != nullptr && format.options.inverted.empty()) {
            format = parse_pixel_format(format.layout + ";pal=35000,B8 G8 R8 A8");
        }
        const std::int64_t tight = tight_row_stride(format, width);
        const std::int64_t group = format.planes[0].bytes;
        for (const ImageGeometry& geometry :
             {ImageGeometry{.width = width, .height = 9, .offset = 1, .row_stride = tight},
              ImageGeometry{
                  .width = width, .height = 9, .offset = 20000, .row_stride = -tight / 3, .pixel_stride = -group},
              ImageGeometry{.width = width, .height = 9, .offset = 3, .row_stride = 7, .pixel_stride = 2 * group + 1},
              ImageGeometry{.width = width, .height = 9, .offset = 5, .row_stride = 9, .pixel_stride = group + 1},
              ImageGeometry{.width = width, .height = 9, .offset = 6, .row_stride = 8, .pixel_stride = 4 * group},
              ImageGeometry{.width = width,
              .height = 9,
              .offset = 2,
              .row_stride = tight / 4,
              .tiling = Tiling{std::int64_t{16} * format.planes[0].width * 6, 64}}}) {
            ImageLayout layout;
            try {
                layout = layout_of(format, geometry);
            } catch (const std::exception&) {
                continue;  // groups that no tile of this size holds
            }
            for (const DecodeArea& area : {DecodeArea{{0, 0, width, 2}}, DecodeArea{{3, 1, 200, 2}},
                                           DecodeArea{{1, 2, width - 1, 6}, 2}, DecodeArea{{2, 0, width - 2, 9}, 5}}) {
                const std::vector<Rgba8> pixels = decoded(format, layout, source, area);
                for (std::size_t i = 0; i < pixels.size(); ++i) {
                    const auto columns = static_cast<std::size_t>(area.columns());
                    const auto x = area.rect.x + static_cast<std::int64_t>(i % columns) * area.step;
                    const auto y = area.rect.y + static_cast<std::int64_t>(i / columns) * area.step;
                    if (i % 3 != 0 && i % columns > 70 && i % columns < columns - 20) continue;  // enough of the middle
                    const Rgba8 expected = decode_pixel(format, layout, source, x, y).colour;
                    ASSERT_EQ(pixels[i], expected) << row.name << " " << x << ", " << y << " step " << area.step << ": "
                                                   << text(pixels[i]) << " not " << text(expected);
                }
            }
        }
    }
}

// Past the end of a buffer that was cut, before its start, and where only a part of the planes is there.
TEST(RowDecoder, GivesTheBitsOfTheTableOutside) {
    const std::vector<std::byte> source = random_bytes(3000, 12);
    for (const char* const name : {"gray", "rgb565le", "nv12", "yuv420p", "monob", "v210", "I8;pal=2990,R8 G8 B8",
                                   "S16 | be: B16", "G8 | A8 /2x2;a=ignore", "D32f S8 x24"}) {
        const PixelFormat format = find_pixel_format(name);
        for (const std::int64_t stride : {400, -400}) {
            const ImageLayout layout =
                layout_of(format, {.width = 150, .height = 20, .offset = 1500, .row_stride = stride});
            std::vector<Rgba8> pixels(150 * 20);
            std::vector<std::uint8_t> outside(pixels.size(), 9);
            const std::int64_t count = decode(format, layout, source, {{0, 0, 150, 20}}, {pixels, 150, outside});
            EXPECT_EQ(count, std::count(outside.begin(), outside.end(), 1)) << name;
            for (std::size_t i = 0; i < pixels.size(); ++i) {
                const auto x = static_cast<std::int64_t>(i % 150), y = static_cast<std::int64_t>(i / 150);
                const DecodedPixel expected = decode_pixel(format, layout, source, x, y);
                ASSERT_EQ(pixels[i], expected.colour) << name << " " << x << ", " << y;
                ASSERT_EQ(outside[i], expected.inside ? 0 : 1) << name << " " << x << ", " << y;
            }
        }
    }
}

// Single precision tells where it is not sure: no code of 8 bits comes out another way than in double precision.
TEST(RowDecoder, YcbcrIsThatOfDoublePrecision) {
    std::vector<std::byte> source(256 * 256 * 3);
    for (const char* const options : {"", ";r=full", ";m=709", ";m=709;r=full", ";m=2020", ";m=2020;r=full"}) {
        const PixelFormat format = parse_pixel_format(std::string("Y8 | U8 | V8") + options);
        const PixelColours colours(format);
        const ImageLayout layout = layout_of(format, {.width = 256, .height = 256, .row_stride = 256});
        // Red and blue depend on two codes each: all of them. Green on all three: every 17th plane of them.
        for (int v = *options == '\0' ? 0 : 5; v < 256; v += 17) {
            for (int i = 0; i < 65536; ++i) {
                source[static_cast<std::size_t>(i)] = static_cast<std::byte>(i & 255);
                source[static_cast<std::size_t>(65536 + i)] = static_cast<std::byte>(i >> 8);
                source[static_cast<std::size_t>(131072 + i)] = static_cast<std::byte>((i >> 8) + v);
            }
            const std::vector<Rgba8> pixels = decoded(format, layout, source, {{0, 0, 256, 256}});
            for (std::size_t i = 0; i < 65536; ++i) {
                const Rgba8 expected =
                    colours.colour_of({i & 255, i >> 8, ((i >> 8) + static_cast<std::size_t>(v)) & 255});
                ASSERT_EQ(pixels[i], expected) << options << " Y " << (i & 255) << " U " << (i >> 8) << " V + " << v;
            }
        }
    }
}

TEST(RowDecoder, FloatsAreThoseOfDoublePrecision) {
    std::mt19937 random(5);
    std::vector<float> values;
    for (int i = 0; i < 65536; ++i) {
        const std::uint32_t bits = static_cast<std::uint32_t>(random());
        float any = 0;
        std::memcpy(&any, &bits, 4);
        const float half = (static_cast<float>(i % 256) + 0.5f) / 255;
        const float beside = std::nextafter(half, i % 2 == 0 ? 0.0f : 1.0f);
        values.insert(values.end(), {any, half, beside, static_cast<float>(random() % 100000) / 100000});
    }
    const PixelFormat format = parse_pixel_format("Y32f");
    const auto width = static_cast<std::int64_t>(values.size());
    const ImageLayout layout = layout_of(format, {.width = width, .height = 1, .row_stride = width * 4});
    const std::vector<Rgba8> pixels = decoded(format, layout, std::as_bytes(std::span(values)), {{0, 0, width, 1}});
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double value = values[i];
        const int expected = value > 0 ? static_cast<int>(std::min(value, 1.0) * 255 + 0.5) : 0;
        ASSERT_EQ(pixels[i].red, expected) << values[i];
    }
}

// As many pixels as go past the caches where the target is aligned, and do not where it is not.
TEST(RowDecoder, GivesTheSamePastTheCaches) {
    constexpr std::int64_t width = 2064, height = 2048;
    struct alignas(64) Line {
        std::array<Rgba8, 16> pixels;
    };
    constexpr auto count = static_cast<std::size_t>(width * height);
    std::vector<Line> lines(count / 16);
    std::vector<Line> others(count / 16 + 1);
    const std::span<Rgba8> aligned(lines.front().pixels.data(), count);
    const std::span<Rgba8> unaligned(others.front().pixels.data() + 1, count);
    const std::vector<std::byte> source = random_bytes(count * 12 + 1024, 21);
    for (const char* const name :
         {"gray", "rgb24", "bgra", "rgb48le", "rgb565le", "gray16le", "gbrp", "monob", "yuv420p", "yuva420p", "yuyv422",
          "yuv420p10le", "gbrpf32le", "pal8;pal=0,B8 G8 R8 x8"}) {
        const PixelFormat format = find_pixel_format(name);
        const ImageGeometry geometry{
            .width = width, .height = height, .offset = 1024, .row_stride = tight_row_stride(format, width)};
        const ImageLayout layout = layout_of(format, geometry);
        for (const std::span<Rgba8> target : {aligned, unaligned}) {
            decode(format, layout, source, {{0, 0, width, height}}, {target, width, {}});
        }
        EXPECT_EQ(std::memcmp(aligned.data(), unaligned.data(), aligned.size_bytes()), 0) << name;
    }
}

TEST(ParallelDecode, GivesWhatOneThreadGives) {
    const PixelFormat format = find_pixel_format("nv12");
    const ImageLayout layout = layout_of(format, {.width = 1001, .height = 777, .offset = 3, .row_stride = 1002});
    const std::vector<std::byte> source = random_bytes(1000000, 2);
    const DecodeArea area{{1, 2, 999, 770}};
    const std::vector<Rgba8> expected = decoded(format, layout, source, area);
    std::vector<Rgba8> pixels(expected.size());
    std::vector<std::uint8_t> outside(expected.size(), 9);
    std::size_t bands = 0;
    const auto two_threads = [&](std::size_t count, const std::function<void(std::size_t)>& body) {
        bands = count;
        std::thread other([&] {
            for (std::size_t i = 1; i < count; i += 2) body(i);
        });
        for (std::size_t i = 0; i < count; i += 2) body(i);
        other.join();
    };
    const std::int64_t count = decode(format, layout, source, area, {pixels, 999, outside}, {}, two_threads);
    EXPECT_GT(bands, 5u);
    EXPECT_EQ(pixels, expected);
    EXPECT_EQ(count, std::count(outside.begin(), outside.end(), 1));
    EXPECT_GT(count, 0) << "the chroma of the last rows";
}

TEST(AveragedDecode, IsTheMeanOfThePixelsOfACell) {
    const PixelFormat format = find_pixel_format("rgba");
    const std::vector<std::byte> source = random_bytes(40 * 30 * 4, 3);
    const ImageLayout layout = layout_of(format, {.width = 40, .height = 30, .row_stride = 160});
    const DecodeArea area{{3, 2, 36, 27}, 5, 5};  // the last row of cells is cut, and the last of a row
    const std::vector<Rgba8> pixels = decoded(format, layout, source, area);
    for (std::int64_t i = 0; i < area.rows(); ++i) {
        for (std::int64_t j = 0; j < area.columns(); ++j) {
            double sums[4] = {};
            double count = 0;
            for (std::int64_t y = i * 5; y < std::min<std::int64_t>(27, i * 5 + 5); ++y) {
                for (std::int64_t x = j * 5; x < std::min<std::int64_t>(36, j * 5 + 5); ++x) {
                    const Rgba8 pixel = decode_pixel(format, layout, source, 3 + x, 2 + y).colour;
                    sums[0] += pixel.red * pixel.alpha;
                    sums[1] += pixel.green * pixel.alpha;
                    sums[2] += pixel.blue * pixel.alpha;
                    sums[3] += pixel.alpha;
                    ++count;
                }
            }
            const Rgba8 got = pixels[static_cast<std::size_t>(i * area.columns() + j)];
            EXPECT_NEAR(got.red, sums[0] / sums[3], 0.5001);
            EXPECT_NEAR(got.green, sums[1] / sums[3], 0.5001);
            EXPECT_NEAR(got.blue, sums[2] / sums[3], 0.5001);
            EXPECT_NEAR(got.alpha, sums[3] / count, 0.5001);
        }
    }
}

TEST(AveragedDecode, SpreadsItsSamplesAndLeavesOutWhatIsOutside) {
    std::vector<std::byte> source(300);
    for (std::size_t i = 0; i < source.size(); ++i) source[i] = static_cast<std::byte>(i % 100);
    const PixelFormat format = find_pixel_format("gray");
    const ImageLayout layout = layout_of(format, {.width = 100, .height = 3, .row_stride = 100});
    std::vector<Rgba8> pixels(13);
    std::vector<std::uint8_t> outside(13, 9);
    EXPECT_EQ(decode(format, layout, source, {{0, 0, 100, 3}, 8, 2}, {pixels, 13, outside}), 0);
    EXPECT_EQ(pixels[0], (Rgba8{4, 4, 4})) << "the pixels 2 and 6";
    EXPECT_EQ(pixels[12], (Rgba8{98, 98, 98})) << "of four columns only the sample that is there";
    std::vector<Rgba8> wide(25);
    std::vector<std::uint8_t> marks(25, 9);
    EXPECT_EQ(decode(format, layout, std::span(source).first(54), {{0, 0, 100, 1}, 4, 4}, {wide, 25, marks}), 11);
    EXPECT_EQ(wide[13], (Rgba8{53, 53, 53})) << "52 and 53 are there, 54 and 55 are not; rounded up";
    EXPECT_EQ(marks[13], 0);
    EXPECT_EQ(marks[14], 1);
    const std::int64_t far = std::int64_t{1} << 62;
    EXPECT_EQ(decode(format, layout, source, {{0, 0, 100, 3}, far, 1000}, {pixels, 1, {}}), 0);
}

}  // namespace
}  // namespace byteprism
