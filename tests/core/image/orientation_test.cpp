#include "core/image/orientation.hpp"

#include <random>

#include <gtest/gtest.h>

#include "core/error.hpp"
#include "core/image/decode.hpp"
#include "core/image/pixel_format_table.hpp"

namespace byteprism {
namespace {

class OrientationTest : public testing::TestWithParam<const char*> {
protected:
    OrientationTest() : format(find_pixel_format(GetParam())) {
        std::mt19937 random(9);
        for (std::byte& byte : bytes) byte = static_cast<std::byte>(random());
        geometry.width = 12;
        geometry.height = 8;
        geometry.offset = 7;
        geometry.row_stride = tight_row_stride(format, 12) + 4;
        geometry.frame = 1;
    }
    Rgba8 pixel(const ImageGeometry& of, std::int64_t x, std::int64_t y) const {
        return decode_pixel(format, layout_of(format, of), bytes, x, y).colour;
    }

    PixelFormat format;
    ImageGeometry geometry;
    std::vector<std::byte> bytes = std::vector<std::byte>(4096);
};

TEST_P(OrientationTest, EveryPixelIsWhereItShouldBe) {
    const ImageGeometry across = reoriented(format, geometry, Reorientation::FlipAcross);
    const ImageGeometry down = reoriented(format, geometry, Reorientation::FlipDown);
    const ImageGeometry right = reoriented(format, geometry, Reorientation::TurnRight);
    const ImageGeometry left = reoriented(format, geometry, Reorientation::TurnLeft);
    const ImageGeometry part = cropped(format, geometry, {4, 2, 6, 4});
    EXPECT_EQ(right.width, 8);
    for (std::int64_t y = 0; y < 8; ++y) {
        for (std::int64_t x = 0; x < 12; ++x) {
            const Rgba8 here = pixel(geometry, x, y);
            ASSERT_EQ(pixel(across, 11 - x, y), here);
            ASSERT_EQ(pixel(down, x, 7 - y), here);
            ASSERT_EQ(pixel(right, 7 - y, x), here);
            ASSERT_EQ(pixel(left, y, 11 - x), here);
            if (x >= 4 && x < 10 && y >= 2 && y < 6) {
                ASSERT_EQ(pixel(part, x - 4, y - 2), here);
            }
        }
    }
}

TEST_P(OrientationTest, FourTurnsAreNone) {
    ImageGeometry turned = geometry;
    for (int i = 0; i < 4; ++i) turned = reoriented(format, turned, Reorientation::TurnRight);
    for (std::int64_t x = 0; x < 12; ++x) EXPECT_EQ(pixel(turned, x, 3), pixel(geometry, x, 3));
    EXPECT_EQ(turned.offset, geometry.offset);
    EXPECT_EQ(turned.row_stride, geometry.row_stride);
}

INSTANTIATE_TEST_SUITE_P(Formats, OrientationTest, testing::Values("rgb24", "gray16be", "nv12", "yuv420p", "gbrp"));

TEST(Orientation, SaysWhatStridesCannotSay) {
    ImageGeometry geometry;
    geometry.width = 16;
    geometry.height = 4;
    geometry.row_stride = 64;
    EXPECT_THROW(reoriented(find_pixel_format("yuyv422"), geometry, Reorientation::FlipAcross), ValueError);
    EXPECT_THROW(reoriented(find_pixel_format("monob"), geometry, Reorientation::FlipAcross), ValueError);
    EXPECT_THROW(reoriented(find_pixel_format("nv16"), geometry, Reorientation::TurnRight), ValueError);
    EXPECT_THROW(cropped(find_pixel_format("nv12"), geometry, {1, 0, 2, 2}), ValueError);
    const PixelFormat bayer = find_pixel_format("bayer_rggb8");
    EXPECT_THROW(reoriented(bayer, geometry, Reorientation::FlipAcross), ValueError);
    EXPECT_THROW(cropped(bayer, geometry, {1, 0, 2, 2}), ValueError);
    EXPECT_EQ(cropped(bayer, geometry, {2, 2, 2, 2}).frame_stride, 64 * 4) << "the frames stay where they are";
    geometry.width = 15;
    EXPECT_THROW(reoriented(find_pixel_format("nv12"), geometry, Reorientation::FlipAcross), ValueError);
    geometry.tiling = Tiling{4, 4, {}, {}};
    EXPECT_THROW(reoriented(find_pixel_format("gray"), geometry, Reorientation::FlipAcross), ValueError);
}

}  // namespace
}  // namespace byteprism
