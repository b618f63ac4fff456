// What is selected: runs, and the items of views.

#include <gtest/gtest.h>

#include "app/model/commands/commands.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

class SelectionTest : public testing::Test {
protected:
    void SetUp() override { bench.add(Document::untitled("u", Buffer::zeros(256))); }

    void run(std::string_view id, std::string_view argument = "") {
        Actions actions;
        invoke(*find_command(id), argument, bench, actions);
        bench.apply(actions);
    }
    void apply(Action action) {
        Actions actions;
        actions.push(std::move(action));
        bench.apply(actions);
    }
    Cursor& cursor() { return bench.find(bench.active_sheet)->cursor; }

    Workbench bench;
};

const Layout every_fourth{2, 1, {Axis{10, 4}}};

TEST_F(SelectionTest, AStridedOneIsTheItemsOfALayout) {
    apply(SelectItems{bench.active_sheet, every_fourth});
    EXPECT_EQ(cursor().items, every_fourth);
    EXPECT_EQ(cursor().target_items(256), every_fourth);
    EXPECT_EQ(cursor().offset, 2);
    EXPECT_TRUE(cursor().selection().empty()) << "it is no run";
    EXPECT_TRUE(cursor().selects());
}

TEST_F(SelectionTest, AViewWithoutGapsIsARun) {
    apply(SelectItems{bench.active_sheet, c_order(std::vector<std::int64_t>{4, 5}, 2, 10)});
    EXPECT_FALSE(cursor().items);
    EXPECT_EQ(cursor().selection(), (ByteRange{10, 40}));
}

TEST_F(SelectionTest, OfAViewThatLeavesTheFileOrHasNothingIsRefused) {
    apply(SelectItems{bench.active_sheet, Layout{200, 1, {Axis{10, 10}}}});
    EXPECT_EQ(bench.notices.size(), 1u);
    apply(SelectItems{bench.active_sheet, Layout{0, 1, {Axis{0, 10}}}});
    EXPECT_EQ(bench.notices.size(), 2u);
    EXPECT_FALSE(cursor().selects());
}

TEST_F(SelectionTest, AStridedOneEndsWithAnyMovement) {
    for (const char* id : {"cursor.right", "select.right", "edit.select_all", "edit.select_none"}) {
        apply(SelectItems{bench.active_sheet, every_fourth});
        run(id);
        EXPECT_FALSE(cursor().items) << id;
    }
    apply(SelectItems{bench.active_sheet, every_fourth});
    run("select.right");
    EXPECT_EQ(cursor().selection(), (ByteRange{2, 2})) << "grown from its first byte";
}

TEST_F(SelectionTest, AStridedOneThatTheFileBecomesTooShortForEnds) {
    apply(SelectItems{bench.active_sheet, Layout{0, 1, {Axis{64, 4}}}});
    bench.document(*bench.active()).replace({100, 100}, {}, Gesture::None);
    apply(Dismiss{});
    EXPECT_FALSE(cursor().selects());
}

TEST_F(SelectionTest, TheViewOfTheBarIsSelected) {
    run("view.look", "m[1:20:2]");
    run("edit.select_view");
    EXPECT_EQ(cursor().items, (Layout{1, 1, {Axis{10, 2}}}));
    run("view.look", "m.cast('B', (16, 16))[::-1, 3]");
    run("edit.select_view");
    EXPECT_EQ(cursor().items, (Layout{243, 1, {Axis{16, -16}}}));
}

TEST_F(SelectionTest, TheCursorGoesToTheOtherEnd) {
    apply(Select{bench.active_sheet, {10, 5}});
    EXPECT_EQ(cursor().offset, 10);
    run("edit.swap_ends");
    EXPECT_EQ(cursor().offset, 14);
    EXPECT_EQ(cursor().selection(), (ByteRange{10, 5}));
    run("select.right");
    EXPECT_EQ(cursor().selection(), (ByteRange{10, 6}));
}

}  // namespace
}  // namespace byteprism
