#include "core/analysis/byte_histogram.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>

namespace byteprism {

// Four tables, because runs of one value would else wait for the count that they have just written.
void count_bytes(std::span<const std::byte> bytes, ByteHistogram& counts) {
    constexpr std::size_t tables = 4;
    constexpr std::size_t most = std::size_t{1} << 31;  // what a table can count
    while (!bytes.empty()) {
        const auto part = bytes.first(std::min(bytes.size(), most));
        std::array<std::array<std::uint32_t, 256>, tables> table{};
        std::size_t at = 0;
        for (; at + 8 <= part.size(); at += 8) {
            std::uint64_t word = 0;
            std::memcpy(&word, part.data() + at, 8);
            for (std::size_t i = 0; i < 8; ++i) ++table[i % tables][(word >> (8 * i)) & 0xff];
        }
        for (; at < part.size(); ++at) ++table[0][std::to_integer<std::size_t>(part[at])];
        for (std::size_t value = 0; value < counts.size(); ++value) {
            for (const auto& each : table) counts[value] += each[value];
        }
        bytes = bytes.subspan(part.size());
    }
}

double entropy(const ByteHistogram& counts) {
    const auto total = static_cast<double>(std::accumulate(counts.begin(), counts.end(), std::uint64_t{0}));
    double bits = 0;
    for (const std::uint64_t count : counts) {
        if (count == 0) continue;
        const double share = static_cast<double>(count) / total;
        bits -= share * std::log2(share);
    }
    return bits;
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
