#include <gtest/gtest.h>

#include "app/model/workbench.hpp"
#include "core/error.hpp"
#include "core/memory/fault_guard.hpp"
#include "tests/app/model/temporary_folder.hpp"

namespace byteprism {
namespace {

constexpr std::int64_t size = (std::int64_t{130} << 20) + 5;

std::span<const std::byte> bytes(std::string_view text) { return std::as_bytes(std::span(text)); }

class LongEditTest : public testing::Test {
protected:
    LongEditTest() {
        const std::string path = folder.file("a", "");
        std::filesystem::resize_file(path, static_cast<std::uintmax_t>(size));
        document = Document::open(path, Editing::Allowed);
        document->write(size - 3, bytes("end"), Gesture::None);
    }
    char at(std::int64_t offset) const {
        return std::to_integer<char>(document->bytes()[static_cast<std::size_t>(offset)]);
    }
    // Until at least so much of it is done.
    void work_until(double part) {
        while (document->busy() && document->progress() < part) document->advance(std::chrono::milliseconds(0));
    }

    TemporaryFolder folder;
    std::unique_ptr<Document> document;
};

TEST_F(LongEditTest, GoesOnInSlicesAndRefusesOthersMeanwhile) {
    document->fill({1, size - 1}, bytes("ab"), Gesture::None);
    EXPECT_TRUE(document->busy());
    EXPECT_EQ(at(1), '\0') << "only begun";
    work_until(0.5);
    EXPECT_EQ(at(1), 'a');
    EXPECT_EQ(at(size - 1), 'd') << "not there yet";
    EXPECT_THROW(document->write(0, bytes("x"), Gesture::None), TypeError);
    EXPECT_THROW(document->save(), ValueError);
    EXPECT_EQ(document->undo(), std::nullopt);
    document->finish_work();
    EXPECT_EQ(at(0), '\0');
    EXPECT_EQ(at(2), 'b');
    EXPECT_EQ(at(size - 1), (size - 2) % 2 == 0 ? 'a' : 'b');
    EXPECT_EQ(document->history().steps().size(), 2u);
    EXPECT_EQ(document->modified_ranges().size(), 1u);
}

TEST_F(LongEditTest, IsUndoneAndRedoneInSlices) {
    document->fill({0, size}, bytes("z"), Gesture::None);
    document->finish_work();
    document->undo();
    EXPECT_TRUE(document->busy());
    document->finish_work();
    EXPECT_EQ(at(0), '\0');
    EXPECT_EQ(at(size - 1), 'd');
    EXPECT_EQ(document->history().position(), 1u);
    document->redo();
    work_until(0.3);
    document->cancel_work();
    document->finish_work();
    EXPECT_EQ(at(0), '\0') << "cancelled";
    EXPECT_EQ(at(size - 3), 'e');
    EXPECT_EQ(document->history().position(), 1u);
    document->go_to_step(2);
    document->finish_work();
    EXPECT_EQ(at(size - 1), 'z');
    document->go_to_step(0);
    document->finish_work();
    EXPECT_EQ(at(size - 1), '\0');
    EXPECT_FALSE(document->modified());
}

TEST_F(LongEditTest, CancellingTakesBackWhatIsDone) {
    document->fill({0, size}, bytes("z"), Gesture::None);
    work_until(0.99);
    document->cancel_work();
    document->finish_work();
    EXPECT_EQ(at(0), '\0');
    EXPECT_EQ(at(size / 2), '\0');
    EXPECT_EQ(at(size - 2), 'n');
    EXPECT_EQ(document->history().steps().size(), 1u);
    EXPECT_EQ(document->modified_ranges().size(), 1u);
    document->write(0, bytes("x"), Gesture::None);
    EXPECT_EQ(at(0), 'x') << "edits are possible again";
}

TEST_F(LongEditTest, TheHistoryIsJumpedInAcrossLongSteps) {
    document->fill({0, size}, bytes("z"), Gesture::None);
    EXPECT_THROW(document->go_to_step(0), ValueError) << "not while it goes on";
    document->finish_work();
    document->write(0, bytes("x"), Gesture::None);
    document->go_to_step(0);
    EXPECT_TRUE(document->busy());
    document->finish_work();
    EXPECT_EQ(document->history().position(), 0u);
    EXPECT_FALSE(document->modified());
    document->go_to_step(3);
    document->finish_work();
    EXPECT_EQ(at(0), 'x');
    EXPECT_EQ(at(1), 'z');
}

TEST_F(LongEditTest, IsTakenBackWhenTheFileIsCutOffMeanwhile) {
    install_fault_guard();
    document->write(100, bytes("early"), Gesture::None);
    document->fill({50, size - 50}, bytes("z"), Gesture::None);
    work_until(0.5);
    std::filesystem::resize_file(document->path(), 10);
    EXPECT_EQ(document->mend_loss(), std::nullopt) << "not in the middle of it";
    EXPECT_THROW(document->finish_work(), IoError);
    document->finish_work();
    document->mend_loss();
    EXPECT_EQ(at(50), '\0');
    EXPECT_EQ(at(100), 'e');
    EXPECT_EQ(at(size - 1), 'd');
    EXPECT_EQ(document->history().steps().size(), 2u);
}

TEST_F(LongEditTest, TheWorkbenchGoesOnWithIt) {
    Workbench bench;
    Document& added = bench.document(bench.add(std::move(document)));
    added.fill({0, size}, bytes("z"), Gesture::None);
    EXPECT_TRUE(bench.busy());
    EXPECT_TRUE(bench.refresh()) << "another frame is wanted";
    bench.finish_work();
    EXPECT_FALSE(bench.busy());
    EXPECT_FALSE(bench.refresh());
}

}  // namespace
}  // namespace byteprism
