// Where runs of bytes differ, beside a look at each byte.

#include "core/analysis/difference.hpp"

#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace byteprism {
namespace {

using Bytes = std::vector<std::byte>;

TEST(Difference, FirstPlacesAreThoseThatALookAtEachByteFinds) {
    std::mt19937 random(1);
    for (int round = 0; round < 3000; ++round) {
        Bytes a(random() % 700), b;
        for (std::byte& byte : a) byte = static_cast<std::byte>(random() % 256);
        b = a;
        const bool mostly_other = round % 2 == 0;
        for (std::byte& byte : b) {
            if (random() % 300 == 0 || mostly_other) byte ^= static_cast<std::byte>(1 + random() % 255);
        }
        if (mostly_other && !b.empty()) b.back() = a.back();
        const std::size_t from = a.empty() ? 0 : random() % (a.size() + 1);
        std::size_t difference = from, equal = from;
        while (difference < a.size() && a[difference] == b[difference]) ++difference;
        while (equal < a.size() && a[equal] != b[equal]) ++equal;
        ASSERT_EQ(first_difference(a, b, from), difference) << "round " << round;
        ASSERT_EQ(first_equal(a, b, from), equal) << "round " << round;
    }
}

TEST(Difference, RunsGoAcrossSlicesAndThoseThatAreNearAreOne) {
    Bytes a(1000), b(1000);
    for (const std::size_t at : {0U, 1U, 99U, 100U, 101U, 104U, 999U}) b[at] = std::byte{1};
    for (const std::size_t slice : {1U, 7U, 100U, 1000U}) {
        std::vector<ByteRange> runs;
        Progress progress;
        DifferenceFinder finder(3);
        const auto sink = [&](ByteRange run) { return runs.push_back(run), true; };
        for (std::size_t at = 0; at < a.size(); at += slice) {
            const std::size_t size = std::min(slice, a.size() - at);
            finder.scan(std::span(a).subspan(at, size), std::span(b).subspan(at, size), static_cast<std::int64_t>(at),
                        sink, progress);
        }
        finder.finish(sink);
        EXPECT_EQ(runs, (std::vector<ByteRange>{{0, 2}, {99, 6}, {999, 1}})) << slice;
    }
}

}  // namespace
}  // namespace byteprism
