// Strings that a job finds, against the finder itself over all bytes at once.
#include "app/model/search/string_search.hpp"

#include <algorithm>
#include <random>
#include <thread>

#include <gtest/gtest.h>

#include "core/view/text_encoding.hpp"

namespace byteprism {
namespace {

std::string lower(std::string text) {
    for (char& c : text) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    for (std::size_t at = 0; (at = text.find("\xc3\x84", at)) != std::string::npos;) text[at + 1] = '\xa4';  // Ä
    return text;
}

class StringSearchTest : public testing::Test {
protected:
    void given(std::vector<std::byte> bytes) { document = Document::untitled("test", Buffer::copy_of(bytes)); }
    void given(std::string_view text) {
        document = Document::untitled("test", Buffer::copy_of(std::as_bytes(std::span(text))));
    }

    // Printable letters of one and two bytes, broken by zeros and noise, and strings longer than slices.
    void given_random_bytes(std::mt19937& random) {
        std::vector<std::byte> bytes;
        while (bytes.size() < 600'000) {
            const unsigned kind = random() % 4;
            const std::size_t count = random() % 400 == 0 ? 300'000 : random() % 12;
            for (std::size_t i = 0; i < count; ++i) {
                const auto letter = static_cast<std::byte>("abcABC xyz\t~"[random() % 12]);
                if (kind == 2) bytes.push_back(std::byte{0});
                bytes.push_back(kind == 3 ? static_cast<std::byte>(random()) : letter);
                if (kind == 1) bytes.push_back(std::byte{0});
            }
            if (random() % 3 == 0) bytes.insert(bytes.end(), {std::byte{0xc3}, std::byte{0xa4}});  // ä
            bytes.push_back(static_cast<std::byte>(random() % 3));
        }
        given(std::move(bytes));
    }

    std::vector<ListedString> expected(const StringQuestion& question) {
        std::vector<ListedString> all;
        for (std::size_t i = 0; i < string_encodings; ++i) {
            if (!question.encodings[i]) continue;
            const auto encoding = static_cast<StringEncoding>(i);
            StringFinder finder({encoding, question.least_characters, question.all_scripts});
            const auto bytes = document->bytes().subspan(static_cast<std::size_t>(question.range.offset),
                                                         static_cast<std::size_t>(question.range.length));
            Progress progress;
            const auto sink = [&](const FoundString& found) {
                const bool ascii =
                    encoding == StringEncoding::Utf8 && question.encodings[0] && found.characters == found.range.length;
                if (!ascii && lower(text_of(encoding, found.range)).find(lower(question.filter)) != std::string::npos) {
                    all.push_back({found.range, encoding});
                }
                return true;
            };
            finder.scan({bytes, question.range.offset, true}, sink, progress);
        }
        std::ranges::sort(all, [](const ListedString& a, const ListedString& b) {
            return std::pair(a.range.offset, a.encoding) < std::pair(b.range.offset, b.encoding);
        });
        return all;
    }
    std::string text_of(StringEncoding encoding, ByteRange range) {
        return decode(
            *find_text_encoding(name_of(encoding)),
            document->bytes().subspan(static_cast<std::size_t>(range.offset), static_cast<std::size_t>(range.length)));
    }

    void settle() {
        while (jobs->running()) std::this_thread::yield();
    }
    static std::vector<ListedString> strings_of(const StringJob& job) {
        std::vector<ListedString> all(job.counts().kept);
        all.resize(job.read(0, all));
        return all;
    }
    void follow(const StringQuestion& question) { search.follow(jobs, DocumentId{1}, *document, question); }
    std::vector<ListedString> found(const StringQuestion& question) {
        follow(question);
        settle();
        return strings_of(*search.job());
    }

    std::shared_ptr<Jobs> jobs = std::make_shared<Jobs>();
    std::unique_ptr<Document> document;
    StringSearch search;
};

TEST_F(StringSearchTest, FindsWhatTheFinderFinds) {
    std::mt19937 random(8);
    given_random_bytes(random);
    const std::string filters[] = {"", "ab", "A", "xYz~", "\xc3\xa4", "no such text", "cab a"};
    for (int round = 0; round < 30; ++round) {
        StringQuestion question;
        for (bool& encoding : question.encodings) encoding = random() % 2 == 0;
        question.least_characters = 1 + static_cast<std::int64_t>(random() % 9);
        question.all_scripts = random() % 4 == 0;
        question.filter = filters[random() % std::size(filters)];
        question.range.offset = round % 2 == 0 ? 0 : static_cast<std::int64_t>(random() % 1000);
        question.range.length = document->size() - question.range.offset - static_cast<std::int64_t>(random() % 1000);
        const std::vector<ListedString> all = expected(question);
        const std::vector<ListedString> job = found(question);
        ASSERT_EQ(job.size(), all.size()) << round << " '" << question.filter << "'";
        EXPECT_TRUE(job == all) << round << " '" << question.filter << "'";
        EXPECT_GE(search.job()->counts().found, all.size());
    }
}

TEST_F(StringSearchTest, WhatHasAFiltersTextFarInsideIsFound) {
    std::string text(3'000'000, 'a');
    text.replace(2'000'000, 6, "nEEdle");
    given(text);
    StringQuestion question{{0, document->size()}};
    question.filter = "Needle";
    EXPECT_EQ(found(question), (std::vector<ListedString>{{{0, 3'000'000}, StringEncoding::Ascii}}));
    question.filter = "needles";
    EXPECT_TRUE(found(question).empty());
    EXPECT_EQ(search.job()->counts().found, 1u);
}

TEST_F(StringSearchTest, AnEditBeginsAnew) {
    given(std::string("abcd\0efgh", 9));
    const StringQuestion question{{0, 9}};
    EXPECT_EQ(found(question).size(), 2u);
    const StringJob* const before = search.job();
    follow(question);
    EXPECT_EQ(search.job(), before) << "nothing has changed";
    document->write(4, std::vector{std::byte{'-'}}, Gesture::None);
    EXPECT_EQ(found(question), (std::vector<ListedString>{{{0, 9}, StringEncoding::Ascii}}));
    EXPECT_EQ(search.job()->version(), document->version());
}

TEST_F(StringSearchTest, AnEditDuringTheSearchBeginsAnew) {
    given(std::string(50'000'000, 'a'));
    const StringQuestion question{{0, document->size()}};
    follow(question);
    document->write(4, std::vector{std::byte{0}}, Gesture::None);
    const std::vector<ListedString> both{{{0, 4}, StringEncoding::Ascii}, {{5, 49'999'995}, StringEncoding::Ascii}};
    EXPECT_EQ(found(question), both);
}

TEST_F(StringSearchTest, AnEndlessStringIsLeftWhenNobodyAsksAnyMore) {
    given(std::string(50'000'000, 'a'));
    StringQuestion question{{0, document->size()}};
    question.filter = "b";
    follow(question);
    search = StringSearch();
    EXPECT_FALSE(jobs->running());
}

TEST_F(StringSearchTest, StringsBeyondTheBoundAreCounted) {
    std::mt19937 random(3);
    given_random_bytes(random);
    const StringQuestion question{{0, document->size()}};
    const std::vector<ListedString> all = expected(question);
    const StringJob job(jobs, *document, question, 4096);
    settle();
    EXPECT_EQ(job.counts().passed, all.size());
    EXPECT_LT(job.counts().kept, all.size());
    EXPECT_LE(job.counts().memory, 5000u);
    std::vector<ListedString> first(200);
    ASSERT_EQ(job.read(0, first), 200u);
    EXPECT_TRUE(std::ranges::equal(first, std::span(all).first(200)));
}

TEST_F(StringSearchTest, TheTextOfAStringIsCutBetweenCharacters) {
    const auto text = [](StringEncoding encoding, std::string_view bytes) {
        return string_text(encoding, std::as_bytes(std::span(bytes)));
    };
    EXPECT_EQ(text(StringEncoding::Ascii, "a\tb"), "a b");
    EXPECT_EQ(text(StringEncoding::Utf8, "a\xc3\xa4\xc3"), "a\xc3\xa4");
    EXPECT_EQ(text(StringEncoding::Utf16Little, std::string_view("a\0b\0c", 5)), "ab");
    EXPECT_EQ(text(StringEncoding::Utf16Big, std::string_view("\0a\xd8\x3d", 4)), "a");
}

}  // namespace
}  // namespace byteprism
