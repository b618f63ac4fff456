// Surveys of files, views and selections: every layout gives the bytes that its view gives.
#include "app/model/survey/survey.hpp"

#include <random>

#include <gtest/gtest.h>

#include "app/model/bytes/target_bytes.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

class SurveyTest : public testing::Test {
protected:
    SurveyTest() {
        std::mt19937 random(5);
        std::vector<std::byte> bytes(2'000'000);
        for (std::byte& byte : bytes) byte = static_cast<std::byte>(random());
        document = Document::untitled("test", Buffer::copy_of(bytes));
    }
    Bytes read(const Layout& items) {
        Bytes all;
        read_items(items, reader(),
                   [&](std::span<const std::byte> bytes) { all.insert(all.end(), bytes.begin(), bytes.end()); });
        return all;
    }
    ReadBytes reader() {
        return [this](std::int64_t offset, std::span<std::byte> to) {
            ASSERT_GE(offset, 0);
            ASSERT_LE(offset + std::ssize(to), document->size());
            std::copy_n(document->bytes().begin() + offset, to.size(), to.begin());
        };
    }
    std::unique_ptr<Document> document;
    Progress progress;
};

TEST_F(SurveyTest, ReadsTheItemsOfAnyLayoutInTheirOrder) {
    const std::vector<Layout> layouts{
        {0, 1, {Axis{2'000'000, 1}}},              // all
        {7, 4, {Axis{1000, 28}}},                  // a column
        {1'999'990, 2, {Axis{90'000, -20}}},       // backwards
        {100, 3, {Axis{50, 3000}, Axis{100, 3}}},  // a rectangle
        {5, 1, {Axis{20, 0}, Axis{3, 2}}},         // repeated
        {1'000'000, 2, {Axis{10, 10'000}, Axis{5, -600}, Axis{7, 4}}},
        {0, 300'000, {Axis{3, 600'000}}},  // items longer than a slice
        {12, 1, {}},
        {12, 4, {Axis{0, 4}}},
    };
    for (const Layout& items : layouts) EXPECT_EQ(read(items), bytes_of(*document, items)) << items.offset;
}

TEST_F(SurveyTest, AnUnknownDigestIsRefused) {
    const std::vector<std::string> names{"crc-32/iso-hdlc", "crc-33"};
    EXPECT_THROW(find_digests(names, {0, 1, {Axis{10, 1}}}, reader(), progress), ValueError);
}

TEST_F(SurveyTest, ManyDigestsInOnePass) {
    const std::vector<std::byte> nine = [] {
        std::vector<std::byte> bytes;
        for (const char c : std::string("123456789")) bytes.push_back(static_cast<std::byte>(c));
        return bytes;
    }();
    document = Document::untitled("nine", Buffer::copy_of(nine));
    const std::vector<std::string> names{"crc-32/iso-hdlc", "md5"};
    EXPECT_EQ(find_digests(names, {0, 1, {Axis{9, 1}}}, reader(), progress),
              (std::vector<NamedDigest>{{"crc-32/iso-hdlc", "cbf43926"}, {"md5", "25f9e794323b453885f5181f1b624d0b"}}));
}

TEST_F(SurveyTest, StopsWhenItIsToStop) {
    progress.cancel();
    EXPECT_THROW(find_byte_statistics({0, 1, {Axis{2'000'000, 1}}}, reader(), progress), Cancelled);
}

}  // namespace
}  // namespace byteprism
