#include "app/model/bookmarks/bookmarks.hpp"

#include <array>

#include <gtest/gtest.h>

#include "app/model/commands/commands.hpp"
#include "core/error.hpp"
#include "tests/app/model/temporary_folder.hpp"

namespace byteprism {
namespace {

Bookmark run_of(std::int64_t offset, std::int64_t length) {
    Bookmark bookmark;
    bookmark.items = c_order(std::array{length}, 1, offset);
    return bookmark;
}

ByteRange after(std::int64_t offset, std::int64_t length, const Splice& splice) {
    return bounds(moved(run_of(offset, length), splice).items);
}

TEST(MovedBookmark, MovesWithWhatIsInsertedOrDeletedBeforeIt) {
    EXPECT_EQ(after(10, 4, {0, 0, 3}), (ByteRange{13, 4}));
    EXPECT_EQ(after(10, 4, {10, 0, 3}), (ByteRange{13, 4})) << "right before it";
    EXPECT_EQ(after(10, 4, {2, 3, 0}), (ByteRange{7, 4}));
    EXPECT_EQ(after(10, 4, {2, 8, 1}), (ByteRange{3, 4}));
}

TEST(MovedBookmark, StaysBeforeWhatHappensBehindIt) {
    EXPECT_EQ(after(10, 4, {14, 0, 3}), (ByteRange{10, 4}));
    EXPECT_EQ(after(10, 4, {20, 5, 0}), (ByteRange{10, 4}));
}

TEST(MovedBookmark, GrowsAndShrinksWithWhatHappensInside) {
    EXPECT_EQ(after(10, 4, {12, 0, 3}), (ByteRange{10, 7}));
    EXPECT_EQ(after(10, 4, {11, 2, 0}), (ByteRange{10, 2}));
    EXPECT_EQ(after(10, 4, {8, 4, 0}), (ByteRange{8, 2})) << "its beginning is deleted";
    EXPECT_EQ(after(10, 4, {12, 9, 0}), (ByteRange{10, 2})) << "its end is deleted";
    EXPECT_EQ(after(10, 4, {10, 4, 6}), (ByteRange{10, 6})) << "all of it becomes other bytes";
    EXPECT_EQ(after(10, 4, {8, 9, 0}), (ByteRange{8, 0})) << "all of it is deleted";
}

TEST(MovedBookmark, OfItemsKeepsTheirFormatWhileWholeOnesAreLeft) {
    Bookmark words;
    words.format = "<I";
    words.items = c_order(std::array<std::int64_t, 1>{3}, 4, 8);
    EXPECT_EQ(moved(words, {8, 4, 0}).items, c_order(std::array<std::int64_t, 1>{2}, 4, 8));
    const Bookmark cut = moved(words, {9, 1, 0});
    EXPECT_EQ(cut.format, "B");
    EXPECT_EQ(bounds(cut.items), (ByteRange{8, 11}));
}

TEST(MovedBookmark, WithGapsMovesAsAWholeOrStays) {
    Bookmark column;
    column.items = checked_layout(std::array<std::int64_t, 1>{4}, std::array<std::int64_t, 1>{16}, 1, 32, 1000);
    EXPECT_EQ(moved(column, {0, 0, 5}).items.offset, 37);
    EXPECT_EQ(moved(column, {40, 0, 5}).items, column.items);
}

class BookmarksTest : public testing::Test {
protected:
    BookmarksTest() { bench.add(Document::untitled("u", Buffer::zeros(256))); }
    void act(Action action) {
        Actions actions;
        actions.push(std::move(action));
        bench.apply(actions);
    }
    void run(const char* id, const char* argument = "") {
        Actions actions;
        invoke(*find_command(id), argument, bench, actions);
        bench.apply(actions);
    }
    void mark(ByteRange range, const char* name) {
        act(Select{bench.active_sheet, range});
        act(AddBookmark{bench.active_sheet, name});
    }
    Sheet& sheet() { return *bench.find(bench.active_sheet); }
    Document& document() { return bench.document(sheet()); }
    const Bookmarks& bookmarks() { return bench.bookmarks(sheet()); }
    ByteRange place(const char* name) { return bounds(bookmarks().named(name)->items); }

    Workbench bench;
};

TEST_F(BookmarksTest, MarkTheSelectionOrTheByteOfTheCursor) {
    mark({4, 3}, "three");
    act(PlaceCursor{bench.active_sheet, 9, Extend::No});
    run("bookmark.add");
    ASSERT_EQ(bookmarks().list().size(), 2u);
    EXPECT_EQ(place("three"), (ByteRange{4, 3}));
    EXPECT_EQ(place("bookmark 2"), (ByteRange{9, 1}));
    EXPECT_FALSE(document().modified());
}

TEST_F(BookmarksTest, MarkItemsWithGaps) {
    const Layout column = checked_layout(std::array<std::int64_t, 1>{4}, std::array<std::int64_t, 1>{16}, 1, 3, 256);
    act(SelectItems{bench.active_sheet, column});
    run("bookmark.add_named", "column");
    EXPECT_EQ(bookmarks().named("column")->items, column);
    act(PlaceCursor{bench.active_sheet, 0, Extend::No});
    run("bookmark.go_to", "column");
    EXPECT_EQ(sheet().cursor.items, column);
}

TEST_F(BookmarksTest, ANameLeadsToOnePlace) {
    mark({4, 3}, "a");
    mark({8, 3}, "a");
    EXPECT_EQ(bookmarks().list().size(), 1u);
    ASSERT_EQ(bench.notices.size(), 1u);
    EXPECT_THROW(run("bookmark.go_to", "b"), ValueError);
}

TEST_F(BookmarksTest, NextAndPreviousGoRound) {
    mark({100, 4}, "second");
    mark({10, 4}, "first");
    mark({200, 1}, "third");
    act(PlaceCursor{bench.active_sheet, 0, Extend::No});
    std::vector<std::int64_t> places;
    for (int n = 0; n < 4; ++n) {
        run("bookmark.next");
        places.push_back(sheet().cursor.target().offset);
    }
    EXPECT_EQ(places, (std::vector<std::int64_t>{10, 100, 200, 10}));
    run("bookmark.previous");
    EXPECT_EQ(sheet().cursor.offset, 200);
    run("bookmark.previous");
    EXPECT_EQ(sheet().cursor.target(), (ByteRange{100, 4}));
}

TEST_F(BookmarksTest, FollowEditsAndTheirUndoAndRedo) {
    mark({100, 10}, "a");
    mark({105, 2}, "inner");
    mark({150, 1}, "b");
    act(Select{bench.active_sheet, {102, 20}});
    act(Delete{bench.active_sheet});
    EXPECT_EQ(place("a"), (ByteRange{100, 2}));
    EXPECT_EQ(place("inner").length, 0);
    EXPECT_EQ(place("b"), (ByteRange{130, 1}));
    act(Select{bench.active_sheet, {0, 10}});
    act(Delete{bench.active_sheet});
    EXPECT_EQ(place("b"), (ByteRange{120, 1}));
    act(Undo{bench.active_sheet});
    act(Undo{bench.active_sheet});
    EXPECT_EQ(place("a"), (ByteRange{100, 10}));
    EXPECT_EQ(place("inner"), (ByteRange{105, 2}));
    EXPECT_EQ(place("b"), (ByteRange{150, 1}));
    act(Redo{bench.active_sheet});
    EXPECT_EQ(place("a"), (ByteRange{100, 2}));
    act(Undo{bench.active_sheet});
    EXPECT_EQ(place("a"), (ByteRange{100, 10}));
}

TEST_F(BookmarksTest, AnUndoLeavesWhatWasDoneToThemMeanwhile) {
    mark({100, 10}, "a");
    act(Select{bench.active_sheet, {102, 20}});
    act(Delete{bench.active_sheet});
    mark({50, 1}, "new");
    act(PlaceCursor{bench.active_sheet, 100, Extend::No});
    run("bookmark.rename", "renamed");
    act(Undo{bench.active_sheet});
    EXPECT_EQ(place("new"), (ByteRange{50, 1}));
    EXPECT_EQ(place("renamed"), (ByteRange{100, 10}));
}

TEST_F(BookmarksTest, ThatFitNoMoreAreRefusedWithTheNumbers) {
    mark({200, 10}, "a");
    Bookmark outside = *bookmarks().named("a");
    outside.items.offset = 250;
    act(ChangeBookmark{bench.active_sheet, outside});
    EXPECT_FALSE(fits(*bookmarks().named("a"), document().size()));
    run("bookmark.go_to", "a");
    ASSERT_EQ(bench.notices.size(), 1u);
    EXPECT_NE(bench.notices[0].text.find("0xfa (250)"), std::string::npos) << bench.notices[0].text;
}

TEST_F(BookmarksTest, AreExportedAndImported) {
    const TemporaryFolder folder;
    const std::string path = (folder.path() / "marks.json").string();
    mark({4, 3}, "a");
    act(SelectItems{bench.active_sheet,
                    checked_layout(std::array<std::int64_t, 1>{4}, std::array<std::int64_t, 1>{-16}, 2, 99, 256)});
    run("bookmark.add_named", "b");
    Bookmark colored = *bookmarks().named("a");
    colored.color.rgb = 0x12abcd;
    colored.comment = "to \"be\" kept";
    act(ChangeBookmark{bench.active_sheet, colored});
    run("bookmark.export", path.c_str());
    const std::vector<Bookmark> before = bookmarks().list();
    run("bookmark.import", path.c_str());
    EXPECT_EQ(bookmarks().list(), before) << "what is there is not added again";
    bench.add(Document::untitled("other", Buffer::zeros(256)));
    run("bookmark.import", path.c_str());
    ASSERT_EQ(bookmarks().list().size(), 2u) << contents_of(path);
    EXPECT_EQ(bookmarks().named("a")->color, colored.color);
    EXPECT_EQ(bookmarks().named("a")->comment, colored.comment);
    EXPECT_EQ(bookmarks().named("b")->items, before[1].items.offset == 99 ? before[1].items : before[0].items);
}

TEST_F(BookmarksTest, AnImportThatIsWrongAddsNothingAndSaysWhere) {
    const TemporaryFolder folder;
    for (const char* wrong :
         {"", "[]", "{}", R"({"bookmarks": 1})", R"({"bookmarks": [{"name": "a", "offset": 1}, {"name": "b"}]})",
          R"({"bookmarks": [{"name": "a", "offset": -1}]})",
          R"({"bookmarks": [{"name": "a", "offset": 1, "color": "red"}]})",
          R"({"bookmarks": [{"name": "a", "offset": 1, "format": "<"}]})",
          R"({"bookmarks": [{"name": "a", "offset": 1, "shape": [9223372036854775807], "strides": [16]}]})",
          R"({"bookmarks": [{"name": "a", "offset": 1, "shape": [2], "strides": [1, 1]}]})"}) {
        bench.notices.clear();
        run("bookmark.import", folder.file("marks.json", wrong).c_str());
        EXPECT_EQ(bench.notices.size(), 1u) << wrong;
        EXPECT_TRUE(bookmarks().list().empty()) << wrong;
    }
}

TEST_F(BookmarksTest, ComeBackWhenTheirFileOpensAgain) {
    const TemporaryFolder folder;
    const std::string path = folder.file("a.bin", "0123456789");
    act(OpenFile{path});
    mark({4, 3}, "a");
    act(CloseSheet{bench.active_sheet, Edits::Discard});
    act(OpenFile{path});
    EXPECT_EQ(place("a"), (ByteRange{4, 3}));
}

}  // namespace
}  // namespace byteprism
