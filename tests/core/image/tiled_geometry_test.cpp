#include <algorithm>
#include <functional>
#include <iterator>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/error.hpp"
#include "core/image/decode.hpp"
#include "core/image/geometry.hpp"
#include "core/image/pixel_format_table.hpp"

namespace byteprism {
namespace {

constexpr std::int64_t huge = std::numeric_limits<std::int64_t>::max();

struct Image {
    PixelFormat format;
    ImageLayout layout;

    Image(std::string_view name, const ImageGeometry& geometry)
        : format(find_pixel_format(name)), layout(layout_of(format, geometry)) {}

    // The first byte of a pixel in each of its ranges.
    std::string at(std::int64_t x, std::int64_t y) const {
        std::string text;
        for (const ByteRange range : pixel_bytes(format, layout, x, y).ranges) {
            text += (text.empty() ? "" : " ") + std::to_string(range.offset);
        }
        return text;
    }
    std::string pixel(std::int64_t byte) const {
        const auto rect = locate(format, layout, byte);
        return rect ? std::to_string(rect->x) + "," + std::to_string(rect->y) : "nothing";
    }
};

std::string refusal(std::string_view name, const ImageGeometry& geometry) {
    try {
        layout_of(find_pixel_format(name), geometry);
    } catch (const ValueError& error) {
        return error.what();
    }
    return "accepted";
}

// Each pixel of a one-byte format lies where the rule says, and each of those bytes leads back to it.
void expect_places(const ImageGeometry& geometry, const std::function<std::int64_t(std::int64_t, std::int64_t)>& rule) {
    const Image image("gray", geometry);
    for (std::int64_t y = 0; y < image.layout.height; ++y) {
        for (std::int64_t x = 0; x < image.layout.width; ++x) {
            const std::int64_t byte = rule(x, y);
            ASSERT_EQ(image.at(x, y), std::to_string(byte)) << x << ", " << y;
            ASSERT_EQ(image.pixel(byte), std::to_string(x) + "," + std::to_string(y)) << "byte " << byte;
        }
    }
}

TEST(PixelStride, IsTheDistanceOfGroups) {
    const Image red("gray", {.width = 4, .height = 2, .offset = 1, .row_stride = 16, .pixel_stride = 3});
    EXPECT_EQ(red.at(3, 1), "26");
    EXPECT_EQ(red.pixel(26), "3,1");
    EXPECT_EQ(red.pixel(25), "nothing") << "between two pixels";
    EXPECT_EQ(frame_bytes(red.format, red.layout), 32);
    EXPECT_EQ(tight_row_stride(red.format, {.width = 4, .height = 2, .pixel_stride = -3}), 12);
}

TEST(PixelStride, NegativeIsMirrored) {
    const Image image("bgr24", {.width = 4, .height = 2, .offset = 9, .row_stride = 12, .pixel_stride = -3});
    EXPECT_EQ(image.at(0, 0), "9");
    EXPECT_EQ(image.at(3, 1), "12");
    EXPECT_EQ(image.pixel(0), "3,0");
    EXPECT_EQ(extent_of(image.format, image.layout), (ByteRange{0, 24}));
    EXPECT_EQ(frame_bytes(image.format, image.layout), 24);
    const Image planar("yuv420p", {.width = 4, .height = 2, .offset = 3, .row_stride = 4, .pixel_stride = -1});
    EXPECT_EQ(planar.at(0, 0), "3 9 11") << "the planes follow each other, each of them mirrored";
    EXPECT_EQ(planar.at(3, 1), "4 8 10");
}

TEST(PixelStride, ZeroAndOverlappingGroupsAreAllowed) {
    const Image one("rgb24", {.width = 5, .height = 1, .offset = 2, .row_stride = 0, .pixel_stride = 0});
    EXPECT_EQ(one.at(4, 0), "2");
    EXPECT_EQ(one.pixel(3), "0,0");
    const Image sliding("gray16le", {.width = 5, .height = 3, .offset = 0, .row_stride = 1, .pixel_stride = 1});
    EXPECT_EQ(sliding.at(4, 2), "6");
    EXPECT_EQ(sliding.pixel(0), "0,0");
    EXPECT_EQ(sliding.pixel(7), "4,2");
    EXPECT_EQ(sliding.pixel(8), "nothing");
}

TEST(PixelStride, AQuarterTurnSwapsTheStrides) {
    expect_places({.width = 3, .height = 5, .offset = 4, .row_stride = -1, .pixel_stride = 5},
                  [](std::int64_t x, std::int64_t y) { return 4 + 5 * x - y; });
}

TEST(PlaneGeometry, MayLieAnywhere) {
    // Planar samples that lie side by side: YUYV as three planes.
    const Image image("yuv422p", {.width = 4,
                                  .height = 2,
                                  .offset = 10,
                                  .row_stride = 8,
                                  .pixel_stride = 2,
                                  .planes = {{},
                                             {.offset = 11, .row_stride = 8, .pixel_stride = 4},
                                             {.offset = 13, .row_stride = 8, .pixel_stride = 4}}});
    const Image packed("yuyv422", {.width = 4, .height = 2, .offset = 10, .row_stride = 8});
    for (std::int64_t y = 0; y < 2; ++y) {
        for (std::int64_t x = 0; x < 4; ++x) EXPECT_EQ(image.at(x, y), packed.at(x, y));
    }
    const Image far("yuv420p",
                    {.width = 4, .height = 4, .offset = 0, .row_stride = 4, .planes = {{}, {.offset = 100}}});
    EXPECT_EQ(far.at(0, 0), "0 100 104") << "what is not said follows the plane before it";
    const Image before("nv12", {.width = 2, .height = 2, .offset = 90, .row_stride = 2, .planes = {{}, {.offset = 4}}});
    EXPECT_EQ(before.at(1, 1), "4 93");
    EXPECT_EQ(before.pixel(5), "0,0");
    EXPECT_EQ(refusal("nv12", {.width = 2, .height = 2, .planes = {{}, {.offset = -4}}}),
              "offset is -4; it counts from the start of the buffer");
}

TEST(Frames, FollowEachOtherOrLieAStrideApart) {
    EXPECT_EQ(Image("yuv420p", {.width = 4, .height = 2, .offset = 5, .row_stride = 4, .frame = 2}).at(0, 0),
              "29 37 39");
    EXPECT_EQ(Image("gray", {.width = 4, .height = 2, .row_stride = 4, .frame = 3, .frame_stride = 100}).at(1, 1),
              "305");
    EXPECT_EQ(
        Image("gray", {.width = 4, .height = 2, .offset = 8, .row_stride = 4, .frame = 1, .frame_stride = -8}).at(1, 1),
        "5");
    EXPECT_EQ(refusal("gray", {.width = 1, .height = 1, .frame = -1}), "frame is -1; frames count from 0");
    EXPECT_NE(refusal("gray", {.width = 1, .height = 1, .frame = huge / 4, .frame_stride = 3}), "accepted");
}

TEST(Tiles, FollowEachOtherInRowsAndColumns) {
    const ImageGeometry rows{.width = 7, .height = 5, .offset = 3, .row_stride = 8, .tiling = Tiling{4, 2}};
    expect_places(rows, [](std::int64_t x, std::int64_t y) { return 3 + (y / 2 * 2 + x / 4) * 8 + y % 2 * 4 + x % 4; });
    EXPECT_EQ(tight_row_stride(find_pixel_format("gray"), rows), 8) << "7 pixels are padded to two tiles";
    EXPECT_EQ(layout_of(find_pixel_format("gray"), rows).frame_bytes, 48);
    ImageGeometry columns = rows;
    columns.tiling->tiles = TileOrder::Columns;
    expect_places(columns,
                  [](std::int64_t x, std::int64_t y) { return 3 + (x / 4 * 3 + y / 2) * 8 + y % 2 * 4 + x % 4; });
    columns.tiling->groups = GroupOrder::Columns;
    expect_places(columns,
                  [](std::int64_t x, std::int64_t y) { return 3 + (x / 4 * 3 + y / 2) * 8 + x % 4 * 2 + y % 2; });
    ImageGeometry pitched = rows;
    pitched.row_stride = 20;
    expect_places(pitched,
                  [](std::int64_t x, std::int64_t y) { return 3 + y / 2 * 40 + x / 4 * 8 + y % 2 * 4 + x % 4; });
}

TEST(Tiles, MayStandUpsideDownOrMirrored) {
    const ImageGeometry geometry{
        .width = 8, .height = 4, .offset = 31, .row_stride = -8, .pixel_stride = -1, .tiling = Tiling{4, 2}};
    expect_places(geometry,
                  [](std::int64_t x, std::int64_t y) { return 31 - (y / 2 * 16 + x / 4 * 8 + y % 2 * 4 + x % 4); });
}

TEST(Tiles, AreScaledToTheGroupsOfEachPlane) {
    const Image image("nv12", {.width = 8, .height = 8, .offset = 0, .row_stride = 8, .tiling = Tiling{4, 4}});
    EXPECT_EQ(image.at(4, 0), "16 72") << "chroma tiles are 2 x 2 pairs: 8 bytes";
    EXPECT_EQ(image.at(0, 4), "32 80");
    const Image own("nv12", {.width = 8,
                             .height = 8,
                             .offset = 0,
                             .row_stride = 8,
                             .planes = {{}, {.tiling = Tiling{8, 8}}},
                             .tiling = Tiling{4, 4}});
    EXPECT_EQ(own.at(4, 0), "16 68") << "chroma in one tile";
}

std::int64_t morton(std::int64_t x, std::int64_t y, int x_bits, int y_bits) {
    std::int64_t code = 0;
    int at = 0;
    for (int bit = 0; bit < std::max(x_bits, y_bits); ++bit) {
        if (bit < x_bits) code |= (x >> bit & 1) << at++;
        if (bit < y_bits) code |= (y >> bit & 1) << at++;
    }
    return code;
}

TEST(Tiles, InMortonOrderTakeBitsOfXAndYInTurns) {
    for (const auto& [x_bits, y_bits] : {std::pair{3, 3}, std::pair{4, 2}, std::pair{1, 4}, std::pair{0, 3}}) {
        const std::int64_t width = std::int64_t{1} << x_bits, height = std::int64_t{1} << y_bits;
        expect_places({.width = 2 * width - 1,
                       .height = height + 1,
                       .offset = 5,
                       .row_stride = 2 * width,
                       .tiling = Tiling{width, height, TileOrder::Rows, GroupOrder::Morton}},
                      [&, bits_x = x_bits, bits_y = y_bits](std::int64_t x, std::int64_t y) {
                          return 5 + (y / height * 2 + x / width) * width * height +
                                 morton(x % width, y % height, bits_x, bits_y);
                      });
    }
    // Nothing but two more digits for each doubling: the address of a far pixel is as quick.
    const Image big("gray", {.width = 4096,
                             .height = 4096,
                             .offset = 0,
                             .row_stride = 4096,
                             .tiling = Tiling{4096, 4096, TileOrder::Rows, GroupOrder::Morton}});
    EXPECT_EQ(big.at(4095, 4095), std::to_string((1 << 24) - 1));
    EXPECT_EQ(big.pixel(morton(1234, 3456, 12, 12)), "1234,3456");
}

TEST(Mosaics, ShowAllSlicesBesideEachOther) {
    const ImageGeometry geometry{
        .width = 3, .height = 2, .offset = 7, .row_stride = 3, .frame_stride = 10, .mosaic = Mosaic{5, 2}};
    const ImageLayout layout = layout_of(find_pixel_format("gray"), geometry);
    EXPECT_EQ(layout.width, 6);
    EXPECT_EQ(layout.height, 6);
    EXPECT_EQ(layout.frame_bytes, 46) << "four frame strides and a slice";
    expect_places(geometry,
                  [](std::int64_t x, std::int64_t y) { return 7 + (y / 2 * 2 + x / 3) * 10 + y % 2 * 3 + x % 3; });
    ImageGeometry tiled{.width = 5, .height = 3, .row_stride = 8, .tiling = Tiling{4, 2}, .mosaic = Mosaic{4, 3}};
    expect_places(tiled, [](std::int64_t x, std::int64_t y) {
        const std::int64_t u = x % 5, v = y % 3;
        return (y / 3 * 3 + x / 5) * 32 + (v / 2 * 2 + u / 4) * 8 + v % 2 * 4 + u % 4;
    });
}

TEST(Geometry, RefusesTilesAndMosaicsThatCannotBe) {
    const auto tiles = [](const char* format, Tiling tiling) {
        return refusal(format, {.width = 8, .height = 8, .offset = 0, .row_stride = 8, .tiling = tiling});
    };
    EXPECT_EQ(tiles("gray", {0, 4}), "tile width is 0; a tile has at least 1 pixel");
    EXPECT_EQ(tiles("gray", {4, -2}), "tile height is -2; a tile has at least 1 pixel");
    EXPECT_EQ(tiles("nv12", {3, 4}), "tiles of 3 x 4 pixels cut groups of 2 x 2");
    EXPECT_EQ(tiles("yuyv422", {12, 4, TileOrder::Rows, GroupOrder::Morton}),
              "tiles of 6 x 4 groups have no Morton order; it needs powers of two, the smaller of at most 8192");
    EXPECT_EQ(tiles("gray", {1 << 14, 1 << 14, TileOrder::Rows, GroupOrder::Morton}),
              "tiles of 16384 x 16384 groups have no Morton order; it needs powers of two, the smaller of at most "
              "8192");
    EXPECT_NE(tiles("gray", {huge, huge}), "accepted");
    const auto mosaic = [](const char* format, std::int64_t width, Mosaic of) {
        return refusal(format, {.width = width, .height = 8, .row_stride = width, .mosaic = of});
    };
    EXPECT_EQ(mosaic("gray", 8, {0, 2}), "a mosaic of 0 slices in 2 columns; it has at least 1 of each");
    EXPECT_EQ(mosaic("nv12", 7, {2, 2}), "slices of 7 x 8 pixels beside each other cut groups of 2 x 2");
    EXPECT_EQ(mosaic("nv12", 7, {2, 1}), "accepted") << "below each other they cut none";
    EXPECT_NE(mosaic("gray", 8, {huge, 2}), "accepted");
    EXPECT_NE(mosaic("gray", 8, {huge, huge}), "accepted");
}

// Random geometries of all kinds: decode reads what the table says, and each byte leads to a pixel that has it.
TEST(Geometry, OfEveryKindDecodesAndLocates) {
    std::mt19937 random(7);
    const auto pick = [&](std::int64_t from, std::int64_t to) {
        return std::uniform_int_distribution<std::int64_t>(from, to)(random);
    };
    std::vector<std::byte> source(6000);
    for (std::byte& byte : source) byte = static_cast<std::byte>(random() & 255u);
    const char* const names[] = {"gray", "rgb24", "rgb565le", "bgra", "yuv420p", "nv12", "yuyv422", "monob", "gameboy"};
    for (int round = 0; round < 600; ++round) {
        const PixelFormat format = find_pixel_format(names[static_cast<std::size_t>(round) % std::size(names)]);
        ImageGeometry geometry{
            .width = pick(1, 40), .height = pick(1, 12), .offset = pick(0, 900), .row_stride = pick(-90, 90)};
        if (pick(0, 2) == 0) geometry.pixel_stride = pick(-6, 9);
        const auto power = [&] { return 16 * (std::int64_t{1} << pick(0, 2)); };
        if (pick(0, 1) == 0) {
            geometry.tiling = Tiling{power(), power(), TileOrder{static_cast<std::uint8_t>(pick(0, 1))},
                                     GroupOrder{static_cast<std::uint8_t>(pick(0, 2))}};
        }
        if (pick(0, 3) == 0) {
            geometry.width = geometry.height = 8;
            geometry.mosaic = Mosaic{pick(1, 6), pick(1, 3)};
            geometry.frame_stride = pick(-300, 300);
        }
        const ImageLayout layout = layout_of(format, geometry);
        const DecodeArea area{{0, 0, layout.width, layout.height}, pick(1, 3)};
        const auto columns = static_cast<std::size_t>(area.columns());
        std::vector<Rgba8> pixels(columns * static_cast<std::size_t>(area.rows()));
        decode(format, layout, source, area, {pixels, columns, {}});
        for (std::size_t i = 0; i < pixels.size(); ++i) {
            const auto x = static_cast<std::int64_t>(i % columns) * area.step;
            const auto y = static_cast<std::int64_t>(i / columns) * area.step;
            ASSERT_EQ(pixels[i], decode_pixel(format, layout, source, x, y).colour)
                << format.layout << " round " << round;
        }
        for (int i = 0; i < 20; ++i) {
            const PixelBytes bytes = pixel_bytes(format, layout, pick(0, layout.width - 1), pick(0, layout.height - 1));
            if (bytes.bytes.empty()) continue;
            const std::int64_t byte = bytes.bytes[0].offset;
            const auto rect = locate(format, layout, byte);
            if (!rect) continue;  // a byte of a group that overlaps one beyond the edge
            const PixelBytes again = pixel_bytes(format, layout, rect->x, rect->y);
            const bool group = std::none_of(again.bytes.begin(), again.bytes.end(),
                                            [&](const PixelByte& other) { return other.offset == byte; });
            ASSERT_FALSE(group) << format.layout << " round " << round << " byte " << byte;
        }
    }
}

}  // namespace
}  // namespace byteprism
