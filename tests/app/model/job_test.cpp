#include "app/model/jobs/job.hpp"

#include <thread>

#include <gtest/gtest.h>

#include "app/model/document/document.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

class JobTest : public testing::Test {
protected:
    void wait_for_news() {
        while (!jobs->take_news()) std::this_thread::yield();
    }
    std::shared_ptr<Jobs> jobs = std::make_shared<Jobs>();
    std::unique_ptr<Document> document = Document::untitled("untitled", Buffer::zeros(1000));
};

// Reads until it is stopped.
void read_on(JobReader& reader) {
    std::vector<std::byte> bytes(10);
    while (true) reader.read(0, bytes);
}

TEST_F(JobTest, AnswersInAThreadOfItsOwn) {
    document->fill({0, 1000}, std::vector{std::byte{3}}, Gesture::None);
    const auto sum = std::make_shared<int>(0);
    const Job job(jobs, *document, [sum](JobReader& reader) {
        std::vector<std::byte> bytes(static_cast<std::size_t>(reader.size()));
        reader.read(0, bytes);
        for (const std::byte byte : bytes) *sum += std::to_integer<int>(byte);
    });
    wait_for_news();
    ASSERT_TRUE(job.ended());
    EXPECT_TRUE(job.completed());
    EXPECT_EQ(job.version(), document->version());
    EXPECT_EQ(*sum, 3000);
    EXPECT_FALSE(jobs->running());
}

TEST_F(JobTest, EndsWhenTheDocumentChanges) {
    const Job job(jobs, *document, read_on);
    EXPECT_TRUE(jobs->running());
    document->write(3, std::vector{std::byte{1}}, Gesture::None);
    wait_for_news();
    EXPECT_TRUE(job.ended());
    EXPECT_FALSE(job.completed());
    EXPECT_EQ(job.failure(), "");
}

TEST_F(JobTest, EndsWhenTheDocumentIsClosed) {
    const Job job(jobs, *document, read_on);
    document.reset();
    wait_for_news();
    EXPECT_FALSE(job.completed());
}

TEST_F(JobTest, TenOfThemAreCancelledAtOnce) {
    std::vector<std::unique_ptr<Job>> running;
    for (int i = 0; i < 10; ++i) running.push_back(std::make_unique<Job>(jobs, *document, read_on));
    running.clear();
    EXPECT_FALSE(jobs->running());
}

TEST_F(JobTest, SaysWhyItFailed) {
    const Job job(jobs, *document, [](JobReader&) { throw ValueError("no"); });
    wait_for_news();
    EXPECT_EQ(job.failure(), "no");
}

}  // namespace
}  // namespace byteprism
