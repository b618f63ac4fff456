// Edits between two runs of bytes: that they make the one into the other, and
// that they are few.

#include "core/analysis/alignment.hpp"

#include <algorithm>
#include <cstring>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "core/analysis/shortest_edit.hpp"

namespace byteprism {

// As gtest prints one.
void PrintTo(const Hunk& edit, std::ostream* to) {
    *to << edit.first.offset << "+" << edit.first.length << " -> " << edit.second.offset << "+" << edit.second.length;
}

namespace {

using Bytes = std::vector<std::byte>;

Bytes random_bytes(std::mt19937& random, std::size_t size, std::uint_fast32_t values) {
    Bytes bytes(size);
    for (std::byte& byte : bytes) byte = static_cast<std::byte>(random() % values);
    return bytes;
}

AlignedBytes side(const Bytes& bytes) {
    return {{0, std::ssize(bytes)}, [&bytes](std::int64_t offset, std::span<std::byte> to) {
                std::ranges::copy(std::span(bytes).subspan(static_cast<std::size_t>(offset), to.size()), to.begin());
            }};
}

std::vector<Hunk> edits_of(const Bytes& first, const Bytes& second, const AlignmentRules& rules = {}) {
    std::vector<Hunk> edits;
    Progress progress;
    const auto sink = [&](const Hunk& edit) { return edits.push_back(edit), true; };
    EXPECT_TRUE(align(side(first), side(second), rules, sink, progress));
    EXPECT_TRUE(first.empty() && second.empty() ? true : progress.part() == 1) << progress.part();
    return edits;
}

void insert(Bytes& to, const Bytes& from, std::int64_t begin, std::int64_t end) {
    to.insert(to.end(), from.begin() + begin, from.begin() + end);
}

// The second, out of the first and the edits.
Bytes made(const Bytes& first, const Bytes& second, const std::vector<Hunk>& edits, std::int64_t gap) {
    Bytes result;
    std::int64_t at = 0;
    for (const Hunk& edit : edits) {
        EXPECT_GE(edit.first.offset - at, at == 0 ? 0 : gap);
        EXPECT_FALSE(edit.first.empty() && edit.second.empty());
        insert(result, first, at, edit.first.offset);
        EXPECT_EQ(std::ssize(result), edit.second.offset);
        insert(result, second, edit.second.offset, edit.second.end());
        at = edit.first.end();
    }
    insert(result, first, at, std::ssize(first));
    return result;
}

// Some bytes of it replaced, removed, inserted, moved.
Bytes changed(std::mt19937& random, Bytes bytes, std::size_t changes, std::size_t longest, std::uint_fast32_t values) {
    for (std::size_t i = 0; i < changes && !bytes.empty(); ++i) {
        const auto at = static_cast<std::ptrdiff_t>(random() % bytes.size());
        const auto length = static_cast<std::ptrdiff_t>(
            std::min<std::size_t>(1 + random() % longest, bytes.size() - static_cast<std::size_t>(at)));
        const Bytes other = random_bytes(random, 1 + random() % longest, values);
        const auto begin = bytes.begin() + at;
        switch (random() % 4) {
            case 0:
                std::ranges::copy(
                    std::span(other).first(std::min(other.size(), bytes.size() - static_cast<std::size_t>(at))), begin);
                break;
            case 1:
                bytes.erase(begin, begin + length);
                break;
            case 2:
                bytes.insert(begin, other.begin(), other.end());
                break;
            default:
                std::rotate(begin, begin + length / 2, begin + length);
        }
    }
    return bytes;
}

TEST(Alignment, EditsMakeTheOneIntoTheOtherWhateverTheLimitsAre) {
    std::mt19937 random(1);
    for (int round = 0; round < 600; ++round) {
        const std::uint_fast32_t values = round % 3 == 0 ? 2 : round % 3 == 1 ? 20 : 256;
        const Bytes first = random_bytes(random, random() % 6000, values);
        const Bytes second = changed(random, first, random() % 40, 1 + random() % 300, values);
        AlignmentRules rules;
        if (round % 2 == 0) rules = {1 + static_cast<std::int64_t>(random() % 9), 16 + random() % 500, 64, 1000, 8};
        ASSERT_EQ(made(first, second, edits_of(first, second, rules), rules.gap), second) << "round " << round;
    }
}

TEST(Alignment, BytesWithNothingInCommonAreOneEdit) {
    std::mt19937 random(2);
    const Bytes first = random_bytes(random, 300'000, 100);
    Bytes second = random_bytes(random, 200'000, 100);
    for (std::byte& byte : second) byte |= std::byte{0x80};
    EXPECT_EQ(edits_of(first, second), (std::vector<Hunk>{{{0, 300'000}, {0, 200'000}}}));
    EXPECT_EQ(edits_of({}, second), (std::vector<Hunk>{{{0, 0}, {0, 200'000}}}));
    EXPECT_EQ(edits_of(first, {}), (std::vector<Hunk>{{{0, 300'000}, {0, 0}}}));
    EXPECT_EQ(edits_of(first, first), std::vector<Hunk>{});
    EXPECT_EQ(edits_of({}, {}), std::vector<Hunk>{});
}

TEST(Alignment, EachInsertionAndDeletionOfALongRunIsAnEdit) {
    std::mt19937 random(3);
    const Bytes first = random_bytes(random, 5'000'000, 256);
    Bytes second;
    insert(second, first, 0, 1'000'000);
    insert(second, Bytes(1000, std::byte{1}), 0, 1000);
    insert(second, first, 1'000'000, 2'000'000);
    insert(second, first, 2'700'000, 4'000'000);
    second.push_back(std::byte{7});
    insert(second, first, 4'000'000, 5'000'000);
    std::vector<std::int64_t> lengths;
    for (const Hunk& edit : edits_of(first, second)) {
        lengths.push_back(edit.first.length);
        lengths.push_back(edit.second.length);
    }
    EXPECT_EQ(lengths, (std::vector<std::int64_t>{0, 1000, 700'000, 0, 0, 1}));
}

TEST(Alignment, ChangesInPlaceStayInPlaceBesideAnInsertion) {
    std::mt19937 random(4);
    const Bytes first = random_bytes(random, 400'000, 256);
    Bytes second = first;
    for (std::size_t at = 50; at < second.size(); at += 300) second[at] ^= std::byte{1};
    second.insert(second.begin() + 100'000, 10, std::byte{9});
    std::int64_t removed = 0;
    const auto edits = edits_of(first, second);
    for (const Hunk& edit : edits) removed += edit.first.length;
    EXPECT_NEAR(static_cast<double>(edits.size()), 1334, 4);
    EXPECT_NEAR(static_cast<double>(removed), 1334, 20);
}

TEST(Alignment, EndsWhereNoMoreAreWantedOrItIsCancelled) {
    std::mt19937 random(5);
    const Bytes first = random_bytes(random, 20'000, 256);
    const Bytes second = changed(random, first, 50, 20, 256);
    Progress progress;
    int told = 0;
    EXPECT_FALSE(align(
        side(first), side(second), {}, [&](const Hunk&) { return ++told < 3; }, progress));
    EXPECT_EQ(told, 3);
    Progress cancelled;
    cancelled.cancel();
    EXPECT_THROW(align(
                     side(first), side(second), {}, [](const Hunk&) { return true; }, cancelled),
                 Cancelled);
}

// By the table of all prefixes.
std::size_t fewest_edits(const Bytes& a, const Bytes& b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t above = row[j];
            row[j] = a[i - 1] == b[j - 1] ? diagonal : 1 + std::min(above, row[j - 1]);
            diagonal = above;
        }
    }
    return row.back();
}

TEST(ShortestEdit, IsAsShortAsTheTableSaysOrGivenUp) {
    std::mt19937 random(6);
    for (int round = 0; round < 2000; ++round) {
        const std::uint_fast32_t values = 2 + random() % 4;
        const Bytes first = random_bytes(random, random() % 40, values);
        const Bytes second = round % 2 == 0 ? random_bytes(random, random() % 40, values)
                                            : changed(random, first, random() % 5, 5, values);
        const std::size_t most = 1 + random() % 40;
        const std::size_t fewest = fewest_edits(first, second);
        ShortestEdit shortest(most);
        std::size_t edits = 0;
        Bytes result;
        std::size_t at = 0;
        const bool found =
            shortest.find(first, second, [&](std::size_t a, std::size_t a_end, std::size_t b, std::size_t b_end) {
                edits += a_end - a + b_end - b;
                result.insert(result.end(), first.begin() + static_cast<std::ptrdiff_t>(at),
                              first.begin() + static_cast<std::ptrdiff_t>(a));
                result.insert(result.end(), second.begin() + static_cast<std::ptrdiff_t>(b),
                              second.begin() + static_cast<std::ptrdiff_t>(b_end));
                at = a_end;
            });
        if (!found) {
            EXPECT_EQ(edits, 0U);
            EXPECT_GT(fewest, 2 * most - 1) << "round " << round;
            continue;
        }
        result.insert(result.end(), first.begin() + static_cast<std::ptrdiff_t>(at), first.end());
        ASSERT_EQ(result, second) << "round " << round;
        EXPECT_EQ(edits, fewest) << "round " << round;
    }
}

}  // namespace
}  // namespace byteprism
