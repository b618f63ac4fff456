// What the window shows while no file is open.
#include "app/ui/start_page.hpp"

#include "tests/app/model/temporary_folder.hpp"
#include "tests/app/ui/window_test.hpp"

namespace byteprism {
namespace {

using StartPageTest = WindowTest;

TEST_F(StartPageTest, OpensTheFileDialog) {
    ui.settle();
    click("Open a file");
    ASSERT_TRUE(bench.question.has_value());
    EXPECT_EQ(bench.question->command, "file.open");
}

TEST_F(StartPageTest, OpensASample) {
    ui.settle();
    click("picture.bmp");
    ASSERT_NE(bench.active(), nullptr);
    EXPECT_EQ(document().name(), "picture.bmp");
}

TEST_F(StartPageTest, RemembersWhatWasOpen) {
    const TemporaryFolder folder;
    ui.queue(FilesDropped{{folder.file("seen.bin", "1")}});
    ui.settle();
    EXPECT_HIDES("Recent files");
    ui.press("Ctrl+W");
    EXPECT_SHOWS("Recent files");
    click("seen.bin");
    EXPECT_EQ(document().name(), "seen.bin");
}

}  // namespace
}  // namespace byteprism
