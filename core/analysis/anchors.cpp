#include "core/analysis/anchors.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace byteprism {
namespace {

struct Sample {
    std::uint64_t hash = 0;
    std::int64_t at = 0;
};

// Random numbers by splitmix64: what each byte adds to the hash.
constexpr std::array<std::uint64_t, 256> gear = [] {
    std::array<std::uint64_t, 256> table{};
    std::uint64_t state = 0;
    for (std::uint64_t& entry : table) {
        std::uint64_t mixed = state += 0x9e3779b97f4a7c15u;
        mixed = (mixed ^ mixed >> 30) * 0xbf58476d1ce4e5b9u;
        mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111ebu;
        entry = mixed ^ mixed >> 31;
    }
    return table;
}();

// The places whose hash begins with so many zero bits, which become more as the
// places become too many.
class Sampler {
public:
    Sampler(std::size_t most, int window) : most_(most), window_(window), shift_(64 / window) {}

    void start(int zeros) { zeros_ = zeros; }

    void add(std::span<const std::byte> bytes, std::int64_t offset) {
        std::uint64_t hash = hash_;
        std::uint64_t limit = ~std::uint64_t{0} >> zeros_;
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            hash = (hash << shift_) + gear[std::to_integer<std::size_t>(bytes[i])];
            if (hash > limit) continue;
            take(hash, offset + static_cast<std::int64_t>(i) + 1 - window_);
            limit = ~std::uint64_t{0} >> zeros_;
        }
        hash_ = hash;
    }

    // What is unique among them, by hash.
    std::vector<Sample> end(int zeros) {
        zeros_ = std::max(zeros_, zeros);
        thin();
        std::ranges::sort(samples_, {}, &Sample::hash);
        std::size_t kept = 0;
        for (std::size_t i = 0, next = 0; i < samples_.size(); i = next) {
            for (next = i + 1; next < samples_.size() && samples_[next].hash == samples_[i].hash;) ++next;
            if (next == i + 1) samples_[kept++] = samples_[i];
        }
        samples_.resize(kept);
        return std::move(samples_);
    }
    int zeros() const { return zeros_; }
    void begin_at(std::int64_t offset) { first_ = offset; }

private:
    void take(std::uint64_t hash, std::int64_t at) {
        // Not of a whole window yet, or in a run of equal bytes.
        if (at < first_ || (!samples_.empty() && samples_.back().hash == hash)) return;
        samples_.push_back({hash, at});
        if (samples_.size() < most_) return;
        ++zeros_;
        thin();
    }
    void thin() {
        std::erase_if(samples_, [&](const Sample& sample) { return sample.hash > ~std::uint64_t{0} >> zeros_; });
    }

    std::size_t most_;
    std::int64_t window_;
    int shift_;
    int zeros_ = 0;
    std::int64_t first_ = 0;
    std::uint64_t hash_ = 0;
    std::vector<Sample> samples_;
};

Sampler sampled(const AlignedBytes& bytes, std::size_t most, int window, int zeros, Progress& progress) {
    Sampler sampler(most, window);
    sampler.start(zeros);
    sampler.begin_at(bytes.range.offset);
    scan_slices(bytes.range, bytes.read, [&](const SearchSlice& slice) {
        sampler.add(slice.bytes, slice.offset);
        progress.add(0);
        return slice.offset + static_cast<std::int64_t>(slice.bytes.size());
    });
    return sampler;
}

std::vector<AnchorPair> in_both(const std::vector<Sample>& first, const std::vector<Sample>& second) {
    std::vector<AnchorPair> pairs;
    for (auto a = first.begin(), b = second.begin(); a != first.end() && b != second.end();) {
        if (a->hash == b->hash) {
            pairs.push_back({a++->at, b++->at});
        } else if (a->hash < b->hash) {
            ++a;
        } else {
            ++b;
        }
    }
    std::ranges::sort(pairs, {}, &AnchorPair::first);
    return pairs;
}

// The longest sequence in which the second places rise too, by piles of
// patience.
std::vector<AnchorPair> longest_rising(const std::vector<AnchorPair>& pairs) {
    std::vector<std::size_t> piles;  // the pair on top of each
    std::vector<std::size_t> before(pairs.size());
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const auto pile =
            std::ranges::lower_bound(piles, pairs[i].second, {}, [&](std::size_t top) { return pairs[top].second; });
        before[i] = pile == piles.begin() ? 0 : *(pile - 1);
        if (pile == piles.end()) {
            piles.push_back(i);
        } else {
            *pile = i;
        }
    }
    std::vector<AnchorPair> rising(piles.size());
    std::size_t at = piles.empty() ? 0 : piles.back();
    for (std::size_t i = rising.size(); i-- > 0; at = before[at]) rising[i] = pairs[at];
    return rising;
}

}  // namespace

std::vector<AnchorPair> find_anchors(const AlignedBytes& first, const AlignedBytes& second, std::size_t samples,
                                     int window, Progress& progress) {
    const auto longest = static_cast<std::uint64_t>(std::max(first.range.length, second.range.length));
    // So that about half of the room is taken. Of all places one in eight is
    // enough.
    const int zeros = std::max(3, static_cast<int>(std::bit_width(longest / samples)));
    Sampler a = sampled(first, samples, window, zeros, progress);
    Sampler b = sampled(second, samples, window, a.zeros(), progress);
    const int both = std::max(a.zeros(), b.zeros());
    return longest_rising(in_both(a.end(both), b.end(both)));
}

}  // namespace byteprism
