#include "core/analysis/envelope.hpp"

#include <algorithm>
#include <limits>

namespace byteprism {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr Extremes nothing{infinity, -infinity};

constexpr std::size_t parts(std::int64_t whole, std::int64_t part) {
    return static_cast<std::size_t>((whole + part - 1) / part);
}

void widen(Extremes& extremes, const Extremes& by) {
    extremes.least = std::min(extremes.least, by.least);
    extremes.greatest = std::max(extremes.greatest, by.greatest);
}

}  // namespace

Envelope::Envelope(std::int64_t samples)
    : samples_(samples), blocks_(parts(samples, block)), groups_(parts(samples, block * blocks_together), nothing) {}

void Envelope::add(const NumberColumn& column, const std::byte* first, std::ptrdiff_t stride, std::size_t count) {
    while (count > 0) {
        const auto at = static_cast<std::size_t>(added_ / block);
        const auto before = static_cast<std::size_t>(added_ % block);
        const std::size_t some = std::min(count, static_cast<std::size_t>(block) - before);
        const Extremes found = extremes(column, first, stride, some).value_or(nothing);
        if (before == 0) blocks_[at] = nothing;
        widen(blocks_[at], found);
        widen(groups_[at / blocks_together], found);
        added_ += static_cast<std::int64_t>(some);
        first += static_cast<std::ptrdiff_t>(some) * stride;
        count -= some;
    }
    known_.store(added_ == samples_ ? added_ : added_ / block * block, std::memory_order_release);
}

std::optional<Extremes> Envelope::of(std::int64_t first, std::int64_t count) const {
    const std::int64_t known = this->known();
    const std::int64_t end = std::min(first + count, known);
    if (first < 0 || first >= end) return std::nullopt;
    Extremes found = nothing;
    auto at = static_cast<std::size_t>(first / block);
    const std::size_t last = parts(end, block);
    // A group that is being filled is asked block by block.
    const auto whole = static_cast<std::size_t>(known / (block * blocks_together)) * blocks_together;
    while (at < last) {
        const bool group = at % blocks_together == 0 && at + blocks_together <= std::min(last, whole);
        widen(found, group ? groups_[at / blocks_together] : blocks_[at]);
        at += group ? blocks_together : 1;
    }
    if (found.least > found.greatest) return std::nullopt;
    return found;
}

}  // namespace byteprism
