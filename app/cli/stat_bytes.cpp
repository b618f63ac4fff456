// Statistics of bytes: histogram, classes, entropy, also along them.

#include <algorithm>
#include <array>
#include <cstdio>

#include "app/cli/stat_output.hpp"
#include "app/model/value_json.hpp"
#include "core/analysis/byte_histogram.hpp"

namespace byteprism {
namespace {

template <class... Arguments>
std::string formatted(const char* format, Arguments... arguments) {
    std::array<char, 200> text{};
    const int length = std::snprintf(text.data(), text.size(), format, arguments...);
    return {text.data(), static_cast<std::size_t>(length)};
}

std::string json_of(double number) { return value_json(Value{number}); }

struct Block {
    ByteRange range;
    double entropy = 0;
};

struct CountedBytes {
    ByteRange range;
    ByteHistogram counts{};
    std::vector<Block> blocks;
};

// Block `number` of `count` that are as long as each other, but for a byte.
ByteRange block_of(ByteRange range, std::int64_t number, std::int64_t count) {
    const auto begin = [&](std::int64_t of) {
        return range.offset + range.length / count * of + range.length % count * of / count;
    };
    return {begin(number), begin(number + 1) - begin(number)};
}

CountedBytes count_blocks(ByteRange range, std::int64_t blocks, const ReadBytes& read) {
    CountedBytes found{range, {}, {}};
    const std::int64_t count = std::clamp<std::int64_t>(blocks, 1, std::max<std::int64_t>(range.length, 1));
    ByteHistogram counts{};
    ByteRange block = block_of(range, 0, count);
    scan_slices(range, read, [&](const SearchSlice& slice) {
        const std::int64_t end = slice.offset + static_cast<std::int64_t>(slice.bytes.size());
        for (std::int64_t at = slice.offset; at < end;) {
            const std::int64_t until = std::min(end, block.end());
            count_bytes(
                slice.bytes.subspan(static_cast<std::size_t>(at - slice.offset), static_cast<std::size_t>(until - at)),
                counts);
            at = until;
            if (at < block.end()) continue;
            if (blocks > 0) found.blocks.push_back({block, entropy(counts)});
            for (std::size_t value = 0; value < counts.size(); ++value) found.counts[value] += counts[value];
            counts = {};
            if (at < range.end()) block = block_of(range, static_cast<std::int64_t>(found.blocks.size()), count);
        }
        return end;
    });
    return found;
}

double mean_of(const ByteHistogram& counts, std::int64_t length) {
    double sum = 0;
    for (std::size_t value = 0; value < counts.size(); ++value) {
        sum += static_cast<double>(value) * static_cast<double>(counts[value]);
    }
    return sum / static_cast<double>(length);
}

std::size_t most_frequent(const ByteHistogram& counts) {
    return static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin());
}

void write_json(const CountedBytes& of, bool histogram, Output& output) {
    const ByteClasses shares = classes(of.counts);
    const bool any = of.range.length > 0;
    const std::size_t most = most_frequent(of.counts);
    output.write(
        "{\"offset\":" + std::to_string(of.range.offset) + ",\"length\":" + std::to_string(of.range.length) +
        ",\"distinct\":" + std::to_string(256 - std::ranges::count(of.counts, 0U)) + ",\"most_frequent\":" +
        (any ? formatted("{\"byte\":%zu,\"count\":%llu}", most, static_cast<unsigned long long>(of.counts[most]))
             : "null") +
        ",\"zeros\":" + std::to_string(of.counts[0]) + ",\"shares\":{\"zero\":" + json_of(shares.zero) +
        ",\"control\":" + json_of(shares.control) + ",\"printable\":" + json_of(shares.printable) +
        ",\"high\":" + json_of(shares.high) + "},\"entropy\":" + json_of(entropy(of.counts)) +
        ",\"mean\":" + (any ? json_of(mean_of(of.counts, of.range.length)) : "null"));
    if (histogram) {
        output.write(",\"histogram\":[");
        for (std::size_t value = 0; value < of.counts.size(); ++value) {
            output.write((value > 0 ? "," : "") + std::to_string(of.counts[value]));
        }
        output.write("]");
    }
    if (!of.blocks.empty()) {
        output.write(",\"blocks\":[");
        for (const Block& block : of.blocks) {
            output.write((&block == of.blocks.data() ? "{\"offset\":" : ",{\"offset\":") +
                         std::to_string(block.range.offset) + ",\"length\":" + std::to_string(block.range.length) +
                         ",\"entropy\":" + json_of(block.entropy) + "}");
        }
        output.write("]");
    }
    output.write("}\n");
}

void write_text(const CountedBytes& of, bool histogram, Output& output) {
    const ByteClasses shares = classes(of.counts);
    const std::size_t most = most_frequent(of.counts);
    output.write(formatted("%lld bytes from 0x%08llx\n", static_cast<long long>(of.range.length),
                           static_cast<unsigned long long>(of.range.offset)));
    if (of.range.length > 0) {
        const double length = static_cast<double>(of.range.length);
        output.write(formatted("%lld different values, 0x%02zx most often: %llu times, %.2f %%\n",
                               static_cast<long long>(256 - std::ranges::count(of.counts, 0U)), most,
                               static_cast<unsigned long long>(of.counts[most]),
                               100 * static_cast<double>(of.counts[most]) / length));
        output.write(formatted("zero %.2f %%, control %.2f %%, printable %.2f %%, high %.2f %%\n", 100 * shares.zero,
                               100 * shares.control, 100 * shares.printable, 100 * shares.high));
        output.write(formatted("entropy %.4f bits a byte, mean %.4f\n", entropy(of.counts),
                               mean_of(of.counts, of.range.length)));
    }
    for (std::size_t value = 0; histogram && value < of.counts.size(); ++value) {
        if (of.counts[value] == 0) continue;
        output.write(formatted("0x%02zx %llu\n", value, static_cast<unsigned long long>(of.counts[value])));
    }
    for (const Block& block : of.blocks) {
        output.write(formatted("0x%08llx %lld %.4f\n", static_cast<unsigned long long>(block.range.offset),
                               static_cast<long long>(block.range.length), block.entropy));
    }
}

}  // namespace

void write_byte_statistics(ByteRange range, const ByteStatisticsWanted& wanted, const ReadBytes& read, Output& output) {
    const CountedBytes found = count_blocks(range, wanted.blocks, read);
    (wanted.json ? write_json : write_text)(found, wanted.histogram, output);
}

}  // namespace byteprism
