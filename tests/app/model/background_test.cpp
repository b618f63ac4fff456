// What is done in a thread of its own: saves of many bytes, and edits that move many.

#include <fstream>

#include <gtest/gtest.h>

#include "app/model/workbench.hpp"
#include "core/error.hpp"
#include "tests/app/model/temporary_folder.hpp"

namespace byteprism {
namespace {

constexpr std::int64_t mebibyte = std::int64_t{1} << 20;

std::span<const std::byte> bytes(std::string_view text) { return std::as_bytes(std::span(text)); }

class BackgroundTest : public testing::Test {
protected:
    BackgroundTest() {
        path = folder.file("large", "begin");
        std::filesystem::resize_file(path, static_cast<std::uintmax_t>(100 * mebibyte));
        actions.push(OpenFile{path});
        bench.apply(actions);
    }
    Document& document() { return bench.document(*bench.find(bench.active_sheet)); }
    void apply(Action action) {
        actions.push(std::move(action));
        bench.apply(actions);
    }
    std::string at(std::int64_t offset, std::int64_t length) {
        const auto part =
            document().bytes().subspan(static_cast<std::size_t>(offset), static_cast<std::size_t>(length));
        return {reinterpret_cast<const char*>(part.data()), part.size()};
    }

    TemporaryFolder folder;
    std::string path;
    Workbench bench;
    Actions actions;
};

TEST_F(BackgroundTest, AnInsertionBeforeManyBytesHappensAtOnceWhenItIsPrepared) {
    document().replace({0, 0}, bytes("new "), Gesture::None);
    if (document().busy()) {
        EXPECT_EQ(at(0, 5), "begin") << "nothing is seen of it before";
        EXPECT_EQ(document().undo(), std::nullopt);
    }
    document().finish_work();
    EXPECT_EQ(at(0, 9), "new begin");
    EXPECT_EQ(document().size(), 100 * mebibyte + 4);
    document().undo();
    document().finish_work();
    EXPECT_EQ(at(0, 5), "begin");
    EXPECT_FALSE(document().modified());
    document().redo();
    document().finish_work();
    EXPECT_EQ(at(0, 9), "new begin");
    document().replace({4, 90 * mebibyte}, {}, Gesture::None);
    document().finish_work();
    document().go_to_step(0);
    document().finish_work();
    EXPECT_EQ(at(0, 5), "begin");
    EXPECT_EQ(document().size(), 100 * mebibyte);
}

TEST_F(BackgroundTest, WhatIsTypedOnWhileAnInsertionIsPreparedIsNotLost) {
    document().replace({0, 0}, bytes("a"), Gesture::None);
    document().replace({1, 0}, bytes("b"), Gesture::None);
    document().write(2, bytes("B"), Gesture::None);
    document().finish_work();
    EXPECT_EQ(at(0, 7), "abBegin");
}

TEST_F(BackgroundTest, ACancelledEditHasNotHappened) {
    document().replace({0, 90 * mebibyte}, bytes("x"), Gesture::None);
    document().cancel_work();
    bench.finish_work();
    if (!document().modified()) {  // else it was done before it could be cancelled
        EXPECT_EQ(at(0, 5), "begin");
        EXPECT_EQ(document().size(), 100 * mebibyte);
        EXPECT_FALSE(document().history().can_undo());
        ASSERT_EQ(bench.notices.size(), 1u);
        EXPECT_NE(bench.notices[0].text.find("cancelled"), std::string::npos);
    }
    document().replace({0, 0}, bytes("x"), Gesture::None);
    bench.finish_work();
    EXPECT_TRUE(document().modified());
}

TEST_F(BackgroundTest, SavesManyBytesAndFollowsTheFile) {
    document().replace({0, 5}, bytes("other"), Gesture::None);
    apply(SaveAs{bench.active_sheet, (folder.path() / "copy").string()});
    bench.finish_work();
    EXPECT_TRUE(bench.notices.empty());
    EXPECT_EQ(document().name(), "copy");
    EXPECT_FALSE(document().modified());
    EXPECT_EQ(std::filesystem::file_size(folder.path() / "copy"), static_cast<std::uintmax_t>(100 * mebibyte));
}

TEST_F(BackgroundTest, ACancelledSaveLeavesTheFileAsItWas) {
    document().replace({0, 1}, bytes("longer"), Gesture::None);
    bench.finish_work();
    apply(Save{bench.active_sheet});
    document().cancel_work();
    bench.finish_work();
    if (document().modified()) {
        EXPECT_EQ(std::filesystem::file_size(path), static_cast<std::uintmax_t>(100 * mebibyte));
        EXPECT_EQ(bench.notices.size(), 1u);
    }
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1) << "nothing is left beside it";
    apply(Save{bench.active_sheet});
    bench.finish_work();
    EXPECT_FALSE(document().modified());
    EXPECT_EQ(std::filesystem::file_size(path), static_cast<std::uintmax_t>(100 * mebibyte + 5));
}

TEST_F(BackgroundTest, ClosingWaitsForASaveAndAsksNothing) {
    document().replace({0, 1}, bytes("longer"), Gesture::None);
    bench.finish_work();
    apply(Save{bench.active_sheet});
    apply(CloseSheet{bench.active_sheet, Edits::AskFirst});
    EXPECT_FALSE(bench.question.has_value());
    bench.finish_work();
    EXPECT_TRUE(bench.sheets.empty());
    EXPECT_EQ(std::filesystem::file_size(path), static_cast<std::uintmax_t>(100 * mebibyte + 5));
}

TEST_F(BackgroundTest, AFailedSaveIsToldAndNothingIsClosed) {
    document().replace({0, 1}, bytes("longer"), Gesture::None);
    bench.finish_work();
    apply(SaveAs{bench.active_sheet, "/proc/nothing/here"});
    apply(CloseSheet{bench.active_sheet, Edits::AskFirst});
    bench.finish_work();
    ASSERT_FALSE(bench.notices.empty());
    EXPECT_EQ(bench.sheets.size(), 1u);
    EXPECT_TRUE(document().modified());
}

}  // namespace
}  // namespace byteprism
