// StringList against a sorted vector.
#include "core/analysis/string_list.hpp"

#include <algorithm>
#include <array>
#include <random>
#include <span>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace byteprism {
namespace {

bool by_offset(const ListedString& a, const ListedString& b) {
    return std::pair(a.range.offset, a.encoding) < std::pair(b.range.offset, b.encoding);
}

// Strings of some encodings that overlap and begin at the same places, added encoding by encoding for a while, as the
// slices of a search give them.
std::vector<ListedString> add_strings(StringList& list, std::mt19937& random, std::size_t encodings, int rounds) {
    std::vector<ListedString> all;
    std::array<std::int64_t, string_encodings> ends{};
    for (int round = 1; round <= rounds; ++round) {
        for (std::size_t i = 0; i < encodings; ++i) {
            while (ends[i] < round * 100) {
                const std::int64_t offset = ends[i] + static_cast<std::int64_t>(random() % 8);
                const auto length = static_cast<std::int64_t>(1 + random() % (random() % 50 == 0 ? 5000 : 6));
                all.push_back({{offset, length}, static_cast<StringEncoding>(i)});
                list.add(all.back());
                ends[i] = offset + length;
            }
        }
    }
    std::ranges::sort(all, by_offset);
    return all;
}

TEST(StringList, ReadsTheStringsOfAllEncodingsByOffset) {
    std::mt19937 random(81);
    for (const std::size_t encodings : {1u, 2u, 4u}) {
        StringList list;
        const std::vector<ListedString> all = add_strings(list, random, encodings, 60);
        ASSERT_EQ(list.size(), all.size());
        for (int i = 0; i < 500; ++i) {
            const std::size_t first = random() % (all.size() + 2);
            std::vector<ListedString> read(random() % 40);
            read.resize(list.read(first, read));
            const std::size_t from = std::min(first, all.size());
            ASSERT_LE(from + read.size(), all.size());
            EXPECT_TRUE(std::ranges::equal(read, std::span(all).subspan(from, read.size()))) << first;
            const auto offset = static_cast<std::int64_t>(random() % 7000);
            const auto behind =
                std::ranges::lower_bound(all, offset, {}, [](const ListedString& each) { return each.range.offset; });
            EXPECT_EQ(list.index_from(offset), static_cast<std::uint64_t>(behind - all.begin())) << offset;
        }
    }
}

TEST(StringList, AnEmptyOneHasNone) {
    const StringList list;
    std::vector<ListedString> read(3);
    EXPECT_EQ(list.read(0, read), 0u);
    EXPECT_EQ(list.index_from(7), 0u);
}

TEST(StringList, BehindItsBoundStringsAreCountedAlone) {
    std::mt19937 random(82);
    StringList list(4096);
    const std::vector<ListedString> all = add_strings(list, random, 4, 1000);
    EXPECT_EQ(list.counted(), all.size());
    EXPECT_LT(list.size(), all.size());
    EXPECT_LE(list.memory(), 4096 + 4 * 200u);
    std::vector<ListedString> read(100);
    EXPECT_EQ(list.read(0, read), 100u);
    EXPECT_TRUE(std::ranges::equal(read, std::span(all).first(100)));
}

}  // namespace
}  // namespace byteprism
