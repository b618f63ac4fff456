// What a folder's listing has, in which order, and what it says when it cannot be read.
#include "app/ui/folder_listing.hpp"

#include <gtest/gtest.h>

#include "tests/app/model/temporary_folder.hpp"

namespace byteprism {
namespace {

class FolderListingTest : public testing::Test {
protected:
    FolderListingTest() {
        std::filesystem::create_directory(folder.path() / "zoo");
        for (const char* name : {"b.bin", "A.bin", "c.txt", ".hidden"}) folder.file(name, "12345");
        listing.open(folder.path());
    }
    // "zoo/ A.bin b.bin"
    std::string names() {
        std::string text;
        for (std::size_t row = 0; row < listing.size(); ++row) {
            const FolderListing::Entry& entry = listing.entry(row);
            text += (row > 0 ? " " : "") + entry.name + (entry.folder ? "/" : "");
        }
        return text;
    }

    const TemporaryFolder folder;
    FolderListing listing;
};

TEST_F(FolderListingTest, HasFoldersFirstThenFilesByNameInAnyCase) { EXPECT_EQ(names(), "zoo/ A.bin b.bin c.txt"); }

TEST_F(FolderListingTest, IsFilteredByWhatNamesContain) {
    listing.filter("BIN", Hidden::Left);
    EXPECT_EQ(names(), "A.bin b.bin");
}

TEST_F(FolderListingTest, ShowsHiddenFilesOnRequest) {
    listing.filter("", Hidden::Shown);
    EXPECT_EQ(names(), "zoo/ .hidden A.bin b.bin c.txt");
    listing.filter(".h", Hidden::Left);
    EXPECT_EQ(names(), ".hidden");
}

TEST_F(FolderListingTest, AsksForSizesOfFiles) {
    EXPECT_LT(listing.entry(0).size, 0);
    EXPECT_EQ(listing.entry(1).size, 5);
    EXPECT_EQ(listing.entry(1).changed.size(), std::string("2024-05-01 13:07").size());
}

TEST_F(FolderListingTest, AFolderThatCannotBeListedIsNamedWithTheReason) {
    listing.open(folder.path() / "b.bin");
    EXPECT_EQ(listing.error(), (folder.path() / "b.bin").string() + ": Not a directory");
    EXPECT_EQ(listing.size(), 0U);
    listing.open(folder.path());
    EXPECT_EQ(listing.error(), "");
}

TEST_F(FolderListingTest, KnowsItsParent) {
    EXPECT_EQ(listing.parent(), folder.path().parent_path());
    listing.open("/");
    EXPECT_EQ(listing.parent(), "/");
    EXPECT_EQ(listing.path_of("etc"), "/etc");
}

TEST_F(FolderListingTest, ALinkThatLeadsNowhereIsAFileWithoutASize) {
    std::filesystem::create_symlink("/nowhere", folder.path() / "link");
    listing.open(folder.path());
    listing.filter("link", Hidden::Left);
    EXPECT_EQ(names(), "link");
    EXPECT_LT(listing.entry(0).size, 0);
}

}  // namespace
}  // namespace byteprism
