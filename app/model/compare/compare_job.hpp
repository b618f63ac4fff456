// CompareJob: two documents, or two places of one, compared in a thread of its own, and the hunks found so far.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/model/document/document.hpp"
#include "app/model/jobs/job.hpp"
#include "core/analysis/comparison.hpp"
#include "core/memory/byte_range.hpp"

namespace byteprism {

struct FoundHunks;

class CompareJob {
public:
    struct Part {
        const Document& document;
        ByteRange range;
    };
    // Begins.
    CompareJob(const std::shared_ptr<Jobs>& jobs, const std::array<Part, 2>& parts, const ComparisonRules& rules);

    // Of both documents, when it began: hunks are places of then.
    const std::array<std::uint64_t, 2>& versions() const { return versions_; }
    double progress() const { return job_.progress(); }
    bool ended() const { return job_.ended(); }
    // Requires ended().
    bool completed() const { return job_.completed(); }
    const std::string& failure() const { return job_.failure(); }

    // ---- found so far, in order. Those beyond kept() are counted alone.
    std::uint64_t counted() const;
    std::uint64_t kept() const;
    // Bytes of the hunks on each side.
    std::array<std::int64_t, 2> bytes() const;
    // Nothing if so many are not kept.
    std::optional<Hunk> hunk(std::uint64_t index) const;
    // As many from the index on as there is room for; gives how many.
    std::size_t read(std::uint64_t first, std::span<Hunk> to) const;
    // The number of hunks that begin before the offset on that side (0, 1).
    std::uint64_t index_from(std::size_t side, std::int64_t offset) const;
    // Replaces `to` with what hunks have in the range on that side: of one that has no bytes there, its place.
    void ranges_in(std::size_t side, ByteRange range, std::vector<ByteRange>& to) const;

private:
    CompareJob(const std::shared_ptr<Jobs>& jobs, const std::array<Part, 2>& parts, const ComparisonRules& rules,
               std::shared_ptr<FoundHunks> found);

    std::array<std::uint64_t, 2> versions_;
    std::shared_ptr<FoundHunks> found_;
    Job job_;
};

inline ByteRange side_of(const Hunk& hunk, std::size_t side) { return side == 0 ? hunk.first : hunk.second; }

}  // namespace byteprism
