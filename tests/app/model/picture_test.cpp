// Pictures that come and go: what opening sees, decoding, exporting, pasting, playing, comparing.
#include <fstream>
#include <thread>

#include "app/model/hex_text.hpp"
#include "app/model/image/image_actions.hpp"
#include "app/model/image/playback.hpp"
#include "tests/app/model/temporary_folder.hpp"
#include "tests/app/model/typing_fixture.hpp"

namespace byteprism {
namespace {

class PictureTest : public TypingTest {
protected:
    std::string written(const std::string& name, const std::string& bytes) {
        const std::string path = (folder.path() / name).string();
        std::ofstream(path, std::ios::binary) << bytes;
        return path;
    }
    void open(const std::string& name, const std::string& bytes) { apply(OpenFile{written(name, bytes)}); }
    const ImageSettings& image() const { return bench.active()->image; }
    SheetId id() const { return bench.active_sheet; }
    std::string bytes() {
        const std::span<const std::byte> all = document().bytes();
        return {reinterpret_cast<const char*>(all.data()), all.size()};
    }
    void finish_jobs() {
        while (bench.jobs->running()) std::this_thread::yield();
        bench.refresh();
    }

    TemporaryFolder folder;
};

TEST_F(PictureTest, APgmFileIsShownInItsOwnBytes) {
    open("a.pgm", "P5\n2 2\n255\nabcd");
    EXPECT_EQ(image().pixels, "gray");
    EXPECT_EQ(image().offset, 11);
    EXPECT_EQ(image().width, 2);
}

TEST_F(PictureTest, AnArrayIsShownAsWhatItIs) {
    using namespace std::string_literals;
    std::string header = "{'descr': '<u2', 'fortran_order': False, 'shape': (3, 2, 5), }";
    header.resize(118, ' ');
    open("a.npy", "\x93NUMPY\x01\0\x76\0"s + header + std::string(60, 'x'));
    EXPECT_EQ(bench.active()->look.description.substr(0, 9), "(3, 2, 5)");
    EXPECT_EQ(image().width, 5);
    EXPECT_EQ(image().height, 2);
    EXPECT_EQ(image().offset, 128);
    EXPECT_EQ(image().frame_stride, 20);
    ASSERT_TRUE(image().tone.window);
    EXPECT_EQ(image().tone.window->low, 0x7878);
    run("image.next_frame");
    run("image.next_frame");
    run("image.next_frame");
    EXPECT_EQ(image().frame, 2) << "the last one";
    run("image.previous_frame");
    EXPECT_EQ(image().frame, 1);
}

TEST_F(PictureTest, APictureIsSaidAsAViewAndShownFromOne) {
    given(std::string(100, 'x'));
    apply(SetLook{id(), "m[4:].cast('B', (8, 4, 3))[::-1]"});
    run("image.show_view");
    EXPECT_EQ(image().pixels, "R8 G8 B8");
    EXPECT_EQ(image().row_stride, -12);
    EXPECT_EQ(image().offset, 4 + 7 * 12);
    apply(SetImage{id(), {.pixels = "gray16le", .width = 3, .height = 2, .offset = 10, .row_stride = 20}});
    run("image.say_view");
    EXPECT_EQ(bench.active()->look.recipe.text, "m.as_strided('H', shape=(2, 3), strides=(20, 2), offset=10)");
}

TEST_F(PictureTest, IsExportedDecodedAndPasted) {
    given("abcdefghi");
    apply(SetImage{id(), {.pixels = "gray", .width = 3, .height = 3, .row_stride = {}}});
    apply(SelectPixels{id(), PixelRect{1, 1, 2, 2}});
    const std::string path = (folder.path() / "part.png").string();
    run("image.export_samples", path);
    apply(OpenFile{path});
    run("image.decode");
    finish_jobs();
    EXPECT_EQ(bytes(), "efhi");
    EXPECT_EQ(image().width, 2);
    EXPECT_EQ(image().pixels, "gray");
    // Into the corner of a picture in another format, as far as it has room.
    given(std::string(9 * 2, '\0'));
    apply(SetImage{id(), {.pixels = "gray16be", .width = 3, .height = 3, .row_stride = {}}});
    apply(SelectPixels{id(), PixelRect{2, 1, 1, 1}});
    run("image.paste_file", path);
    EXPECT_EQ(bytes(), std::string(10, '\0') + "ee" + std::string(4, '\0') + "hh");
    run("edit.undo");
    EXPECT_EQ(bytes(), std::string(18, '\0'));
}

TEST_F(PictureTest, AColourThatStandsForTransparentBecomesAlpha) {
    // 2 x 1 pixels of red, green and blue; 1, 2, 3 is transparent.
    const std::vector<std::byte> file = parse_hex(
        "89504e470d0a1a0a0000000d49484452000000020000000108020000007b40e8dd0000000674524e53000100020003c9"
        "4babf50000000f49444154789c636064626661650300003f001621bad4540000000049454e44ae426082");
    open("t.png", {reinterpret_cast<const char*>(file.data()), file.size()});
    run("image.decode");
    finish_jobs();
    EXPECT_EQ(image().pixels, "rgba") << last_notice();
    EXPECT_EQ(bytes(), std::string("\1\2\3\0\4\5\6\xff", 8));
}

TEST_F(PictureTest, AGreatestValueOfTenBitsIsWhite) {
    open("a.pgm", "P5\n1 1\n1023\n\3\xff");
    EXPECT_EQ(image().pixels, "b16{x6 Y10}");
    open("a.ppm", "P6\n1 1\n15\n\1\2\3");
    EXPECT_EQ(image().pixels, "b24{x4 R4 x4 G4 x4 B4}");
    open("b.pgm", "P5\n1 1\n100\na");
    EXPECT_EQ(image().pixels, "gray");
}

TEST_F(PictureTest, WhatIsCompressedInBlocksIsNotTurned) {
    given(std::string(64, '\0'));
    apply(SetImage{id(), {.pixels = "bc1", .width = 8, .height = 8, .row_stride = {}}});
    run("image.flip_across");
    EXPECT_NE(last_notice().find("compressed"), std::string::npos) << last_notice();
    EXPECT_EQ(image().offset, 0);
}

TEST_F(PictureTest, APlaceOutsideOfThePictureCutsWhatIsPasted) {
    const std::string path = written("p.pgm", "P5\n2 2\n255\nabcd");
    given(std::string(4, '.'));
    apply(SetImage{id(), {.pixels = "gray", .width = 2, .height = 2, .row_stride = {}}});
    run("image.place", "paste -1,-1 " + path);
    EXPECT_EQ(bytes(), "d...");
}

TEST_F(PictureTest, WhatIsNoPictureFileIsNotDecoded) {
    given("neither fish nor fowl");
    run("image.decode");
    finish_jobs();
    EXPECT_NE(last_notice().find("no picture file"), std::string::npos) << last_notice();
    EXPECT_TRUE(bench.errands.empty());
}

TEST_F(PictureTest, FramesArePlayedRoundAndRound) {
    given("abcdef");
    apply(SetImage{id(), {.pixels = "gray", .width = 2, .height = 1, .row_stride = {}}});
    EXPECT_FALSE(bench.patience());
    run("image.play");
    EXPECT_TRUE(bench.patience());
    for (const std::int64_t frame : {1, 2, 0}) {
        bench.find(id())->hand.next_frame = std::chrono::steady_clock::time_point{};
        EXPECT_TRUE(play(bench));
        EXPECT_EQ(image().frame, frame);
        EXPECT_FALSE(play(bench)) << "the next one is not due";
    }
    run("image.play");
    EXPECT_FALSE(bench.patience());
}

TEST_F(PictureTest, TheNextPixelThatDiffersIsFound) {
    given("abcdefghi");
    const SheetId other = id();
    given("abcdXfghY");
    for (const SheetId sheet : {other, id()}) {
        apply(SetImage{sheet, {.pixels = "gray", .width = 3, .height = 3, .row_stride = {}}});
    }
    EXPECT_FALSE(find_command("image.next_difference")->enabled(bench)) << "there is no other side";
    apply(ShowBeside{id(), other});
    run("image.compare", "difference");
    EXPECT_EQ(bench.pair->pictures.how, ImageCompare::Difference);
    run("image.next_difference");
    EXPECT_EQ(cursor().offset, 4);
    run("image.next_difference");
    EXPECT_EQ(cursor().offset, 8);
    EXPECT_THROW(run("image.compare", "sideways"), ValueError);
}

TEST_F(PictureTest, WhatBelongsToAnotherGeometryOrFormatIsForgotten) {
    given(std::string(100, 'x'));
    ImageSettings settings{.pixels = "gray16le", .width = 3, .height = 2, .row_stride = {}};
    apply(SetImage{id(), settings});
    apply(SelectPixels{id(), PixelRect{1, 1, 2, 1}});
    run("image.auto_window");
    ASSERT_TRUE(image().tone.window);
    settings = image();
    settings.zoom = 3;
    settings.frame = 1;
    apply(SetImage{id(), settings});
    EXPECT_TRUE(bench.active()->hand.region) << "the same pixels, elsewhere and larger";
    run("image.width", "4");
    EXPECT_FALSE(bench.active()->hand.region);
    run("image.pixels", "gray");
    EXPECT_FALSE(image().tone.window) << "numbers of other samples";
}

TEST_F(PictureTest, OneFrameAloneIsNotPlayed) {
    given("abc");
    apply(SetImage{id(), {.pixels = "gray", .width = 2, .height = 1, .row_stride = {}}});
    run("image.play");
    EXPECT_FALSE(bench.patience());
    EXPECT_NE(last_notice().find("one frame"), std::string::npos);
}

}  // namespace
}  // namespace byteprism
