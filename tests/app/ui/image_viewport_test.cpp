#include "app/ui/image/image_viewport.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "core/image/pixel_format_table.hpp"

namespace byteprism {
namespace {

ImageLayout layout(std::int64_t width, std::int64_t height) { return {.width = width, .height = height}; }

TEST(ImageViewport, FitsWithWholeScreenPixelsWhereItEnlarges) {
    EXPECT_EQ(fitting_zoom(100, 50, 350, 300), 3);
    EXPECT_EQ(fitting_zoom(100, 50, 50, 300), 0.5);
    EXPECT_EQ(fitting_zoom(1, 1, 4000, 3000), 64);
}

TEST(ImageViewport, APictureSmallerThanTheRoomStandsInItsMiddle) {
    const ImageViewport viewport = viewport_of({.row_stride = {}, .zoom = 2}, layout(10, 20), 101, 100);
    EXPECT_EQ(viewport.screen_x(0), 40) << "at a whole screen pixel";
    EXPECT_EQ(viewport.screen_y(0), 30);
}

TEST(ImageViewport, ALargerPictureCannotBePannedBeyondItsEdges) {
    ImageViewport viewport =
        viewport_of({.row_stride = {}, .zoom = 1, .pan_x = -50, .pan_y = 900}, layout(1000, 800), 100, 100);
    EXPECT_EQ(viewport.pan_x, 0);
    EXPECT_EQ(viewport.pan_y, 700);
    viewport = panned(viewport, 30, -10000);
    EXPECT_EQ(viewport.pan_x, 30);
    EXPECT_EQ(viewport.pan_y, 0);
}

TEST(ImageViewport, ZoomKeepsThePointUnderTheMouse) {
    ImageViewport viewport =
        viewport_of({.row_stride = {}, .zoom = 1, .pan_x = 300, .pan_y = 200}, layout(1000, 800), 100, 100);
    const double x = viewport.image_x(70), y = viewport.image_y(20);
    viewport = zoomed(viewport, 3, 70, 20);
    EXPECT_EQ(viewport.zoom, 3);
    EXPECT_DOUBLE_EQ(viewport.image_x(70), x);
    EXPECT_DOUBLE_EQ(viewport.image_y(20), y);
}

TEST(ImageViewport, ZoomGoesThroughRoundNumbersAndBack) {
    ImageViewport viewport = viewport_of({.row_stride = {}, .zoom = 1}, layout(1000, 1000), 100, 100);
    std::vector<double> zooms;
    for (int i = 0; i < 5; ++i) {
        viewport = zoomed(viewport, 1, 0, 0);
        zooms.push_back(viewport.zoom);
    }
    EXPECT_EQ(zooms, (std::vector<double>{1.5, 2, 3, 4, 6}));
    viewport = zoomed(viewport, -5, 0, 0);
    EXPECT_EQ(viewport.zoom, 1);
    EXPECT_EQ(zoomed(viewport, -1, 0, 0).zoom, 0.75);
    EXPECT_EQ(zoomed(viewport, 1000, 0, 0).zoom, 256);
    EXPECT_GT(zoomed(viewport, -1000, 0, 0).zoom, 0.02);
}

TEST(ImageViewport, OnlyThePixelsInSightAreAskedFor) {
    const ImageLayout image = layout(1000, 800);
    const DecodeArea area = area_in_sight(
        viewport_of({.row_stride = {}, .zoom = 10, .pan_x = 5.5, .pan_y = 7}, image, 100, 50), image, 4096);
    EXPECT_EQ(area.rect, (PixelRect{5, 7, 11, 5}));
    EXPECT_EQ(area.step, 1);
}

TEST(ImageViewport, ZoomedOutEveryNthPixelIsAskedFor) {
    const ImageLayout image = layout(1000, 800);
    const DecodeArea area =
        area_in_sight(viewport_of({.row_stride = {}, .zoom = 0.25, .pan_x = 101}, image, 100, 100), image, 4096);
    EXPECT_EQ(area.step, 4);
    EXPECT_EQ(area.rect.x, 100) << "a multiple of the step";
    EXPECT_EQ(area.rect.x + area.rect.width, 501);
}

TEST(ImageViewport, TheLimitOfTexturesHolds) {
    const ImageLayout image = layout(100000, 1);
    const DecodeArea area = area_in_sight(viewport_of({.row_stride = {}, .zoom = 1}, image, 10000, 10), image, 512);
    EXPECT_LE(area.columns(), 512);
}

TEST(ImageViewport, TheLargestImagesStayWithinTheirPixels) {
    const std::int64_t huge = std::int64_t{1} << 62;
    for (const std::int64_t width : {std::int64_t{1}, std::int64_t{1} << 53, huge - 1, huge}) {
        for (const double zoom : {0.0, 1e-30, 1.0, 1e30}) {
            for (const double pan : {0.0, 1e18, 1e300, -1e300}) {
                const ImageLayout image = layout(width, huge);
                const ImageViewport viewport =
                    viewport_of({.row_stride = {}, .zoom = zoom, .pan_x = pan, .pan_y = pan}, image, 640, 480);
                const DecodeArea area = area_in_sight(viewport, image, 4096);
                EXPECT_GE(area.rect.x, 0);
                EXPECT_GE(area.rect.width, 1);
                EXPECT_LE(area.rect.width, image.width - area.rect.x);
                EXPECT_LE(area.rect.height, image.height - area.rect.y);
                EXPECT_LE(area.columns(), 4096);
                EXPECT_LE(area.rows(), 4096);
            }
        }
    }
}

}  // namespace
}  // namespace byteprism
