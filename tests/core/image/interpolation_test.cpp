// Chroma and colour filter mosaics between their samples, beside the formulas computed directly for each pixel.
#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/image/decode.hpp"
#include "core/image/pixel_format_table.hpp"

namespace byteprism {

void PrintTo(Rgba8 c, std::ostream* out);  // in decode_test.cpp

namespace {

using Bytes = std::vector<std::byte>;

Bytes random_bytes(std::size_t count, unsigned seed) {
    std::mt19937 random(seed);
    Bytes result(count);
    for (std::byte& byte : result) byte = static_cast<std::byte>(random() & 255u);
    return result;
}

std::vector<Rgba8> decoded(const PixelFormat& format, const ImageLayout& layout, const Bytes& source,
                           const DecodeArea& area, const Tone& tone) {
    std::vector<Rgba8> pixels(static_cast<std::size_t>(area.columns() * area.rows()));
    decode(format, layout, source, area, {pixels, static_cast<std::size_t>(area.columns()), {}}, tone);
    return pixels;
}

ImageLayout tight(const PixelFormat& format, std::int64_t width, std::int64_t height) {
    return layout_of(format,
                     {.width = width, .height = height, .offset = 0, .row_stride = tight_row_stride(format, width)});
}

// Every part of a picture is what the whole has there, whatever the rectangle and the step.
void expect_parts_like_the_whole(const PixelFormat& format, const ImageLayout& layout, const Bytes& source,
                                 const Tone& tone) {
    const std::vector<Rgba8> whole = decoded(format, layout, source, {{0, 0, layout.width, layout.height}, 1}, tone);
    std::mt19937 random(9);
    const auto below = [&](std::int64_t end) {
        return static_cast<std::int64_t>(random() % static_cast<unsigned>(end));
    };
    for (int i = 0; i < 60; ++i) {
        const std::int64_t x = below(layout.width), y = below(layout.height);
        const DecodeArea area{{x, y, 1 + below(layout.width - x), 1 + below(layout.height - y)},
                              i % 2 == 0 ? 1 : 1 + below(13)};
        const std::vector<Rgba8> part = decoded(format, layout, source, area, tone);
        for (std::int64_t row = 0; row < area.rows(); ++row) {
            for (std::int64_t column = 0; column < area.columns(); ++column) {
                const std::int64_t at = (y + row * area.step) * layout.width + x + column * area.step;
                ASSERT_EQ(part[static_cast<std::size_t>(row * area.columns() + column)],
                          whole[static_cast<std::size_t>(at)])
                    << x << ", " << y << " step " << area.step << ": " << column << ", " << row;
            }
        }
    }
}

struct Ycbcr {
    double kr, kb;
    bool limited;
    int bits;

    std::array<double, 3> rgb(double y, double u, double v) const {
        const double unit = std::pow(2.0, bits - 8), most = std::pow(2.0, bits) - 1;
        const double luma = limited ? (y - 16 * unit) / (219 * unit) : y / most;
        const double cb = (u - 128 * unit) / (limited ? 224 * unit : most);
        const double cr = (v - 128 * unit) / (limited ? 224 * unit : most);
        const double red = luma + 2 * (1 - kr) * cr, blue = luma + 2 * (1 - kb) * cb;
        return {red, (luma - kr * red - kb * blue) / (1 - kr - kb), blue};
    }
};

TEST(LinearChroma, IsTheDirectComputationForAllMatricesRangesAndSitings) {
    constexpr std::int64_t width = 13, height = 9;
    struct Sampling {
        const char* name;
        int w, h, bits;
    };
    for (const Sampling& s : {Sampling{"yuv420p", 2, 2, 8}, Sampling{"yuv422p", 2, 1, 8}, Sampling{"yuv440p", 1, 2, 8},
                              Sampling{"yuv410p", 4, 4, 8}, Sampling{"yuv420p10le", 2, 2, 10}}) {
        for (int variant = 0; variant < 18; ++variant) {
            const int matrix = variant % 3, siting = variant / 3 % 3;
            const bool limited = variant < 9;
            constexpr const char* matrices[] = {"601", "709", "2020"};
            constexpr const char* sitings[] = {"left", "center", "topleft"};
            constexpr double kr[] = {.299, .2126, .2627}, kb[] = {.114, .0722, .0593};
            const PixelFormat format =
                find_pixel_format(std::string(s.name) + ";m=" + matrices[matrix] + ";r=" + (limited ? "lim" : "full") +
                                  ";loc=" + sitings[siting]);
            const ImageLayout layout = tight(format, width, height);
            const Bytes source = random_bytes(static_cast<std::size_t>(layout.frame_bytes), 5);
            const std::vector<Rgba8> pixels =
                decoded(format, layout, source, {{0, 0, width, height}, 1}, {.chroma = ChromaUpsampling::Linear});
            const Ycbcr model{kr[matrix], kb[matrix], limited, s.bits};
            const std::int64_t columns = (width + s.w - 1) / s.w, rows = (height + s.h - 1) / s.h;
            for (std::int64_t y = 0; y < height; ++y) {
                for (std::int64_t x = 0; x < width; ++x) {
                    const auto chroma = [&](std::size_t channel) {
                        const double cx =
                            siting == 1 ? (static_cast<double>(x) + 0.5) / s.w - 0.5 : static_cast<double>(x) / s.w;
                        const double cy =
                            siting != 2 ? (static_cast<double>(y) + 0.5) / s.h - 0.5 : static_cast<double>(y) / s.h;
                        double sum = 0;
                        for (std::int64_t j = 0; j < rows; ++j) {
                            for (std::int64_t i = 0; i < columns; ++i) {
                                const double wx =
                                    std::max(0.0, 1 - std::abs(std::clamp(cx, 0.0, static_cast<double>(columns - 1)) -
                                                               static_cast<double>(i)));
                                const double wy =
                                    std::max(0.0, 1 - std::abs(std::clamp(cy, 0.0, static_cast<double>(rows - 1)) -
                                                               static_cast<double>(j)));
                                if (wx * wy > 0) {
                                    sum += wx * wy *
                                           static_cast<double>(
                                               read_pixel(format, layout, source, i * s.w, j * s.h).codes[channel]);
                                }
                            }
                        }
                        return sum;
                    };
                    const double luma = static_cast<double>(read_pixel(format, layout, source, x, y).codes[0]);
                    const auto rgb = model.rgb(luma, chroma(1), chroma(2));
                    const Rgba8 shown = pixels[static_cast<std::size_t>(y * width + x)];
                    const int codes[] = {shown.red, shown.green, shown.blue};
                    for (std::size_t i = 0; i < 3; ++i) {
                        ASSERT_NEAR(codes[i], std::clamp(rgb[i], 0.0, 1.0) * 255, 0.5001)
                            << format.layout << " " << x << ", " << y;
                    }
                }
            }
        }
    }
}

TEST(LinearChroma, OfPartsIsThatOfTheWhole) {
    for (const char* const name : {"nv12", "yuyv422", "v210", "yuv410p;loc=center"}) {
        const PixelFormat format = find_pixel_format(name);
        const ImageLayout layout = tight(format, 300, 11);
        const Bytes source = random_bytes(static_cast<std::size_t>(layout.frame_bytes), 6);
        expect_parts_like_the_whole(format, layout, source, {.chroma = ChromaUpsampling::Linear});
    }
}

TEST(LinearChroma, TakesNothingFromOutsideOfTheBuffer) {
    const PixelFormat format = find_pixel_format("yuv422p;r=full");
    const ImageLayout layout = tight(format, 4, 1);
    Bytes source(6, std::byte{200});  // of U both, of V none
    const std::vector<Rgba8> pixels =
        decoded(format, layout, source, {{0, 0, 4, 1}, 1}, {.chroma = ChromaUpsampling::Linear});
    EXPECT_EQ(pixels[0], pixels[3]);
}

double tap(const Bytes& source, std::int64_t width, std::int64_t height, std::int64_t x, std::int64_t y) {
    x = x < 0 ? -x : x >= width ? 2 * (width - 1) - x : x;
    y = y < 0 ? -y : y >= height ? 2 * (height - 1) - y : y;
    return std::to_integer<int>(source[static_cast<std::size_t>(y * width + x)]);
}

// The figure of the paper, kernel by kernel, in sixteenths.
constexpr int green_at_other[5][5] = {
    {0, 0, -2, 0, 0}, {0, 0, 4, 0, 0}, {-2, 4, 8, 4, -2}, {0, 0, 4, 0, 0}, {0, 0, -2, 0, 0}};
constexpr int beside_green[5][5] = {
    {0, 0, 1, 0, 0}, {0, -2, 0, -2, 0}, {-2, 8, 10, 8, -2}, {0, -2, 0, -2, 0}, {0, 0, 1, 0, 0}};
constexpr int opposite[5][5] = {
    {0, 0, -3, 0, 0}, {0, 4, 0, 4, 0}, {-3, 0, 12, 0, -3}, {0, 4, 0, 4, 0}, {0, 0, -3, 0, 0}};

TEST(Demosaic, IsTheFiltersOfThePaperForEveryOrderOfColours) {
    constexpr std::int64_t width = 12, height = 10;
    const Bytes source = random_bytes(width * height, 7);
    for (const std::string cfa : {"RGGB", "BGGR", "GRBG", "GBRG"}) {
        const PixelFormat format = parse_pixel_format("C8;cfa=" + cfa);
        const ImageLayout layout = tight(format, width, height);
        const std::vector<Rgba8> pixels =
            decoded(format, layout, source, {{0, 0, width, height}, 1}, {.mosaic = MosaicView::MalvarHeCutler});
        for (std::int64_t y = 0; y < height; ++y) {
            for (std::int64_t x = 0; x < width; ++x) {
                const auto letter = [&](std::int64_t column, std::int64_t row) {
                    return cfa[static_cast<std::size_t>((row & 1) * 2 + (column & 1))];
                };
                const auto sum = [&](const int(&kernel)[5][5], bool turned) {
                    double total = 0;
                    for (int j = 0; j < 5; ++j) {
                        for (int i = 0; i < 5; ++i) {
                            total += (turned ? kernel[i][j] : kernel[j][i]) *
                                     tap(source, width, height, x + i - 2, y + j - 2);
                        }
                    }
                    return std::clamp(total / 16, 0.0, 255.0);
                };
                const char here = letter(x, y);
                const auto wanted = [&](char colour) {
                    if (colour == here) return tap(source, width, height, x, y);
                    if (colour == 'G') return sum(green_at_other, false);
                    if (here == 'G') return sum(beside_green, letter(x + 1, y) != colour);
                    return sum(opposite, false);
                };
                const Rgba8 shown = pixels[static_cast<std::size_t>(y * width + x)];
                ASSERT_NEAR(shown.red, wanted('R'), 0.5001) << cfa << " " << x << ", " << y;
                ASSERT_NEAR(shown.green, wanted('G'), 0.5001) << cfa << " " << x << ", " << y;
                ASSERT_NEAR(shown.blue, wanted('B'), 0.5001) << cfa << " " << x << ", " << y;
            }
        }
    }
}

TEST(Demosaic, BilinearIsTheMeanOfTheNeighbours) {
    // R G / G B, then the same in every cell: each colour is flat.
    const PixelFormat format = find_pixel_format("bayer_rggb8");
    const ImageLayout layout = tight(format, 6, 4);
    Bytes flat;
    for (int i = 0; i < 24; ++i) {
        const int x = i % 6, y = i / 6;
        flat.push_back(static_cast<std::byte>(y % 2 == 0 ? (x % 2 == 0 ? 200 : 100) : (x % 2 == 0 ? 100 : 50)));
    }
    for (const MosaicView view : {MosaicView::Bilinear, MosaicView::MalvarHeCutler}) {
        const auto centre = decoded(format, layout, flat, {{0, 0, 6, 4}, 1}, {.mosaic = MosaicView::Bilinear});
        for (const Rgba8 pixel : centre) {
            EXPECT_EQ(pixel, (Rgba8{200, 100, 50})) << static_cast<int>(view);
        }
    }
    const Bytes source = random_bytes(24, 8);
    const auto at = [&](std::int64_t x, std::int64_t y) { return tap(source, 6, 4, x, y); };
    const auto pixels = decoded(format, layout, source, {{0, 0, 6, 4}, 1}, {.mosaic = MosaicView::Bilinear});
    const Rgba8 red = pixels[2 * 6 + 2];
    EXPECT_EQ(red.red, at(2, 2));
    EXPECT_NEAR(red.green, (at(1, 2) + at(3, 2) + at(2, 1) + at(2, 3)) / 4, 0.5);
    EXPECT_NEAR(red.blue, (at(1, 1) + at(3, 1) + at(1, 3) + at(3, 3)) / 4, 0.5);
    const Rgba8 green = pixels[2 * 6 + 3];
    EXPECT_EQ(green.green, at(3, 2));
    EXPECT_NEAR(green.red, (at(2, 2) + at(4, 2)) / 2, 0.5);
    EXPECT_NEAR(green.blue, (at(3, 1) + at(3, 3)) / 2, 0.5);
}

TEST(Demosaic, AColouredMosaicKeepsEverySampleInItsColour) {
    const PixelFormat format = find_pixel_format("bayer_grbg8");
    const ImageLayout layout = tight(format, 2, 2);
    const Bytes source{std::byte{1}, std::byte{2}, std::byte{3}, std::byte{4}};
    EXPECT_EQ(decoded(format, layout, source, {{0, 0, 2, 2}, 1}, {.mosaic = MosaicView::Coloured}),
              (std::vector<Rgba8>{{0, 1, 0}, {2, 0, 0}, {0, 0, 3}, {0, 4, 0}}));
    const PixelFormat clear = parse_pixel_format("C8;cfa=RCCB");
    EXPECT_EQ(decoded(clear, layout, source, {{0, 0, 2, 2}, 1}, {.mosaic = MosaicView::Coloured})[1], (Rgba8{2, 2, 2}));
    EXPECT_EQ(decoded(clear, layout, source, {{0, 0, 2, 2}, 1}, {.mosaic = MosaicView::MalvarHeCutler})[0].red, 1);
}

TEST(Demosaic, OfPartsIsThatOfTheWhole) {
    for (const char* const name : {"bayer_rggb8", "bayer_gbrg10p", "be: C16;cfa=BGGR", "be: C8;cfa=RRGGRRGGGGBBGGBB"}) {
        const PixelFormat format = find_pixel_format(name);
        const ImageLayout layout = tight(format, 300, 11);
        const Bytes source = random_bytes(static_cast<std::size_t>(layout.frame_bytes), 6);
        for (const MosaicView view : {MosaicView::Coloured, MosaicView::Bilinear, MosaicView::MalvarHeCutler}) {
            expect_parts_like_the_whole(format, layout, source, {.mosaic = view});
        }
    }
}

TEST(Demosaic, OfPicturesOfOneOrTwoPixelsIsDefined) {
    const PixelFormat format = find_pixel_format("bayer_rggb8");
    const Bytes source = random_bytes(4, 6);
    for (const std::int64_t width : {1, 2}) {
        for (const std::int64_t height : {1, 2}) {
            const ImageLayout layout = tight(format, width, height);
            for (const MosaicView view : {MosaicView::Bilinear, MosaicView::MalvarHeCutler}) {
                expect_parts_like_the_whole(format, layout, source, {.mosaic = view});
            }
        }
    }
}

}  // namespace
}  // namespace byteprism
