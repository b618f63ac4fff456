#include "app/model/compare/compare_job.hpp"

#include <algorithm>
#include <mutex>

#include "core/analysis/hit_list.hpp"

namespace byteprism {
namespace {

constexpr std::size_t hunks_at_once = 1024;  // handed over under one lock

}  // namespace

// Shared by the thread that compares and the one that shows.
struct FoundHunks {
    std::mutex mutex;
    std::array<HitList, 2> sides;  // of as many hunks, though not of as many kept ones
    std::array<std::int64_t, 2> bytes{};

    std::uint64_t kept() const { return std::min(sides[0].size(), sides[1].size()); }
};

namespace {

class Collector {
public:
    explicit Collector(FoundHunks& found) : found_(found) { waiting_.reserve(hunks_at_once); }
    void add(const Hunk& hunk) {
        waiting_.push_back(hunk);
        if (waiting_.size() == hunks_at_once) hand_over();
    }
    void hand_over() {
        if (waiting_.empty()) return;
        const std::scoped_lock lock(found_.mutex);
        for (const Hunk& hunk : waiting_) {
            for (const std::size_t side : {0u, 1u}) {
                found_.sides[side].add(side_of(hunk, side));
                found_.bytes[side] += side_of(hunk, side).length;
            }
        }
        waiting_.clear();
    }

private:
    FoundHunks& found_;
    std::vector<Hunk> waiting_;
};

}  // namespace

CompareJob::CompareJob(const std::shared_ptr<Jobs>& jobs, const std::array<Part, 2>& parts,
                       const ComparisonRules& rules)
    : CompareJob(jobs, parts, rules, std::make_shared<FoundHunks>()) {}

CompareJob::CompareJob(const std::shared_ptr<Jobs>& jobs, const std::array<Part, 2>& parts,
                       const ComparisonRules& rules, std::shared_ptr<FoundHunks> found)
    : versions_{parts[0].document.version(), parts[1].document.version()},
      found_(found),
      job_(jobs, parts[0].document,
           [found, rules, ranges = std::array{parts[0].range, parts[1].range}, gate = parts[1].document.gate(),
            version = versions_[1], size = parts[1].document.size()](JobReader& first) {
               JobReader second(gate, version, size, first.progress());
               Collector collector(*found);
               const AlignedBytes a{ranges[0], [&](std::int64_t offset, std::span<std::byte> to) {
                                        collector.hand_over();  // at least as often as bytes are read
                                        first.read(offset, to);
                                    }};
               const AlignedBytes b{ranges[1],
                                    [&](std::int64_t offset, std::span<std::byte> to) { second.read(offset, to); }};
               compare(
                   a, b, rules, [&](const Hunk& hunk) { return collector.add(hunk), true; }, first.progress());
               collector.hand_over();
           }) {}

std::uint64_t CompareJob::counted() const {
    const std::scoped_lock lock(found_->mutex);
    return found_->sides[0].counted();
}

std::uint64_t CompareJob::kept() const {
    const std::scoped_lock lock(found_->mutex);
    return found_->kept();
}

std::array<std::int64_t, 2> CompareJob::bytes() const {
    const std::scoped_lock lock(found_->mutex);
    return found_->bytes;
}

std::optional<Hunk> CompareJob::hunk(std::uint64_t index) const {
    const std::scoped_lock lock(found_->mutex);
    if (index >= found_->kept()) return std::nullopt;
    return Hunk{found_->sides[0][index], found_->sides[1][index]};
}

std::size_t CompareJob::read(std::uint64_t first, std::span<Hunk> to) const {
    const std::scoped_lock lock(found_->mutex);
    if (first >= found_->kept()) return 0;
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(to.size(), found_->kept() - first));
    std::vector<ByteRange> ranges(count);
    found_->sides[0].read(first, ranges);
    for (std::size_t i = 0; i < count; ++i) to[i].first = ranges[i];
    found_->sides[1].read(first, ranges);
    for (std::size_t i = 0; i < count; ++i) to[i].second = ranges[i];
    return count;
}

std::uint64_t CompareJob::index_from(std::size_t side, std::int64_t offset) const {
    const std::scoped_lock lock(found_->mutex);
    return found_->sides[side].index_from(offset);
}

void CompareJob::ranges_in(std::size_t side, ByteRange range, std::vector<ByteRange>& to) const {
    const std::scoped_lock lock(found_->mutex);
    const HitList& list = found_->sides[side];
    const auto [first, end] = list.indices_in(range);
    to.resize(std::min<std::uint64_t>(end - first, static_cast<std::uint64_t>(range.length)));
    to.resize(list.read(first, to));
}

}  // namespace byteprism
