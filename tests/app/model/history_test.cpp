#include "app/model/document/history.hpp"

#include <gtest/gtest.h>

namespace byteprism {
namespace {

Edit edit(std::int64_t offset, std::vector<int> before, std::vector<int> after) {
    const auto stored = [](const std::vector<int>& numbers) {
        std::vector<std::byte> bytes;
        for (const int number : numbers) bytes.push_back(static_cast<std::byte>(number));
        return StoredBytes(std::move(bytes));
    };
    return {offset, stored(before), stored(after), nullptr, {}, {}};
}

std::string ranges(const History& history) {
    std::string text;
    for (const ByteRange& range : history.since_saved().changed.ranges()) {
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
    EXPECT_EQ(history.steps()[0].edits[0].before.in_memory()[0], std::byte{0x11});
    EXPECT_EQ(history.steps()[0].edits[0].after.in_memory()[0], std::byte{0xab});
    EXPECT_EQ(label(history.steps()[0]), "Write 1 byte at 0x0 (0)");
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
    history.step_back();
    EXPECT_TRUE(history.at_saved());
    EXPECT_EQ(ranges(history), "");
    history.step_back();
    EXPECT_EQ(ranges(history), "[4+1]") << "older than the saved state";
    history.step_forth();
    EXPECT_TRUE(history.at_saved());
}

TEST(History, RemembersWhatDiffersAfterTheWayToTheSavedStateIsGone) {
    History history;
    history.record(edit(4, {0}, {1}), Gesture::None);
    history.record(edit(6, {0}, {1}), Gesture::None);
    history.mark_saved();
    history.step_back();
    history.record(edit(20, {0}, {1}), Gesture::None);
    EXPECT_FALSE(history.at_saved());
    EXPECT_FALSE(history.can_redo());
    EXPECT_EQ(ranges(history), "[6+1][20+1]") << "4 is as saved, 6 was taken back";
    history.step_back();
    EXPECT_FALSE(history.at_saved());
    EXPECT_EQ(ranges(history), "[6+1]");
}

TEST(History, ManyStridedRangesDifferAndNoMoreWhenTheyAreTakenBack) {
    constexpr std::int64_t count = 1 << 20;
    const auto strided = [](std::int64_t offset) {
        return Edit{offset,
                    StoredBytes::repeated({std::byte{1}}, count),
                    StoredBytes::repeated({std::byte{2}}, count),
                    std::make_shared<const Layout>(Layout{offset, 1, {{count, 4}}}),
                    {},
                    {}};
    };
    History history;
    history.record(edit(8, {0, 0, 0}, {1, 1, 1}), Gesture::None);
    history.record(strided(0), Gesture::None);
    history.record(strided(1), Gesture::None);
    EXPECT_EQ(history.since_saved().changed.ranges().size(), static_cast<std::size_t>(count));
    EXPECT_EQ(history.since_saved().changed.ranges()[2], (ByteRange{8, 3}));
    history.step_back();
    EXPECT_EQ(history.since_saved().changed.ranges()[1], (ByteRange{4, 1}));
    history.step_back();
    EXPECT_EQ(ranges(history), "[8+3]");
    history.step_forth();
    history.step_back();
    history.step_back();
    EXPECT_EQ(ranges(history), "");
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
