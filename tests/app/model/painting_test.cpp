// What painting does to the bytes, the history and the hand.
#include "app/model/image/image_actions.hpp"
#include "tests/app/model/typing_fixture.hpp"

namespace byteprism {
namespace {

class PaintingTest : public TypingTest {
protected:
    void given_picture(std::string_view text, const ImageSettings& settings) {
        given(text);
        apply(SetImage{id(), settings});
    }
    SheetId id() const { return bench.active_sheet; }
    std::string bytes() {
        const std::span<const std::byte> all = document().bytes();
        return {reinterpret_cast<const char*>(all.data()), all.size()};
    }
};

TEST_F(PaintingTest, AStrokeIsOneStepWhateverItIsMadeOf) {
    given_picture("................", {.pixels = "gray", .width = 4, .height = 4, .row_stride = {}});
    run("image.colour", "#414141");
    apply(PaintLine{id(), {0, 0}, {0, 0}, Stroke::Begins});
    apply(PaintLine{id(), {0, 0}, {2, 2}, Stroke::GoesOn});
    apply(PaintLine{id(), {2, 2}, {9, 2}, Stroke::GoesOn});
    EXPECT_EQ(bytes(), "A....A....AA....");
    apply(PaintLine{id(), {3, 3}, {3, 3}, Stroke::Begins});
    EXPECT_EQ(bytes(), "A....A....AA...A");
    run("edit.undo");
    EXPECT_EQ(bytes(), "A....A....AA....");
    run("edit.undo");
    EXPECT_EQ(bytes(), "................");
}

TEST_F(PaintingTest, OnlyTheBitsOfThePixelsChange) {
    given_picture("\x0f\xf0", {.pixels = "b8{I1*8} /8x1", .width = 8, .height = 2, .row_stride = {}});
    run("image.colour", "FFFFFF");
    apply(PaintRect{id(), {1, 0, 2, 2}});
    EXPECT_EQ(bytes(), "\x6f\xf0");
    EXPECT_EQ(document().history().steps().size(), 1u);
}

TEST_F(PaintingTest, ARegionIsAStridedSelectionAndWhatIsFilled) {
    given_picture("....#....#....#....#", {.pixels = "gray", .width = 4, .height = 4, .row_stride = 5});
    apply(SelectPixels{id(), PixelRect{1, 1, 2, 9}});
    ASSERT_TRUE(cursor().items);
    EXPECT_EQ(*cursor().items, (Layout{6, 1, {Axis{3, 5}, Axis{2, 1}}}));
    run("image.colour", "#414141");
    run("image.fill_region");
    EXPECT_EQ(bytes(), "....#.AA.#.AA.#.AA.#");
    run("edit.undo");
    EXPECT_EQ(bytes(), "....#....#....#....#") << "one step";
    apply(SelectPixels{id(), std::nullopt});
    run("image.clear_channel", "Y");
    EXPECT_EQ(bytes(), std::string("\0\0\0\0#\0\0\0\0#\0\0\0\0#\0\0\0\0#", 20));
}

TEST_F(PaintingTest, AChannelIsClearedAndTheOthersStay) {
    given_picture("abcdefghi", {.pixels = "bgr24", .width = 3, .height = 1, .row_stride = {}});
    run("image.clear_channel", "G");
    EXPECT_EQ(bytes(), std::string("a\0cd\0fg\0i", 9));
    EXPECT_EQ(document().history().steps().size(), 1u);
    run("image.clear_channel", "Q");
    EXPECT_EQ(last_notice(), "'Q' is no component of bgr24: it has RGB");
}

TEST_F(PaintingTest, WhatIsPickedIsPaintedExactly) {
    given_picture(std::string("\x01\x40\x49\x0f", 4),
                  {.pixels = "l16{x4 Y12}", .width = 2, .height = 1, .row_stride = {}});
    apply(PickPixel{id(), {0, 0}});
    apply(PaintLine{id(), {1, 0}, {1, 0}, Stroke::Begins});
    EXPECT_EQ(bytes(), std::string("\x01\x40\x01\x00", 4)) << "the code of 12 bits, not its colour; the padding stays";
}

TEST_F(PaintingTest, APointThatIsFilledFillsItsArea) {
    given_picture("aabaabbbb", {.pixels = "gray", .width = 3, .height = 3, .row_stride = {}});
    run("image.colour", "#2E2E2E");
    apply(PaintFlood{id(), {1, 1}});
    EXPECT_EQ(bytes(), "..b..bbbb");
    apply(PaintFlood{id(), {7, 1}});
    EXPECT_EQ(bytes(), "..b..bbbb") << "outside of the picture";
}

TEST_F(PaintingTest, RefusesWhatIsTooMuchOrForbidden) {
    given_picture("abcd", {.pixels = "gray", .width = 1 << 20, .height = 1 << 20, .row_stride = {}});
    run("image.fill_region");
    EXPECT_EQ(last_notice(), "1048576 x 1048576 pixels are too many to be painted at once: 16777216 are the most");
    EXPECT_EQ(bytes(), "abcd");
    document().set_editing(Editing::Refused);
    apply(PaintLine{id(), {0, 0}, {1, 0}, Stroke::Begins});
    EXPECT_EQ(bytes(), "abcd");
}

TEST_F(PaintingTest, AColourIsSixOrEightDigits) {
    given_picture("abcd", {.pixels = "rgba", .width = 1, .height = 1, .row_stride = {}});
    run("image.colour", "#01020304");
    EXPECT_EQ(bench.active()->hand.colour, (Rgba8{1, 2, 3, 4}));
    EXPECT_THROW(run("image.colour", "#0102030"), ValueError);
    EXPECT_THROW(run("image.colour", "red"), ValueError);
}

}  // namespace
}  // namespace byteprism
