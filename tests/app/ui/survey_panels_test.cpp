// The panels of statistics and checksums in the hands: of the file and of what is selected, followed, clicked,
// compared.
#include <thread>

#include "app/model/search/finding.hpp"
#include "tests/app/ui/window_test.hpp"

namespace byteprism {
namespace {

class SurveyPanelsTest : public WindowTest {
protected:
    void given_panel(std::string_view bytes, Panel panel) {
        given(bytes);
        Actions actions;
        actions.push(FocusPanel{panel});
        bench.apply(actions);
        settle();
    }
    void settle() {
        for (int n = 0; n < 3; ++n) {
            ui.settle();
            while (bench.jobs->running()) std::this_thread::yield();
            ui.settle();
        }
    }
};

TEST_F(SurveyPanelsTest, ChecksumsOfTheFileFollowItsBytes) {
    given_panel("31 32 33 34 35 36 37 38 39", Panel::Checksums);
    EXPECT_SHOWS("cbf43926");
    EXPECT_SHOWS("25f9e794323b453885f5181f1b624d0b");
    const std::byte other[] = {std::byte{0x30}};
    document().write(0, other, Gesture::None);
    settle();
    EXPECT_HIDES("cbf43926");
}

TEST_F(SurveyPanelsTest, AChecksumIsCompared) {
    given_panel("31 32 33 34 35 36 37 38 39", Panel::Checksums);
    click("paste a checksum to compare");
    ui.type("CBF43926");
    settle();
    EXPECT_SHOWS("it is the crc-32/iso-hdlc");
    ui.type("00");
    settle();
    EXPECT_SHOWS("none of these is it");
    ui.type("x");
    EXPECT_TRUE(ui.shows_error());
}

TEST_F(SurveyPanelsTest, ChecksumsOfASelection) {
    given_panel("00 [31 32 33 34 35 36 37 38 |39] 00", Panel::Checksums);
    EXPECT_HIDES("cbf43926");
    click("Selection");
    settle();
    EXPECT_SHOWS("cbf43926");
}

TEST_F(SurveyPanelsTest, StatisticsOfTheFile) {
    given_panel("00 00 41 42 00 ff 00 00", Panel::Statistics);
    for (const char* text : {"different values", "most often 00 (62.50 %)", "1.", "bits per byte"}) EXPECT_SHOWS(text);
}

TEST_F(SurveyPanelsTest, NothingIsWrongWithAnEmptyFile) {
    given_panel("", Panel::Statistics);
    EXPECT_SHOWS("there are no bytes");
    given_panel("", Panel::Checksums);
    EXPECT_SHOWS("there are no bytes");
}

}  // namespace
}  // namespace byteprism
