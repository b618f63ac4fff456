#include "core/image/view_image.hpp"

#include <string>

#include <gtest/gtest.h>

#include "core/error.hpp"
#include "core/image/pixel_format_table.hpp"
#include "core/image/samples.hpp"
#include "core/memory/buffer.hpp"
#include "core/view/expression.hpp"

namespace byteprism {
namespace {

class ViewPictures : public ::testing::Test {
protected:
    Buffer buffer = Buffer::zeros(4096);

    ViewPictures() {
        for (std::size_t i = 0; i < buffer.bytes().size(); ++i) {
            buffer.mutable_bytes()[i] = static_cast<std::byte>(i * 37 + i / 256);
        }
    }
    ReadView view(const std::string& text) const {
        return std::get<ReadView>(Expression::parse(text).evaluate(ReadView::of(buffer)).result);
    }
    ViewImage picture(const std::string& text) const { return image_of_view(view(text).format(), view(text).layout()); }
    std::string pixels(const std::string& text) const { return picture(text).pixels; }
    std::string refusal(const std::string& text) const {
        try {
            return pixels(text);
        } catch (const ValueError& error) {
            return error.what();
        }
    }
    static ImageExpression expression(std::string_view pixels, const ImageGeometry& geometry) {
        return view_of_image(find_pixel_format(pixels), geometry);
    }
};

TEST_F(ViewPictures, ComponentsBesideEachOtherAreOneGroup) {
    EXPECT_EQ(pixels("m[:12].cast('B', (3, 4))"), "Y8");
    EXPECT_EQ(pixels("m[:24].cast('H', (3, 4))"), "Y16");
    EXPECT_EQ(pixels("m[:24].cast('>H', (3, 4))"), "be: Y16");
    EXPECT_EQ(pixels("m[:96].cast('<d', (3, 4))"), "Y64f");
    EXPECT_EQ(pixels("m[:96].cast('l', (3, 4))"), "Y64s");
    EXPECT_EQ(pixels("m[:48].cast('<L', (3, 4))"), "Y32") << "the size decides";
    EXPECT_EQ(pixels("m[:24].cast('B', (3, 4, 2))"), "Y8 A8");
    EXPECT_EQ(pixels("m[:36].cast('b', (3, 4, 3))"), "R8s G8s B8s");
    EXPECT_EQ(pixels("m[:96].cast('>e', (3, 4, 4))"), "be: R16f G16f B16f A16f");
    const ViewImage reversed = picture("m[:36].cast('B', (3, 4, 3))[..., ::-1]");
    EXPECT_EQ(reversed.pixels, "B8 G8 R8");
    EXPECT_EQ(reversed.geometry, (ImageGeometry{.width = 4, .height = 3, .offset = 0, .row_stride = 12}));
}

TEST_F(ViewPictures, OtherComponentsArePlanes) {
    const ViewImage image = picture("m.as_strided('H', shape=(5, 4, 3), strides=(64, 2, 16), offset=8)");
    EXPECT_EQ(image.pixels, "R16 | G16 | B16");
    EXPECT_EQ(image.geometry.planes[2].offset, 40);
    EXPECT_EQ(image.geometry.pixel_stride, std::nullopt);
    EXPECT_EQ(pixels("m.as_strided('>H', shape=(5, 4, 2), strides=(64, 2, 16), offset=8)"), "be: Y16 | be: A16");
}

// The picture has at each pixel what the view has there, and its own expression is a view of the same items.
TEST_F(ViewPictures, HoldTheNumbersOfTheView) {
    for (const char* const text :
         {"m[:12].cast('B', (3, 4))", "m[:12].cast('B', (3, 4))[::-1]", "m[:12].cast('B', (3, 4))[:, ::-1]",
          "m[:24].cast('>H', (3, 4)).transpose()", "m[:48].cast('I', (3, 4))[1:, ::2]",
          "m[:36].cast('B', (3, 4, 3))[..., ::-1]", "m.as_strided('H', shape=(5, 4, 3), strides=(64, 2, 16), offset=8)",
          "m.as_strided('>Q', shape=(5, 4, 4), strides=(-64, 8, 0), offset=800)",
          "m.as_strided('B', shape=(5, 4, 3), strides=(1, 2, 3), offset=80)"}) {
        const ReadView items = view(text);
        const ViewImage image = picture(text);
        const PixelFormat format = parse_pixel_format(image.pixels);
        const ImageLayout layout = layout_of(format, image.geometry);
        const Shape shape = items.shape();
        for (std::int64_t y = 0; y < shape[0]; ++y) {
            for (std::int64_t x = 0; x < shape[1]; ++x) {
                const StoredPixel pixel = read_pixel(format, layout, buffer.bytes(), x, y);
                ASSERT_TRUE(pixel.inside);
                for (std::int64_t c = 0; c < static_cast<std::int64_t>(format.channels.size()); ++c) {
                    const Value value = shape.size() == 2 ? items.get({y, x}) : items.get({y, x, c});
                    EXPECT_EQ(repr(value), std::to_string(pixel.codes[static_cast<std::size_t>(c)])) << text;
                }
            }
        }
        const ImageExpression back = view_of_image(format, image.geometry);
        ASSERT_NE(back.text, "") << text << ": " << back.reason;
        EXPECT_EQ(repr(view(back.text).tolist()), repr(items.tolist())) << back.text;
        EXPECT_EQ(picture(back.text).geometry, image.geometry) << back.text;
        EXPECT_EQ(pixels(back.text), image.pixels) << back.text;
    }
}

TEST_F(ViewPictures, OfOtherViewsAreRefusedWithTheReason) {
    EXPECT_EQ(refusal("m"),
              "a view of 1 dimensions is no picture; it has (height, width) or (height, width, components)");
    EXPECT_EQ(refusal("m[:60].cast('B', (3, 4, 5))"),
              "5 components are no pixel; a picture has 1 to 4 in its last axis");
    EXPECT_EQ(refusal("m[:12].cast('?', (3, 4))"),
              "items '?' are no pixels; a picture is of b B h H i I l L q Q e f d");
    EXPECT_EQ(refusal("m[:36].cast('<HB', (3, 4))"),
              "items '<HB' are no pixels; a picture is of one plain number an item");
    EXPECT_EQ(refusal("m[:12].cast('B', (3, 4))[:0]"), "a view of 0 x 4 items has no pixel");
}

TEST_F(ViewPictures, AreSaidInTheWordsOfViews) {
    EXPECT_EQ(expression("gray16le", {.width = 640, .height = 480, .offset = 128, .row_stride = 1344}).text,
              "m.as_strided('H', shape=(480, 640), strides=(1344, 2), offset=128)");
    EXPECT_EQ(expression("bgr24", {.width = 4, .height = 3, .offset = 54, .row_stride = -12}).text,
              "m.as_strided('B', shape=(3, 4, 3), strides=(-12, 3, -1), offset=56)");
    EXPECT_EQ(expression("rgb48be", {.width = 4, .height = 3, .row_stride = 24, .frame = 2}).text,
              "m.as_strided('>H', shape=(3, 4, 3), strides=(24, 6, 2), offset=144)");
    EXPECT_EQ(expression("R32f | G32f | B32f", {.width = 4, .height = 3, .row_stride = 16}).text,
              "m.as_strided('f', shape=(3, 4, 3), strides=(16, 4, 48), offset=0)");
    EXPECT_EQ(expression("rgb565le", {.width = 4, .height = 3, .row_stride = 8}).reason,
              "samples of 5 bits are no item of a view");
    EXPECT_EQ(expression("nv12", {.width = 4, .height = 4, .row_stride = 4}).reason,
              "its samples are shared by pixels, or are no whole bytes");
    EXPECT_EQ(expression("argb", {.width = 4, .height = 4, .row_stride = 16}).reason,
              "its components do not lie at equal distances");
    EXPECT_EQ(expression("gray", {.width = 4, .height = 4, .row_stride = 4, .tiling = Tiling{2, 2}}).reason,
              "tiles and mosaics are no strides of rows and columns");
}

}  // namespace
}  // namespace byteprism
