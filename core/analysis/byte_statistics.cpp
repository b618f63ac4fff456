#include "core/analysis/byte_statistics.hpp"

#include <algorithm>

namespace byteprism {

ByteStatistics::ByteStatistics(std::int64_t size)
    : size_(size),
      part_size_(std::max(least_part, (size + most_parts - 1) / most_parts)),
      pairs_(std::size_t{256} * 256) {}

void ByteStatistics::add(std::span<const std::byte> bytes) {
    for (const std::byte byte : bytes) {
        const int now = std::to_integer<int>(byte);
        if (last_ >= 0) ++pairs_[static_cast<std::size_t>(256 * last_ + now)];
        last_ = now;
    }
    while (!bytes.empty()) {
        const std::int64_t rest = part_size_ - added_ % part_size_;
        const std::size_t some = std::min(bytes.size(), static_cast<std::size_t>(rest));
        count_bytes(bytes.first(some), part_);
        bytes = bytes.subspan(some);
        added_ += static_cast<std::int64_t>(some);
        if (added_ % part_size_ == 0 || added_ == size_) end_part();
    }
}

void ByteStatistics::end_part() {
    parts_.push_back(entropy(part_));
    for (std::size_t i = 0; i < counts_.size(); ++i) counts_[i] += part_[i];
    part_ = {};
}

}  // namespace byteprism
