// The file dialog in the hands: a folder is walked by keyboard, a file opened, a name saved under.
#include "app/ui/file_dialog.hpp"

#include <unistd.h>

#include "tests/app/model/temporary_folder.hpp"
#include "tests/app/ui/window_test.hpp"

namespace byteprism {
namespace {

class FileDialogTest : public WindowTest {
protected:
    FileDialogTest() {
        std::filesystem::create_directory(folder.path() / "alpha");
        std::filesystem::create_directory(folder.path() / "beta");
        folder.file("one.bin", "1");
        folder.file("two.bin", "22");
        folder.file(".secret.bin", "s");
        std::ofstream(folder.path() / "beta" / "inner.bin") << "inner";
    }
    // The dialog in the temporary folder.
    void given_dialog() {
        ui.press("Ctrl+O");
        ui.type(folder.path().string() + "/");
    }
    std::string opened() { return bench.active() != nullptr ? document().name() : "nothing"; }

    const TemporaryFolder folder;
};

TEST_F(FileDialogTest, ListsFoldersFirstThenFilesAndNoHiddenOnes) {
    given_dialog();
    const Screen screen;
    EXPECT_LT(screen.place_of("beta/").y, screen.place_of("one.bin").y);
    EXPECT_LT(screen.place_of("one.bin").y, screen.place_of("two.bin").y);
    EXPECT_FALSE(screen.shows(".secret.bin"));
    EXPECT_TRUE(screen.shows("2 bytes"));
}

TEST_F(FileDialogTest, TypingFiltersAndEnterOpens) {
    given_dialog();
    ui.type("TWO");
    EXPECT_HIDES("one.bin");
    ui.press("Enter");
    EXPECT_EQ(opened(), "two.bin");
    EXPECT_FALSE(bench.question.has_value());
}

TEST_F(FileDialogTest, ArrowKeysChooseAndEnterGoesIntoAFolder) {
    given_dialog();
    ui.press("Down");
    ui.press("Enter");
    EXPECT_SHOWS("inner.bin");
    ui.press("Enter");
    EXPECT_EQ(opened(), "inner.bin");
}

TEST_F(FileDialogTest, BackspaceInAnEmptyFieldGoesToTheParentAndChoosesWhereOneCameFrom) {
    given_dialog();
    ui.type("beta/");
    EXPECT_SHOWS("inner.bin");
    ui.press("Backspace");
    EXPECT_SHOWS("one.bin");
    ui.press("Enter");
    EXPECT_SHOWS("inner.bin");
}

TEST_F(FileDialogTest, ADotShowsHiddenFiles) {
    given_dialog();
    ui.type(".sec");
    EXPECT_SHOWS(".secret.bin");
    ui.press("Enter");
    EXPECT_EQ(opened(), ".secret.bin");
}

TEST_F(FileDialogTest, HiddenFilesAreShownOnRequest) {
    given_dialog();
    click("Hidden files");
    EXPECT_SHOWS(".secret.bin");
}

TEST_F(FileDialogTest, APathIsTaken) {
    ui.press("Ctrl+O");
    ui.type((folder.path() / "beta" / "inner.bin").string());
    ui.press("Enter");
    EXPECT_EQ(opened(), "inner.bin");
}

TEST_F(FileDialogTest, TabCompletes) {
    given_dialog();
    ui.type("be");
    ui.press("Tab");
    EXPECT_SHOWS("inner.bin");
}

TEST_F(FileDialogTest, AMissingPathIsRefusedAndTheDialogStays) {
    ui.press("Ctrl+O");
    ui.type("/nowhere/at/all");
    ui.press("Enter");
    EXPECT_SHOWS("/nowhere/at/all: there is no such file");
    EXPECT_TRUE(bench.question.has_value());
}

TEST_F(FileDialogTest, AFilterThatFitsNothingSaysSo) {
    given_dialog();
    ui.type("qqqq");
    EXPECT_SHOWS("Nothing here");
}

TEST_F(FileDialogTest, AFolderThatCannotBeReadSaysWhy) {
    if (::geteuid() == 0) GTEST_SKIP() << "nothing is forbidden to root";
    std::filesystem::permissions(folder.path() / "alpha", std::filesystem::perms::none);
    given_dialog();
    ui.type("alpha/");
    EXPECT_SHOWS("Permission denied");
    std::filesystem::permissions(folder.path() / "alpha", std::filesystem::perms::owner_all);
}

TEST_F(FileDialogTest, StartsWhereTheOpenFileIsAndOffersRecentFiles) {
    ui.queue(FilesDropped{{(folder.path() / "beta" / "inner.bin").string()}});
    ui.queue(FilesDropped{{(folder.path() / "one.bin").string()}});
    ui.settle();
    ui.press("Ctrl+O");
    EXPECT_SHOWS("alpha/");
    EXPECT_SHOWS("inner.bin");
    ui.press("Left");
    for (int place = 0; place < 5; ++place) ui.press("Down");
    ui.press("Enter");
    EXPECT_EQ(opened(), "inner.bin");
}

TEST_F(FileDialogTest, SaveAsWritesUnderTheName) {
    given("41 42");
    ui.press("Ctrl+Shift+S");
    ui.type(folder.path().string() + "/new.bin");
    ui.press("Enter");
    EXPECT_FALSE(bench.question.has_value());
    EXPECT_EQ(contents_of(folder.path() / "new.bin"), "AB");
    EXPECT_EQ(opened(), "new.bin");
}

TEST_F(FileDialogTest, SaveAsAsksBeforeItReplacesAFile) {
    given("41 42");
    ui.press("Ctrl+Shift+S");
    ui.type(folder.path().string() + "/one.bin");
    ui.press("Enter");
    EXPECT_SHOWS("exists");
    ui.press("Esc");
    EXPECT_TRUE(bench.question.has_value()) << "only the replacing is taken back";
    EXPECT_EQ(contents_of(folder.path() / "one.bin"), "1");
    ui.press("Enter");
    ui.press("Enter");
    EXPECT_EQ(contents_of(folder.path() / "one.bin"), "AB");
}

TEST_F(FileDialogTest, SaveAsOffersTheNameOfTheFile) {
    ui.queue(FilesDropped{{(folder.path() / "two.bin").string()}});
    ui.settle();
    ui.press("Ctrl+Shift+S");
    ui.type("three.bin");
    ui.press("Enter");
    EXPECT_EQ(contents_of(folder.path() / "three.bin"), "22");
}

TEST_F(FileDialogTest, AFolderOfManyFilesIsListedWithoutAskingForEach) {
    for (int i = 0; i < 3000; ++i) folder.file("file" + std::to_string(10000 + i), "");
    given_dialog();
    ui.press("Page Down");
    ui.press("Page Down");
    EXPECT_SHOWS("file100");
    EXPECT_HIDES("file12999");
}

}  // namespace
}  // namespace byteprism
