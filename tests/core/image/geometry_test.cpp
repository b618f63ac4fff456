#include "core/image/geometry.hpp"

#include <limits>
#include <string>

#include <gtest/gtest.h>

#include "core/error.hpp"
#include "core/image/pixel_format_table.hpp"

namespace byteprism {
namespace {

constexpr std::int64_t huge = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();

std::string ranges(const PixelBytes& bytes) {
    std::string text;
    for (const ByteRange range : bytes.ranges) {
        text += (text.empty() ? "" : " ") + std::to_string(range.offset) + "+" + std::to_string(range.length);
    }
    return text;
}

std::string bits(const PixelBytes& bytes) {
    std::string text;
    for (const PixelByte byte : bytes.bytes) {
        text += (text.empty() ? "" : " ") + std::to_string(byte.offset) + "&" + std::to_string(byte.bits);
    }
    return text;
}

struct Image {
    PixelFormat format;
    ImageLayout layout;

    Image(std::string_view name, ImageGeometry geometry)
        : format(find_pixel_format(name)), layout(layout_of(format, geometry)) {}

    std::string bytes_of(std::int64_t x, std::int64_t y) const { return ranges(pixel_bytes(format, layout, x, y)); }
    std::string at(std::int64_t byte_offset) const {
        const std::optional<PixelRect> rect = locate(format, layout, byte_offset);
        return !rect ? "nothing"
                     : std::to_string(rect->x) + "," + std::to_string(rect->y) + " " + std::to_string(rect->width) +
                           "x" + std::to_string(rect->height);
    }
};

std::string refusal(std::string_view name, ImageGeometry geometry) {
    try {
        layout_of(find_pixel_format(name), geometry);
    } catch (const ValueError& error) {
        return error.what();
    }
    return "accepted";
}

TEST(ImageGeometry, TightStridesAreWholeGroups) {
    EXPECT_EQ(tight_row_stride(find_pixel_format("bgr24"), 5), 15);
    EXPECT_EQ(tight_row_stride(find_pixel_format("monob"), 9), 2);
    EXPECT_EQ(tight_row_stride(find_pixel_format("yuyv422"), 3), 8);
    EXPECT_EQ(tight_row_stride(find_pixel_format("snes4"), 9), 64);
    EXPECT_THROW(tight_row_stride(find_pixel_format("bgr24"), 0), ValueError);
    EXPECT_THROW(tight_row_stride(find_pixel_format("bgr24"), huge), ValueError);
}

TEST(ImageGeometry, PlanesFollowEachOtherAndOddSizesRoundChromaUp) {
    const Image image("yuv420p", {.width = 5, .height = 3, .offset = 100, .row_stride = 5});
    EXPECT_EQ(image.layout.planes[1].offset, 115);
    EXPECT_EQ(image.layout.planes[1].y[0].stride, 3);
    EXPECT_EQ(image.layout.planes[1].columns, 3);
    EXPECT_EQ(image.layout.planes[1].rows, 2);
    EXPECT_EQ(image.layout.planes[2].offset, 121);
    EXPECT_EQ(extent_of(image.format, image.layout), (ByteRange{100, 27}));
}

TEST(ImageGeometry, StridesOfOtherPlanesAreScaledAndRoundedUp) {
    const Image planar("yuv420p", {.width = 4, .height = 4, .offset = 0, .row_stride = 7});
    EXPECT_EQ(planar.layout.planes[1].y[0].stride, 4);
    EXPECT_EQ(planar.layout.planes[1].offset, 28);
    EXPECT_EQ(planar.layout.planes[2].offset, 36);
    const Image semi_planar("nv12", {.width = 5, .height = 2, .offset = 0, .row_stride = 5});
    EXPECT_EQ(semi_planar.layout.planes[1].y[0].stride, 6) << "two whole bytes for each of three pairs";
    const Image packed("nv15", {.width = 8, .height = 2, .offset = 0, .row_stride = 10});
    EXPECT_EQ(packed.layout.planes[1].y[0].stride, 10);
}

TEST(ImageGeometry, MipLevelsAreHalfAsLargeAndRightBehindEachOther) {
    const PixelFormat format = find_pixel_format("rgba");
    ImageGeometry picture;
    picture.width = 5;
    picture.height = 3;
    picture.offset = 10;
    picture.row_stride = 24;
    const ImageGeometry second = mip_level(format, picture, 1);
    EXPECT_EQ(second.offset, 10 + 3 * 24);
    EXPECT_EQ(second.width, 2);
    EXPECT_EQ(second.height, 1);
    EXPECT_EQ(second.row_stride, 8);
    EXPECT_EQ(second.frame_stride, 3 * 24 + 8 + 4);
    EXPECT_EQ(mip_level(format, picture, 2).offset, 10 + 3 * 24 + 8);
    EXPECT_THROW(mip_level(format, picture, 3), ValueError);
    EXPECT_THROW(mip_level(format, picture, -1), ValueError);
    const PixelFormat blocks = find_pixel_format("bc1");
    picture.row_stride = tight_row_stride(blocks, picture);
    EXPECT_EQ(mip_level(blocks, picture, 2).offset, 10 + 2 * 8 + 8) << "a block for each of the small ones";
}

TEST(ImageGeometry, ANegativeStrideBeginsAtTheTopRow) {
    const Image bmp("bgr24", {.width = 2, .height = 3, .offset = 54 + 16, .row_stride = -8});
    EXPECT_EQ(bmp.bytes_of(0, 0), "70+3");
    EXPECT_EQ(bmp.bytes_of(1, 2), "57+3");
    EXPECT_EQ(bmp.at(54), "0,2 1x1");
    EXPECT_EQ(bmp.at(75), "1,0 1x1");
    EXPECT_EQ(bmp.at(76), "nothing") << "padding of the row";
    EXPECT_EQ(bmp.at(60), "nothing");
    EXPECT_EQ(bmp.at(53), "nothing");
    EXPECT_EQ(extent_of(bmp.format, bmp.layout), (ByteRange{54, 22}));
}

TEST(ImageGeometry, PlanesOfANegativeStrideAreEachUpsideDown) {
    const Image image("yuv420p", {.width = 4, .height = 4, .offset = 12, .row_stride = -4});
    EXPECT_EQ(image.layout.planes[1].offset, 18);
    EXPECT_EQ(image.layout.planes[1].y[0].stride, -2);
    EXPECT_EQ(image.layout.planes[2].offset, 22);
    EXPECT_EQ(image.bytes_of(0, 3), "0+1 16+1 20+1");
}

TEST(ImageGeometry, RowsMayOverlap) {
    const Image repeated("gray", {.width = 4, .height = 9, .offset = 2, .row_stride = 0});
    EXPECT_EQ(repeated.bytes_of(1, 8), "3+1");
    EXPECT_EQ(repeated.at(3), "1,0 1x1");
    EXPECT_EQ(repeated.at(6), "nothing");
    const Image sliding("gray", {.width = 4, .height = 9, .offset = 0, .row_stride = 1});
    EXPECT_EQ(sliding.at(0), "0,0 1x1");
    EXPECT_EQ(sliding.at(5), "3,2 1x1") << "the topmost of the rows that hold it";
    EXPECT_EQ(sliding.at(11), "3,8 1x1");
    EXPECT_EQ(sliding.at(12), "nothing");
}

TEST(ImageGeometry, RefusesSizesOfNoPixelsAndAddressesThatOverflow) {
    EXPECT_EQ(refusal("gray", {.width = 0, .height = 1}), "width is 0; an image has at least 1 pixel");
    EXPECT_EQ(refusal("gray", {.width = 1, .height = -3}), "height is -3; an image has at least 1 pixel");
    EXPECT_EQ(refusal("gray", {.width = 1, .height = 1, .offset = -1}),
              "offset is -1; it counts from the start of the buffer");
    EXPECT_EQ(refusal("gray", {.width = 2, .height = 4, .offset = 0, .row_stride = huge}),
              "an image of 2 x 4 pixels with a row stride of 9223372036854775807 at offset 0 does not fit addresses of "
              "62 bits");
    for (const std::int64_t number : {least, least + 1, -huge / 2, huge / 2 + 2, huge}) {
        EXPECT_NE(refusal("yuv420p", {.width = 3, .height = 3, .offset = 0, .row_stride = number}), "accepted");
        EXPECT_NE(refusal("yuv420p", {.width = number, .height = 3, .offset = 0, .row_stride = 8}), "accepted");
        EXPECT_NE(refusal("yuv420p", {.width = 3, .height = number, .offset = 0, .row_stride = 8}), "accepted");
        EXPECT_NE(refusal("yuv420p", {.width = 3, .height = 3, .offset = number, .row_stride = 8}), "accepted");
    }
    EXPECT_EQ(refusal("yuv420p", {.width = 100000, .height = 100000, .offset = 0, .row_stride = 100000}), "accepted");
}

TEST(PixelBytes, AreTheBytesOfEachPlaneAndTheirBits) {
    const Image rgb565("rgb565le", {.width = 3, .height = 1, .offset = 0, .row_stride = 6});
    EXPECT_EQ(rgb565.bytes_of(2, 0), "4+2");
    const Image mono("monob", {.width = 16, .height = 1, .offset = 0, .row_stride = 2});
    EXPECT_EQ(bits(pixel_bytes(mono.format, mono.layout, 9, 0)), "1&64");
    const Image nv12("nv12", {.width = 4, .height = 4, .offset = 0, .row_stride = 4});
    EXPECT_EQ(nv12.bytes_of(3, 3), "15+1 22+2");
    const Image padded("x2rgb10le", {.width = 1, .height = 1, .offset = 0, .row_stride = 4});
    EXPECT_EQ(bits(pixel_bytes(padded.format, padded.layout, 0, 0)), "0&255 1&255 2&255 3&63");
}

TEST(Locate, GivesAllPixelsThatShareAByte) {
    const Image yuyv("yuyv422", {.width = 5, .height = 2, .offset = 0, .row_stride = 12});
    EXPECT_EQ(yuyv.at(0), "0,0 1x1");
    EXPECT_EQ(yuyv.at(1), "0,0 2x1");
    EXPECT_EQ(yuyv.at(2), "1,0 1x1");
    EXPECT_EQ(yuyv.at(11), "4,0 1x1") << "cut at the edge of the image";
    EXPECT_EQ(yuyv.at(10), "nothing") << "the second pixel of the last group is not in the image";
    const Image yuv420("yuv420p", {.width = 5, .height = 3, .offset = 0, .row_stride = 5});
    EXPECT_EQ(yuv420.at(15), "0,0 2x2");
    EXPECT_EQ(yuv420.at(20), "4,2 1x1");
    const Image mono("monob", {.width = 9, .height = 1, .offset = 0, .row_stride = 2});
    EXPECT_EQ(mono.at(0), "0,0 8x1");
    EXPECT_EQ(mono.at(1), "8,0 1x1");
    const Image tile("gameboy", {.width = 16, .height = 8, .offset = 0, .row_stride = 32});
    EXPECT_EQ(tile.at(19), "8,1 8x1");
}

TEST(FrameBytes, AreAllRowsOfAllPlanesWithTheirPadding) {
    const auto bytes = [](const char* pixels, std::int64_t width, std::int64_t height, std::int64_t row_stride) {
        const PixelFormat format = find_pixel_format(pixels);
        return frame_bytes(format, layout_of(format, {width, height, 100, row_stride}));
    };
    EXPECT_EQ(bytes("gray", 5, 3, 5), 15);
    EXPECT_EQ(bytes("gray", 5, 3, 8), 24);
    EXPECT_EQ(bytes("gray", 5, 3, -8), 24);
    EXPECT_EQ(bytes("gray", 5, 3, 0), 5);
    EXPECT_EQ(bytes("yuv420p", 5, 3, 5), 15 + 2 * 6);
    EXPECT_EQ(bytes("yuv420p", 5, 3, -5), 15 + 2 * 6);
    EXPECT_EQ(bytes("nv12", 4, 4, 16), 64 + 32);
}

TEST(Locate, GivesPaddingInsideAGroupToTheGroup) {
    const Image image("bgr0", {.width = 2, .height = 1, .offset = 0, .row_stride = 8});
    EXPECT_EQ(image.at(7), "1,0 1x1");
}

TEST(Locate, FindsEveryPixelFromEachOfItsBytesInEveryNamedFormat) {
    for (const NamedPixelFormat& row : named_pixel_formats()) {
        const PixelFormat format = parse_pixel_format(row.layout);
        const ImageLayout layout =
            layout_of(format, {.width = 13, .height = 5, .offset = 7, .row_stride = tight_row_stride(format, 13) + 3});
        for (std::int64_t y = 0; y < 5; ++y) {
            for (std::int64_t x = 0; x < 13; ++x) {
                const PixelBytes bytes = pixel_bytes(format, layout, x, y);
                ASSERT_FALSE(bytes.ranges.empty());
                for (const PixelByte byte : bytes.bytes) {
                    const std::optional<PixelRect> rect = locate(format, layout, byte.offset);
                    ASSERT_TRUE(rect && rect->x <= x && x < rect->x + rect->width && rect->y <= y &&
                                y < rect->y + rect->height)
                        << row.name << " pixel " << x << ", " << y << " byte " << byte.offset;
                }
            }
        }
    }
}

}  // namespace
}  // namespace byteprism
