#include "core/memory/range_set.hpp"

#include <random>
#include <string>

#include <gtest/gtest.h>

namespace byteprism {
namespace {

std::string text(std::span<const ByteRange> ranges) {
    std::string result;
    for (const ByteRange& r : ranges) result += "[" + std::to_string(r.offset) + "," + std::to_string(r.end()) + ")";
    return result;
}

TEST(RangeSet, JoinsWhatTouches) {
    RangeSet set;
    set.add({10, 2});
    set.add({20, 2});
    set.add({12, 3});
    EXPECT_EQ(text(set.ranges()), "[10,15)[20,22)");
    set.add({15, 5});
    EXPECT_EQ(text(set.ranges()), "[10,22)");
    set.add({30, 0});
    EXPECT_EQ(text(set.ranges()), "[10,22)");
}

TEST(RangeSet, GivesWhatItTakesOut) {
    RangeSet set;
    set.add({0, 10});
    set.add({20, 10});
    EXPECT_EQ(text(set.remove({5, 20})), "[5,10)[20,25)");
    EXPECT_EQ(text(set.ranges()), "[0,5)[25,30)");
}

TEST(RangeSet, MovesWhatLiesBehindASplice) {
    RangeSet set;
    set.add({0, 10});
    set.add({20, 10});
    EXPECT_EQ(text(set.splice({5, 0}, 3)), "");
    EXPECT_EQ(text(set.ranges()), "[0,5)[8,13)[23,33)");
    EXPECT_EQ(text(set.splice({5, 3}, 0)), "");
    EXPECT_EQ(text(set.ranges()), "[0,10)[20,30)");
    EXPECT_EQ(text(set.splice({8, 14}, 0)), "[8,10)[20,22)");
    EXPECT_EQ(text(set.ranges()), "[0,16)");
}

TEST(RangeSet, AgreesWithOneFlagForEachByte) {
    std::mt19937 random(4);
    RangeSet set;
    std::string flags(200, '.');
    for (int round = 0; round < 5000; ++round) {
        const std::size_t at = random() % flags.size();
        const std::size_t size = std::min<std::size_t>(random() % 20, flags.size() - at);
        const ByteRange range{static_cast<std::int64_t>(at), static_cast<std::int64_t>(size)};
        const auto choice = random() % 3;
        if (choice == 0) {
            set.add(range);
            flags.replace(at, size, size, 'x');
        } else if (choice == 1) {
            set.remove(range);
            flags.replace(at, size, size, '.');
        } else {
            const std::size_t inserted = flags.size() > 300 ? 0 : random() % 20;
            if (flags.size() < 100 && inserted < size) continue;
            set.splice(range, static_cast<std::int64_t>(inserted));
            flags.replace(at, size, inserted, '.');
        }
        std::string rebuilt(flags.size(), '.');
        for (std::size_t i = 0; i < set.ranges().size(); ++i) {
            const ByteRange& r = set.ranges()[i];
            ASSERT_GT(r.length, 0);
            if (i > 0) {
                ASSERT_GT(r.offset, set.ranges()[i - 1].end());
            }
            rebuilt.replace(static_cast<std::size_t>(r.offset), static_cast<std::size_t>(r.length),
                            static_cast<std::size_t>(r.length), 'x');
        }
        ASSERT_EQ(rebuilt, flags) << "round " << round;
    }
}

}  // namespace
}  // namespace byteprism
