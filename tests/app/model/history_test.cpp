#include "app/model/history.hpp"

#include <gtest/gtest.h>

namespace byteprism {
namespace {

Edit edit(std::int64_t offset, std::vector<int> before, std::vector<int> after) {
    Edit result{offset, {}, {}};
    for (const int byte : before) result.before.push_back(static_cast<std::byte>(byte));
    for (const int byte : after) result.after.push_back(static_cast<std::byte>(byte));
    return result;
}

std::string ranges(const History& history) {
    std::string text;
    for (const ByteRange& range : history.ranges_since_saved()) {
        text += "[" + std::to_string(range.offset) + "+" + std::to_string(range.length) + "]";
    }
    return text;
}

TEST(History, GroupsByGestureAndNeverByClock) {
    History history;
    history.record(edit(0, {0x11}, {0xa1}), Gesture{1});
    history.record(edit(0, {0xa1}, {0xab}), Gesture{1});
    history.record(edit(1, {0x22}, {0xcd}), Gesture{2});
    ASSERT_EQ(history.steps().size(), 2u);
    EXPECT_EQ(history.steps()[0].edits.size(), 1u) << "two digits of one byte are one edit";
    EXPECT_EQ(history.steps()[0].edits[0].before, edit(0, {0x11}, {0xab}).before);
    EXPECT_EQ(label(history.steps()[0]), "Write 1 byte at 0x0");
}

TEST(History, EditsWithoutAGestureAreStepsOfTheirOwn) {
    History history;
    history.record(edit(0, {0}, {1}), Gesture::None);
    history.record(edit(1, {0}, {1}), Gesture::None);
    EXPECT_EQ(history.steps().size(), 2u);
}

TEST(History, UndoingBackToTheSavedStateIsCleanAgain) {
    History history;
    history.record(edit(4, {0}, {1}), Gesture::None);
    history.mark_saved();
    EXPECT_TRUE(history.at_saved());
    history.record(edit(8, {0}, {1}), Gesture::None);
    EXPECT_EQ(ranges(history), "[8+1]");
    history.undo();
    EXPECT_TRUE(history.at_saved());
    EXPECT_EQ(ranges(history), "");
    history.undo();
    EXPECT_EQ(ranges(history), "[4+1]") << "older than the saved state";
    history.redo();
    EXPECT_TRUE(history.at_saved());
}

TEST(History, RemembersWhatDiffersAfterTheWayToTheSavedStateIsGone) {
    History history;
    history.record(edit(4, {0}, {1}), Gesture::None);
    history.record(edit(6, {0}, {1}), Gesture::None);
    history.mark_saved();
    history.undo();
    history.record(edit(20, {0}, {1}), Gesture::None);
    EXPECT_FALSE(history.at_saved());
    EXPECT_FALSE(history.can_redo());
    EXPECT_EQ(ranges(history), "[6+1][20+1]") << "4 is as saved, 6 was taken back";
    history.undo();
    EXPECT_FALSE(history.at_saved());
    EXPECT_EQ(ranges(history), "[6+1]");
}

TEST(History, ATouchAfterSavingBeginsAStepOfItsOwn) {
    History history;
    history.record(edit(0, {0}, {1}), Gesture{7});
    history.mark_saved();
    history.record(edit(0, {1}, {2}), Gesture{7});
    EXPECT_EQ(history.steps().size(), 2u);
}

}  // namespace
}  // namespace byteprism
