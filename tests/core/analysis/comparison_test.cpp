// Two runs of bytes compared, byte by byte and aligned, beside a look at each byte.

#include "core/analysis/comparison.hpp"

#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace byteprism {
namespace {

using Bytes = std::vector<std::byte>;

AlignedBytes whole(const Bytes& bytes, std::int64_t from = 0) {
    return {{from, std::ssize(bytes) - from}, [&bytes](std::int64_t offset, std::span<std::byte> to) {
                std::copy_n(bytes.begin() + offset, to.size(), to.begin());
            }};
}

std::vector<Hunk> hunks(const AlignedBytes& a, const AlignedBytes& b, const ComparisonRules& rules) {
    std::vector<Hunk> found;
    Progress progress;
    EXPECT_TRUE(compare(
        a, b, rules, [&](const Hunk& hunk) { return found.push_back(hunk), true; }, progress));
    return found;
}

// The first with what the hunks say, which must be the second.
Bytes applied(const Bytes& a, const Bytes& b, const std::vector<Hunk>& all) {
    Bytes made;
    std::int64_t done = 0;
    for (const Hunk& hunk : all) {
        made.insert(made.end(), a.begin() + done, a.begin() + hunk.first.offset);
        EXPECT_EQ(std::ssize(made), hunk.second.offset);
        made.insert(made.end(), b.begin() + hunk.second.offset, b.begin() + hunk.second.end());
        done = hunk.first.end();
    }
    made.insert(made.end(), a.begin() + done, a.end());
    return made;
}

TEST(Comparison, HunksMakeTheOneIntoTheOther) {
    std::mt19937 random(11);
    for (int round = 0; round < 400; ++round) {
        Bytes a(random() % 5000), b;
        for (std::byte& byte : a) byte = static_cast<std::byte>(random() % 4);
        b = a;
        for (std::byte& byte : b) {
            if (random() % 60 == 0) byte = static_cast<std::byte>(9);
        }
        if (round % 3 == 1) b.resize(random() % 6000, std::byte{7});
        if (round % 3 == 2 && !b.empty()) b.erase(b.begin() + static_cast<std::ptrdiff_t>(random() % b.size()));
        const ComparisonRules rules{round % 2 == 0, 1 + static_cast<std::int64_t>(random() % 6)};
        const std::vector<Hunk> all = hunks(whole(a), whole(b), rules);
        ASSERT_EQ(applied(a, b, all), b) << "round " << round;
        for (std::size_t i = 1; i < all.size(); ++i) {
            ASSERT_GE(all[i].first.offset - all[i - 1].first.end(), rules.gap) << "round " << round;
        }
        if (rules.aligned) continue;
        for (std::size_t i = 0; i < all.size(); ++i) {
            ASSERT_EQ(all[i].first.offset, all[i].second.offset);
            ASSERT_TRUE(i + 1 == all.size() || all[i].first.length == all[i].second.length);
        }
    }
}

TEST(Comparison, BeginsMayDiffer) {
    const Bytes a{std::byte{1}, std::byte{2}, std::byte{3}}, b{std::byte{0}, std::byte{1}, std::byte{9}, std::byte{3}};
    EXPECT_EQ(hunks(whole(a), whole(b, 1), {}), (std::vector<Hunk>{{{1, 1}, {2, 1}}}));
}

TEST(Comparison, ASinkThatHasEnoughEndsIt) {
    const Bytes a(1000), b(1000, std::byte{1});
    Progress progress;
    EXPECT_FALSE(compare(
        whole(a), whole(b), {}, [](const Hunk&) { return false; }, progress));
    progress.cancel();
    EXPECT_THROW(compare(
                     whole(a), whole(b), {}, [](const Hunk&) { return true; }, progress),
                 Cancelled);
}

}  // namespace
}  // namespace byteprism
