// The image panel in the hands: what it shows, and how it is linked with the bytes.
#include <cmath>
#include <limits>
#include <random>
#include <thread>

#include "app/model/image/image_actions.hpp"
#include "app/ui/image/image_paint.hpp"
#include "app/ui/image/image_viewport.hpp"
#include "tests/app/ui/screen.hpp"
#include "tests/app/ui/ui_driver.hpp"

namespace byteprism {
namespace {

class ImagePanelTest : public UiTest {
protected:
    // A document whose bytes count up, shown as a picture.
    void given_picture(std::size_t size, const ImageSettings& settings) {
        std::vector<std::byte> bytes;
        for (std::size_t i = 0; i < size; ++i) bytes.push_back(static_cast<std::byte>(i));
        given(std::move(bytes));
        show(settings);
    }
    void show(const ImageSettings& settings) {
        Actions actions;
        actions.push(SetImage{sheet().id, settings});
        bench.apply(actions);
        ui.settle();
    }

    // The picture as it is laid out now. The room ends where the scroll bars begin.
    ImageFrame picture() {
        const ImGuiWindow* const window = ui.window("/picture_");
        const float bar = std::floor(ImGui::GetStyle().ScrollbarSize * 0.75f);
        ImageFrame frame{window->Pos, {}, {}, {}};
        frame.to = {window->Pos.x + window->Size.x - bar, window->Pos.y + window->Size.y - bar};
        const ImageSettings& image = sheet().image;
        frame.viewport =
            viewport_of(image, {.width = image.width, .height = image.height},
                        static_cast<double>(frame.to.x - frame.from.x), static_cast<double>(frame.to.y - frame.from.y));
        return frame;
    }
    // The middle of a pixel on the screen.
    ImVec2 pixel(double x, double y) { return picture().corner(x + 0.5, y + 0.5); }
    double zoom() { return picture().viewport.zoom; }

    // Of the decoded pixels: the last texture made; the tiles of the patterns come before.
    std::array<int, 4> texel(int x, int y) {
        const FakeTextures::Picture& texture = ui.textures.pictures.rbegin()->second;
        std::array<int, 4> rgba{};
        for (std::size_t i = 0; i < 4; ++i) {
            rgba[i] = std::to_integer<int>(texture.rgba[static_cast<std::size_t>(y * texture.width + x) * 4 + i]);
        }
        return rgba;
    }
    // Whether a frame in this colour has a corner there.
    bool marked(ImVec2 corner, ImU32 color) {
        const ImDrawData& data = *ImGui::GetDrawData();
        for (int i = 0; i < data.CmdListsCount; ++i) {
            for (const ImDrawVert& vertex : data.CmdLists[i]->VtxBuffer) {
                if ((vertex.col & ~IM_COL32_A_MASK) == (color & ~IM_COL32_A_MASK) &&
                    std::abs(vertex.pos.x - corner.x) < 3 && std::abs(vertex.pos.y - corner.y) < 3) {
                    return true;
                }
            }
        }
        return false;
    }
    // Opens a field by what stands in it.
    void enter(std::string_view shown, std::string_view typed) {
        ui.click(Screen().place_of(shown));
        ui.press("Ctrl+A");
        ui.type(typed);
        ui.press("Enter");
    }
    const Colors& look() { return colors(bench.settings.theme); }
};

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

TEST_F(ImagePanelTest, ADragOfThePencilIsOneStrokeSeenInTheSameFrame) {
    given_picture(64, {.pixels = "gray", .width = 8, .height = 8, .row_stride = {}});
    ui.click(Screen().place_of("Pencil"));
    Actions actions;
    actions.push(TakeColour{sheet().id, {255, 255, 255}});
    bench.apply(actions);
    ui.drag(pixel(1, 1), pixel(4, 1));
    for (int x = 1; x <= 4; ++x) EXPECT_EQ(texel(x, 1)[0], 255) << x;
    EXPECT_EQ(texel(5, 1)[0], 13);
    EXPECT_EQ(bench.document(sheet()).bytes()[9], std::byte{255});
    ui.press("Ctrl+Z");
    EXPECT_EQ(texel(2, 1)[0], 10) << "one step";
}

TEST_F(ImagePanelTest, AStrokeEndsWhereAnotherToolOrSheetBegins) {
    given_picture(64, {.pixels = "gray", .width = 8, .height = 8, .row_stride = {}});
    ui.move(pixel(1, 1));
    ui.button_down();
    ui.move(pixel(3, 3));
    Actions actions;
    actions.push(TakeTool{sheet().id, ImageTool::Rectangle});
    bench.apply(actions);
    ui.move(pixel(6, 6));
    ui.button_up();
    EXPECT_EQ(bench.document(sheet()).history().steps().size(), 0u) << "a region was dragged, nothing painted";
}

TEST_F(ImagePanelTest, ADragSelectsARegionAndItsBytes) {
    given_picture(64, {.pixels = "gray", .width = 8, .height = 8, .row_stride = {}});
    ui.drag(pixel(2, 1), pixel(4, 3));
    EXPECT_EQ(sheet().hand.region, (PixelRect{2, 1, 3, 3}));
    ASSERT_TRUE(sheet().cursor.items);
    EXPECT_EQ(*sheet().cursor.items, (Layout{10, 1, {Axis{3, 8}, Axis{3, 1}}}));
    ui.click(pixel(0, 0));
    EXPECT_FALSE(sheet().hand.region);
}

TEST_F(ImagePanelTest, TheRightEdgeIsDraggedToAnotherWidth) {
    given_picture(4096, {.pixels = "gray", .width = 16, .height = 8, .row_stride = {}, .zoom = 4});
    const ImVec2 edge = picture().corner(16, 4);
    ui.drag({edge.x + 1, edge.y}, {edge.x + 4 * 4 + 1, edge.y});
    EXPECT_EQ(sheet().image.width, 20);
    EXPECT_FALSE(sheet().hand.region);
}

TEST_F(ImagePanelTest, LargePixelsShowWhatIsStored) {
    given_picture(64, {.pixels = "l16{x4 Y12}", .width = 2, .height = 2, .row_stride = {}, .zoom = 48});
    EXPECT_TRUE(Screen().shows("770")) << Screen().all();
    show({.pixels = "l16{x4 Y12}", .width = 2, .height = 2, .row_stride = {}, .zoom = 8});
    EXPECT_FALSE(Screen().shows("770")) << "too small for it";
}

TEST_F(ImagePanelTest, ATypedByteMendsOnlyItsPixelAndLooksAsIfAllWereMade) {
    std::mt19937 random(3);
    for (const char* pixels : {"rgb565le", "nv12", "yuyv422", "b8{I1*8} /8x1", "gbrp", "Y9 x7"}) {
        given_picture(4096, {.pixels = pixels, .width = 31, .height = 17, .row_stride = {}});
        const auto pixels_now = [&] { return ui.textures.pictures.rbegin()->second.rgba; };
        for (int i = 0; i < 20; ++i) {
            Actions actions;
            actions.push(PlaceCursor{sheet().id, static_cast<std::int64_t>(random() % 1500), Extend::No});
            bench.apply(actions);
            ui.type("a5");
        }
        const auto mended = pixels_now();
        ImageSettings other = sheet().image;
        other.offset = 1;
        show(other);
        other.offset = 0;
        show(other);
        EXPECT_EQ(mended, pixels_now()) << pixels;
    }
}

TEST_F(ImagePanelTest, FormsChangeGeometryAndColours) {
    given_picture(4096, {.pixels = "gray", .width = 16, .height = 16, .row_stride = {}});
    ui.click(Screen().place_of("Geometry"));
    ui.click(Screen().place_of("Tiles"));
    ASSERT_TRUE(sheet().image.tiling);
    EXPECT_EQ(texel(8, 0)[0], 64) << "the second tile of 8 x 8";
    EXPECT_EQ(texel(0, 1)[0], 8);
    ui.press("Esc");
    ui.click(Screen().place_of("Colours"));
    ui.click(Screen().place_of("min-max"));
    EXPECT_TRUE(sheet().image.tone.window);
}

// Whatever the numbers are: a picture with marks, or a reason; and the window comes to rest.
TEST_F(ImagePanelTest, AnySettingsGiveAPictureOrAReason) {
    given_picture(4096, {.pixels = "gray", .width = 4, .height = 4, .row_stride = {}});
    std::mt19937_64 random(11);
    const auto number = [&]() -> std::int64_t {
        switch (random() % 6) {
            case 0:
                return 0;
            case 1:
                return static_cast<std::int64_t>(random() % 64);
            case 2:
                return -static_cast<std::int64_t>(random() % 5000);
            case 3:
                return std::int64_t{1} << (random() % 63);
            case 4:
                return std::numeric_limits<std::int64_t>::max() - static_cast<std::int64_t>(random() % 3);
            default:
                return static_cast<std::int64_t>(random());
        }
    };
    const auto maybe = [&]() { return random() % 3 == 0 ? std::optional(number()) : std::nullopt; };
    const auto positive = [&] { return 1 + static_cast<std::int64_t>(random() % 300); };
    const auto real = [&] {
        constexpr double odd[] = {0, 1, -1, 1e300, -1e300, std::numeric_limits<double>::quiet_NaN(), HUGE_VAL};
        return odd[random() % std::size(odd)];
    };
    constexpr const char* formats[] = {
        "gray",      "rgb565le",    "nv12",           "yuyv422",
        "grayf32le", "bayer_rggb8", "monob",          "pal8;pal=9223372036854775807,R8 G8 B8",
        "gbrp16le",  "Y64f",        "b40{Y10*4} /4x1"};
    for (int round = 0; round < 400; ++round) {
        ImageSettings settings;
        settings.pixels = formats[random() % std::size(formats)];
        settings.width = random() % 2 == 0 ? positive() : number();
        settings.height = random() % 2 == 0 ? positive() : number();
        settings.offset = random() % 2 == 0 ? positive() : number();
        settings.row_stride = maybe();
        settings.pixel_stride = maybe();
        settings.frame = random() % 2 == 0 ? 0 : number();
        settings.frame_stride = maybe();
        if (random() % 4 == 0)
            settings.tiling = Tiling{positive(), positive(), {}, static_cast<GroupOrder>(random() % 3)};
        if (random() % 4 == 0) settings.mosaic = Mosaic{number(), number()};
        if (random() % 4 == 0) settings.planes = {{}, {maybe(), maybe(), maybe(), {}}};
        settings.tone.window = random() % 2 == 0 ? std::optional(Window{real(), real()}) : std::nullopt;
        settings.tone.exposure = real();
        settings.tone.gamma = real();
        settings.tone.map = static_cast<FalseColour>(random() % 6);
        settings.tone.mosaic = static_cast<MosaicView>(random() % 4);
        settings.tone.chroma = static_cast<ChromaUpsampling>(random() % 2);
        settings.tone.marks = random() % 2 == 0;
        settings.zoom = random() % 2 == 0 ? 0 : std::abs(real());
        settings.pan_x = real();
        settings.pan_y = real();
        show(settings);
        Actions actions;
        const PixelPlace from{number(), number()}, to{number(), number()};
        actions.push(SelectPixels{sheet().id, PixelRect{0, 0, positive(), positive()}});
        actions.push(PaintLine{sheet().id, from, to, Stroke::Begins});
        actions.push(FitWindow{sheet().id, 0.005});
        actions.push(StepFrame{sheet().id, 1});
        bench.apply(actions);
        ui.settle();
    }
}

}  // namespace
}  // namespace byteprism
