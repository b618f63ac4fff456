#include "app/model/commands/commands.hpp"

#include <map>
#include <set>

#include <gtest/gtest.h>

#include "core/error.hpp"

namespace byteprism {
namespace {

class CommandsTest : public testing::Test {
protected:
    void SetUp() override { bench.add(Document::untitled("u", Buffer::zeros(256))); }

    void press(Key key) {
        Actions actions;
        invoke_key(key, Scope::Panels, bench, actions);
        bench.apply(actions);
    }
    void run(const char* id, const char* argument) {
        Actions actions;
        invoke(*find_command(id), argument, bench, actions);
        bench.apply(actions);
    }
    const Cursor& cursor() const { return bench.active()->cursor; }

    Workbench bench;
};

TEST_F(CommandsTest, SavesAreReadBackAsTheUserWishes) {
    EXPECT_EQ(bench.settings.verify, Verify::SmallFiles);
    run("file.verify", "always");
    EXPECT_EQ(bench.settings.verify, Verify::Always);
    run("file.verify", "never");
    EXPECT_EQ(bench.settings.verify, Verify::Never);
    EXPECT_THROW(run("file.verify", "sometimes"), ValueError);
}

TEST_F(CommandsTest, EveryIdIsUniqueAndEveryKeyHasOneMeaning) {
    std::set<std::string_view> ids;
    std::map<std::uint16_t, std::string_view> keys;
    for (const Command& command : commands()) {
        EXPECT_TRUE(ids.insert(command.id).second) << command.id;
        for (const Key key : command.keys) {
            if (!key) continue;
            EXPECT_TRUE(keys.emplace(key.code, command.id).second) << to_text(key) << ": " << command.id;
        }
    }
}

TEST_F(CommandsTest, KeyTextsAreReadBack) {
    for (const Command& command : commands()) {
        for (const Key key : command.keys) EXPECT_EQ(key_from_text(to_text(key)).code, key.code) << to_text(key);
    }
}

TEST_F(CommandsTest, MovementKeepsInsideTheBytes) {
    press(Key::Left);
    EXPECT_EQ(cursor().offset, 0);
    press(Key::Down);
    EXPECT_EQ(cursor().offset, 16);
    press(Key::End);
    EXPECT_EQ(cursor().offset, 31);
    press(Key::Ctrl | Key::End);
    EXPECT_EQ(cursor().offset, 255);
    press(Key::Right);
    press(Key::Down);
    press(Key::PageDown);
    EXPECT_EQ(cursor().offset, 255);
    press(Key::Ctrl | Key::Home);
    EXPECT_EQ(cursor().offset, 0);
}

TEST_F(CommandsTest, ShiftGrowsTheSelectionAndEscapeClearsIt) {
    press(Key::Right);
    press(Key::Shift | Key::Right);
    press(Key::Shift | Key::Right);
    EXPECT_EQ(cursor().selection(), (ByteRange{1, 3}));
    press(Key::Escape);
    EXPECT_TRUE(cursor().selection().empty());
    EXPECT_EQ(cursor().offset, 3);
}

TEST_F(CommandsTest, GoToTakesAnExpressionAndRefusesWithTheReason) {
    run("go.offset", "end-16");
    EXPECT_EQ(cursor().offset, 240);
    EXPECT_THROW(run("go.offset", "0x1000"), ValueError);
    EXPECT_EQ(cursor().offset, 240);
}

TEST_F(CommandsTest, ACommandThatWantsAnArgumentAsksForIt) {
    press(Key::Ctrl | 'G');
    ASSERT_TRUE(bench.question.has_value());
    EXPECT_EQ(bench.question->command, "go.offset");
}

TEST_F(CommandsTest, ADisabledCommandDoesNothing) {
    EXPECT_FALSE(find_command("edit.undo")->enabled(bench));
    press(Key::Ctrl | 'Z');
    EXPECT_EQ(bench.notices.size(), 0u);
}

TEST_F(CommandsTest, WhileAFieldIsTypedIntoOnlyCommandsForAnywhereHaveTheirKeys) {
    Actions actions;
    EXPECT_FALSE(invoke_key(Key::Left, Scope::Anywhere, bench, actions));
    EXPECT_FALSE(invoke_key(Key::Ctrl | 'Z', Scope::Anywhere, bench, actions));
    EXPECT_TRUE(invoke_key(Key::Ctrl | 'G', Scope::Anywhere, bench, actions));
}

TEST_F(CommandsTest, ClosingAModifiedDocumentAsksFirst) {
    Actions actions;
    actions.push(TypeHexDigit{bench.active_sheet, 15});
    bench.apply(actions);
    press(Key::Ctrl | 'W');
    ASSERT_TRUE(bench.question.has_value());
    EXPECT_EQ(bench.question->kind, Question::Kind::CloseModified);
    EXPECT_EQ(bench.sheets.size(), 1u);
    actions.push(CloseSheet{bench.active_sheet, Edits::Discard});
    bench.apply(actions);
    EXPECT_TRUE(bench.sheets.empty());
    EXPECT_TRUE(bench.documents.empty());
}

}  // namespace
}  // namespace byteprism
