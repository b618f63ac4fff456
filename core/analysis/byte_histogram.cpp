#include "core/analysis/byte_histogram.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>

namespace byteprism {

namespace {

// Several tables, because runs of one value would else wait for the count that they have just written.
template <std::size_t tables>
void count_part(std::span<const std::byte> part, ByteHistogram& counts) {
    std::array<std::array<std::uint32_t, 256>, tables> table{};
    const auto take = [&](std::uint32_t half, std::size_t first) {
        for (std::size_t i = 0; i < 4; ++i) ++table[(first + i) % tables][static_cast<std::uint8_t>(half >> 8 * i)];
    };
    std::size_t at = 0;
    for (; at + 8 <= part.size(); at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, part.data() + at, 8);
        take(static_cast<std::uint32_t>(word), 0);
        take(static_cast<std::uint32_t>(word >> 32), 4);
    }
    for (; at < part.size(); ++at) ++table[0][std::to_integer<std::size_t>(part[at])];
    for (const auto& each : table) {
        for (std::size_t value = 0; value < counts.size(); ++value) counts[value] += each[value];
    }
}

}  // namespace

void count_bytes(std::span<const std::byte> bytes, ByteHistogram& counts) {
    constexpr std::size_t few = std::size_t{16} << 10;  // more tables would take longer than they save
    constexpr std::size_t most = std::size_t{1} << 31;  // what a table can count
    if (bytes.size() <= few) return count_part<4>(bytes, counts);
    for (; !bytes.empty(); bytes = bytes.subspan(std::min(bytes.size(), most))) {
        count_part<8>(bytes.first(std::min(bytes.size(), most)), counts);
    }
}

namespace {

// n log2 n of the counts in a small block, which a map of the entropy asks for over and over.
double weighted_log(std::uint64_t count) {
    static const auto table = [] {
        std::array<double, 1024> logs{};
        for (std::size_t n = 1; n < logs.size(); ++n) {
            logs[n] = static_cast<double>(n) * std::log2(static_cast<double>(n));
        }
        return logs;
    }();
    if (count < table.size()) return table[count];
    return static_cast<double>(count) * std::log2(static_cast<double>(count));
}

}  // namespace

double entropy(const ByteHistogram& counts) {
    const std::uint64_t total = std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
    if (total == 0 || std::ranges::find(counts, total) != counts.end()) return 0;
    double sum = 0;
    for (const std::uint64_t count : counts) sum += weighted_log(count);
    return std::log2(static_cast<double>(total)) - sum / static_cast<double>(total);
}

ByteClasses classes(const ByteHistogram& counts) {
    const auto total = static_cast<double>(std::accumulate(counts.begin(), counts.end(), std::uint64_t{0}));
    if (total == 0) return {};
    const auto share = [&](std::size_t from, std::size_t end) {
        std::uint64_t sum = 0;
        for (std::size_t value = from; value < end; ++value) sum += counts[value];
        return static_cast<double>(sum) / total;
    };
    return {share(0, 1), share(1, 0x20) + share(0x7f, 0x80), share(0x20, 0x7f), share(0x80, 0x100)};
}

}  // namespace byteprism
