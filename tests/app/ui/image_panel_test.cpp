// The image panel in the hands: what it shows, and how it is linked with the bytes.
#include <random>
#include <thread>

#include "tests/app/ui/image_panel_fixture.hpp"

namespace byteprism {
namespace {

using Ranges = std::vector<ByteRange>;
using Rgba = std::array<int, 4>;

TEST_F(ImagePanelTest, ShowsTheBytesInTheFormat) {
    given_picture(12, {.pixels = "bgr24", .width = 2, .height = 2, .row_stride = {}});
    EXPECT_EQ(texel(0, 0), (Rgba{2, 1, 0, 255}));
    EXPECT_EQ(texel(1, 1), (Rgba{11, 10, 9, 255}));
    show({.pixels = "drm:RGB565", .width = 1, .height = 1, .row_stride = {}});
    EXPECT_EQ(texel(0, 0), (Rgba{0, 32, 0, 255}));
}

TEST_F(ImagePanelTest, AStrideSkipsPaddingAndTurnsUpsideDown) {
    given_picture(16, {.pixels = "gray", .width = 3, .height = 4, .offset = 12, .row_stride = -4});
    EXPECT_EQ(texel(0, 0)[0], 12);
    EXPECT_EQ(texel(2, 3)[0], 2);
}

TEST_F(ImagePanelTest, ATypedByteIsSeenInTheNextFrame) {
    given_picture(12, {.pixels = "rgb24", .width = 2, .height = 2, .row_stride = {}});
    ui.type("ff");
    EXPECT_EQ(texel(0, 0), (Rgba{255, 1, 2, 255}));
    ui.press("Ctrl+Z");
    EXPECT_EQ(texel(0, 0), (Rgba{0, 1, 2, 255}));
}

TEST_F(ImagePanelTest, APixelUnderTheMouseLightsItsBytes) {
    given_picture(12, {.pixels = "rgb24", .width = 2, .height = 2, .row_stride = {}});
    ui.move(pixel(1, 0));
    EXPECT_EQ(sheet().hover, (Ranges{{3, 3}}));
    ui.move(pixel(0, 1));
    EXPECT_EQ(sheet().hover, (Ranges{{6, 3}}));
    EXPECT_TRUE(Screen().shows("x 0  y 1  R 6  G 7  B 8  #060708  at 0x6 (6) +3")) << Screen().all();
}

TEST_F(ImagePanelTest, APixelOfManyPlanesLightsAllOfThem) {
    given_picture(12, {.pixels = "nv12", .width = 2, .height = 2, .row_stride = {}});
    ui.move(pixel(1, 1));
    EXPECT_EQ(sheet().hover, (Ranges{{3, 3}})) << "luma at 3, chroma right behind it";
    show({.pixels = "nv12", .width = 4, .height = 2, .row_stride = {}});
    ui.move(pixel(0, 0));
    EXPECT_EQ(sheet().hover, (Ranges{{0, 1}, {8, 2}}));
}

TEST_F(ImagePanelTest, LeavingThePictureForgetsThePixel) {
    given_picture(64, {.pixels = "rgb24", .width = 2, .height = 2, .row_stride = {}});
    ui.move(pixel(1, 0));
    ui.move(ui.cell(Side::Hex, 1));
    EXPECT_EQ(sheet().hover, (Ranges{{1, 1}})) << "the grid told of its own";
    ui.move(pixel(1, 0));
    ui.move({picture().from.x + 4, picture().from.y - 8});
    EXPECT_EQ(sheet().hover, Ranges{});
}

TEST_F(ImagePanelTest, AClickPutsTheCursorThereAndSelectsTheBytes) {
    given_picture(12, {.pixels = "rgb24", .width = 2, .height = 2, .row_stride = {}});
    ui.click(pixel(1, 0));
    EXPECT_EQ(sheet().cursor.offset, 3);
    EXPECT_EQ(sheet().cursor.selection(), (ByteRange{3, 3}));
    EXPECT_EQ(bench.focused_panel, Panel::Image);
}

TEST_F(ImagePanelTest, TheByteOfTheCursorAndTheOneUnderTheMouseLightTheirPixels) {
    given_picture(12, {.pixels = "rgb24", .width = 2, .height = 2, .row_stride = {}});
    EXPECT_TRUE(marked(picture().corner(0, 0), look().accent));
    EXPECT_FALSE(marked(picture().corner(2, 2), look().cursor));
    ui.move(ui.cell(Side::Hex, 10));
    EXPECT_TRUE(marked(picture().corner(2, 2), look().cursor));
}

TEST_F(ImagePanelTest, PixelsOutsideOfTheBufferAreMarkedAndNotBlack) {
    given_picture(10, {.pixels = "rgb24", .width = 2, .height = 3, .row_stride = {}});
    const Rgba8 outside = ImagePatterns::outside_color(look());
    const Rgba outside_color{outside.red, outside.green, outside.blue, 255};
    EXPECT_EQ(texel(0, 1), (Rgba{6, 7, 8, 255}));
    EXPECT_EQ(texel(1, 1), outside_color) << "one of its three bytes is there";
    EXPECT_EQ(texel(1, 2), outside_color);
    ui.move(pixel(1, 1));
    EXPECT_TRUE(Screen().shows("outside of the buffer"));
    EXPECT_EQ(sheet().hover, (Ranges{{9, 1}}));
    ui.move(pixel(1, 2));
    EXPECT_EQ(sheet().hover, Ranges{});
    ui.click(pixel(1, 2));
    EXPECT_EQ(sheet().cursor.offset, 0) << "there is nothing to select";
}

TEST_F(ImagePanelTest, AnEmptyDocumentIsAllOutside) {
    given_picture(0, {.pixels = "gray", .width = 4, .height = 4, .row_stride = {}});
    ui.move(pixel(1, 1));
    EXPECT_TRUE(Screen().shows("outside of the buffer"));
    EXPECT_EQ(sheet().hover, Ranges{});
}

TEST_F(ImagePanelTest, TheWheelZoomsToTheMouse) {
    given_picture(
        100,
        {.pixels = "gray", .width = 1000, .height = 1000, .row_stride = {}, .zoom = 1, .pan_x = 300, .pan_y = 200});
    const ImVec2 mouse{picture().from.x + 40, picture().from.y + 30};
    ui.move(mouse);
    ui.scroll(1);
    ui.scroll(1);
    EXPECT_EQ(zoom(), 2);
    EXPECT_DOUBLE_EQ(picture().viewport.image_x(40), 340);
    EXPECT_DOUBLE_EQ(picture().viewport.image_y(30), 230);
    ui.scroll(-3);
    EXPECT_EQ(zoom(), 0.75);
}

TEST_F(ImagePanelTest, TheMiddleButtonAndSpacePan) {
    given_picture(
        100,
        {.pixels = "gray", .width = 1000, .height = 1000, .row_stride = {}, .zoom = 1, .pan_x = 300, .pan_y = 200});
    const ImVec2 from{picture().from.x + 100, picture().from.y + 100};
    ui.move(from);
    ui.button_down(2);
    ui.move({from.x - 30, from.y + 20});
    ui.button_up(2);
    EXPECT_EQ(sheet().image.pan_x, 330);
    EXPECT_EQ(sheet().image.pan_y, 180);
    ui.queue(KeyChange{Key{' '}, true});
    ui.settle();
    ui.move(from);
    ui.button_down();
    ui.move({from.x + 5, from.y});
    ui.button_up();
    ui.queue(KeyChange{Key{' '}, false});
    ui.settle();
    EXPECT_EQ(sheet().image.pan_x, 325);
    EXPECT_FALSE(sheet().cursor.anchor) << "a drag that pans selects nothing";
}

TEST_F(ImagePanelTest, TheScrollBarsPan) {
    given_picture(100, {.pixels = "gray", .width = 10000, .height = 10000, .row_stride = {}, .zoom = 1});
    const ImageFrame frame = picture();
    ui.drag({frame.to.x + 4, frame.from.y + 5}, {frame.to.x + 4, frame.to.y + 50});
    EXPECT_EQ(sheet().image.pan_y, 10000 - frame.viewport.room_height);
    EXPECT_EQ(sheet().image.pan_x, 0);
}

TEST_F(ImagePanelTest, FitAndOneToOne) {
    given_picture(100, {.pixels = "gray", .width = 1000, .height = 1000, .row_stride = {}});
    EXPECT_LT(zoom(), 1);
    ui.click(Screen().place_of("1:1"));
    EXPECT_EQ(zoom(), 1);
    EXPECT_TRUE(Screen().shows("100 %"));
    ui.click(Screen().place_of("Fit"));
    EXPECT_EQ(sheet().image.zoom, 0);
}

TEST_F(ImagePanelTest, AFormatThatIsWrongSaysSoAndTheLastPictureStays) {
    given_picture(12, {.pixels = "rgb24", .width = 2, .height = 2, .row_stride = {}});
    ImageSettings wrong = sheet().image;
    wrong.pixels = "l16{R5 G6 B4}";
    show(wrong);
    EXPECT_TRUE(Screen().shows("x1 would pad it")) << Screen().all();
    EXPECT_EQ(texel(1, 1), (Rgba{9, 10, 11, 255}));
    ui.type("ff");
    EXPECT_EQ(texel(0, 0), (Rgba{255, 1, 2, 255})) << "it still follows the bytes";
}

TEST_F(ImagePanelTest, FieldsTakeNumbersAndRefuseWhatIsNoPicture) {
    given_picture(4096, {.pixels = "gray", .width = 123, .height = 45, .offset = 67, .row_stride = 890});
    enter("123", "0x10");
    EXPECT_EQ(sheet().image.width, 16);
    enter("890", "-32");
    EXPECT_EQ(sheet().image.row_stride, -32);
    enter("67", "1K");
    EXPECT_EQ(sheet().image.offset, 1024);
    enter("45", "0");
    EXPECT_EQ(sheet().image.height, 45);
    EXPECT_TRUE(Screen().shows("height")) << Screen().all();
    enter("-32", "9223372036854775807");
    EXPECT_EQ(sheet().image.row_stride, -32);
    EXPECT_TRUE(Screen().shows("an image of 16 x 45")) << Screen().all();
}

TEST_F(ImagePanelTest, FormatsAreFoundByAnyName) {
    given_picture(4096, {.pixels = "gray", .width = 4, .height = 4, .row_stride = {}});
    const ImVec2 combo = Screen().place_of("gray");
    ui.click(combo);
    ui.type("ABGR32");
    ui.press("Enter");
    EXPECT_EQ(sheet().image.pixels, "ABGR32");
    EXPECT_EQ(texel(0, 0), (Rgba{2, 1, 0, 3}));
    ui.click(combo);
    ui.type("l16{B5 G6 R5}");
    ui.press("Enter");
    EXPECT_EQ(sheet().image.pixels, "l16{B5 G6 R5}");
    ui.click(combo);
    ui.type("uyvy4");
    ui.press("Enter");
    EXPECT_EQ(sheet().image.pixels, "uyvy422") << "the first that is found";
}

TEST_F(ImagePanelTest, EscapeLeavesTheFormatAsItWas) {
    given_picture(4096, {.pixels = "gray", .width = 4, .height = 4, .row_stride = {}});
    ui.click(Screen().place_of("gray"));
    ui.type("bgr");
    EXPECT_TRUE(Screen().shows("B8 G8 R8")) << Screen().all();
    ui.press("Esc");
    EXPECT_FALSE(Screen().shows("B8 G8 R8")) << Screen().all();
    EXPECT_EQ(sheet().image.pixels, "gray");
}

TEST_F(ImagePanelTest, AnAmbiguousNameIsRefusedWithWhatItCouldMean) {
    given_picture(4096, {.pixels = "gray", .width = 4, .height = 4, .row_stride = {}});
    ui.click(Screen().place_of("gray"));
    ui.type("RGB888");
    ui.press("Enter");
    EXPECT_EQ(sheet().image.pixels, "gray");
    EXPECT_TRUE(Screen().shows("ambiguous")) << Screen().all();
}

TEST_F(ImagePanelTest, ASteadyFrameDecodesAndUploadsNothing) {
    given_picture(4096, {.pixels = "yuv420p", .width = 40, .height = 40, .row_stride = {}});
    const FakeTextures::Picture& texture = ui.textures.pictures.rbegin()->second;
    auto& first = const_cast<std::byte&>(texture.rgba[0]);
    first ^= std::byte{1};
    const std::byte kept = first;
    ui.frames(3);
    EXPECT_EQ(texture.rgba[0], kept);
    ui.type("ff");
    EXPECT_NE(texture.rgba[0], kept);
}

TEST_F(ImagePanelTest, AGuessIsAskedForAndTaken) {
    // 160 x 100 pixels of 24 bits, smooth, behind a header of 54 bytes.
    std::vector<std::byte> bytes(54, std::byte{0x42});
    for (int y = 0; y < 100; ++y) {
        for (int x = 0; x < 160; ++x) {
            const auto shade = [&](double phase) {
                return static_cast<std::byte>(std::lround(128 + 100 * std::sin(x / 23.0 + phase) * std::cos(y / 17.0)));
            };
            for (const double phase : {0.0, 0.7, 1.9}) bytes.push_back(shade(phase));
        }
    }
    given(std::move(bytes));
    ui.click(Screen().place_of("Guess"));
    while (bench.jobs->running()) std::this_thread::yield();
    ui.settle();
    ASSERT_TRUE(bench.question);
    EXPECT_TRUE(Screen().shows("stride 480")) << Screen().all();
    const FakeTextures::Picture& thumbnail = ui.textures.pictures.rbegin()->second;
    EXPECT_EQ(thumbnail.width, 96);
    EXPECT_NE(thumbnail.rgba[100], thumbnail.rgba[0]) << "there is something to be seen in it";
    ui.press("Enter");
    EXPECT_EQ(sheet().image.row_stride, 480);
    EXPECT_EQ(sheet().image.zoom, 0);
}

TEST_F(ImagePanelTest, WhereNothingRepeatsAGuessSaysSo) {
    std::mt19937 random(1);
    std::vector<std::byte> bytes(1 << 16);
    for (std::byte& byte : bytes) byte = static_cast<std::byte>(random());
    given(std::move(bytes));
    ui.click(Screen().place_of("Guess"));
    while (bench.jobs->running()) std::this_thread::yield();
    ui.settle();
    EXPECT_FALSE(bench.question);
    EXPECT_TRUE(Screen().shows("nothing here repeats")) << Screen().all();
}

}  // namespace
}  // namespace byteprism
