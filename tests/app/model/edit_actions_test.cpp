// Commands that change bytes, their number too, and the cursor that goes along.

#include <gtest/gtest.h>

#include "app/model/commands/commands.hpp"
#include "core/error.hpp"
#include "tests/app/model/temporary_folder.hpp"
#include "tests/app/model/text_clipboard.hpp"

namespace byteprism {
namespace {

class EditActionsTest : public testing::Test {
protected:
    EditActionsTest() {
        actions.push(OpenFile{folder.file("a", "hello world")});
        bench.apply(actions);
    }
    void run(std::string_view id) {
        invoke(*find_command(id), bench, actions);
        bench.apply(actions);
    }
    void run(std::string_view id, std::string_view argument) {
        invoke(*find_command(id), argument, bench, actions);
        bench.apply(actions);
    }
    void select(std::int64_t offset, std::int64_t length) {
        actions.push(Select{bench.active_sheet, {offset, length}});
        bench.apply(actions);
    }
    // The text with '|' before the byte that the cursor is on.
    std::string state() const {
        const std::span<const std::byte> bytes = bench.document(*bench.active()).bytes();
        std::string text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        return text.insert(static_cast<std::size_t>(bench.active()->cursor.offset), "|");
    }

    TemporaryFolder folder;
    TextClipboard clipboard;
    Workbench bench{&clipboard};
    Actions actions;
};

TEST_F(EditActionsTest, DeleteTakesTheByteUnderTheCursorOrTheSelection) {
    run("edit.delete");
    EXPECT_EQ(state(), "|ello world");
    select(4, 2);
    run("edit.delete");
    EXPECT_EQ(state(), "ello|orld");
    run("edit.undo");
    EXPECT_EQ(state(), "ello| world");
}

TEST_F(EditActionsTest, TheCursorStaysInsideWhenTheEndGoes) {
    select(8, 3);
    run("edit.delete");
    EXPECT_EQ(state(), "hello w|o");
    run("edit.select_all");
    run("edit.delete");
    EXPECT_EQ(state(), "|");
    run("edit.insert", "2");
    EXPECT_EQ(state(), std::string("|\0\0", 3));
}

TEST_F(EditActionsTest, CutAndPasteBetweenTheBytes) {
    select(0, 6);
    run("edit.cut");
    EXPECT_EQ(state(), "|world");
    EXPECT_EQ(clipboard.text(), "68 65 6c 6c 6f 20");
    run("cursor.end");
    run("edit.paste_insert");
    EXPECT_EQ(state(), "worlhello |d");
    select(0, 4);
    clipboard.set_text("41");
    run("edit.paste_insert");
    EXPECT_EQ(state(), "A|hello d") << "in the place of the selection";
}

TEST_F(EditActionsTest, FillRepeatsThePattern) {
    select(2, 5);
    run("bytes.fill", "41 42");
    EXPECT_EQ(state(), "he|ABABAorld");
    EXPECT_THROW(run("bytes.fill", "4"), ValueError) << "at the field";
    EXPECT_EQ(state(), "he|ABABAorld");
}

TEST_F(EditActionsTest, TheHistoryCanBeJumpedIn) {
    run("edit.delete");
    run("edit.delete");
    run("edit.delete");
    EXPECT_EQ(state(), "|lo world");
    run("edit.go_to_step", "1");
    EXPECT_EQ(state(), "|ello world");
    run("edit.go_to_step", "3");
    EXPECT_EQ(state(), "|lo world");
    EXPECT_THROW(run("edit.go_to_step", "4"), ValueError);
}

TEST_F(EditActionsTest, SavesACopyAndASelectionElsewhere) {
    const std::string copy = (folder.path() / "copy").string();
    select(6, 5);
    run("file.save_selection", copy);
    EXPECT_EQ(contents_of(copy), "world");
    run("edit.delete");
    run("file.save_copy", copy);
    EXPECT_EQ(contents_of(copy), "hello ");
    EXPECT_TRUE(bench.document(*bench.active()).modified()) << "its own file is not saved by that";
    run("file.save_copy", bench.document(*bench.active()).path());
    EXPECT_EQ(bench.notices.size(), 1u);
}

TEST_F(EditActionsTest, NewDocumentsOfASizeOrOfTheClipboard) {
    run("file.new_sized", "3");
    EXPECT_EQ(state(), std::string("|\0\0\0", 4));
    clipboard.set_text("48 69");
    run("file.new_from_clipboard");
    EXPECT_EQ(state(), "|Hi");
    clipboard.set_text("no hex");
    run("file.new_from_clipboard");
    EXPECT_EQ(bench.documents.size(), 3u);
    EXPECT_EQ(bench.notices.size(), 1u);
}

TEST_F(EditActionsTest, TheLookFollowsTheBytes) {
    run("view.look", "m[0]");
    EXPECT_EQ(bench.active()->look.description, "104");
    run("edit.delete");
    EXPECT_EQ(bench.active()->look.description, "101");
    run("view.look", "m[4:9]");
    select(2, 8);
    run("edit.delete");
    EXPECT_FALSE(bench.active()->look.refusal.has_value()) << "slices clamp";
    run("view.look", "m[1]");
    run("edit.delete");
    EXPECT_TRUE(bench.active()->look.refusal.has_value()) << "there is no second byte any more";
}

}  // namespace
}  // namespace byteprism
