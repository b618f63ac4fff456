// What is done to a picture by hand: painting, regions, the right edge, files that are dropped; and any settings at
// all.
#include <cmath>
#include <fstream>
#include <limits>
#include <random>

#include "tests/app/model/temporary_folder.hpp"
#include "tests/app/ui/image_panel_fixture.hpp"

namespace byteprism {
namespace {

using Ranges = std::vector<ByteRange>;
using Rgba = std::array<int, 4>;

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
        if (random() % 4 == 0) settings.mip = random() % 2 == 0 ? static_cast<std::int64_t>(random() % 8) : number();
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

TEST_F(ImagePanelTest, APictureFileDroppedOnAPixelIsPastedThereIfThatIsMeant) {
    const TemporaryFolder folder;
    const std::string path = (folder.path() / "two.pgm").string();
    std::ofstream(path, std::ios::binary) << "P5\n2 1\n255\n\xAA\xBB";
    given_picture(16, {.pixels = "gray", .width = 4, .height = 4, .row_stride = {}});
    ui.move(pixel(1, 2));
    ui.queue(FilesDropped{{path}});
    ui.settle();
    ASSERT_TRUE(Screen().shows("Paste its pixels here, at 1,2")) << Screen().all();
    ui.press("Enter");
    EXPECT_EQ(document().bytes()[9], std::byte{0xAA});
    EXPECT_EQ(document().bytes()[10], std::byte{0xBB});
    EXPECT_EQ(bench.documents.size(), 1u);
    ui.move(pixel(1, 2));
    ui.queue(FilesDropped{{path}});
    ui.settle();
    ui.press("Down");
    ui.press("Enter");
    EXPECT_EQ(bench.documents.size(), 2u);
}

TEST_F(ImagePanelTest, ALayoutThatWasGivenANameIsChosenByIt) {
    given_picture(16, {.pixels = "l16{R5 G6 B5}", .width = 4, .height = 2, .row_stride = {}});
    run("image.name_format", "mine");
    ui.settle();
    EXPECT_TRUE(Screen().shows("mine")) << Screen().all();
    EXPECT_THROW(run("image.name_format", "gray"), ValueError);
    run("image.pixels", "gray");
    run("image.pixels", "mine");
    EXPECT_EQ(sheet().image.pixels, "l16{R5 G6 B5}");
    run("image.forget_format", "mine");
    EXPECT_TRUE(bench.settings.formats.empty());
}

}  // namespace
}  // namespace byteprism
