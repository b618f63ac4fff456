// Envelope: the least and the greatest of runs of samples, found once, from which plots of any number of them are
// drawn.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/analysis/column_statistics.hpp"

namespace byteprism {

// Filled by one thread while others ask: they see what is known so far. Takes 16 bytes for each block.
class Envelope {
public:
    static constexpr std::int64_t block = 512;           // samples
    static constexpr std::int64_t blocks_together = 64;  // of the second level

    explicit Envelope(std::int64_t samples);

    // The samples behind those that were added.
    void add(const NumberColumn& column, const std::byte* first, std::ptrdiff_t stride, std::size_t count);
    std::int64_t samples() const { return samples_; }
    // Whole blocks until all are known.
    std::int64_t known() const { return known_.load(std::memory_order_acquire); }

    // Of the blocks that these samples lie in, as far as they are known. NaN left out: nothing if all are.
    std::optional<Extremes> of(std::int64_t first, std::int64_t count) const;

private:
    std::int64_t samples_, added_ = 0;
    std::atomic<std::int64_t> known_ = 0;
    // No numbers: the least one is greater than the greatest one.
    std::vector<Extremes> blocks_, groups_;
};

}  // namespace byteprism
