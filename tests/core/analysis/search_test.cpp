// Patterns, the search for them in slices of any size, and the list of hits.

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <random>

#include <gtest/gtest.h>

#include "core/analysis/hit_list.hpp"
#include "core/analysis/searcher.hpp"

namespace byteprism {

// As gtest prints one.
void PrintTo(const ByteRange& range, std::ostream* to) { *to << range.offset << "+" << range.length; }

namespace {

using Hits = std::vector<ByteRange>;

std::vector<std::byte> bytes_of(std::string_view text) {
    const auto bytes = std::as_bytes(std::span(text));
    return {bytes.begin(), bytes.end()};
}

// Slices as small as they can be are the hardest.
Hits found(const SearchPattern& pattern, std::span<const std::byte> bytes, std::size_t slice = 1 << 20,
           std::int64_t from = 0) {
    Searcher searcher(pattern);
    Hits hits;
    Progress progress;
    const auto sink = [&](ByteRange hit) { return hits.push_back(hit), true; };
    std::size_t length = slice;
    for (std::int64_t at = from;;) {
        const auto begin = std::min(static_cast<std::size_t>(at), bytes.size());
        const std::size_t size = std::min(length, bytes.size() - begin);
        const bool last = begin + size == bytes.size();
        const std::int64_t next = searcher.scan({bytes.subspan(begin, size), at, last}, sink, progress);
        if (last) return hits;
        length = next == at ? 2 * length : slice;
        at = next;
    }
}

SearchPattern pattern_of(BytePattern what, bool overlapping = false, std::int64_t stride = 1, std::int64_t offset = 0) {
    return {std::move(what), stride, offset, overlapping};
}

SearchPattern number(std::string_view text, NumberOrders orders = NumberOrders::AsWritten) {
    SearchPattern pattern{{}, 1, 0, true};
    std::visit([&](auto what) { pattern.what = std::move(what); }, parse_number_pattern(text, orders));
    return pattern;
}

SearchPattern regular(std::string text, bool ignore_case = false) {
    return {RegularExpression{std::move(text), ignore_case}};
}

// All positions, then those that count: the rule as it is told.
template <class Stands>
Hits expected(const SearchPattern& pattern, std::size_t size, std::size_t length, const Stands& stands) {
    Hits hits;
    std::int64_t next = 0;
    for (std::size_t at = 0; at + length <= size; ++at) {
        const auto offset = static_cast<std::int64_t>(at);
        if (offset < next || offset < pattern.offset || (offset - pattern.offset) % pattern.stride != 0) continue;
        if (!stands(at)) continue;
        hits.push_back({offset, static_cast<std::int64_t>(length)});
        next = offset + (pattern.overlapping ? 1 : static_cast<std::int64_t>(length));
    }
    return hits;
}

std::vector<std::byte> random_bytes(std::mt19937& random, std::size_t size, std::uint_fast32_t values) {
    std::vector<std::byte> bytes(size);
    for (std::byte& byte : bytes) byte = static_cast<std::byte>(random() % values);
    return bytes;
}

TEST(Search, BytesWithFreeBitsStandWhereTheyStandByteByByte) {
    std::mt19937 random(1);
    for (int round = 0; round < 400; ++round) {
        const auto bytes = random_bytes(random, random() % 700, 2 + random() % 3);
        BytePattern what;
        for (std::size_t i = 0, length = 1 + random() % 12; i < length; ++i) {
            const auto mask = static_cast<std::byte>(random() % 3 == 0 ? random() % 4 : 255);
            what.mask.push_back(mask);
            what.value.push_back(static_cast<std::byte>(random() % 2) & mask);
        }
        if (round % 7 == 0) std::ranges::fill(what.mask, std::byte{255});
        const std::int64_t stride = random() % 2 == 0 ? 1 : 1 + static_cast<std::int64_t>(random() % 40);
        const SearchPattern pattern =
            pattern_of(what, random() % 2 == 0, stride, stride == 1 ? 0 : static_cast<std::int64_t>(random() % 30));
        const Hits wanted = expected(pattern, bytes.size(), what.value.size(), [&](std::size_t at) {
            for (std::size_t i = 0; i < what.value.size(); ++i) {
                if ((bytes[at + i] & what.mask[i]) != what.value[i]) return false;
            }
            return true;
        });
        ASSERT_EQ(found(pattern, bytes), wanted) << "round " << round;
        ASSERT_EQ(found(pattern, bytes, 1 + random() % 100), wanted) << "round " << round;
    }
}

template <class T>
void check_numbers(const char* code, std::mt19937& random, const auto& value_of) {
    for (int round = 0; round < 60; ++round) {
        auto bytes = random_bytes(random, 300 + random() % 300, 256);
        T low = 0, high = 0;
        std::memcpy(&low, bytes.data() + random() % 100, sizeof low);
        std::memcpy(&high, bytes.data() + random() % 100, sizeof high);
        if (std::isnan(static_cast<double>(low)) || std::isnan(static_cast<double>(high))) continue;
        if (low > high) std::swap(low, high);
        const auto orders = static_cast<NumberOrders>(1 + random() % 3);
        const SearchPattern pattern =
            number(std::string(code) + "=[" + value_of(low) + ", " + value_of(high) + "]", orders);
        const Hits wanted = expected(pattern, bytes.size(), sizeof(T), [&](std::size_t at) {
            std::array<std::byte, sizeof(T)> stored;
            const auto inside = [&] {
                T each = 0;
                std::memcpy(&each, stored.data(), sizeof each);
                return each >= low && each <= high;
            };
            std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(at), sizeof(T), stored.begin());
            if (orders != NumberOrders::Big && inside()) return true;
            std::reverse(stored.begin(), stored.end());
            return orders != NumberOrders::Little && inside();
        });
        ASSERT_EQ(found(pattern, bytes, 150), wanted) << code << " from " << value_of(low) << " to " << value_of(high);
    }
}

TEST(Search, NumbersOfARangeAreThoseBetweenItsEnds) {
    std::mt19937 random(2);
    const auto integer = [](auto value) { return std::to_string(value); };
    const auto real = [](auto value) {
        char text[64];
        std::snprintf(text, sizeof text, "%.17g", static_cast<double>(value));
        return std::string(text);
    };
    check_numbers<std::uint8_t>("B", random, integer);
    check_numbers<std::int8_t>("b", random, integer);
    check_numbers<std::uint16_t>("H", random, integer);
    check_numbers<std::int16_t>("h", random, integer);
    check_numbers<std::uint32_t>("<I", random, integer);
    check_numbers<std::int32_t>("<i", random, integer);
    check_numbers<std::uint64_t>(">Q", random, integer);
    check_numbers<std::int64_t>(">q", random, integer);
    check_numbers<float>("f", random, real);
    check_numbers<double>("d", random, real);
}

TEST(Search, BoundsOfFloatsAreKeptWhereTheTypeIsCoarser) {
    const auto holds = [](std::string_view pattern, float value) {
        std::array<std::byte, 4> bytes;
        std::memcpy(bytes.data(), &value, 4);
        return !found(number(pattern), bytes).empty();
    };
    EXPECT_TRUE(holds("<f=[0, 1]", -0.0f));
    EXPECT_TRUE(holds("<f=[-1, 0]", 0.0f));
    EXPECT_TRUE(holds("<f=[0, 1]", 1.0f));
    EXPECT_FALSE(holds("<f=[0, 1]", std::nextafter(1.0f, 2.0f)));
    EXPECT_FALSE(holds("<f=[0, 1]", std::numeric_limits<float>::quiet_NaN()));
    EXPECT_FALSE(holds("<f=[0.1, 1]", std::nextafter(0.1f, 0.0f)));
    EXPECT_TRUE(holds("<f=[1e-60, 1]", std::numeric_limits<float>::denorm_min()));
    EXPECT_FALSE(holds("<f=[1e-60, 1]", 0.0f));
    EXPECT_FALSE(holds("<f=[-1, -1e-60]", -0.0f));
    EXPECT_TRUE(holds("<f=[0, 1e300]", std::numeric_limits<float>::max()));
    EXPECT_FALSE(holds("<f=[0, 1e300]", std::numeric_limits<float>::infinity()));
    EXPECT_TRUE(holds("<f=[0, inf]", std::numeric_limits<float>::infinity()));
    EXPECT_TRUE(holds("<f=3.14 +- 0.01", 3.1415f));
    EXPECT_TRUE(holds("<f=3.14 \u00b1 0.01", 3.13f));
    EXPECT_FALSE(holds("<f=3.14+-0.01", 3.1501f));
    EXPECT_THROW(number("<f=[1e300, 1e301]"), PatternError);
    EXPECT_THROW(number("99999999999xB=1"), PatternError);
    EXPECT_EQ(found(number("e=[1, 1.5]"), bytes_of(std::string("\x00\x3c\x00\x3e\x01\x3e", 6))).size(), 2u);
}

TEST(Search, ANumberByItselfIsMatchedByteByByte) {
    const auto data = bytes_of(std::string("\x02\x00\x00\x02\x02", 5));
    EXPECT_EQ(found(number("<H=2"), data), (Hits{{0, 2}}));
    EXPECT_EQ(found(number(">H=2"), data), (Hits{{2, 2}}));
    EXPECT_EQ(found(number("H=2", NumberOrders::Both), data), (Hits{{0, 2}, {2, 2}}));
    EXPECT_EQ(found(number("<H=513 +- 2"), data), (Hits{{2, 2}, {3, 2}}));
    EXPECT_EQ(found(number("<BxB=(2, 0)"), data), (Hits{{0, 3}}));  // padding is free
    EXPECT_EQ(found(number("b=-128 +- 1"), bytes_of("\x80\x81\x82\x7f")), (Hits{{0, 1}, {1, 1}}));
}

TEST(Search, TextIgnoresCaseInItsEncoding) {
    const auto text = [](std::string_view what, const char* encoding) {
        return pattern_of(text_pattern(what, *find_text_encoding(encoding), LetterCase::Ignored));
    };
    EXPECT_EQ(found(text("grÖße", "UTF-8"), bytes_of("Größe GRÖßE GRäßE")), (Hits{{0, 7}, {8, 7}}));
    EXPECT_EQ(found(text("привет", "UTF-8"), bytes_of("ПРИВЕТ пРИвет")), (Hits{{0, 12}, {13, 12}}));
    EXPECT_EQ(found(text("\u0440", "UTF-8"), bytes_of("\xd0\x80\xd1\x80\xd0\xa0\xd1\xa0")), (Hits{{2, 2}, {4, 2}}));
    EXPECT_EQ(found(text("a1", "UTF-16LE"), bytes_of(std::string("A\0"
                                                                 "1\0a\0"
                                                                 "1\0",
                                                                 8))),
              (Hits{{0, 4}, {4, 4}}));
    EXPECT_EQ(found(text("A[", "ASCII"), bytes_of("a{a[")), (Hits{{2, 2}}));
    EXPECT_THROW(text_pattern("\u20ac", *find_text_encoding("ASCII"), LetterCase::Ignored), ValueError);
}

TEST(Search, RegularExpressionsKnowWhatStandsBeforeASlice) {
    const auto data = bytes_of("foo1 bar22 afoo333\nfoo 4444 xx55");
    for (std::size_t slice = 1; slice < 40; ++slice) {
        EXPECT_EQ(found(regular("[0-9]+"), data, slice), (Hits{{3, 1}, {8, 2}, {15, 3}, {23, 4}, {30, 2}})) << slice;
        EXPECT_EQ(found(regular(R"(\bfoo)"), data, slice), (Hits{{0, 3}, {19, 3}})) << slice;
        EXPECT_EQ(found(regular(R"((?<=r|x)\d)"), data, slice), (Hits{{8, 1}, {30, 1}})) << slice;
        EXPECT_EQ(found(regular("^foo"), data, slice), (Hits{{0, 3}})) << slice;
        EXPECT_EQ(found(regular("FOO", true), data, slice), (Hits{{0, 3}, {12, 3}, {19, 3}})) << slice;
        EXPECT_EQ(found(regular("3.f|5$"), data, slice), (Hits{{17, 3}, {31, 1}})) << slice;
        EXPECT_EQ(found(regular("a*"), data, slice), (Hits{{6, 1}, {11, 1}})) << slice;
    }
}

TEST(Search, ARegularExpressionThatTakesTooLongSaysSo) {
    const auto data = bytes_of(std::string(100, 'a') + "c");
    try {
        found(regular("(a+)+[bd]"), data);
        ADD_FAILURE() << "it came to an end";
    } catch (const SearchLimitError& error) {
        EXPECT_NE(std::string(error.what()).find("5000000 steps"), std::string::npos) << error.what();
    }
}

TEST(Search, ReadsThroughAWindowAndGrowsItForLongMatchesAlone) {
    std::vector<std::byte> data(3'000'000, std::byte{'x'});
    data[10] = std::byte{'<'};
    data[2'000'000] = data[2'900'000] = std::byte{'>'};
    std::size_t longest = 0;
    const auto hits = [&](const SearchPattern& pattern, ByteRange range) {
        Searcher searcher(pattern);
        Hits list;
        Progress progress;
        longest = 0;
        search(
            searcher, range,
            [&](std::int64_t offset, std::span<std::byte> to) {
                longest = std::max(longest, to.size());
                std::memcpy(to.data(), data.data() + offset, to.size());
            },
            [&](ByteRange hit) { return list.push_back(hit), true; }, progress);
        EXPECT_EQ(progress.part(), 1);
        return list;
    };
    EXPECT_EQ(hits(regular("<.*?>"), {0, 3'000'000}), (Hits{{10, 1'999'991}}));
    EXPECT_EQ(hits(regular("<.*>"), {5, 2'999'990}), (Hits{{10, 2'899'991}}));
    EXPECT_EQ(hits(pattern_of(parse_hex_pattern("3E 78")), {0, 2'900'001}), (Hits{{2'000'000, 2}}));
    EXPECT_LE(longest, std::size_t{1} << 18);
}

TEST(Search, EndsWhenTheSinkHasEnoughAndWhenItIsCancelled) {
    const std::vector<std::byte> data(4'000'000);
    Searcher searcher(pattern_of(parse_hex_pattern("00")));
    Progress progress;
    int hits = 0;
    searcher.scan(
        {data, 0, true}, [&](ByteRange) { return ++hits < 5; }, progress);
    EXPECT_EQ(hits, 5);
    EXPECT_TRUE(searcher.stopped());
    Searcher another(pattern_of(parse_hex_pattern("01")));
    progress.cancel();
    EXPECT_THROW(another.scan(
                     {data, 0, true}, [](ByteRange) { return true; }, progress),
                 Cancelled);
}

TEST(SearchPattern, ErrorsSayTheColumn) {
    const auto column = [](const auto& parse) -> int {
        try {
            parse();
        } catch (const PatternError& error) {
            return static_cast<int>(error.column);
        }
        return -1;
    };
    EXPECT_EQ(column([] { parse_hex_pattern("DE A"); }), 4);
    EXPECT_EQ(column([] { parse_hex_pattern("DE xg"); }), 3);
    EXPECT_EQ(column([] { parse_hex_pattern("?? ??"); }), 0);
    EXPECT_EQ(column([] { parse_hex_pattern(" "); }), 1);
    EXPECT_EQ(column([] { parse_masked_pattern("DE AD", "FF"); }), 2);
    EXPECT_EQ(column([] { parse_number_pattern("0f="); }), 0);
    EXPECT_EQ(column([] { parse_number_pattern("H"); }), 1);
    EXPECT_EQ(column([] { parse_number_pattern("H=[1"); }), 2);
    EXPECT_EQ(column([] { parse_number_pattern("H=[3, 1]"); }), 2);
    EXPECT_EQ(column([] { parse_number_pattern("HH=(1, 2)", NumberOrders::Both); }), 3);
    EXPECT_EQ(column([] { Searcher{regular("a(b")}; }), 3);
    const BytePattern pattern = parse_hex_pattern("0xDE, \\xAD ?? E?");
    EXPECT_EQ(pattern.value, bytes_of(std::string("\xde\xad\0\xe0", 4)));
    EXPECT_EQ(pattern.mask, bytes_of(std::string("\xff\xff\0\xf0", 4)));
}

TEST(HitList, KeepsHitsInOrderAndFindsThemByIndexAndByOffset) {
    std::mt19937_64 random(3);
    HitList list;
    Hits plain;
    std::int64_t at = 0;
    for (int i = 0; i < 20'000; ++i) {
        const bool even = i / 700 % 2 == 0;
        at += even ? 4 : 1 + static_cast<std::int64_t>(random() % (i % 100 == 0 ? 1'000'000'000'000 : 300));
        plain.push_back({at, even ? 4 : 1 + static_cast<std::int64_t>(random() % 3)});
        list.add(plain.back());
    }
    ASSERT_EQ(list.size(), plain.size());
    for (std::size_t i = 0; i < plain.size(); ++i) ASSERT_EQ(list[i], plain[i]) << i;
    Hits part(500);
    EXPECT_EQ(list.read(9'900, part), 500u);
    EXPECT_TRUE(std::ranges::equal(part, std::span(plain).subspan(9'900, 500)));
    EXPECT_EQ(list.read(19'999, part), 1u);
    EXPECT_EQ(list.read(20'000, part), 0u);
    for (int i = 0; i < 3'000; ++i) {
        const std::int64_t offset = i % 2 == 0 ? static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(at))
                                               : plain[random() % plain.size()].offset;
        const auto behind = std::ranges::partition_point(plain, [&](ByteRange hit) { return hit.offset < offset; });
        ASSERT_EQ(list.index_from(offset), static_cast<std::uint64_t>(behind - plain.begin())) << offset;
    }
    EXPECT_EQ(list.index_from(at + 1), list.size());
    const auto [first, last] = list.indices_in({plain[777].offset + 1, 1});
    EXPECT_TRUE(first <= 777 && last >= 778) << first << " " << last;
}

TEST(HitList, OneLongHitDoesNotHideTheOthers) {
    HitList list;
    list.add({0, 1'000'000});
    for (std::int64_t i = 1'000'000; i < 1'001'000; ++i) list.add({i, 1});
    EXPECT_EQ(list.indices_in({1'000'500, 10}), std::pair(std::uint64_t{501}, std::uint64_t{511}));
    EXPECT_EQ(list.indices_in({500, 10}), std::pair(std::uint64_t{0}, std::uint64_t{1}));
}

TEST(HitList, TakesLittleForManyHitsAndOnlyCountsBehindItsLimit) {
    HitList even;
    for (std::int64_t i = 0; i < 1'000'000; ++i) even.add({i, 1});
    EXPECT_LE(even.memory(), 400'000u);
    HitList limited(1000);
    for (std::int64_t i = 0; i < 10'000; ++i) limited.add({i * i, 1});
    EXPECT_EQ(limited.counted(), 10'000u);
    EXPECT_LT(limited.size(), 2'000u);
    EXPECT_LE(limited.memory(), 1'100u);
    EXPECT_EQ(limited[limited.size() - 1].length, 1);
}

}  // namespace
}  // namespace byteprism
