// Two sides compared: differences gone to, copied over, followed through edits, written as patches and applied.
#include "app/model/compare/comparing.hpp"

#include <random>
#include <thread>

#include "tests/app/model/temporary_folder.hpp"
#include "tests/app/model/typing_fixture.hpp"

namespace byteprism {
namespace {

class ComparingTest : public TypingTest {
protected:
    // Left and right, compared; the left one is active.
    void compared(std::string_view left, std::string_view right, bool aligned = false) {
        given(left);
        given(right);
        apply(Compare{bench.sheets[0].id, bench.sheets[1].id, {rules_of(aligned), {}, {}}});
        settle();
    }
    void settle() {
        do {
            while (bench.jobs->running()) std::this_thread::yield();
        } while (bench.refresh() && (is_comparing(bench) || !bench.errands.empty()));
        bench.refresh();
    }
    void go(const std::string& command) {
        run(command);
        settle();
    }
    std::string text(std::size_t side) {
        const std::span<const std::byte> all = bench.document(bench.sheets[side]).bytes();
        return {reinterpret_cast<const char*>(all.data()), all.size()};
    }
    ByteRange selected(std::size_t side) const { return bench.sheets[side].cursor.target(); }
    std::vector<Hunk> hunks() const {
        const CompareJob* const job = differences_of(bench);
        if (job == nullptr) return {};
        std::vector<Hunk> all(job->kept());
        all.resize(job->read(0, all));
        return all;
    }
};

TEST_F(ComparingTest, FindsRunsThatDifferAndWhatIsBehindTheShorterEnd) {
    compared("0123456789", "01x3456y8");
    EXPECT_EQ(hunks(), (std::vector<Hunk>{{{2, 1}, {2, 1}}, {{7, 1}, {7, 1}}, {{9, 1}, {9, 0}}}));
    EXPECT_EQ(differences_of(bench)->bytes(), (std::array<std::int64_t, 2>{3, 2}));
    EXPECT_EQ(selected(0), (ByteRange{2, 1})) << "it goes to the first one";
    EXPECT_EQ(selected(1), (ByteRange{2, 1}));
    EXPECT_EQ(bench.focused_panel, Panel::Compare);
}

TEST_F(ComparingTest, GoesFromDifferenceToDifferenceRoundAndRound) {
    compared("aXbbYccZ", "a1bb2cc3");
    for (const std::int64_t place : {4, 7, 1}) {
        go("compare.next");
        EXPECT_EQ(selected(0), (ByteRange{place, 1}));
        EXPECT_EQ(selected(1), (ByteRange{place, 1}));
    }
    for (const std::int64_t place : {7, 4, 1}) {
        go("compare.previous");
        EXPECT_EQ(selected(0), (ByteRange{place, 1}));
    }
    apply(PlaceCursor{bench.active_sheet, 3, Extend::No});
    go("compare.next");
    EXPECT_EQ(selected(0).offset, 4) << "from the cursor on";
}

TEST_F(ComparingTest, EqualSidesSaySo) {
    compared("same", "same");
    EXPECT_TRUE(hunks().empty());
    EXPECT_EQ(bench.report.text, "no difference");
    run("compare.copy_all_left");
    EXPECT_EQ(last_notice(), "nothing differs");
}

TEST_F(ComparingTest, AlignedFindsInsertionsAndWhereThingsStandBeside) {
    const std::string a = "The quick brown fox jumps over the lazy dog, again and again.";
    std::string b = a;
    b.insert(10, "very ");
    b.erase(30, 4);
    compared(a, b, true);
    ASSERT_EQ(hunks().size(), 2u);
    EXPECT_EQ(hunks()[0].first, (ByteRange{10, 0}));
    EXPECT_EQ(hunks()[0].second, (ByteRange{10, 5}));
    EXPECT_EQ(place_beside(bench, 0, 12), 17);
    EXPECT_EQ(place_beside(bench, 1, 17), 12);
    EXPECT_EQ(place_beside(bench, 1, 12), 10) << "inside of what was inserted";
    EXPECT_EQ(place_beside(bench, 0, 3), 3);
}

TEST_F(ComparingTest, ADifferenceIsCopiedOverAndTheNextOneIsGoneTo) {
    compared("aXbbYcc", "a1bb2cc");
    go("compare.copy_right");
    EXPECT_EQ(text(1), "aXbb2cc");
    EXPECT_EQ(selected(0).offset, 4);
    go("compare.copy_left");
    EXPECT_EQ(text(0), "aXbb2cc");
    EXPECT_TRUE(hunks().empty());
    apply(Undo{bench.sheets[0].id});
    settle();
    EXPECT_EQ(text(0), "aXbbYcc");
    EXPECT_EQ(hunks().size(), 1u) << "an edit is compared again";
}

TEST_F(ComparingTest, AllAreCopiedInOneStepAlsoOfOtherLengths) {
    std::mt19937 random(7);
    for (int round = 0; round < 30; ++round) {
        bench.sheets.clear();
        bench.documents.clear();
        bench.pair.reset();
        std::string a(400, ' '), b;
        for (char& c : a) c = static_cast<char>('a' + random() % 26);
        b = a;
        for (int edit = 0; edit < 5; ++edit) {
            const std::size_t at = random() % b.size();
            if (round % 2 == 0) {
                b[at] = '*';
            } else if (random() % 2 == 0) {
                b.insert(at, "inserted");
            } else {
                b.erase(at, random() % 9);
            }
        }
        compared(a, b, round % 3 != 0);
        go("compare.copy_all_right");
        ASSERT_EQ(text(1), a) << "round " << round;
        ASSERT_EQ(bench.document(bench.sheets[1]).history().steps().size(), 1u);
        apply(Undo{bench.sheets[1].id});
        ASSERT_EQ(text(1), b) << "round " << round;
    }
}

TEST_F(ComparingTest, TwoPlacesOfOneFile) {
    given("abcdabXd");
    select(0, 4);
    run("compare.place", "4");
    settle();
    EXPECT_EQ(hunks(), (std::vector<Hunk>{{{2, 1}, {6, 1}}}));
    go("compare.copy_left");
    EXPECT_EQ(text(0), "abXdabXd");
    EXPECT_TRUE(hunks().empty());
}

TEST_F(ComparingTest, WhatIsInsertedBeforeAPlaceMovesIt) {
    given("abcdabXd");
    select(0, 4);
    run("compare.place", "4");
    settle();
    apply(PlaceCursor{bench.active_sheet, 2, Extend::No});
    apply(Insert{bench.active_sheet, 1});
    settle();
    EXPECT_EQ(shown_comparison(bench)->settings.from, (std::array<std::int64_t, 2>{0, 5}));
}

TEST_F(ComparingTest, TheSavedFileIsTheOtherSide) {
    const TemporaryFolder folder;
    apply(OpenFile{folder.file("a.bin", "0123456789")});
    apply(PlaceCursor{bench.active_sheet, 3, Extend::No});
    type("41");
    run("compare.saved");
    settle();
    EXPECT_EQ(hunks(), (std::vector<Hunk>{{{3, 1}, {3, 1}}}));
    run("compare.copy_right");
    EXPECT_NE(last_notice().find("opened for reading only"), std::string::npos) << last_notice();
    go("compare.copy_left");
    EXPECT_EQ(text(0), "0123456789");
}

TEST_F(ComparingTest, AnotherFileIsOpenedBeside) {
    const TemporaryFolder folder;
    apply(OpenFile{folder.file("a.bin", "0123")});
    const std::string other = folder.file("b.bin", "01z3");
    run("compare.file", other);
    settle();
    EXPECT_EQ(hunks().size(), 1u);
    EXPECT_NE(shown_pair(bench), nullptr);
    run("compare.end");
    EXPECT_EQ(differences_of(bench), nullptr);
    EXPECT_NE(shown_pair(bench), nullptr) << "they still stand beside each other";
    run("compare.compare");
    settle();
    EXPECT_EQ(hunks().size(), 1u);
    apply(CompareWithFile{bench.sheets[0].id, (folder.path() / "none").string()});
    EXPECT_NE(last_notice().find("No such file"), std::string::npos) << last_notice();
    EXPECT_EQ(hunks().size(), 1u) << "what is compared stays";
}

TEST_F(ComparingTest, APatchIsWrittenAndApplied) {
    const TemporaryFolder folder;
    const std::string a = "The quick brown fox jumps over the lazy dog.",
                      b = "The slow brown fox jumps over a lazy dog!";
    compared(a, b);
    for (const char* const kind : {"json", "ips", "bps"}) {
        const std::string path = (folder.path() / (std::string("p.") + kind)).string();
        run("compare.export_patch", path);
        settle();
        ASSERT_GT(contents_of(path).size(), 10u) << last_notice();
        bench.active_sheet = bench.sheets[0].id;
        run("compare.apply_patch", path);
        settle();
        EXPECT_EQ(text(0), b) << kind << ": " << last_notice();
        apply(Undo{bench.sheets[0].id});
        EXPECT_EQ(text(0), a);
    }
    EXPECT_THROW(run("compare.export_patch", (folder.path() / "p.txt").string()), ValueError);
    bench.active_sheet = bench.sheets[1].id;
    run("compare.apply_patch", (folder.path() / "p.bps").string());
    settle();
    EXPECT_EQ(text(1), b) << "it is made for another file";
    EXPECT_NE(last_notice().find("was not applied"), std::string::npos) << last_notice();
    run("compare.apply_patch", folder.file("no.patch", "hello"));
    settle();
    EXPECT_NE(last_notice().find("no patch"), std::string::npos) << last_notice();
}

TEST_F(ComparingTest, TheBeginsAndTheGapAreChecked) {
    compared("0123456789", "0123456789");
    CompareSettings settings;
    settings.from = {0, 11};
    apply(SetComparison{settings});
    EXPECT_NE(shown_comparison(bench)->refusal.find("behind the end"), std::string::npos);
    settings.from = {0, 0};
    settings.rules.gap = 0;
    apply(SetComparison{settings});
    EXPECT_FALSE(shown_comparison(bench)->refusal.empty());
    settings.rules.gap = 1;
    apply(SetComparison{settings});
    settle();
    EXPECT_TRUE(shown_comparison(bench)->refusal.empty());
}

TEST_F(ComparingTest, ClosingASideEndsIt) {
    compared("abc", "abd");
    bench.remove(bench.sheets[1].id);
    EXPECT_FALSE(follow_comparison(bench));
    EXPECT_EQ(shown_comparison(bench), nullptr);
}

TEST_F(ComparingTest, ManyDifferencesStayCompact) {
    // A third of 12 MB differs, byte by byte: four million hunks.
    std::string a(12 << 20, 'a'), b = a;
    for (std::size_t i = 0; i < b.size(); i += 3) b[i] = 'b';
    compared(a, b);
    const CompareJob& job = *differences_of(bench);
    EXPECT_EQ(job.counted(), (a.size() + 2) / 3);
    EXPECT_EQ(job.kept(), job.counted());
    EXPECT_EQ(job.hunk(1'000'000), (Hunk{{3'000'000, 1}, {3'000'000, 1}}));
    go("compare.copy_all_right");
    EXPECT_TRUE(text(1) == a);
}

}  // namespace
}  // namespace byteprism
