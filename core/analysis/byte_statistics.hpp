// ByteStatistics: how often each byte and each pair of neighbours occurs, and the entropy of part after part, of bytes
// that come slice by slice.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/analysis/byte_histogram.hpp"

namespace byteprism {

class ByteStatistics {
public:
    static constexpr std::int64_t most_parts = 1024, least_part = 256;

    // So many bytes will come.
    explicit ByteStatistics(std::int64_t size);
    void add(std::span<const std::byte> bytes);

    std::int64_t size() const { return size_; }
    const ByteHistogram& counts() const { return counts_; }
    // Pairs of neighbours: those of `first` and `second` are at 256 * first + second.
    const std::vector<std::uint64_t>& pairs() const { return pairs_; }
    // Of equal parts, the last one may be shorter: Shannon's entropy of each, bits for each byte.
    std::int64_t part_size() const { return part_size_; }
    const std::vector<double>& parts() const { return parts_; }

private:
    void end_part();

    std::int64_t size_, part_size_;
    std::int64_t added_ = 0;
    int last_ = -1;  // byte; negative: none yet
    ByteHistogram counts_{}, part_{};
    std::vector<std::uint64_t> pairs_;
    std::vector<double> parts_;
};

}  // namespace byteprism
