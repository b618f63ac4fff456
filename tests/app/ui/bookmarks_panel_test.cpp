// Bookmarks in the hands: added with a key, listed, gone to, renamed, deleted.
#include <array>

#include "tests/app/ui/window_test.hpp"

namespace byteprism {
namespace {

class BookmarksPanelTest : public WindowTest {
protected:
    void given_bookmarks() {
        given("00 11 22 33 44 55 66 77 88 99");
        add({2, 3}, "first");
        add({7, 1}, "second");
        show();
    }
    void add(ByteRange range, const char* name) {
        Actions actions;
        actions.push(Select{sheet().id, range});
        actions.push(AddBookmark{sheet().id, name});
        actions.push(PlaceCursor{sheet().id, 0, Extend::No});
        bench.apply(actions);
    }
    void show() {
        ui.press("Alt+6");
        ui.settle();
    }
    const Bookmarks& bookmarks() { return bench.bookmarks(sheet()); }
};

TEST_F(BookmarksPanelTest, AKeyMarksWhatIsSelected) {
    given("00 [11 |22] 33");
    ui.press("Ctrl+B");
    ASSERT_EQ(bookmarks().list().size(), 1u);
    EXPECT_EQ(bounds(bookmarks().list()[0].items), (ByteRange{1, 2}));
    show();
    EXPECT_SHOWS("bookmark 1");
    EXPECT_SHOWS("2 bytes");
}

TEST_F(BookmarksPanelTest, KeysGoFromOneToTheNext) {
    given_bookmarks();
    ui.press("Alt+Page Down");
    EXPECT_EQ(state(), "00 11 [|22 33 44] 55 66 77 88 99");
    ui.press("Alt+Page Down");
    EXPECT_EQ(sheet().cursor.offset, 7);
    ui.press("Alt+Page Up");
    EXPECT_EQ(sheet().cursor.target(), (ByteRange{2, 3}));
}

TEST_F(BookmarksPanelTest, AClickGoesThere) {
    given_bookmarks();
    ui.click(Screen().place_of("second"));
    EXPECT_EQ(sheet().cursor.offset, 7);
    ui.click(Screen().place_of("first"));
    EXPECT_EQ(sheet().cursor.target(), (ByteRange{2, 3}));
}

TEST_F(BookmarksPanelTest, ADoubleClickRenames) {
    given_bookmarks();
    ui.double_click(Screen().place_of("first"));
    ui.type("header");
    ui.press("Enter");
    EXPECT_NE(bookmarks().named("header"), nullptr);
    EXPECT_EQ(bookmarks().named("first"), nullptr);
}

TEST_F(BookmarksPanelTest, ANameThatIsTakenIsRefusedAtTheField) {
    given_bookmarks();
    ui.double_click(Screen().place_of("first"));
    ui.type("second");
    ui.press("Enter");
    EXPECT_SHOWS("there is a bookmark of that name, at 0x7 (7)");
    ui.press("Esc");
    EXPECT_NE(bookmarks().named("first"), nullptr);
}

TEST_F(BookmarksPanelTest, TheDeleteKeyDeletesTheOneClicked) {
    given_bookmarks();
    ui.click(Screen().place_of("second"));
    ui.press("Delete");
    ASSERT_EQ(bookmarks().list().size(), 1u);
    EXPECT_EQ(bookmarks().list()[0].name, "first");
    EXPECT_EQ(document().size(), 10) << "no bytes are deleted";
}

TEST_F(BookmarksPanelTest, OneThatFitsNoMoreSaysSo) {
    given_bookmarks();
    Bookmark outside = *bookmarks().named("second");
    outside.items = c_order(std::array<std::int64_t, 1>{4}, 1, 8);
    bench.bookmarks(sheet()).change(outside);
    ui.frames(2);
    EXPECT_SHOWS("outside");
}

TEST_F(BookmarksPanelTest, TheBytesOfTheOneUnderTheMouseAreLit) {
    given_bookmarks();
    ui.move(Screen().place_of("first"));
    ASSERT_EQ(sheet().hover.size(), 1u);
    EXPECT_EQ(sheet().hover[0], (ByteRange{2, 3}));
}

}  // namespace
}  // namespace byteprism
