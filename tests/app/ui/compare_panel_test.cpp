// The compare panel in the hands: what is compared, gone to, and copied over.
#include <thread>

#include "app/model/compare/comparing.hpp"
#include "tests/app/ui/window_test.hpp"

namespace byteprism {
namespace {

class ComparePanelTest : public WindowTest {
protected:
    void given_both(std::string_view left, std::string_view right) {
        given(right);
        given(left);
        Actions actions;
        actions.push(Compare{bench.sheets[1].id, bench.sheets[0].id, {}});
        bench.apply(actions);
        settle();
    }
    void settle() {
        do {
            while (bench.jobs->running()) std::this_thread::yield();
            ui.settle();
        } while (is_comparing(bench));
        ui.settle();
    }
    void press(const char* key) {
        ui.press(key);
        settle();
    }
};

TEST_F(ComparePanelTest, AskedForAloneItOffersWhatCanBeCompared) {
    given("00 11 22");
    ui.press("Ctrl+K");
    settle();
    for (const char* text : {"Compare with a file...", "Compare with another place of the file..."}) EXPECT_SHOWS(text);
    EXPECT_HIDES("Compare both sides");
}

TEST_F(ComparePanelTest, DifferencesAreListedAndGoneTo) {
    given_both("00 11 22 33 44", "00 AA 22 33 BB CC");
    EXPECT_SHOWS("2 differences");
    EXPECT_SHOWS("0x00000001");
    EXPECT_SHOWS("0x00000004");
    EXPECT_EQ(bench.active()->cursor.target(), (ByteRange{1, 1}));
    press("F7");
    EXPECT_EQ(bench.active()->cursor.target(), (ByteRange{4, 1}));
    EXPECT_EQ(bench.find(bench.pair->sheets[1])->cursor.target(), (ByteRange{4, 2})) << "both sides go";
    press("Shift+F7");
    EXPECT_EQ(bench.active()->cursor.target(), (ByteRange{1, 1}));
}

TEST_F(ComparePanelTest, DifferencesAreCopiedOver) {
    given_both("00 11 22 33 44", "00 AA 22 33 BB");
    press("F9");
    EXPECT_EQ(bench.document(*bench.find(bench.pair->sheets[1])).bytes()[1], std::byte{0x11});
    EXPECT_SHOWS("1 difference:");
    click("<< All");
    settle();
    EXPECT_SHOWS("Both are equal");
    EXPECT_EQ(document().bytes()[4], std::byte{0xBB});
}

TEST_F(ComparePanelTest, InsertionsAreFoundWhenAskedFor) {
    given_both("01 02 03 04 05 06 07 08 09 0A 0B 0C", "01 02 03 04 FF 05 06 07 08 09 0A 0B 0C");
    EXPECT_SHOWS("1 difference: 8 bytes at the left, 9 bytes at the right");
    click("Aligned");
    settle();
    EXPECT_SHOWS("1 difference: 0 bytes at the left, 1 byte at the right");
    click("End");
    settle();
    EXPECT_EQ(shown_comparison(bench), nullptr);
    EXPECT_SHOWS("Compare both sides");
}

}  // namespace
}  // namespace byteprism
