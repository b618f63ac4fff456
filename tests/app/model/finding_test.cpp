// What is searched for in a document, gone to and replaced.
#include "app/model/search/finding.hpp"

#include <thread>

#include "tests/app/model/typing_fixture.hpp"

namespace byteprism {
namespace {

class FindingTest : public TypingTest {
protected:
    std::string bytes() {
        const std::span<const std::byte> all = document().bytes();
        return {reinterpret_cast<const char*>(all.data()), all.size()};
    }
    // Until nothing goes on any more.
    void settle() {
        do {
            while (bench.jobs->running()) std::this_thread::yield();
        } while (bench.refresh() && is_searching(bench));
        bench.refresh();
    }
    void find(const std::string& command, const std::string& what) {
        run(command, what);
        settle();
    }
    void again(const std::string& command) {
        run(command);
        settle();
    }
    std::int64_t selected() const { return bench.active()->cursor.selection().offset; }
    std::uint64_t hits() const { return hits_of(bench, *bench.active())->counted(); }
};

TEST_F(FindingTest, GoesFromHitToHitRoundAndRound) {
    given("one two one two one");
    find("search.text", "two");
    EXPECT_EQ(bench.active()->cursor.selection(), (ByteRange{4, 3}));
    EXPECT_EQ(hits(), 2u);
    again("search.next");
    EXPECT_EQ(selected(), 12);
    again("search.next");
    EXPECT_EQ(selected(), 4) << "the first one again";
    again("search.previous");
    EXPECT_EQ(selected(), 12);
    find("search.hex", "6F ?E");
    EXPECT_EQ(selected(), 16) << "from the cursor on";
    find("search.regex", "n. t");
    EXPECT_EQ(selected(), 1) << "nothing behind: from the start again";
}

TEST_F(FindingTest, WhatIsTypedIsLookedForFromWhereItWasBegun) {
    given("xa xab xabc");
    FindSettings settings;
    settings.kind = FindKind::Text;
    for (const auto& [text, place] :
         std::vector<std::pair<std::string, std::int64_t>>{{"a", 1}, {"ab", 4}, {"abc", 8}, {"a", 1}}) {
        settings.text = text;
        apply(Find{bench.active_sheet, settings});
        settle();
        EXPECT_EQ(selected(), place) << text;
    }
}

TEST_F(FindingTest, WhatMeansNothingIsRefusedWhereItWasTyped) {
    given("abc");
    FindSettings settings;
    settings.text = "DE A";
    apply(Find{bench.active_sheet, settings});
    EXPECT_NE(bench.finding->refusal.find("column"), std::string::npos) << bench.finding->refusal;
    EXPECT_EQ(bench.finding->job, nullptr);
    EXPECT_THROW(run("search.regex", "(a"), ValueError);
}

TEST_F(FindingTest, TheSelectionAloneIsSearched) {
    given("aaaaaaaa");
    FindSettings settings;
    settings.text = "61";
    settings.within = ByteRange{2, 3};
    apply(Find{bench.active_sheet, settings});
    settle();
    EXPECT_EQ(hits(), 3u);
    EXPECT_EQ(selected(), 2);
}

TEST_F(FindingTest, EditsAreSeen) {
    given("aXaXa");
    find("search.text", "X");
    EXPECT_EQ(hits(), 2u);
    document().write(0, std::as_bytes(std::span("X", 1)), Gesture::None);
    EXPECT_EQ(hits_of(bench, *bench.active()), nullptr) << "those of before are none any more";
    settle();
    EXPECT_EQ(hits(), 3u);
}

TEST_F(FindingTest, AllAreReplacedInOneStep) {
    given("one two one two one");
    find("search.text", "two");
    run("search.replace_all", "TWO");
    EXPECT_EQ(bytes(), "one TWO one TWO one");
    run("edit.undo");
    EXPECT_EQ(bytes(), "one two one two one");
    settle();
    run("search.replace_all", "2");
    EXPECT_EQ(bytes(), "one 2 one 2 one");
    run("edit.undo");
    EXPECT_EQ(bytes(), "one two one two one");
    settle();
    find("search.hex", "6F 6E 65 20");
    EXPECT_EQ(selected(), 8);
    run("search.replace_hit");
    EXPECT_EQ(bytes(), "one two two one") << "in place of it nothing";
    settle();
    EXPECT_EQ(selected(), 0) << "the next one";
    run("search.replace_hit");
    EXPECT_EQ(bytes(), "two two one");
}

TEST_F(FindingTest, WhatWouldBecomeTooLargeIsRefusedAndNothingIsChanged) {
    given(std::string(1 << 20, 'a'));
    find("search.text", "a");
    run("search.replace_all", std::string(1024, 'b'));
    EXPECT_NE(last_notice().find("1048576 hits"), std::string::npos) << last_notice();
    EXPECT_EQ(document().size(), 1 << 20);
    EXPECT_FALSE(document().modified());
}

TEST_F(FindingTest, WhatIsPutAtTheEndIsNoNextHit) {
    given("xa ya a");
    find("search.text", "a");
    again("search.previous");
    ASSERT_EQ(selected(), 6);
    FindSettings settings = bench.finding->settings;
    settings.replacement = "ba";
    apply(Find{bench.active_sheet, settings});
    settle();
    run("search.replace_hit");
    settle();
    EXPECT_EQ(bytes(), "xa ya ba");
    EXPECT_EQ(selected(), 1) << "from the start again";
}

TEST_F(FindingTest, APartOfOneFileIsNoneOfAnother) {
    given("aaaaaaaa");
    FindSettings settings;
    settings.kind = FindKind::Text;
    settings.text = "a";
    settings.within = ByteRange{6, 2};
    apply(Find{bench.active_sheet, settings});
    settle();
    EXPECT_EQ(hits(), 2u);
    given("aaa");
    again("search.next");
    EXPECT_EQ(hits(), 3u);
    EXPECT_FALSE(bench.finding->settings.within.has_value());
}

}  // namespace
}  // namespace byteprism
